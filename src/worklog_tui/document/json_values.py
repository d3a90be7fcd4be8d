"""JSON front matter: judged and typed by the standard library; byte spans by a small scanner over what it accepts."""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn

from worklog_tui.document.model import Entry, Key, Span
from worklog_tui.document.values import MAX_DEPTH, MAX_EVENTS, TOO_DEEP, TOO_MANY, Masked, Reading, line_number
from worklog_tui.patterns import regex

_SPACE = regex(r"[ \t\r\n]*")
_TOKEN = regex(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)


def read_json(source: bytes, content: Span) -> Reading:
    """Values and spans of JSON front matter. Never raises. A repeated key is an entry each time."""
    raw = source[content.start : content.end]
    masked = Masked(raw)
    if guarded := _guard(masked.text):
        return Reading(locked=guarded)
    text = raw.decode("utf-8", "replace")
    try:
        json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except json.JSONDecodeError as error:
        line = line_number(source, content.start) + len(re.findall(r"\r\n|\r|\n", text[: error.pos]))
        return Reading(error=f"Line {line}: JSON cannot be read here ({error.msg}).")
    except (ValueError, RecursionError) as error:
        return Reading(error=f"The front matter is not JSON that can be read ({error}).")
    scan = _Scan(masked, content.start)
    scan.value((), None, 0)
    return Reading(tuple(entry for entry in scan.entries[1:] if entry is not None))


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise ValueError(f"{text} is too large a number")
    return value


def _guard(text: str) -> str | None:
    """A linear look at the depth and the number of tokens, before any recursive reader sees the text."""
    depth = 0
    for count, m in enumerate(_TOKEN.finditer(text)):
        if m[0] in ("[", "{"):
            depth += 1
            if depth > MAX_DEPTH:
                return TOO_DEEP
        elif m[0] in ("]", "}"):
            depth -= 1
        if count > 4 * MAX_EVENTS:  # a value has up to three marks beside it
            return TOO_MANY
    return None


class _Scan:
    """One pass over text that is known to be valid JSON."""

    def __init__(self, masked: Masked, base: int) -> None:
        self.masked = masked
        self.text = masked.text
        self.base = base
        self.entries: list[Entry | None] = []

    def value(self, key: Key, key_span: Span | None, at: int) -> tuple[object, int]:
        """Makes the entry of the value that begins at ``at``; the value and the offset after it."""
        slot = len(self.entries)
        self.entries.append(None)
        value: object
        match self.text[at]:
            case "{":
                value, end = self.members(key, at)
            case "[":
                value, end = self.items(key, at)
            case _:
                end = self.token(at)
                value = self.scalar(at, end)
        span = Span(self.base + at, self.base + end)
        start = span.start if key_span is None else key_span.start
        self.entries[slot] = Entry(key, value, key_span, span, Span(start, span.end))
        return value, end

    def members(self, key: Key, at: int) -> tuple[dict[str, object], int]:
        out: dict[str, object] = {}
        at = self.skip(at + 1)
        while self.text[at] != "}":
            end = self.token(at)
            name = str(self.scalar(at, end))
            key_span = Span(self.base + at, self.base + end)
            colon = self.skip(end)
            out[name], at = self.value((*key, name), key_span, self.skip(colon + 1))
            at = self.past_comma(at)
        return out, at + 1

    def items(self, key: Key, at: int) -> tuple[list[object], int]:
        out: list[object] = []
        at = self.skip(at + 1)
        while self.text[at] != "]":
            value, at = self.value((*key, len(out)), None, at)
            out.append(value)
            at = self.past_comma(at)
        return out, at + 1

    def past_comma(self, at: int) -> int:
        at = self.skip(at)
        return self.skip(at + 1) if self.text[at] == "," else at

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def token(self, at: int) -> int:
        found = _TOKEN.match(self.text, at)
        return found.end() if found else at + 1

    def scalar(self, start: int, end: int) -> object:
        value = json.loads(self.masked.unmask(self.text[start:end]))
        if isinstance(value, str) and not value.isascii():  # half a surrogate pair reads as U+FFFD, as in Go
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return value
