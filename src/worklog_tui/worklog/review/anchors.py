"""Where a comment belongs: what it spoke of when it was last seen, and which piece of the page that is now. Pure.

A row is known by its words and its weekday, whatever line it stands on. Where they have changed, what has *not* changed
helps: rows that stood beside it and still are as they were cannot be it, and it is looked for where they leave room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from worklog_tui.worklog.model import Week
from worklog_tui.worklog.review.pieces import LONGEST, Kind, Piece, folded_words, pieces, unnumbered

_AROUND: Final = 40
"""Rows before and after that are remembered."""
_CARRIED: Final = 40
"""Characters: shorter tasks are repeated from week to week."""
_ALIKE: Final = 0.7  # words in common that need no other sign
_SOME: Final = 0.3  # and that need one: the day, or the neighbours


class Anchor(NamedTuple):
    """What a comment speaks of. ``page``: its path from the site's root; the others as in ``Piece``, ``rows``: the
    tokens of the pieces of its kind around it, ``first``: the number of the first of them.
    """

    kind: Kind
    page: str
    language: str = ""
    week: int | None = None
    text: str = ""
    number: int = 0
    group: str = ""
    token: str = ""
    first: int = 1
    rows: tuple[str, ...] = ()


class Found(NamedTuple):
    """The piece (None: the page); ``same``: it reads as it did when it was last seen."""

    piece: Piece | None
    same: bool


def anchor_of(
    week: Week, piece: Piece | None, page: str, language: str | None, every: Sequence[Piece] | None = None
) -> Anchor:
    """The anchor of a piece of the page (None: of the page) as it is now. ``every``: its pieces, where known."""
    every = pieces(week) if every is None else every
    kind: Kind = piece.kind if piece is not None else "page"
    known: Kind = kind if kind in ("task", "item") else "task" if any(p.kind == "task" for p in every) else "item"
    beside = [p for p in every if p.kind == known]
    at = piece.number - 1 if piece is not None and piece.kind == known else 0
    first = max(0, at - _AROUND)
    rows = tuple(p.token for p in beside[first : at + _AROUND + 1])
    common = (page, language or "", week.number)
    if piece is None:
        return Anchor("page", *common, first=first + 1, rows=rows)
    text = piece.words[:LONGEST]
    return Anchor(kind, *common, text, piece.number, piece.group, piece.token, first + 1, rows)


def find(every: Sequence[Piece], anchor: Anchor, *, strict: bool = False) -> Found | None:
    """What the anchor speaks of, among all pieces of a page; None: it is not there any more. ``strict``: it was seen to
    be gone, so what stands in its place is something else; only its own words count.
    """
    if anchor.kind == "page":
        return Found(None, True)
    own = [p for p in every if p.kind == anchor.kind]
    if anchor.kind == "section":
        return _section(own, anchor)
    exact = [p for p in own if p.token == anchor.token and p.words[:LONGEST] == anchor.text]
    if exact:
        return Found(min(exact, key=lambda p: (p.group != anchor.group, abs(p.number - anchor.number))), True)
    free = _free(own, anchor)
    low, high, fits = _gap(own, anchor)
    known = low > 0 or high <= len(own)  # a neighbour is still there
    scored = [(_score(p, anchor, known and not strict and low < p.number < high), p) for p in free]
    accepted = [(score, p) for score, p in scored if score is not None]
    if accepted:
        return Found(max(accepted, key=lambda pair: (pair[0], -abs(pair[1].number - anchor.number)))[1], False)
    if not strict and known and fits in free and (_same_day(fits, anchor) or _dayless(fits, anchor)):
        return Found(fits, False)  # rewritten where it stood
    return None


def likeness(every: Sequence[Piece], number: int | None, anchor: Anchor) -> float:
    """How much of what stood beside the anchor is on this page, of this week's number: 0 to 1."""
    if not anchor.rows:
        return 0.5 if number is not None and number == anchor.week else 0.0
    wanted = Counter(anchor.rows)
    there = Counter(p.token for p in every if p.kind in ("task", "item"))
    return sum((wanted & there).values()) / sum(wanted.values())


def stands_in(every: Sequence[Piece], anchor: Anchor) -> Piece | None:
    """The piece with the anchor's very words on a later day: it was carried here. Short words prove nothing."""
    if len(anchor.text) < _CARRIED:
        return None
    words = folded_words(anchor.text)
    own = [p for p in every if p.kind == anchor.kind and (not p.group or p.group > anchor.group or p.kind != "task")]
    return next((p for p in own if folded_words(p.words[:LONGEST]) == words), None)


def _free(own: Sequence[Piece], anchor: Anchor) -> list[Piece]:
    """The pieces that are none of those which stood beside it."""
    others = Counter(anchor.rows)
    others[anchor.token] -= 1
    free = []
    for piece in own:
        if others[piece.token] > 0:
            others[piece.token] -= 1
        else:
            free.append(piece)
    return free


def _gap(own: Sequence[Piece], anchor: Anchor) -> tuple[int, int, Piece | None]:
    """Between which numbers it must stand, by the neighbours that are still there; and the piece in its very place,
    where there are as many in between as there were.
    """
    at = anchor.number - anchor.first
    there = {p.token: p.number for p in own}
    before = next((i for i in range(at - 1, -1, -1) if anchor.rows[i] in there), -1) if at <= len(anchor.rows) else -1
    after = next((i for i in range(at + 1, len(anchor.rows)) if anchor.rows[i] in there), len(anchor.rows))
    low = there[anchor.rows[before]] if before >= 0 else 0
    high = there[anchor.rows[after]] if after < len(anchor.rows) else len(own) + 1
    fits = None
    if high - low == after - before and 0 < low + at - before <= len(own):
        fits = own[low + at - before - 1]
    return low, high, fits


def _score(piece: Piece, anchor: Anchor, between: bool) -> float | None:
    """How likely it is the one; None: it is not."""
    alike = similarity(anchor.text, piece.words[:LONGEST])
    day = _same_day(piece, anchor)
    if alike >= _ALIKE or (alike >= _SOME and (day or between)):
        return alike + (0.2 if day else 0.0) + (0.2 if between else 0.0)
    return None


def _same_day(piece: Piece, anchor: Anchor) -> bool:
    """Whether it stands on the same date or, with all dates moved, weekday; of an item: in the same section."""
    if anchor.group and piece.group == anchor.group:
        return True
    return piece.token[5:] == anchor.token[5:] and piece.token[5:] not in ("", "0")


def _dayless(piece: Piece, anchor: Anchor) -> bool:
    """Whether neither says a day: then its place is all there is."""
    return anchor.kind == "task" and not anchor.group and not piece.group and piece.token[5:] == anchor.token[5:] == "0"


def similarity(one: str, two: str) -> float:
    """0 (nothing in common) to 1 (the same words). Words added to a text do not make it another one."""
    a, b = folded_words(one), folded_words(two)
    if a == b:
        return 1.0
    first, second = Counter(a.split()), Counter(b.split())
    if not first or not second:
        return 0.0
    common = sum((first & second).values())
    dice = 2 * common / (first.total() + second.total())
    within = common / min(first.total(), second.total())
    letters = SequenceMatcher(None, a, b, autojunk=False).ratio() if len(a) * len(b) < 40_000 else 0.0
    return max((dice + within) / 2 if common > 1 else dice, letters if letters > 0.7 else 0.0)


def _section(own: Sequence[Piece], anchor: Anchor) -> Found | None:
    def near(piece: Piece) -> int:
        return abs(piece.number - anchor.number)

    exact = [p for p in own if p.token == anchor.token]
    if exact:
        return Found(min(exact, key=near), True)
    role = [p for p in own if anchor.group and p.group == anchor.group]
    if role:
        return Found(min(role, key=near), False)
    words = unnumbered(anchor.text)
    alike = [(similarity(unnumbered(p.words), words), p) for p in own]
    best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return Found(best[1], False) if best[0] >= 0.6 else None
