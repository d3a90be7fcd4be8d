"""Where in the front matter a value is put in, taken out or written over: each way is one splice, best first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from worklog_tui.document.edits.front_values import first_spelling, key_spelling, spellings, yaml_literal
from worklog_tui.document.model import Document, Entry, FrontMatterKind, Key, Refused, Span
from worklog_tui.document.patch import Splice
from worklog_tui.document.values import line_start

_ORDER = ("title", "date", "weight", "chapter", "pre")  # of the keys nearly all pages have, in the order they have them
_COLON = re.compile(rb"[ \t]*:")
_SEPARATOR = {
    "yaml": re.compile(rb"[ \t]*:[ \t]+"),
    "toml": re.compile(rb"[ \t]*=[ \t]*"),
    "json": re.compile(rb"\s*:\s*"),
}
_LINE_BREAK = re.compile(rb"\r\n|\r|\n")
_SPACE = re.compile(rb"[ \t\r\n]*")
_OPENERS = (b"[", b"{")


@dataclass(frozen=True, slots=True)
class Place:
    """A page's front matter as a place to write in."""

    doc: Document
    kind: FrontMatterKind

    @property
    def source(self) -> bytes:
        return self.doc.source

    @property
    def content(self) -> Span:
        return self.doc.front_matter.content

    @property
    def eol(self) -> str:
        """The line end of the front matter."""
        found = _LINE_BREAK.search(self.source, self.content.start, self.content.end)
        found = found or _LINE_BREAK.search(self.source)
        return found[0].decode() if found else "\n"

    def raw(self, span: Span | None) -> bytes:
        return b"" if span is None else self.source[span.start : span.end]

    def find(self, key: Key) -> Entry | None:
        return self.doc.front_matter.find(*key)

    def children(self, key: Key) -> list[Entry]:
        return [e for e in self.doc.front_matter.entries if e.key[:-1] == key]

    def flow(self, key: Key) -> bool:
        """Whether the entry of this key stands inside brackets or braces."""
        if self.kind == "json":
            return True
        spans = [e.value_span for e in self.doc.front_matter.entries if e.key == key[: len(e.key)] and e.key != key]
        if any(self.raw(span).startswith(_OPENERS) for span in spans):
            return True
        return self.kind == "yaml" and self.raw(self.content).lstrip().startswith(b"{")

    def splice(self, start: int, end: int, new: str) -> Splice:
        return Splice(start, self.source[start:end], new.encode())


def write_over(place: Place, entry: Entry, value: object) -> Iterator[Splice]:
    """The value of an entry that is there."""
    span = entry.value_span
    if span is None:
        yield from _fill(place, entry, value)
        return
    old = place.raw(span)
    if place.kind == "yaml" and not place.flow(entry.key):
        if isinstance(entry.value, list | dict) and not old.startswith((*_OPENERS, b"!", b"&")):
            yield from _over_block(place, entry, value)
            return
        if old[:1] in (b"|", b">") and isinstance(value, str):
            inner = re.search(rb"[\r\n]([ ]*)\S", old)
            literal = yaml_literal(value, inner[1].decode() if inner else "  ", place.eol)
            if literal is not None:
                yield place.splice(*span, literal)
    for text in spellings(place.kind, value, _style(place, entry), flow=place.flow(entry.key)):
        yield place.splice(*span, text)


def _style(place: Place, entry: Entry) -> bytes:
    """The spelling to keep: the value's own, of a list its first item's; of what is no text, a neighbour's."""
    spans = [e.value_span for e in place.children(entry.key) if isinstance(e.value, str)]
    if not spans and isinstance(entry.value, str):
        return place.raw(entry.value_span)
    return place.raw(spans[0]) if spans else _page_style(place, entry.key[:-1])


def _page_style(place: Place, parent: Key) -> bytes:
    """How the page writes text: as its first text value beside the place, else as its title."""
    near = [e for e in place.children(parent) if isinstance(e.value, str) and e.value_span]
    title = place.find(("title",))
    entry = near[0] if near else title
    return place.raw(entry.value_span) if entry else b""


def _fill(place: Place, entry: Entry, value: object) -> Iterator[Splice]:
    """A YAML entry without a value: ``key:`` or ``-``."""
    if place.kind != "yaml":
        raise Refused(f"“{entry.key[-1]}” is a table: set the values in it one by one.")
    if entry.key_span is not None:
        colon = _COLON.match(place.source, entry.key_span.end)
        if colon is None and not place.flow(entry.key):
            raise Refused(f"“{entry.key[-1]}” is written in a way that is edited in your editor only.")
        at = entry.key_span.end if colon is None else colon.end()
        lead = ": " if colon is None else " "
    else:
        at, lead = place.source.index(b"-", entry.span.start) + 1, " "
    rest = place.source[at : at + 2]
    if lead == " " and rest[:1] == b" " and rest[1:] in (b"", b"\r", b"\n"):
        at, lead = at + 1, ""  # the space is there
    for text in spellings("yaml", value, _page_style(place, entry.key[:-1]), flow=place.flow(entry.key)):
        yield place.splice(at, at, lead + text)


def _over_block(place: Place, entry: Entry, value: object) -> Iterator[Splice]:
    """A block list or map: a list keeps its dashes, anything else goes on the key's line."""
    if entry.value_span is None or entry.key_span is None:
        raise Refused("A list or map inside a list is edited in your editor only.")
    span, items = entry.value_span, place.children(entry.key)
    style = _style(place, entry)
    if isinstance(value, list) and value and isinstance(entry.value, list) and items:
        indent = " " * (items[0].span.start - line_start(place.source, items[0].span.start))
        dash = place.source[items[0].span.start : span.start + 1]
        indent = dash[: dash.index(b"-")].decode() if b"-" in dash else indent
        first = items[0].value_span
        gap = " " * max(1, first.start - span.start - 1) if first else " "
        lines = [f"-{gap}{first_spelling('yaml', item, style)}" for item in value]
        yield place.splice(*span, (place.eol + indent).join(lines))
    colon = _COLON.match(place.source, entry.key_span.end)
    if colon is not None:
        for text in spellings("yaml", value, style):
            yield place.splice(colon.end(), span.end, " " + text)


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
    text = _yaml_lines(name, value, indent, ": ", _page_style(place, ()), place.eol)
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
    siblings, eol, style = place.children(path), place.eol, _page_style(place, path)
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
    style = _page_style(place, path)
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
    before = _SPACE.sub(b"", place.source[place.content.start : last.span.start])[-1:]
    blank = len(place.source[: last.span.start].rstrip(b" \t\r\n"))
    lead = place.source[blank : last.span.start].decode() if before == b"," or "\n" in place.eol else " "
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
        found = _LINE_BREAK.search(place.source, parent.key_span.end)
        at = found.end() if found else place.content.end
    else:
        at = pairs[0].span.start if pairs else place.content.start
    dotted = len(path) > 0 and implicit
    lead = " " * 0 if not pairs else _indent(place, pairs[-1])
    names = ".".join(key_spelling("toml", str(part)) for part in path) + "." if dotted else ""
    for text in spellings("toml", value, _page_style(place, path)):
        line = lead + names + key_spelling("toml", name) + _separator(place, pairs, " = ") + text + eol
        yield place.splice(at, at, line)


def take_out(place: Place, entry: Entry) -> Splice:
    """The entry with its line; inside brackets with one comma."""
    start, end = entry.span
    if not place.flow(entry.key):
        return place.splice(start, end, "")
    after = _SPACE.match(place.source, end)
    at = after.end() if after else end
    if place.source[at : at + 1] == b",":
        after = _SPACE.match(place.source, at + 1)
        return place.splice(start, after.end() if after else at + 1, "")
    head = place.source[:start].rstrip(b" \t\r\n")
    return place.splice(len(head) - 1 if head.endswith(b",") else start, end, "")
