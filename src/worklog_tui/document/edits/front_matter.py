"""Front matter values set, added and removed. Touches the value with its quotes; key, comment and spacing stay."""

from __future__ import annotations

import copy
import datetime as dt
import json
import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from worklog_tui.document.edits.front_additions import put_in
from worklog_tui.document.edits.front_places import Place, take_out, write_over
from worklog_tui.document.edits.front_values import as_read, first_spelling, key_spelling
from worklog_tui.document.frontmatter import BOM, split
from worklog_tui.document.model import Document, Entry, FrontMatter, Key, Refused, Span
from worklog_tui.document.parse import parse
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import Unproven, require, unchanged
from worklog_tui.patterns import regex

_FENCES = {"yaml": b"---", "toml": b"+++"}
_LINE_BREAK = regex(rb"\r\n|\r|\n")


def set_value(doc: Document, key: Key | str, value: object) -> Edit:
    """The value of a key; added where it is missing, in a sensible place and in the page's own style.

    ``key``: a path such as ``("title",)`` or ``("tags", 0)``; keys compare case-blind. Dates may be text or
    ``datetime`` values (YAML and JSON keep them as text). Raises Refused.
    """
    place, path = _place(doc), _path(key)
    entry = place.find(path)
    wanted = as_read(place.kind, value)
    if entry is None:
        return _first_proven(doc, put_in(place, path, wanted), path, wanted)
    wanted = _typed_as_before(entry, wanted)
    if _same(entry.value, wanted) and not isinstance(wanted, list | dict):
        return unchanged(doc)
    return _first_proven(doc, write_over(place, entry, wanted), entry.key, wanted)


def remove_value(doc: Document, key: Key | str) -> Edit:
    """The entry of a key taken out with its line; what is not there changes nothing. Raises Refused."""
    place, path = _place(doc), _path(key)
    entry = place.find(path)
    if entry is None:
        return unchanged(doc)
    twins = [e for e in doc.front_matter.entries if e.key == entry.key and e is not entry]
    wanted = twins[-1].value if twins else _REMOVED
    try:
        return _first_proven(doc, [take_out(place, entry)], entry.key, wanted)
    except Refused:
        parent = place.find(entry.key[:-1]) if len(entry.key) > 1 else None
        if parent is None or parent.value != {entry.key[-1]: entry.value}:
            raise
        name = parent.key[-1]
        raise Refused(f"“{entry.key[-1]}” is all that stands in “{name}”: remove “{name}” itself.") from None


def add_front_matter(doc: Document, values: Mapping[str, object]) -> Edit:
    """YAML front matter on top of a page that has none. Raises Refused."""
    front = doc.front_matter
    if front.kind is not None:
        raise Refused("This page has front matter already.")
    found = _LINE_BREAK.search(doc.source)
    eol = found[0].decode() if found else "\n"
    wanted = {name: as_read("yaml", value) for name, value in values.items()}
    lines = [f"{key_spelling('yaml', name)}: {first_spelling('yaml', value)}" for name, value in wanted.items()]
    at = len(BOM) if doc.source.startswith(BOM) else 0
    text = eol.join(["---", *lines, "---", ""])
    patch = Patch((Splice(at, b"", text.encode()),))
    after = parse(patch.apply(doc.source))
    new = after.front_matter
    kept = after.source[new.span.end :] == doc.source[at:]
    if new.kind != "yaml" or new.error or new.locked or not kept or not _same(_values(new), wanted):
        raise Refused("These values cannot be written as front matter.")
    return Edit(patch, doc, after)


def _place(doc: Document) -> Place:
    front = doc.front_matter
    if front.locked:
        raise Refused(front.locked)
    if front.kind is None:
        raise Refused(front.error or 'This page has no front matter: press : and choose "Add front matter".')
    if front.error and not _repeats(front):
        raise Refused(f"{front.error} Mend that first: the front matter is edited in your editor until then.")
    return Place(doc, front.kind)


def _path(key: Key | str) -> Key:
    path = (key,) if isinstance(key, str) else tuple(key)
    if not path or not isinstance(path[0], str) or not all(part == 0 or part for part in path):
        raise Refused("A front matter key needs a name.")
    return path


def _typed_as_before(entry: Entry, wanted: object) -> object:
    """Text that names a day takes the place of a TOML date as a date."""
    if isinstance(wanted, str) and isinstance(entry.value, dt.date):
        for kind in (dt.date, dt.datetime):
            try:
                return kind.fromisoformat(wanted)
            except ValueError:
                continue
    return wanted


_REMOVED = object()


def _first_proven(doc: Document, ways: Iterable[Splice], key: Key, wanted: object) -> Edit:
    why = ""
    for splice in ways:
        patch = Patch((splice,))
        try:
            return Edit(patch, doc, _prove(doc, patch, key, wanted))
        except Unproven as error:
            why = why or str(error)
    what = f"“{'.'.join(map(str, key))}” cannot be {'removed' if wanted is _REMOVED else 'set to this'} here"
    raise Refused(f"{what}: {why or 'no way of writing it is known'}.")


def _prove(doc: Document, patch: Patch, key: Key, wanted: object) -> Document:
    """The document after the patch. Raises Unproven unless it says what was asked for and nothing else differs."""
    (splice,) = patch.splices
    source = patch.apply(doc.source)
    _by_letter(doc, splice, source)
    after = parse(source)
    old, new = doc.front_matter, after.front_matter
    grown = len(splice.new) - len(splice.old)
    require(new.kind == old.kind and not new.locked, "it would no longer be front matter")
    require(not new.error or bool(old.error and _repeats(new)), "it could no longer be read")
    span = Span(old.span.start, old.span.end + grown)
    require(new.span == span and new.content.end == old.content.end + grown, "the front matter would end elsewhere")
    require(doc.source[old.span.end :] == after.source[new.span.end :], "the body would change")
    require(_same(_values(new), _changed(_values(old), key, wanted)), "it would read back differently")
    require(
        _others(doc, key) == _others(after, key, removed=wanted is _REMOVED),
        "another value would be written differently",
    )
    return after


def _by_letter(doc: Document, splice: Splice, after: bytes) -> None:
    """What needs no reader of ours: the splice stays between the fences, brings no fence, and the body is the same."""
    front = doc.front_matter
    inside = front.content.start <= splice.start and splice.end <= front.content.end
    require(inside, "it reaches beyond the front matter")
    body = doc.source[front.span.end :]
    content = after[front.content.start : len(after) - len(doc.source) + front.content.end]
    require(after.endswith(body) and after.startswith(doc.source[: front.content.start]), "the body would change")
    fence = _FENCES.get(front.kind or "")
    if fence is None:
        require(_same(json.loads(content.decode("utf-8", "replace")), _values(split(after))), "it is no JSON")
        return
    first, *lines = _LINE_BREAK.split(content)
    opens = doc.source[: front.content.start].endswith((b"\n", b"\r"))
    require(not any(line.startswith(fence) for line in ([first] if opens else []) + lines), "it would end too early")


def _repeats(front: FrontMatter) -> bool:
    """Whether a key stands twice: Hugo refuses that, yet all values are read."""
    keys = [entry.key for entry in front.entries]
    return len(set(keys)) < len(keys)


def _values(front: FrontMatter) -> dict[str, Any]:
    return {str(entry.key[0]): entry.value for entry in front.entries if len(entry.key) == 1}


def _changed(values: dict[str, Any], key: Key, wanted: object) -> object:
    """The values as they should read after the edit."""
    root: Any = copy.deepcopy(values)
    node: Any = root
    for part, following in pairwise(key):
        own = _own_spelling(node, part) if isinstance(node, dict) else part
        if isinstance(node, dict) and node.get(own) is None:
            node[own] = [] if isinstance(following, int) else {}
        elif isinstance(node, list) and own == len(node):
            node.append([] if isinstance(following, int) else {})
        node = node[own]
    last = key[-1]
    if wanted is _REMOVED:
        del node[last]
    elif isinstance(node, list) and last == len(node):
        node.append(wanted)
    else:
        node[_own_spelling(node, last) if isinstance(node, dict) else last] = wanted
    return root


def _own_spelling(node: dict[str, Any], part: object) -> Any:
    """The key as the page writes it: keys compare case-blind."""
    if part in node:
        return part
    same = [name for name in node if name.lower() == str(part).lower()]
    return same[-1] if same else part


def _others(doc: Document, key: Key, *, removed: bool = False) -> list[tuple[bytes, ...]]:
    """Keys and values, as written, of all entries but the edited one, those in it and those around it.

    ``removed``: the entry is gone (the next item of a list may have its number), only those around it are left out.
    """
    folded = tuple(_fold(part) for part in key)
    out = []
    for entry in doc.front_matter.entries:
        own = tuple(_fold(part) for part in entry.key)
        shared = min(len(own), len(folded))
        if own[:shared] != folded[:shared] or (removed and len(own) >= len(folded)):
            spans = (entry.key_span, entry.value_span)
            out.append(tuple(b"" if s is None else doc.source[s.start : s.end] for s in spans))
    return out


def _fold(part: str | int) -> str | int:
    return part.lower() if isinstance(part, str) else part


def _same(one: object, two: object) -> bool:
    """Equal and of one type, through lists and maps (order of keys aside)."""
    if type(one) is not type(two):
        return False
    if isinstance(one, dict) and isinstance(two, dict):
        return one.keys() == two.keys() and all(_same(one[k], two[k]) for k in one)
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(_same, one, two))
    if isinstance(one, float) and isinstance(two, float) and math.isnan(one):
        return math.isnan(two)
    return one == two
