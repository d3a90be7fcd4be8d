"""Comments as they are drawn: a mark before the row they speak of, and the whole of them in the detail. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.view import text
from worklog_tui.tui.view.panes import FRONT
from worklog_tui.tui.view.people import short_date
from worklog_tui.worklog.review.pieces import LONGEST
from worklog_tui.worklog.review.wording import place_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from worklog_tui.session.comments import Placed
    from worklog_tui.session.threads import Note, Thread
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run
    from worklog_tui.tui.view.panes import Pane, Row
    from worklog_tui.worklog.model import Week
    from worklog_tui.worklog.review.pieces import Piece

_Spot = tuple[str, tuple[int, ...]]

SIGN: Final = "❝"
"""A comment that is open."""
CHANGED: Final = "~"
"""A row that has changed since it was reviewed."""


def marked(
    week: Week, panes: Sequence[Pane], placed: Sequence[Placed], changed: Iterable[int] = ()
) -> tuple[Pane, ...]:
    """The panes with a mark before rows and headings that have open comments, or stand on one of the changed lines."""
    spots: set[_Spot] = {p.spot[:2] for one in placed if one.thread.status == "open" and (p := _piece(one)) is not None}
    lines = frozenset(changed)
    if not spots and not lines:
        return tuple(panes)
    return tuple(_pane(week, pane, spots, lines) for pane in panes)


def _piece(one: Placed) -> Piece | None:
    return one.found.piece if one.found is not None else None


def _pane(week: Week, pane: Pane, spots: set[_Spot], lines: frozenset[int]) -> Pane:
    rows = tuple(_row(week, row, spots, lines) for row in pane.rows)
    title = f"{SIGN} {pane.title}" if pane.heading is not None and ("heading", (pane.heading,)) in spots else pane.title
    return pane._replace(rows=rows, title=title)


def _row(week: Week, row: Row, spots: set[_Spot], lines: frozenset[int]) -> Row:
    what = "block" if row.kind in ("text", "raw") else row.kind
    if (what, row.at) in spots:
        row = row._replace(sign=SIGN)
    if not lines or not row.cells or line_of(week, row) not in lines:
        return row
    at = 0
    if row.kind == "task":
        at = next((f.column.index for f in week.tasks[row.at[0] - 1].fields if f.column.role == "task"), 0)
        at = min(at, len(row.cells) - 1)
    cell = row.cells[at]
    return row._replace(cells=(*row.cells[:at], cell._replace(text=f"{CHANGED} {cell.text}"), *row.cells[at + 1 :]))


def line_of(week: Week, row: Row) -> int:
    """The line (1-based) a row of the screen begins at on the page; 0: none of its own."""
    document = week.document
    if row.kind == "task":
        return week.tasks[row.at[0] - 1].line
    if row.kind == "item":
        return document.lists[row.at[0]].walk()[row.at[1]].line
    if row.kind in ("text", "raw") and row.at:
        return document.blocks[row.at[0]].line
    return 0


def of_place(pane: Pane | None, row: Row | None, placed: Sequence[Placed]) -> list[Placed]:
    """The comments to be shown where the cursor is: a row's own; on a heading those of its whole section; on the title
    line those of the page, and those that have lost their place.
    """
    if pane is None:
        return []
    if pane.id == FRONT:
        return [one for one in placed if _piece(one) is None]
    if row is not None:
        what = "block" if row.kind in ("text", "raw") else row.kind
        return [one for one in placed if (p := _piece(one)) is not None and p.spot[:2] == (what, row.at)]
    spots: set[_Spot] = {
        ("block" if r.kind in ("text", "raw") else r.kind, r.at) for r in pane.rows if r.kind != "task"
    }
    if pane.heading is not None:
        spots.add(("heading", (pane.heading,)))
    return [one for one in placed if (p := _piece(one)) is not None and p.spot[:2] in spots]


# --- the detail --------------------------------------------------------------------------------------------------


def thread_lines(one: Placed, width: int, *, on: bool = False, words: str = "", whole: bool = False) -> Lines:
    """A comment with its answers. ``on``: answers go to this one; ``words``: what its row says now; ``whole``: also of
    a resolved one.
    """
    thread = one.thread
    resolved = thread.status != "open"
    lead = ("▸ " if on else "  ", "key")
    state = _state(one, words)
    head: list[Run] = [lead, ("✓ " if resolved else f"{SIGN} ", "good" if resolved else "number")]
    head += [(text.cut(text.clean(thread.by), 30), "heading"), (f" · {when(thread.notes[0])}", "muted")]
    out: Lines = [[*head, (f" · {state}", "warn" if one.gone else "muted")] if state else head]
    if resolved and not whole:
        room = max(8, width - 6)
        return [*out, [("    ", ""), (text.cut(text.clean(thread.text), room), "muted")]]
    if thread.quote and (one.gone or not _reads(thread.quote, words)):
        out += _block(f"“{thread.quote}”", width, "muted")
    out += _block(thread.text, width, "")
    for note in thread.notes[1:]:
        out.append([("    ↳ ", "faint"), (text.cut(text.clean(note.by), 30), "heading"), (f" · {_did(note)}", "muted")])
        if note.text:
            out += _block(note.text, width, "", "      ")
    return out


def _block(words: str, width: int, tone: str, indent: str = "    ") -> Lines:
    lines: Lines = []
    for line in words.split("\n"):
        lines += [[(indent, ""), (piece, tone)] for piece in text.wrap(text.clean(line), max(8, width - len(indent)))]
    return lines


def _state(one: Placed, words: str) -> str:
    thread = one.thread
    if thread.status != "open":
        return f"{thread.status} by {text.cut(text.clean(thread.last.by), 30)}"
    if one.gone:
        return f"what it speaks of is gone: {place_words(thread.anchor, None)}"
    if one.page is not None and None not in (one.page.number, thread.made.week) and one.page.number != thread.made.week:
        return f"said when this was in week {thread.made.week}"
    if thread.quote and words and not _reads(thread.quote, words):
        return "the row read otherwise then"
    return ""


def _reads(quote: str, words: str) -> bool:
    return not words or words[:LONGEST] == quote


def _did(note: Note) -> str:
    done = {"resolve": "resolved it", "reopen": "opened it again", "withdraw": "withdrew it"}.get(note.does, "")
    return f"{done}, {when(note)}" if done else when(note)


def when(note: Note) -> str:
    """``3 Nov``, of this year or not, as its reader's clock has it."""
    at = note.at.astimezone()
    return f"{short_date(at.date())} {at:%H:%M}"


def headline(thread: Thread) -> str:
    """A comment on one line."""
    return " ".join(thread.text.split())
