"""TOML and JSON of files beside the pages, which may come from other people: looked at before a parser sees them.

Both readers of the standard library recurse, and tomllib takes quadratic time over dotted keys: 20,000 take seconds.
"""

from __future__ import annotations

import re

from worklog_tui.patterns import regex

MOST_BYTES = 1024 * 1024
MAX_DEPTH = 40
"""Open brackets, and parts of one key. Ours nest three deep, a site's configuration ten."""

_STRING = r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\Z)' + r"|'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)"
_STRING += r'|"(?:[^"\\\n]|\\.)*+(?:"|\n|\Z)' + r"|'[^'\n]*+(?:'|\n|\Z)"
_MARK = regex(rf"{_STRING}|#[^\n]*|[\[\]{{}}.\n]", re.DOTALL)
_JSON_MARK = regex(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)


class Bomb(ValueError):
    """Text that would keep a parser busy for too long, or exhaust its stack. ``str()`` says what it is."""


def guarded_toml(text: str, most: int = MOST_BYTES) -> str:
    """The text, if tomllib may read it. Raises Bomb. Linear in its length."""
    depth = dots = 0
    _short(text, most)
    for found in _MARK.finditer(text):
        mark = found[0]
        if mark in ("[", "{"):
            depth += 1
        elif mark in ("]", "}"):
            depth = max(0, depth - 1)
        elif mark == ".":
            dots += 1
        elif mark[-1:] == "\n":
            dots = 0
        if depth > MAX_DEPTH or dots > MAX_DEPTH:
            raise Bomb(f"it nests over {MAX_DEPTH} levels deep")
    return text


def guarded_json(text: str, most: int = MOST_BYTES) -> str:
    """The text, if json may read it. Raises Bomb. Linear in its length."""
    depth = 0
    _short(text, most)
    for found in _JSON_MARK.finditer(text):
        if found[0] in ("[", "{"):
            depth += 1
            if depth > MAX_DEPTH:
                raise Bomb(f"it nests over {MAX_DEPTH} levels deep")
        elif found[0] in ("]", "}"):
            depth -= 1
    return text


def _short(text: str, most: int) -> None:
    if len(text) > most:
        raise Bomb(f"it is over {most // 1024} KiB")
