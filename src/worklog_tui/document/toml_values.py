"""TOML front matter: judged and typed by tomllib, with byte spans from a small scanner over what it accepted."""

from __future__ import annotations

import re
import tomllib
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
from worklog_tui.patterns import regex

_STRING = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\]|\\.)*+(?:"|\Z)'
    r"|'[^']*+(?:'|\Z)"
)
_TOKEN = regex(rf"{_STRING}|#[^\n]*|[\[\]{{}},=.\n]|[^\s\[\]{{}},=#\"'.]+", re.DOTALL)
_KEY_PART = regex(rf"[ \t]*({_STRING}|[A-Za-z0-9_-]+)[ \t]*", re.DOTALL)
_BLANK = regex(r"(?:[ \t\r\n]|#[^\n]*)*")
_SCALAR = regex(rf"{_STRING}|[^\s,\]}}#\"']+(?: [0-9][0-9:.Z+-]*)?", re.DOTALL)  # a date may hold one space
_ERROR_PLACE = regex(r"\(at line (\d+), column \d+\)|\(at end of document\)")


def read_toml(source: bytes, content: Span) -> Reading:
    """Values and spans of TOML front matter. Never raises."""
    raw = source[content.start : content.end]
    masked = Masked(raw)
    if guarded := _guard(masked.text):
        return Reading(locked=guarded)
    try:
        values = tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = line_number(source, content.start + error.start)
        return Reading(error=f"Line {line}: TOML must be UTF-8 text, and a character here is not.")
    except tomllib.TOMLDecodeError as error:
        return Reading(error=_explain(str(error), line_number(source, content.start)))
    except (ValueError, RecursionError) as error:
        return Reading(error=f"The front matter is not TOML that can be read ({error}).")
    scan = _Scan(masked, source, content, values)
    return Reading(scan.document())


def _explain(said: str, first_line: int) -> str:
    found = _ERROR_PLACE.search(said)
    reason = _ERROR_PLACE.sub("", said).strip().rstrip(".")
    if found and found[1]:
        return f"Line {first_line + int(found[1]) - 1}: TOML cannot be read here ({reason})."
    return f"The front matter is not TOML that can be read ({reason} at its end)."


def _guard(text: str) -> str | None:
    """A linear look at nesting, dotted keys and the number of tokens, before any slower reader sees the text."""
    depth = dots = 0
    for count, m in enumerate(_TOKEN.finditer(text)):
        mark = m[0]
        if mark in ("[", "{"):
            depth += 1
        elif mark in ("]", "}"):
            depth -= 1
        elif mark == ".":
            dots += 1
        elif mark == "\n":
            dots = 0
        if depth > MAX_DEPTH or dots > MAX_DEPTH:
            return TOO_DEEP
        if count > 4 * MAX_EVENTS:  # a value has up to three marks beside it
            return TOO_MANY
    return None


class _Scan:
    """One pass over text that is known to be valid TOML; values are looked up by their path in what tomllib read."""

    def __init__(self, masked: Masked, source: bytes, content: Span, values: dict[str, object]) -> None:
        self.masked = masked
        self.text = masked.text
        self.source = source
        self.content = content
        self.values = values
        self.entries: list[Entry | None] = []
        self.slots: dict[Key, int] = {}  # of tables, whose spans grow with what is in them
        self.counts: dict[Key, int] = {}  # tables so far, of each array of tables

    def document(self) -> tuple[Entry, ...]:
        table: Key = ()
        at = self.blank(0)
        while at < len(self.text):
            if self.text[at] == "[":
                table, at = self.header(at)
            else:
                at = self.pair(table, at)
            at = self.blank(at)
        return tuple(entry for entry in self.entries if entry is not None)

    def header(self, at: int) -> tuple[Key, int]:
        """A ``[table]`` or ``[[table]]`` line; its path and the offset after it."""
        many = self.text.startswith("[[", at)
        begin = at + (2 if many else 1)
        names, named, end = self.names(begin)
        stop = end + (2 if many else 1)
        whole = self.whole(at, stop)
        path: Key = ()
        for number, name in enumerate(names, 1):
            path = (*path, name)
            last = number == len(names)
            own = self.span(begin, named) if last else None
            self.table(path, whole, own)
            if many and last:
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
                self.table(path, whole, own)
        return path, stop

    def table(self, path: Key, span: Span, key_span: Span | None) -> None:
        """The entry of a table, made where it is first named."""
        if path not in self.slots:
            self.slots[path] = len(self.entries)
            self.entries.append(Entry(path, self.lookup(path), key_span, None, span))
        self.grow(path, span.end)

    def grow(self, path: Key, end: int) -> None:
        for length in range(1, len(path) + 1):
            slot = self.slots.get(path[:length])
            entry = None if slot is None else self.entries[slot]
            if slot is not None and entry is not None:
                self.entries[slot] = entry._replace(span=Span(entry.span.start, max(end, entry.span.end)))

    def pair(self, table: Key, at: int, *, inline: bool = False) -> int:
        """A ``key = value``; the offset after its value."""
        names, named, end = self.names(at)
        path = table
        for name in names[:-1]:
            path = (*path, name)
            self.table(path, self.span(at, named) if inline else self.whole(at, named), None)
        begin = self.blank(end + 1)
        path = (*path, names[-1])
        stop = self.value(path, self.span(at, named), at, begin, inline=inline)
        self.grow(path[:-1], self.content.start + stop if inline else self.whole(at, stop).end)
        return stop

    def value(self, path: Key, key_span: Span | None, start: int, at: int, *, inline: bool) -> int:
        """Makes the entry that begins at ``start`` of the value that begins at ``at``; the offset after it."""
        slot = len(self.entries)
        self.entries.append(None)
        if self.text[at] == "[":
            end = self.array(path, at)
        elif self.text[at] == "{":
            end = self.inline_table(path, at)
        else:
            found = _SCALAR.match(self.text, at)
            end = found.end() if found else at
        whole = self.span(start, end) if inline else self.whole(start, end)
        self.entries[slot] = Entry(path, self.lookup(path), key_span, self.span(at, end), whole)
        return end

    def array(self, path: Key, at: int) -> int:
        at = self.blank(at + 1)
        number = 0
        while self.text[at] != "]":
            at = self.past_comma(self.value((*path, number), None, at, at, inline=True))
            number += 1
        return at + 1

    def inline_table(self, path: Key, at: int) -> int:
        at = self.blank(at + 1)
        while self.text[at] != "}":
            at = self.past_comma(self.pair(path, at, inline=True))
        return at + 1

    def names(self, at: int) -> tuple[list[str], int, int]:
        """A dotted key: its parts, the offset after the last one, and the offset after the blanks behind it."""
        names = []
        while True:
            found = _KEY_PART.match(self.text, at)
            if found is None:
                raise ValueError("no key here")  # cannot be: tomllib has read it
            names.append(self.name(found[1]))
            if not self.text.startswith(".", found.end()):
                return names, found.end(1), found.end()
            at = found.end() + 1

    def name(self, written: str) -> str:
        if written[0] in "\"'":
            (name,) = tomllib.loads(f"{self.masked.unmask(written)} = 0")
            return name
        return written

    def lookup(self, path: Key) -> object:
        node: Any = self.values
        for part in path:
            node = node[part]
        return node

    def past_comma(self, at: int) -> int:
        at = self.blank(at)
        return self.blank(at + 1) if self.text[at] == "," else at

    def blank(self, at: int) -> int:
        found = _BLANK.match(self.text, at)
        return found.end() if found else at

    def span(self, start: int, end: int) -> Span:
        return Span(self.content.start + start, self.content.start + end)

    def whole(self, start: int, end: int) -> Span:
        """The lines from ``start`` to ``end``."""
        base = self.content.start
        first = line_start(self.source, base + start, base)
        if self.source[first : base + start].strip(b" \t"):
            first = base + start
        return Span(first, line_end(self.source, base + end, self.content.end))
