"""Page text made safe to print: characters a terminal would obey are shown as symbols instead.

Covers C0 and C1 controls, DEL, line and paragraph separators, bidirectional overrides and isolates, invisible
formatting and tag characters (SAFETY: each of them reached a terminal from an ordinary widget or print).
"""

from __future__ import annotations

import re

from worklog_tui.patterns import regex

_OBEYED = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # separators, BOM, interlinear annotation
    "\U000e0000-\U000e007f"  # tags
    "\ud800-\udfff"  # lone surrogates: cannot be encoded
)
_ANY = regex(f"[{_OBEYED}]")


def _symbol(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)  # control pictures
    if code == 0x7F:
        return "␡"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"<U+{code:04X}>"


def visible(text: str, keep: str = "") -> str:
    """``text`` with every character a terminal would obey shown as a symbol, but for those in ``keep``."""
    if _ANY.search(text) is None:
        return text
    return _ANY.sub(lambda m: m[0] if m[0] in keep else _symbol(m[0]), text)


def json_safe(document: str) -> str:
    """JSON text whose strings spell such characters as ``\\uXXXX`` (same value when parsed); new lines stay."""

    def spell(match: re.Match[str]) -> str:
        char = match[0]
        if char == "\n":
            return char
        units = char.encode("utf-16-be", "surrogatepass")
        return "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))

    return _ANY.sub(spell, document)
