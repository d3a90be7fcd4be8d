"""Where a new front matter value comes, with the maps and lists around it: each way is one splice, best first."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.document.edits.front_places import LINE_BREAK, Place, page_style, write_over
from worklog_tui.document.edits.front_values import first_spelling, key_spelling, spellings, yaml_literal
from worklog_tui.document.model import Entry, Key, Refused
from worklog_tui.document.patch import Splice
from worklog_tui.document.values import line_start
from worklog_tui.patterns import regex

_ORDER = ("title", "date", "weight", "chapter", "pre")  # of the keys nearly all pages have, in the order they have them
_SEPARATOR = {
    "yaml": regex(rb"[ \t]*:[ \t]+"),
    "toml": regex(rb"[ \t]*=[ \t]*"),
    "json": regex(rb"\s*:\s*"),
}


def put_in(place: Place, key: Key, value: object) -> Iterator[Splice]:
    """A value that is not there yet, with the maps and lists around it that are missing too."""
    depth = len(key) - 1
    while depth and place.find(key[:depth]) is None:
        depth -= 1
    for part in reversed(key[depth + 1 :]):
        if isinstance(part, int) and part != 0:
            raise Refused("A new list begins with its first item.")
        value = [value] if isinstance(part, int) else {part: value}
    parent = place.find(key[:depth]) if depth else None
    name, path = key[depth], key[:depth] if parent is None else parent.key
    inside = parent.value if parent is not None else {}
    if isinstance(inside, list):
        if name != len(inside):
            raise Refused(f"The list has {len(inside)} items: a new one comes after them.")
    elif not isinstance(name, str) or not (isinstance(inside, dict) or inside is None):
        raise Refused(f"“{path[-1] if path else name}” holds a single value: nothing can stand below it.")
    if parent is not None and inside is None:
        yield from _open_map(place, parent, str(name), value)
    elif place.kind == "json" or place.flow((*path, name)):
        yield _in_brackets(place, path, parent, name, value)
    elif place.kind == "toml":
        yield from _toml_line(place, path, parent, name, value)
    else:
        yield from _yaml_line(place, path, name, value)


def _open_map(place: Place, parent: Entry, name: str, value: object) -> Iterator[Splice]:
    """The first entry below a YAML key without a value; JSON: a null becomes a map."""
    if parent.value_span is not None or place.kind != "yaml" or place.flow(parent.key):
        yield from write_over(place, parent, {name: value})
        return
    indent = _indent(place, parent) + "  "
    text = _yaml_lines(name, value, indent, ": ", page_style(place, ()), place.eol)
    yield place.splice(parent.span.end, parent.span.end, text)


def _indent(place: Place, entry: Entry) -> str:
    start = entry.key_span.start if entry.key_span else entry.span.start
    return " " * (start - line_start(place.source, start, place.content.start))


def _yaml_lines(
    name: str, value: object, indent: str, separator: str, style: bytes, eol: str, literal: bool = True
) -> str:
    """The lines of a new block entry; maps go below their key, lists beside it."""
    head = indent + key_spelling("yaml", name)
    if isinstance(value, dict) and value:
        below = (_yaml_lines(k, v, indent + "  ", ": ", style, eol, literal) for k, v in value.items())
        return head + ":" + eol + "".join(below)
    block = yaml_literal(value, indent + "  ", eol) if literal and isinstance(value, str) else None
    return head + separator + (block or first_spelling("yaml", value, style)) + eol


def _after(siblings: list[Entry], name: str | int, root: bool) -> Entry | None:
    """The entry a new one comes after; None: before all."""
    if not root or str(name).lower() not in _ORDER:
        return siblings[-1]
    rank = _ORDER.index(str(name).lower())
    ranks = {w: i for i, w in enumerate(_ORDER)}
    before = [e for e in siblings if ranks.get(str(e.key[-1]).lower(), len(_ORDER)) < rank]
    return before[-1] if before else None


def _separator(place: Place, siblings: list[Entry], default: str) -> str:
    """What stands between key and value beside the place."""
    for entry in reversed(siblings):
        if entry.key_span and entry.value_span:
            found = _SEPARATOR[place.kind].fullmatch(place.source, entry.key_span.end, entry.value_span.start)
            if found and b"\n" not in found[0] and b"\r" not in found[0]:
                return found[0].decode()
    return default


def _yaml_line(place: Place, path: Key, name: str | int, value: object) -> Iterator[Splice]:
    siblings, eol, style = place.children(path), place.eol, page_style(place, path)
    if not siblings:
        at = place.content.end
        yield place.splice(at, at, _yaml_lines(str(name), value, "", ": ", style, eol))
        return
    last = siblings[-1]
    if isinstance(name, int):
        begin = last.value_span.start if last.value_span else place.source.index(b"-", last.span.start) + 1
        lead = place.source[last.span.start : begin].decode("utf-8", "replace")
        lead = lead if lead.endswith(" ") else lead + " "
        for text in spellings("yaml", value, place.raw(last.value_span)):
            yield place.splice(last.span.end, last.span.end, lead + text + eol)
        return
    after = _after(siblings, name, not path)
    at = siblings[0].span.start if after is None else after.span.end
    separator = _separator(place, siblings, ": ")
    for literal in (True, False):
        text = _yaml_lines(name, value, _indent(place, last), separator, style, eol, literal)
        yield place.splice(at, at, text)


def _in_brackets(place: Place, path: Key, parent: Entry | None, name: str | int, value: object) -> Splice:
    """A new member of a flow map or list, of JSON, of an inline table."""
    kind, siblings = place.kind, place.children(path)
    style = page_style(place, path)
    between = {"yaml": ": ", "toml": " = ", "json": ": "}[kind]
    text = first_spelling(kind, value, style, flow=True)
    if isinstance(name, str):
        text = key_spelling(kind, name) + _separator(place, siblings, between) + text
    if not siblings:
        span = place.content if parent is None else parent.value_span
        if span is None:
            raise Refused(f"“{path[-1]}” is edited in your editor only.")
        opener = place.source.index(b"[" if isinstance(name, int) else b"{", span.start)
        return place.splice(opener + 1, opener + 1, f" {text} " if kind == "toml" else text)
    last = siblings[-1]
    blank = len(place.source[: last.span.start].rstrip(b" \t\r\n"))
    lead = place.source[blank : last.span.start].decode()
    if len(siblings) == 1 and "\n" not in lead and "\r" not in lead:
        lead = " "
    return place.splice(last.span.end, last.span.end, "," + lead + text)


def _toml_line(place: Place, path: Key, parent: Entry | None, name: str | int, value: object) -> Iterator[Splice]:
    import tomli_w

    eol = place.eol
    if isinstance(name, int):
        raise Refused("A table of a list of tables is added in your editor only.")
    nested = isinstance(value, dict) and not any(isinstance(part, int) for part in path)
    implicit = parent is not None and parent.key_span is None
    pairs = [e for e in place.children(path) if e.value_span is not None]
    if nested or (implicit and not pairs):
        table: dict[str, object] = {name: value}
        for part in reversed(path):
            table = {str(part): table}
        blank = eol if place.content.end > place.content.start else ""
        text = blank + tomli_w.dumps(table).replace("\n", eol)
        yield place.splice(place.content.end, place.content.end, text)
        return
    after = _after(pairs, name, not path) if pairs else None
    if after is not None:
        at = after.span.end
    elif parent is not None and parent.key_span is not None:
        found = LINE_BREAK.search(place.source, parent.key_span.end)
        at = found.end() if found else place.content.end
    else:
        at = pairs[0].span.start if pairs else place.content.start
    lead = _indent(place, pairs[-1]) if pairs else ""
    names = ".".join(key_spelling("toml", str(part)) for part in path) + "." if path and implicit else ""
    for text in spellings("toml", value, page_style(place, path)):
        line = lead + names + key_spelling("toml", name) + _separator(place, pairs, " = ") + text + eol
        yield place.splice(at, at, line)
