"""What is looked for: the words as they were typed, one after the other; blanks between them match any blanks.

Two looks: a quick one at a page's folded bytes, which tells the pages that are worth reading; and the true one at the
words of one item.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from worklog_tui.patterns import regex
from worklog_tui.worklog.finding.folding import blind, decomposed, folded, marked, spans

_MARKUP = b"*_`~\\"  # stands inside words without being shown
_WORDS = regex(r"[^\W_]+")
_SIGN = (
    rb"[^0-9a-z\x80-\xff]|\xc2[\x80-\xbf]|\xe2[\x80-\xaf][\x80-\xbf]|\xe3\x80[\x80-\xbf]|\xef\xb8[\x80-\xbf]"
    rb"|\xf0\x9f[\x80-\xbf]{2}"
)
_STEP = rb"(?><[^<>]{0,400}>|\](?:\([^()\s]{0,800}\)|\[[^\]]{0,80}\])|" + _SIGN + rb")"
_GAP = rb"(?:" + _STEP + rb"{1,60}?|" + _STEP + rb"{0,30}?(?:\]\(|<)(?:" + _SIGN + rb"){0,8}?)"
"""What may stand between two words that read as neighbours: blanks, signs, tags, the rest of a link. Each is taken one
way only, so that a page of signs costs no more than another."""


class Query(NamedTuple):
    """What was typed. False where it holds no word."""

    text: str
    pattern: re.Pattern[str]  # on decomposed text
    needles: tuple[bytes, ...]  # its words as a folded page holds them
    near: re.Pattern[bytes] | None  # several words as neighbours
    exact: re.Pattern[str] | None  # its longest marked word; None: no mark was typed

    def __bool__(self) -> bool:
        return bool(self.text)

    def may_hit(self, page: bytes) -> bool:
        """Whether a folded page (``folded_page``) is worth reading."""
        for needle in self.needles:
            if needle not in page:
                return False
        return self.near is None or self.near.search(page) is not None

    @property
    def marked(self) -> bool:
        """Whether a mark was typed, which is looked for too (``may_hit_marked``)."""
        return self.exact is not None

    def may_hit_marked(self, source: bytes) -> bool:
        """The same on the page's own bytes, with the marks that were typed."""
        return self.exact is None or self.exact.search(decomposed(_readable(source))) is not None

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where it stands in one item: (start, end) in characters, in order."""
        return tuple(spans(self.pattern, text)) if self.text else ()

    def narrows(self, other: Query) -> bool:
        """Whether every hit of this query is one of the other too: what was typed since has only added to it."""
        return bool(other) and other.pattern.search(decomposed(self.text)) is not None


def parse_query(text: str) -> Query:
    """The query a person typed."""
    text = " ".join(text.split())
    if not folded(text):
        text = ""
    bare = text.encode("utf-8", "replace").translate(None, _MARKUP).decode("utf-8")
    needles = tuple(word.encode("utf-8") for word in _WORDS.findall(folded(bare)))
    near = regex(_GAP.join(map(re.escape, needles))) if len(needles) > 1 else None
    with_marks = [word for word in bare.split() if marked(word)]
    exact = blind(max(with_marks, key=len)) if with_marks else None
    return Query(text, blind(text), needles, near, exact)


def folded_page(source: bytes) -> bytes:
    """A page as ``may_hit`` looks at it: its text without marks, entities read, what only formats left out."""
    return folded(_readable(source)).encode("utf-8", "replace")


def _readable(source: bytes) -> str:
    text = source.translate(None, _MARKUP).decode("utf-8", "replace")
    return html.unescape(text) if "&" in text else text
