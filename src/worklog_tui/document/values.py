"""What the readers of YAML, TOML and JSON front matter share: result, guards, text that keeps byte offsets."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from worklog_tui.document.model import Entry
from worklog_tui.patterns import regex

MAX_BYTES = 64 * 1024  # of front matter; more is shown raw
MAX_DEPTH = 20  # of nested lists and maps
MAX_EVENTS = 2_000  # scalars, starts and ends

TOO_LARGE = "The front matter is over 64 KiB: it is shown as written and edited in your editor only."
TOO_DEEP = "The front matter nests over 20 levels deep: it is shown as written and edited in your editor only."
TOO_MANY = "The front matter holds over 2,000 values: it is shown as written and edited in your editor only."

_LINE_BREAK = regex(rb"\r\n|\r|\n")


class Reading(NamedTuple):
    """What a reader made of the bytes between the fences. See ``FrontMatter`` for the fields."""

    entries: tuple[Entry, ...] = ()
    error: str | None = None
    locked: str | None = None


def line_number(source: bytes, offset: int) -> int:
    """1-based line of a byte offset; CR, LF and CRLF each end a line, as front matter counts them."""
    return 1 + sum(1 for m in _LINE_BREAK.finditer(source, 0, offset) if m.end() <= offset)


def line_end(source: bytes, offset: int, limit: int) -> int:
    """Byte offset after the line break that ends the line of ``offset``; ``limit`` where none does."""
    found = _LINE_BREAK.search(source, offset, limit)
    return limit if found is None else found.end()


def line_start(source: bytes, offset: int, limit: int = 0) -> int:
    """Byte offset where the line of ``offset`` begins, not before ``limit``."""
    return max(source.rfind(b"\n", limit, offset), source.rfind(b"\r", limit, offset), limit - 1) + 1


class Masked:
    """Text with one character a byte, so that a parser's character offsets are byte offsets.

    ASCII stays; bytes from 0x80 and control characters become private-use characters that no parser gives a meaning
    to: NEL, LS and PS break no line, invalid UTF-8 and C1 controls stop nothing. ``unmask`` gives the real text of
    what the parser returns.
    """

    def __init__(self, source: bytes) -> None:
        base = _free_plane(source)
        self.text: str
        self.plain = source.isascii() and not _CONTROL.search(source)
        if self.plain:
            self.text = source.decode("ascii")
        else:
            table, self._run = _tables(base)
            self.text = codecs.charmap_decode(source, "strict", table)[0]
        self._base = base

    def unmask(self, text: str) -> str:
        """The real text; invalid UTF-8 reads as U+FFFD."""
        if self.plain or text.isascii():
            return text
        return self._run.sub(self._decode, text)

    def _decode(self, m: re.Match[str]) -> str:
        return bytes(ord(c) - self._base for c in m[0]).decode("utf-8", "replace")


_CONTROL = regex(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MASKS: dict[int, tuple[str, re.Pattern[str]]] = {}


def _free_plane(source: bytes) -> int:
    """First of 256 private-use code points that no escape (``\\U0010FE80``, ``\\uDBFF\\uDE80``) in the source names."""
    base = 0x10FE00
    if b"\\U" in source or b"\\u" in source:
        upper = source.upper()
        while b"%06X" % (base >> 8) in upper or b"\\U%04X" % (0xD800 + ((base - 0x10000) >> 10)) in upper:
            base -= 0x100
    return base


def _tables(base: int) -> tuple[str, re.Pattern[str]]:
    if base not in _MASKS:
        masked = {*range(0x80, 0x100), *(b for b in range(0x20) if b not in (9, 10, 13)), 0x7F}
        table = "".join(chr(base + b) if b in masked else chr(b) for b in range(256))
        _MASKS[base] = table, regex(f"[{chr(base)}-{chr(base + 255)}]+")
    return _MASKS[base]
