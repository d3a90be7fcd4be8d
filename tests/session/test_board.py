"""The rows of a journal's board: numbers counted by hand, twins, problems, texts to translate, what is kept of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal, page_path
from worklog_tui.session.board import Board, BoardRow
from worklog_tui.session.board_sums import sums_of, term_of_rows
from worklog_tui.session.journal import open_journal
from worklog_tui.session.journals import JournalRow, Journals, names_of
from worklog_tui.session.session import Session
from worklog_tui.storage.settings import Settings

TODAY = dt.date(2025, 10, 22)  # the Wednesday of week 3
D = dt.date


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_journal(tmp_path / "garden")
    (root / ".worklog").mkdir()
    # what the checks say of these pages has tests of its own; here one rule is enough to count by
    off = ("index-missing", "week-repeats", "date-future", "date-off", "language-other", "near-empty")
    (root / ".worklog/checks.toml").write_text("[checks]\n" + "".join(f'{code} = "off"\n' for code in off))
    return root


def session_of(root: Path, tmp_path: Path) -> Session:
    journal = open_journal(root, cwd=tmp_path)
    return Session(journal, state_dir=tmp_path / "state", clock=lambda: dt.datetime(2025, 10, 22, 9))


@pytest.fixture
def session(site: Path, tmp_path: Path) -> Iterator[Session]:
    found = session_of(site, tmp_path)
    yield found
    found.close()


def rows_of(session: Session, cache: Path | None = None, language: str | None = None) -> list[BoardRow]:
    board = Board(session, cache)
    board.begin()
    rows = [board.row(entry, language) for entry in session.journal.weeks]
    board.keep()
    return rows


def edit(root: Path, number: int, language: str, old: str, new: str) -> None:
    path = root / page_path(number, language)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_row_says_what_the_page_holds(session: Session) -> None:
    first, _, third = rows_of(session)
    assert first.totals is not None
    assert third.totals is not None
    assert (first.number, first.totals.tasks, first.totals.references) == (1, 3, 2)
    assert first.totals.days == tuple(D(2025, 10, 6 + n) for n in range(4))
    # 5 + 5 objectives, 3 + 2 + 2 + 1 and 5 + 2 and 3 + 3 ("|" is no word) tasks and references, 3 + 2 achievements
    assert first.totals.words == 36
    assert first.totals.finished(TODAY) == 3
    assert third.totals.finished(TODAY) == 2  # the hose is repaired on Thursday
    assert first.twin == "step"
    assert (first.problems, first.translate, first.reviewed, first.comments) == (0, 0, "no", 0)


def test_the_other_language_has_numbers_of_its_own(session: Session) -> None:
    row = rows_of(session, language="vi")[0]
    assert row.page.language == "vi"
    assert row.totals is not None
    assert row.totals.tasks == 3
    assert row.totals.words > 36  # Vietnamese writes its syllables apart


def test_twins_out_of_step_are_named(site: Path, session: Session) -> None:
    edit(site, 2, "vi", "14/10/2025 | 14/10/2025", "15/10/2025 | 15/10/2025")
    row = rows_of(session)[1]
    assert row.twin == "differs"
    assert row.drift[0] == "row 2: its start is another date in vi"


def test_problems_of_both_languages_count(site: Path, session: Session) -> None:
    before = rows_of(session)[1].problems
    edit(site, 2, "en", "### Week 2 Achievements", "### Week 1 Achievements")
    edit(site, 2, "vi", "### Kết quả đạt được tuần 2", "### Kết quả đạt được tuần 1")
    row = rows_of(session)[1]
    assert row.problems == before + 2
    assert any(fault.startswith("en, line 22: The heading “Week 1 Achievements” names week 1") for fault in row.faults)
    assert any(fault.startswith("vi, line 22: ") for fault in row.faults)


def test_texts_to_translate_reviews_and_comments_are_counted(session: Session) -> None:
    page = session.journal.weeks[0].pages[0]
    from worklog_tui.worklog.intentions import AddItem

    session.lockstep.execute(page, AddItem(0, None, "Buy a longer hose"))
    session.reviewing.mark(session.journal.weeks[1].pages[0], session.source(session.journal.weeks[1].pages[0]))
    session.reviewing.comments.add(page, session.week(page), None, "Which hose?", by="Lan")
    first, second, _ = rows_of(session)
    assert first.translate == 1
    assert first.comments == 1
    assert (first.reviewed, second.reviewed) == ("no", "yes")


def test_a_page_that_cannot_be_read_says_so(site: Path, session: Session) -> None:
    path = site / page_path(2, "en")
    path.unlink()
    path.mkdir()
    row = rows_of(session)[1]
    assert row.totals is None
    assert row.error
    assert row.read
    assert row.problems >= 1


def test_the_sums_are_those_of_the_rows(session: Session) -> None:
    rows = rows_of(session)
    term = term_of_rows(rows, TODAY)
    sums = sums_of(rows, TODAY, term)
    assert term is not None
    assert (term.first, term.last) == (D(2025, 10, 6), D(2025, 10, 23))
    assert (sums.weeks, sums.numbers.tasks, sums.numbers.finished, sums.step) == (3, 9, 8, 3)
    assert (sums.covered, sums.expected) == (12, 14)  # both Fridays have no entry
    assert term.gaps == (D(2025, 10, 10), D(2025, 10, 17))
    assert sums.last == D(2025, 10, 22)
    assert sums.missing == ()
    assert sums.current


def test_days_missing_this_week_and_a_journal_that_is_over(session: Session) -> None:
    rows = rows_of(session)
    later = D(2025, 10, 31)  # a Friday, a week after the last entry
    sums = sums_of(rows, later, term_of_rows(rows, later))
    assert sums.missing == (D(2025, 10, 27), D(2025, 10, 28), D(2025, 10, 29), D(2025, 10, 30))
    over = D(2026, 2, 3)
    sums = sums_of(rows, over, term_of_rows(rows, over))
    assert (sums.current, sums.missing, sums.last) == (False, (), D(2025, 10, 23))


def test_what_was_read_is_known_to_the_next_run_without_parsing(
    site: Path, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(site, 2, "vi", "14/10/2025 | 14/10/2025", "15/10/2025 | 15/10/2025")
    cache = tmp_path / "cache"
    cache.mkdir()
    read = rows_of(session, cache)
    again = session_of(site, tmp_path)
    monkeypatch.setattr("worklog_tui.session.reading.Reader.parse", _never)
    board = Board(again, cache)
    known = [board.known(entry, None) for entry in again.journal.weeks]
    assert [row._replace(drift=(), faults=()) for row in known] == [row._replace(drift=(), faults=()) for row in read]
    edit(site, 1, "en", "Measure the beds", "Measure all beds")
    assert [board.known(entry, None).read for entry in again.journal.weeks] == [False, True, True]
    again.close()


def _never(*_: object) -> None:
    raise AssertionError("a page was parsed")


@pytest.mark.parametrize("spoil", [b"", b"[]", b'{"stamp": 1}', b"\xff\xfe"])
def test_a_broken_cache_is_ignored(session: Session, tmp_path: Path, spoil: bytes) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    good = rows_of(session, cache)
    (file,) = cache.glob("board-*.json")
    file.write_bytes(spoil)
    assert rows_of(session, cache) == good


def test_an_entry_of_wrong_types_is_ignored(session: Session, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    rows_of(session, cache)
    (file,) = cache.glob("board-*.json")
    held = json.loads(file.read_text())
    for entry in held["pages"].values():
        entry[2] = ["many"] * 6
    file.write_text(json.dumps(held))
    board = Board(session, cache)
    assert not any(board.known(entry, None).read for entry in session.journal.weeks)


def test_several_journals_are_read_one_after_the_other(tmp_path: Path) -> None:
    paths = [str(build_journal(tmp_path / name, weeks)) for name, weeks in (("an", 2), ("binh", 3))]
    journals = Journals(Settings(), TODAY, None)
    whole = [list(journals.read(path))[-1] for path in [*paths, str(tmp_path / "none")]]
    journals.close()
    assert [(row.total, row.looked) for row in whole] == [(2, 2), (3, 3), (0, 0)]
    assert "does not exist" in whole[2].error
    assert list(names_of(whole).values()) == ["an · Garden report", "binh · Garden report", "none"]
    assert names_of([JournalRow("/a", "One"), JournalRow("/b", "Two")]) == {"/a": "One", "/b": "Two"}
