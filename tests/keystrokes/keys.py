"""Keys as data, and how they are counted.

A sequence is made of ``press("…", "why")`` and ``words("…")``. Words are the text the job is about: typed on both
sides and not counted. All else counts: a character with shift is one key, ``<C-x>`` one, and a command line of vim is
as many keys as it has characters, with its Enter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_KEY = re.compile(r"<(?:Esc|CR|C-[a-zA-Z^\]]|Tab|Space|lt)>|.", re.S)
_BYTES = {"<Esc>": "\x1b", "<CR>": "\r", "<Tab>": "\t", "<Space>": " ", "<lt>": "<", "<C-^>": "\x1e", "<C-]>": "\x1d"}


class Strokes(NamedTuple):
    """Keys and what they are for. ``text``: the job's own words, not counted."""

    keys: tuple[str, ...]
    why: str = ""
    text: bool = False


def press(keys: str, why: str = "") -> Strokes:
    """Keys of vim in its own notation: ``4}k``, ``<Esc>``, ``:w<CR>``; ``<`` by itself is the character."""
    return Strokes(tuple(_KEY.findall(keys)), why)


def words(text: str) -> Strokes:
    """The job's own text."""
    return Strokes(tuple(text), "", True)


def named(*keys: str, why: str = "") -> Strokes:
    """Keys of the app by their Textual names."""
    return Strokes(keys, why)


def count(sequence: Sequence[Strokes]) -> int:
    """The keys beyond the text itself."""
    return sum(len(part.keys) for part in sequence if not part.text)


def listed(sequence: Sequence[Strokes]) -> str:
    """The sequence for people, as Markdown: the keys with what they are for, the text as ``…``."""
    out = []
    for part in sequence:
        if part.text:
            out.append("…")
            continue
        keys = " ".join(part.keys) if any(len(key) > 1 and key[0] != "<" for key in part.keys) else "".join(part.keys)
        mark = "``" if "`" in keys else "`"
        out.append(f"{mark}{keys.replace(' ', '␣') if keys.endswith(' ') else keys}{mark}" + _reason(part))
    return " ".join(out)


def _reason(part: Strokes) -> str:
    return f" ({part.why})" if part.why else ""


def vim_bytes(sequence: Sequence[Strokes]) -> bytes:
    """What a terminal would send."""
    out = ""
    for part in sequence:
        for key in part.keys:
            if part.text:
                out += key
            elif key in _BYTES:
                out += _BYTES[key]
            elif key.startswith("<C-"):
                out += chr(ord(key[3].upper()) & 0x1F)
            else:
                out += key
    return out.encode("utf-8")
