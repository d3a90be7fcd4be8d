"""Text as it is compared: case, composition and, where a text bears none, marks do not count."""

from __future__ import annotations

import unicodedata

from worklog_tui.patterns import regex

_WORD = regex(r"[^\W_]+")


def folded(text: str) -> str:
    """For comparing with marks: composed (NFC) and caseless."""
    return unicodedata.normalize("NFC", text).casefold()


def bare(text: str) -> str:
    """For comparing without marks: ``Nhiệm vụ`` is ``nhiem vu``, ``đ`` is ``d``."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("đ", "d")


def words(text: str) -> list[str]:
    """The text's words, folded; punctuation, emoji and Markdown marks are none."""
    return _WORD.findall(folded(text))


def repaired(text: str) -> str | None:
    """What UTF-8 was before it was read as cp1252 and saved again (mojibake); None where it was not."""
    if text.isascii():
        return None
    raw = bytearray()
    for char in text:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return None
            raw.append(ord(char))  # bytes cp1252 leaves undefined came through as C1 controls
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
