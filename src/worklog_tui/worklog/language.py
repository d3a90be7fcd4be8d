"""Which language a text is in, as far as this project tells languages apart."""

from __future__ import annotations

import re

from worklog_tui.worklog.words import repaired

_MARKED = re.compile(  # from a word's first Vietnamese letter to its end: found once in each word that has one
    r"[ăâđêôơưĂÂĐÊÔƠƯáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ][^\W\d_]*"
)
_TOKEN = re.compile(r"\w+")
_ENGLISH = frozenset(
    ("the", "and", "to", "of", "for", "with", "in", "on", "week", "worklog", "task", "tasks", "day", "date", "start",
     "learn", "complete", "completed", "objective", "objectives")
)  # fmt: skip


class _OnlyLetters(dict[int, int]):
    """Blanks for all that is no letter; filled as characters are met."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        self[code] = found = code if char.isalnum() and not char.isdecimal() else 0x20
        return found


_ONLY_LETTERS = _OnlyLetters()
_SAMPLE = 6000  # characters looked at
_MOJIBAKE = re.compile("áº|á»|Ä‘|Æ°|Ã\u00a0|Ã¡")


def language_of(text: str) -> str | None:
    """``vi``, ``en``, or None where a text is neither (or too short to say)."""
    text = text[:_SAMPLE]
    if _MOJIBAKE.search(text):
        text = " ".join(repaired(line) or line for line in text.splitlines())
    words = len(text.translate(_ONLY_LETTERS).split())
    if not words:
        return None
    marked = 0 if text.isascii() else len(_MARKED.findall(text))
    if marked >= 2 and marked * 8 >= words:
        return "vi"
    return "en" if sum(map(_ENGLISH.__contains__, _TOKEN.findall(text.lower()))) * 40 >= words else None
