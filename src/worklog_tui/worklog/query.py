"""What is looked for: words, all of which an item must hold, in any order; words in quotes stand together.

Two looks: a quick one at a page's folded bytes, which may let a page through that has no hit but never holds one back
that has; and the true one at the words of one item.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from worklog_tui.worklog.folding import blind, decomposed, folded, marked, spans

_TERM = re.compile(r"\"([^\"]*)\"?|([^\s\"]+)")
_MARKUP = b"*_`~\\"  # stands inside words without being shown


class Term(NamedTuple):
    """One word, or words that stand together."""

    text: str
    pattern: re.Pattern[str]
    needles: tuple[bytes, ...]  # its words as a folded page holds them
    exact: re.Pattern[str] | None  # its longest marked word on a page's own letters; None: no mark was typed


class Query(NamedTuple):
    """What was typed. Empty (false) where it holds no word."""

    text: str
    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    def may_hit(self, page: bytes) -> bool:
        """Whether a folded page (``folded_page``) may hold all of it."""
        for term in self.terms:
            for needle in term.needles:
                if needle not in page:
                    return False
        return True

    @property
    def marked(self) -> bool:
        """Whether a typed mark is to be looked for too (``may_hit_marked``)."""
        return any(term.exact is not None for term in self.terms)

    def may_hit_marked(self, source: bytes) -> bool:
        """The same on the page's own bytes, with the marks that were typed."""
        text = decomposed(_readable(source))
        return all(term.exact is None or term.exact.search(text) is not None for term in self.terms)

    def spans(self, text: str) -> tuple[tuple[int, int], ...] | None:
        """Where it stands in one item: (start, end) in characters, in order; None: not all of it is there."""
        out: list[tuple[int, int]] = []
        for term in self.terms:
            found = spans(term.pattern, text)
            if not found:
                return None
            out += found
        return _merged(out)

    def narrows(self, other: Query) -> bool:
        """Whether every hit of this query is one of the other too: what was typed since has only added to it."""
        return bool(other) and all(
            any(old.pattern.search(decomposed(new.text)) is not None for new in self.terms) for old in other.terms
        )


def parse_query(text: str) -> Query:
    """The query a person typed."""
    terms = []
    for quoted, word in _TERM.findall(text):
        words = " ".join((quoted or word).split())
        if folded(words):
            terms.append(_term(words))
    return Query(text, tuple(terms))


def _term(text: str) -> Term:
    bare = [word for word in text.encode("utf-8", "replace").translate(None, _MARKUP).decode("utf-8").split() if word]
    needles = tuple(folded(word).encode("utf-8") for word in bare)
    with_marks = [word for word in bare if marked(word)]
    exact = blind(max(with_marks, key=len)) if with_marks else None
    return Term(text, blind(text), needles, exact)


def folded_page(source: bytes) -> bytes:
    """A page as ``may_hit`` looks at it: its text without marks, entities read, what only formats left out."""
    return folded(_readable(source)).encode("utf-8", "replace")


def _readable(source: bytes) -> str:
    text = source.translate(None, _MARKUP).decode("utf-8", "replace")
    return html.unescape(text) if "&" in text else text


def _merged(found: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
