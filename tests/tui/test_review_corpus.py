"""A mentor reviews real journals, their writers go on with them: pages stay as they are, comments on their rows."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.conftest import corpus_root
from tests.session.test_newweek_corpus import copied, tree
from tests.tui.test_review import LAN, alone, comment, reviewing, sees, until
from worklog_tui.document.model import Refused
from worklog_tui.session.journal import open_journal
from worklog_tui.session.nouns import PageRef
from worklog_tui.session.renumbering import plan_renumbering
from worklog_tui.session.session import Session
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.worklog.finding.search import Spot
from worklog_tui.worklog.intentions import AddTask, MoveTask, RemoveTask, SetField
from worklog_tui.worklog.review.pieces import piece_at

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(corpus_root() is None, reason="WORKLOG_CORPUS is not set")]

WORDS = ["setup", "reading", "lambda", "notes", "fixed", "bugs", "deploy", "with", "team", "report", "meeting", "vpc"]


def pages_only(root: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(root).items() if ".worklog" not in name}


def open_session(root: Path, state: Path) -> Session:
    return Session(open_journal(root, settings=LAN, cwd=root), settings=LAN, state_dir=state)


def row_now(session: Session, thread: str) -> tuple[str, int] | None:
    """Page and row a comment stands on; None: it has lost its place."""
    one = next(p for p in session.reviewing.comments.everywhere() if p.thread.id == thread)
    if one.page is None or one.found is None or one.found.piece is None:
        return None
    return one.page.rel, one.found.piece.number


@pytest.mark.parametrize("site", ["site03", "site11"])
async def test_a_mentor_reviews_and_the_writer_goes_on(site: str, tmp_path: Path) -> None:
    """The first weeks read with space alone, each first and third row commented, each week marked; then the writer
    edits, moves and renumbers."""
    root = copied(site, tmp_path)
    before = pages_only(root)
    async with alone(root, tmp_path / "mentor") as run:
        await sees(run, "not reviewed yet")
        said = 0
        for _ in range(120):
            screen = reviewing(run)
            if screen.page not in {p for w in screen.main.session.journal.weeks[:3] for p in w.pages}:
                break
            row = screen.view.row
            if row is not None and row.kind == "task" and row.at[0] in (1, 3) and not screen.spoken_to:
                await comment(run, f"{screen.page.rel}#{row.at[0]}")
                said += 1
                await until(run, lambda: reviewing(run).spoken_to)
            if "marks it reviewed" in screen.toast.words:
                screen.toast.hide()
                await run.press("d")
                await until(run, lambda: reviewing(run).looked and reviewing(run).looked.state == "yes")  # type: ignore[union-attr]
            await run.press("space")
        assert said >= 4
    assert pages_only(root) == before

    session = open_session(root, tmp_path / "writer")
    comments = session.reviewing.comments
    where = {t.id: (t.text.rsplit("#", 1)[0], int(t.text.rsplit("#", 1)[1])) for t in comments.threads}
    assert len(where) == said
    assert {name: row_now(session, name) for name in where} == where
    assert sum(session.reviewing.state(page) == "yes" for week in session.journal.weeks for page in week.pages) == 3

    page = next(p for w in session.journal.weeks for p in w.pages if p.rel == next(iter(where.values()))[0])
    column = next(f.column.index for f in session.week(page).tasks[0].fields if f.column.role == "task")
    on = {row: name for name, (rel, row) in where.items() if rel == page.rel}
    words = session.week(page).tasks[0].field("task")
    assert words is not None
    changes = [  # what is done, and the rows the comments on rows 1 and 3 are on then
        (SetField(1, column, words.text + " and more of it"), (1, 3)),
        (MoveTask(1, 1), (2, 3)),
        (AddTask(after=0, values={column: "A row that was forgotten"}), (3, 4)),
        (SetField(3, column, "Quite other words"), (3, 4)),
        (MoveTask(4, -3), (4, 1)),
        (RemoveTask(2), (3, 1)),
    ]
    for change, (first, third) in changes:
        session.execute(page, change)
        comments.seen(page, session.week(page))
        now = {row: row_now(session, name) for row, name in on.items()}
        assert now == {1: (page.rel, first), 3: (page.rel, third)}, change
    assert session.reviewing.state(page) == "changed"
    session.flush(20)

    entry = session.journal.entry_of(page)
    assert entry is not None
    new = 1 + max(w.number or 0 for w in session.journal.weeks)
    renamed = session.creations.renumber(plan_renumbering(session, entry, new))
    session.flush(20)
    moved = next(p for p in renamed if p.language == page.language)
    assert {row: row_now(session, name) for row, name in on.items()} == {1: (moved.rel, 3), 3: (moved.rel, 1)}
    session.close()
    again = open_session(root, tmp_path / "again")
    assert {row: row_now(again, name) for row, name in on.items()} == {1: (moved.rel, 3), 3: (moved.rel, 1)}
    assert {n: row_now(again, n) for n in where if n not in on.values()} == {
        n: w for n, w in where.items() if n not in on.values()
    }
    again.close()


class Week:
    """A page with a comment on each row, and where the rows are by what was done to them."""

    def __init__(self, session: Session, page: PageRef, chance: random.Random) -> None:
        self.session, self.page, self.chance = session, page, chance
        week = session.week(page)
        pieces = [piece_at(week, Spot("task", (task.number,))) for task in week.tasks]
        comments = session.reviewing.comments
        self.ids = [comments.add(page, week, piece, f"on {n}", by="Lan").id for n, piece in enumerate(pieces, 1)]
        self.rows: list[str | None] = list(self.ids)
        self.column = pieces[0].spot.column if pieces[0] is not None else 0

    def step(self) -> None:
        """One edit of any kind."""
        chance, rows = self.chance, self.rows
        what, row = (
            chance.choice(["move", "word", "append", "insert", "delete", "rewrite"]),
            chance.randrange(len(rows)) + 1,
        )
        some = lambda n: " ".join(chance.choices(WORDS, k=n))  # noqa: E731
        field = next(f for f in self.session.week(self.page).tasks[row - 1].fields if f.column.index == self.column)
        words = field.text.split(" ")
        words[chance.randrange(len(words))] = some(1)
        by = chance.choice([-1, 1])
        if (what == "move" and not 1 <= row + by <= len(rows)) or (what == "delete" and len(rows) < 4):
            return
        change = {
            "move": MoveTask(row, by),
            "delete": RemoveTask(row),
            "insert": AddTask(after=row, values={self.column: some(5)}),
            "word": SetField(row, self.column, " ".join(words)),
            "append": SetField(row, self.column, f"{field.text} {some(3)}"),
            "rewrite": SetField(row, self.column, some(6)),
        }[what]
        try:
            self.session.execute(self.page, change)
        except Refused:
            return
        if what in ("move", "delete"):
            name = rows.pop(row - 1)
            if what == "move":
                rows.insert(row - 1 + by, name)
        elif what == "insert":
            rows.insert(row, None)
        self.session.reviewing.comments.seen(self.page, self.session.week(self.page))

    def verdict(self) -> tuple[int, int]:
        """How many comments are where their rows are (or say that these are gone), and how many are elsewhere."""
        found = self.session.reviewing.comments.of(self.page, self.session.week(self.page))
        now = {p.thread.id: p.found.piece.number if p.found and p.found.piece else None for p in found}
        assert set(now) == set(self.ids)  # none is ever lost
        right = sum(now[n] == (self.rows.index(n) + 1 if n in self.rows else None) for n in self.ids)
        return right, len(self.ids) - right


def test_comments_stay_on_their_rows_through_chance_edits(tmp_path: Path) -> None:
    """Eight edits of any kind a page, on pages of nine sites."""
    right = wrong = 0
    for number in range(1, 10):
        chance = random.Random(number)
        root = copied(f"site{number:02}", tmp_path)
        session = open_session(root, tmp_path / f"state{number}")
        pages = [page for week in session.journal.weeks for page in week.pages]
        chance.shuffle(pages)
        taken = 0
        for page in pages:
            try:
                week = session.week(page)
            except PageUnreadable:
                continue
            if taken == 2 or len(week.tasks) < 3 or len(week.task_tables) != 1:
                continue
            taken += 1
            one = Week(session, page, chance)
            for _ in range(8):
                one.step()
            good, bad = one.verdict()
            right, wrong = right + good, wrong + bad
        session.close()
    assert right + wrong >= 80
    assert wrong <= (right + wrong) // 50, (right, wrong)
