"""Where the lines of a file begin. Only "\\n" ends a line of the body; a lone CR is white space there, as for Hugo."""

from __future__ import annotations

from worklog_tui.patterns import regex

_NEWLINE = regex(rb"\n")


def line_starts(source: bytes) -> tuple[int, ...]:
    """The byte offset at which each line begins; always one line at least."""
    return (0, *[match.end() for match in _NEWLINE.finditer(source)])


def line_end(source: bytes, at: int) -> int:
    """The offset after the "\\n" of the line ``at`` stands in, or the end of the file."""
    return source.find(b"\n", at) + 1 or len(source)


def line_begin(source: bytes, at: int) -> int:
    """The offset at which the line of ``at`` begins."""
    return source.rfind(b"\n", 0, at) + 1
