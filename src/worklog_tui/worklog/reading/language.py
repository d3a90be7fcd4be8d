"""Which language a text is in, as far as this project tells languages apart."""

from __future__ import annotations

from worklog_tui.patterns import regex
from worklog_tui.worklog.reading.words import repaired

_MARKED = regex(  # from a word's first Vietnamese letter to its end: found once in each word that has one
    r"[ăâđêôơưĂÂĐÊÔƠƯáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ][^\W\d_]*"
)
_WORD = regex(r"[^\W\d_]+")
_TOKEN = regex(r"\w+")
_ENGLISH = frozenset(
    ("the", "and", "to", "of", "for", "with", "in", "on", "week", "worklog", "task", "tasks", "day", "date", "start",
     "learn", "complete", "completed", "objective", "objectives")
)  # fmt: skip


_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
_BLANKED = bytes(0x61 if c in _LETTERS or c > 0x7F else 0x20 for c in bytes(range(256)).lower())
_TOKENS = bytes(c if c in _LETTERS + b"0123456789_" or c > 0x7F else 0x20 for c in bytes(range(256)).lower())
_CERTAIN = bytes(c for c in range(256) if c < 0xC0 or c in b"\xc3\xc4\xc5\xc6\xe1")  # all but first bytes of others
_ENGLISH_BYTES = frozenset(word.encode() for word in _ENGLISH)
_FIRST = 1500
_SAMPLE = 6000  # characters looked at
_MOJIBAKE = ("áº", "á»", "Ä‘", "Æ°", "Ã\u00a0", "Ã¡")


def language_of(text: str) -> str | None:
    """``vi``, ``en``, or None where a text is neither (or too short to say)."""
    text = text[:_SAMPLE]
    if not text.isascii() and any(mark in text for mark in _MOJIBAKE):
        text = " ".join(repaired(line) or line for line in text.splitlines())
    raw = text.encode("utf-8", "replace")
    about, off = _count(raw)
    marked = 0
    if not text.isascii():
        for part in (text[:_FIRST], text):  # the first part is enough where it has enough of them
            marked = len(_MARKED.findall(part))
            if marked >= 2 and marked * 8 >= about + off:
                return "vi"
    if marked * 8 < about - off:
        for size in (_FIRST, len(raw)):
            tokens = raw[:size].translate(_TOKENS).split()
            if size < len(raw):
                del tokens[-1:]  # it may be cut
            if sum(map(_ENGLISH_BYTES.__contains__, tokens)) * 40 >= about + off:
                return "en"
    return _exactly(text, marked)


def _count(raw: bytes) -> tuple[int, int]:
    """How many words, and by how many that may be off: signs that are no letters are only known as bytes here."""
    unsure = len(raw.translate(None, _CERTAIN)) + raw.count(b"\xc3\x97") + raw.count(b"\xc3\xb7")
    unsure += raw.count(b"\xe1") - raw.count(b"\xe1\xba") - raw.count(b"\xe1\xbb")
    runs = raw.translate(_BLANKED)
    return runs.count(b" a") + runs.startswith(b"a"), unsure


def _exactly(text: str, marked: int) -> str | None:
    words = len(_WORD.findall(text))
    if not words:
        return None
    if marked >= 2 and marked * 8 >= words:
        return "vi"
    return "en" if sum(map(_ENGLISH.__contains__, _TOKEN.findall(text.lower()))) * 40 >= words else None
