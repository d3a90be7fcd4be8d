"""Which language a text is in, as far as this project tells languages apart."""

from __future__ import annotations

import re

from worklog_tui.worklog.words import repaired

_VIETNAMESE = re.compile(
    r"[ăâđêôơưĂÂĐÊÔƠƯáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]|[\u0300\u0301\u0303\u0309\u0323]"
)
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = re.compile(
    r"\b(?:the|and|to|of|for|with|in|on|week|worklog|task|tasks|day|date|start|learn|completed?|objectives?)\b", re.I
)
_SAMPLE = 6000  # characters looked at
_MOJIBAKE = re.compile("áº|á»|Ä‘|Æ°|Ã\u00a0|Ã¡")


def language_of(text: str) -> str | None:
    """``vi``, ``en``, or None where a text is neither (or too short to say)."""
    text = text[:_SAMPLE]
    if _MOJIBAKE.search(text):
        text = " ".join(repaired(line) or line for line in text.splitlines())
    words = _WORD.findall(text)
    if not words:
        return None
    marked = sum(1 for word in words if _VIETNAMESE.search(word))
    if marked >= 2 and marked * 8 >= len(words):
        return "vi"
    return "en" if len(_ENGLISH.findall(text)) * 40 >= len(words) else None
