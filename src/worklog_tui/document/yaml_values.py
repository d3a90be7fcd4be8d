"""YAML front matter: one walk over PyYAML's events gives values by Hugo's rules and byte spans.

Events, not nodes: libyaml's parser keeps its own stack, so that nesting cannot overflow the C stack as PyYAML's
composer does, and the guards stop a bomb where it begins.
"""

from __future__ import annotations

from typing import Any

from worklog_tui.document.model import Entry, Key, Span
from worklog_tui.document.values import (
    MAX_DEPTH,
    MAX_EVENTS,
    TOO_DEEP,
    TOO_MANY,
    Masked,
    Reading,
    line_end,
    line_number,
    line_start,
)
from worklog_tui.document.yaml_scalars import resolve, resolve_tagged
from worklog_tui.patterns import regex

ALIASES = "The front matter uses YAML aliases (&, *, <<): it is shown as written and edited in your editor only."

_TO_DASH = regex(rb"(?:[ \t\r\n]|#[^\r\n]*)*")
_BLANK = b" \t\r\n"
_PROBLEMS = (  # what libyaml or PyYAML says → what to tell people
    ("mapping values are not allowed", "a value that contains “: ” must stand in quotes"),
    ("could not find expected ':'", "this line is not “key: value”"),
    ("unexpected end of stream", "a quote is opened and not closed"),
    ("unknown escape character", "a backslash in double quotes must be written twice"),
    ("cannot start any token", "a value that begins with this character must stand in quotes"),
    ("expected ',' or ']'", "a “[” is not closed"),
    ("expected ',' or '}'", "a “{” is not closed"),
    ("expected <block end>", "something stands after the value, or the indent is wrong"),
    ("expected <document start>", "the indent is wrong, or this line is not “key: value”"),
)


class _Stop(Exception):
    """The walk ends here: ``locked`` by a guard, else unreadable at ``offset``."""

    def __init__(self, said: str, offset: int = 0, *, locked: bool = False) -> None:
        super().__init__(said)
        self.offset = offset
        self.locked = locked


def read_yaml(source: bytes, content: Span) -> Reading:
    """Values and spans of YAML front matter. Never raises; entries before an unreadable line are kept for display."""
    import yaml

    walk = _Walk(source, content, Masked(source[content.start : content.end]))
    try:
        walk.document()
    except _Stop as stop:
        if stop.locked:
            return Reading(locked=str(stop))
        return walk.unreadable(content.start + stop.offset, str(stop))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.problem and "unexpected end of stream" in error.problem:
            mark = error.context_mark or mark
        return walk.unreadable(content.start + (mark.index if mark else 0), _explain(str(error.problem)))
    except (yaml.YAMLError, ValueError, RecursionError):
        return Reading(error="The front matter is not YAML that can be read.")
    return Reading(walk.done(), walk.repeated)


def _explain(problem: str) -> str:
    for said, meaning in _PROBLEMS:
        if said in problem:
            return meaning
    return f"YAML cannot be read here ({problem})"


def _parser(text: str) -> Any:
    import yaml

    if yaml.__with_libyaml__:
        return yaml.cyaml.CParser(text)  # type: ignore[attr-defined]  # its stub leaves the name out
    return yaml.SafeLoader(text)


class _Walk:
    """One pass over the events of one document. Offsets inside are of the content; spans it makes are of the file."""

    def __init__(self, source: bytes, content: Span, masked: Masked) -> None:
        from yaml import events

        self.kinds: Any = events
        self.source = source
        self.base = content.start
        self.limit = content.end
        self.masked = masked
        self.parser = _parser(masked.text)
        self.entries: list[Entry | None] = []
        self.repeated: str | None = None
        self.count = 0

    def done(self) -> tuple[Entry, ...]:
        """The entries whose values are complete."""
        return tuple(entry for entry in self.entries if entry is not None)

    def unreadable(self, at: int, why: str) -> Reading:
        """The entries of the lines before ``at``, and why the rest is not read."""
        at = min(at, self.limit)
        if self.source[at : at + 1] == b"\t":
            why = "a tab stands where YAML wants spaces"
        start = line_start(self.source, at, self.base)
        kept = tuple(entry for entry in self.done() if entry.span.end <= start)
        return Reading(kept, f"Line {line_number(self.source, at)}: {why}.")

    def next(self) -> Any:
        self.count += 1
        if self.count > MAX_EVENTS:
            raise _Stop(TOO_MANY, locked=True)
        event = self.parser.get_event()
        if type(event) is self.kinds.AliasEvent:
            raise _Stop(ALIASES, locked=True)
        return event

    def document(self) -> None:
        self.next()  # stream start
        if type(self.next()) is self.kinds.StreamEndEvent:
            return
        root = self.next()
        at = root.start_mark.index
        if type(root) is self.kinds.MappingStartEvent:
            self.mapping((), bool(root.flow_style), 1, at)
        elif type(root) is not self.kinds.ScalarEvent or root.value:
            raise _Stop("front matter must be lines of “key: value”", at)
        self.next()  # the document's end; a document after it is not read by Hugo either

    def mapping(self, path: Key, flow: bool, depth: int, at: int) -> tuple[dict[str, object], int]:
        """Reads up to the mapping's end; the map and the offset after its last value."""
        kinds = self.kinds
        out: dict[str, object] = {}
        end = at
        while True:
            event = self.next()
            if type(event) is kinds.MappingEndEvent:
                return out, event.end_mark.index if flow else end
            if type(event) is not kinds.ScalarEvent:
                raise _Stop("a key must be text", event.start_mark.index)
            start = event.start_mark.index
            name = self.name(event)
            key_span = Span(self.base + start, self.base + event.end_mark.index)
            if name in out and self.repeated is None:
                line = line_number(self.source, key_span.start)
                self.repeated = f"Line {line}: the key “{name}” stands twice; Hugo refuses that: remove one of them."
            out[name], end = self.node(self.next(), (*path, name), key_span, start, flow, depth)

    def sequence(self, path: Key, flow: bool, depth: int, at: int) -> tuple[list[object], int]:
        """As ``mapping``, for a list."""
        out: list[object] = []
        end = at
        while True:
            event = self.next()
            if type(event) is self.kinds.SequenceEndEvent:
                return out, event.end_mark.index if flow else end
            start = event.start_mark.index
            if not flow:
                dash = _TO_DASH.match(self.source, self.base + end)
                start = dash.end() - self.base if dash and dash.end() - self.base <= start else start
            value, end = self.node(event, (*path, len(out)), None, start, flow, depth)
            out.append(value)

    def node(self, event: Any, key: Key, key_span: Span | None, start: int, flow: bool, depth: int) -> tuple[Any, int]:
        """Reads one value and makes its entry, which begins at ``start``; the value and the offset after it."""
        slot = len(self.entries)
        self.entries.append(None)
        begin, end = event.start_mark.index, event.end_mark.index
        value: object
        if type(event) is self.kinds.ScalarEvent:
            value, end = self.scalar(event, begin, end)
        else:
            if depth >= MAX_DEPTH:
                raise _Stop(TOO_DEEP, locked=True)
            value, end = self.collection(event, key, depth, begin)
        base = self.base
        value_span = Span(base + begin, base + end) if end > begin else None
        self.entries[slot] = Entry(key, value, key_span, value_span, self.whole(base + start, base + end, flow))
        return value, end

    def collection(self, event: Any, key: Key, depth: int, begin: int) -> tuple[object, int]:
        if type(event) is self.kinds.MappingStartEvent:
            return self.mapping(key, bool(event.flow_style), depth + 1, begin)
        return self.sequence(key, bool(event.flow_style), depth + 1, begin)

    def scalar(self, event: Any, begin: int, end: int) -> tuple[object, int]:
        text = self.masked.unmask(event.value)
        if event.tag is not None:
            return resolve_tagged(str(event.tag), text), end
        if event.implicit[0]:
            return resolve(text), end
        if event.style in ("|", ">"):  # its end mark takes the blank lines after it
            raw = self.source[self.base + begin : self.base + end]
            end = begin + len(raw.rstrip(_BLANK))
        return text, end

    def name(self, event: Any) -> str:
        """A key as Hugo names it: ``017`` is "15", ``True`` is "true"."""
        text = self.masked.unmask(event.value)
        if not event.implicit[0]:
            return text
        if text == "<<":
            raise _Stop(ALIASES, locked=True)
        value = resolve(text)
        if isinstance(value, str):
            return value
        return "" if value is None else str(value).lower()

    def whole(self, start: int, end: int, flow: bool) -> Span:
        """What removing an entry takes: its lines, where nothing else stands before it on the first one."""
        if flow:
            return Span(start, end)
        first = line_start(self.source, start, self.base)
        if self.source[first:start].strip(b" "):
            first = start
        return Span(first, line_end(self.source, end, self.limit))
