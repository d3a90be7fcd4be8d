"""A new week planned and made: names of every layout, the index, archetypes, one step of history, faults."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.journal_fixture import LAYOUTS, Layout, build_journal, page_path, page_text
from worklog_tui.document.model import Refused
from worklog_tui.session.journal import open_journal
from worklog_tui.session.planning import plan_week
from worklog_tui.session.session import Session
from worklog_tui.storage.errors import StorageError

TODAY = dt.date(2025, 10, 24)  # Friday of week 3, the fixture's last


def opened(root: Path) -> Session:
    return Session(open_journal(root, cwd=root), state_dir=root.parent / "state")


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_next_week_lies_where_the_layout_has_it(layout: Layout, tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site", layout=layout)
    session = opened(site)
    before = tree(site)
    session.creations.make(plan_week(session, TODAY))
    assert session.flush(10)
    languages = ("en",) if layout == "single" else ("en", "vi")
    made = tree(site).keys() - before.keys()
    assert made == {page_path(4, language, layout) for language in languages}
    english = (site / page_path(4, "en", layout)).read_text("utf-8")
    assert "### Week 4 Objectives\n\n- \n" in english
    assert "| 2 |  | 27/10/2025 | 27/10/2025 |  |" in english
    if "vi" in languages:
        vietnamese = (site / page_path(4, "vi", layout)).read_text("utf-8")
        assert vietnamese.startswith('---\ntitle: "Nhật ký tuần 4"\ndate: 2025-10-27\nweight: 4\n')
    assert session.journal.weeks[-1].number == 4
    session.close()


def test_one_step_of_history_there_and_back(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    index = site / "content" / "1-Worklog" / "_index.md"
    index.write_text("---\ntitle: W\n---\n\n- [Week 2](1.2-week2/): pumps\n- [Week 3](1.3-week3/): rain\n")
    session = opened(site)
    before = tree(site)
    pages = session.creations.make(plan_week(session, TODAY))
    session.flush(10)
    assert index.read_text().endswith("- [Week 3](1.3-week3/): rain\n- [Week 4](1.4-week4/)\n")
    after = tree(site)
    entry = session.undo(pages[0])
    assert entry is not None
    assert entry.label == "Week 4 made"
    session.flush(10)
    assert tree(site) == before
    assert len(session.journal.weeks) == 3
    session.redo()
    session.flush(10)
    assert tree(site) == after
    assert len(session.journal.weeks) == 4
    session.undo(None)
    session.flush(10)
    assert tree(site) == before
    assert not (site / "content" / "1-Worklog" / "1.4-Week4").exists()
    session.close()


def test_a_page_written_in_since_is_not_taken_away(tmp_path: Path) -> None:
    from worklog_tui.worklog.intentions import SetField

    site = build_journal(tmp_path / "site")
    session = opened(site)
    pages = session.creations.make(plan_week(session, TODAY))
    session.execute(pages[0], SetField(1, 1, "Plant the beans"))
    session.flush(10)
    session.undo(pages[0])  # the beans
    session.flush(10)
    pages[1].path.write_bytes(pages[1].path.read_bytes() + b"\nby hand\n")
    with pytest.raises(Refused, match="was changed since it was made"):
        session.undo(pages[0])
    assert pages[0].path.exists()
    assert b"by hand" in pages[1].path.read_bytes()
    session.close()


def test_an_edit_of_the_new_page_is_undone_first(tmp_path: Path) -> None:
    from worklog_tui.worklog.intentions import SetField

    site = build_journal(tmp_path / "site")
    session = opened(site)
    pages = session.creations.make(plan_week(session, TODAY))
    made = pages[0].path.read_bytes()
    session.execute(pages[0], SetField(1, 1, "Plant the beans"))
    session.flush(10)
    assert b"Plant the beans" in pages[0].path.read_bytes()
    session.undo(None)
    session.flush(10)
    assert pages[0].path.read_bytes() == made
    session.undo(None)
    assert not pages[0].path.exists()
    session.close()


def test_nothing_is_left_where_a_file_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from worklog_tui.storage import creating

    site = build_journal(tmp_path / "site")
    session = opened(site)
    week = plan_week(session, TODAY)
    before = tree(site)
    calls = []

    def full(fd: int, data: bytes) -> None:
        calls.append(fd)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(creating, "verify", full)
    with pytest.raises(StorageError, match="the disk is full"):
        session.creations.make(week)
    assert tree(site) == before
    assert not session.history
    assert len(session.journal.weeks) == 3
    session.close()


def test_the_week_is_asked_for_by_number_or_day(tmp_path: Path) -> None:
    session = opened(build_journal(tmp_path / "site"))
    assert [plan_week(session, TODAY, number=6).offer[:2]] == [(6, dt.date(2025, 11, 10))]
    assert [plan_week(session, TODAY, day=dt.date(2025, 11, 13)).offer[:2]] == [(6, dt.date(2025, 11, 10))]
    both = plan_week(session, TODAY, number=4, day=dt.date(2025, 11, 13))
    assert both.offer[:2] == (4, dt.date(2025, 11, 10))
    assert "| 2 |  | 10/11/2025 |" in both.pages[0].data.decode()
    with pytest.raises(Refused, match="Week 2 exists already"):
        plan_week(session, TODAY, number=2)
    with pytest.raises(Refused, match="exists already"):
        plan_week(session, TODAY, day=dt.date(2025, 10, 15))
    session.close()


@pytest.mark.parametrize(
    ("today", "wanted"),
    [
        (dt.date(2025, 10, 20), [(4, dt.date(2025, 10, 27))]),
        (dt.date(2025, 11, 2), [(4, dt.date(2025, 10, 27))]),
        (dt.date(2025, 11, 5), [(5, dt.date(2025, 11, 3)), (4, dt.date(2025, 10, 27))]),
        (dt.date(2026, 3, 4), [(4, dt.date(2025, 10, 27)), (4, dt.date(2026, 3, 2))]),
    ],
)
def test_the_calendar_goes_on(today: dt.date, wanted: list[tuple[int, dt.date]], tmp_path: Path) -> None:
    session = opened(build_journal(tmp_path / "site"))
    week = plan_week(session, today)
    assert [o[:2] for o in week.offers] == wanted
    assert week.offer == week.offers[0]
    session.close()


def test_weeks_counted_by_the_year_turn_with_it(tmp_path: Path) -> None:
    notes = tmp_path / "site" / "content" / "weeknotes"
    for number, day in ((51, "2025-12-15"), (52, "2025-12-22")):
        path = notes / "2025" / f"w{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'---\ntitle: "Week {number}"\ndate: {day}\nslug: w{number}\ntags: [w{number}]\n---\n## Done\n- x\n'
        )
    session = opened(tmp_path / "site")
    (page,) = plan_week(session, dt.date(2025, 12, 30)).pages
    assert page.rel == "content/weeknotes/2026/w01.md"
    assert page.data.decode() == '---\ntitle: "Week 1"\ndate: 2025-12-29\nslug: w01\ntags: [w01]\n---\n## Done\n- \n'
    session.close()


ARCHETYPE = """---
title: "{{ replace .Name "-" " " | title }}"
date: {{ .Date.Format "2006-01-02" }}
weight:
---

## Plans

- {{/* one a day */}}
"""


def test_the_sites_own_template_is_taken(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site", layout="single")
    folder = site / "archetypes"
    folder.mkdir()
    (folder / "default.md").write_text("---\ntitle: x\n---\n")
    session = opened(site)
    assert "Tasks to be carried out" in plan_week(session, TODAY).pages[0].data.decode()
    (folder / "worklog.md").write_text(ARCHETYPE)
    week = plan_week(session, TODAY)
    assert week.note == "Made from archetypes/worklog.md."
    assert week.pages[0].data.decode() == (
        '---\ntitle: "1.4 Week4"\ndate: 2025-10-27\nweight:\n---\n\n## Plans\n\n- \n'
    )
    (folder / "worklog.md").write_text(ARCHETYPE.replace("weight:", "author: {{ site.Params.author }}"))
    week = plan_week(session, TODAY)
    assert week.note == (
        "archetypes/worklog.md has fields only Hugo fills in (site.Params.author): the last week was taken instead."
    )
    assert "Tasks to be carried out" in week.pages[0].data.decode()
    session.close()


def test_an_empty_twin_is_made_from_the_last_one_that_has_text(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    (site / page_path(3, "vi")).write_bytes(b"")
    session = opened(site)
    week = plan_week(session, TODAY)
    assert [p.model.rel for p in week.pages] == [page_path(3, "en"), page_path(2, "vi")]
    assert week.pages[1].data.decode().startswith('---\ntitle: "Nhật ký tuần 4"\ndate: 2025-10-27\nweight: 4\n')
    assert "| 2 |  | 27/10/2025 | 27/10/2025 |  |" in week.pages[1].data.decode()
    session.close()


def test_a_journal_without_numbers_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "worklog"
    folder.mkdir()
    (folder / "notes.md").write_text(page_text(1).replace("Week 1", "Notes"))
    session = opened(folder)
    with pytest.raises(Refused, match="which week it is"):
        plan_week(session, TODAY)
    session.close()
