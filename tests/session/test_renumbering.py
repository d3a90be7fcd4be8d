"""A week under another number: every layout, its twin, links to it, history there and back, faults in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journal_fixture import LAYOUTS, Layout, build_journal, page_path
from worklog_tui.document.model import Refused
from worklog_tui.session.journal import open_journal
from worklog_tui.session.nouns import WeekEntry
from worklog_tui.session.renumbering import Renumbering, plan_renumbering
from worklog_tui.session.session import Session
from worklog_tui.storage.errors import StorageError
from worklog_tui.worklog.intentions import SetField


def opened(root: Path) -> Session:
    return Session(open_journal(root, cwd=root), state_dir=root.parent / "state", keep_history=True)


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def week(session: Session, number: int) -> WeekEntry:
    return next(e for e in session.journal.weeks if e.number == number)


def planned(session: Session, old: int, new: int) -> Renumbering:
    return plan_renumbering(session, week(session, old), new)


def renumbered(text: str, old: int, new: int) -> str:
    """By hand: what the fixture's pages say of their number."""
    for said in ("Week {}", "tuần {}", "weight: {}\n", "1.{}. </b>"):
        text = text.replace(said.format(old), said.format(new))
    return text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_names_and_pages_of_every_layout_there_and_back(layout: Layout, tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site", layout=layout)
    before = tree(site)
    session = opened(site)
    languages = ("en",) if layout == "single" else ("en", "vi")
    pages = session.creations.renumber(planned(session, 3, 12))
    assert session.flush(10)
    after = tree(site)
    moved = {page_path(3, x, layout): page_path(12, x, layout) for x in languages}
    assert after.keys() == {moved.get(name, name) for name in before}
    for old, new in moved.items():
        assert after[new].decode() == renumbered(before[old].decode(), 3, 12)
    assert all(after[name] == data for name, data in before.items() if name not in moved)
    assert [e.number for e in session.journal.weeks] == [1, 2, 12]
    assert {p.rel for p in pages} == set(moved.values())

    entry = session.undo(pages[0])
    assert entry is not None
    assert entry.label == "Week 3 is week 12"
    assert entry.page.rel in moved
    session.flush(10)
    assert tree(site) == before
    assert [e.number for e in session.journal.weeks] == [1, 2, 3]
    redone = session.redo()
    assert redone is not None
    assert redone.page.rel in moved.values()
    session.flush(10)
    assert tree(site) == after
    session.undo(None)
    session.flush(10)
    assert tree(site) == before
    session.close()


INDEX = """---
title: W
---

| Week | Page | |
| --- | --- | --- |
| 2 | [Week 2: pumps](1.2-week2/) | 13/10/2025 |
| 3 | [Week 3: rain](1.3-Week3/) | 20/10/2025 |

- Week 3 was wet, see [there](/1-worklog/1.3-week3/#tasks) and [the photo](1.3-Week3/rain.png)
- <a href="1.3-Week3/">by hand</a>
- [elsewhere](https://example.org/1.3-Week3/)
- [not there](nowhere/1.3-Week3/)
"""


def test_links_follow_where_it_is_certain_and_the_rest_is_told(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    section = site / "content" / "1-Worklog"
    (section / "_index.md").write_text(INDEX)
    (section / "1.3-Week3" / "rain.png").write_bytes(b"png")
    week2 = section / "1.2-Week2" / "_index.md"
    week2.write_text(week2.read_text() + '\nGoes on in [week 3]({{< relref "1.3-Week3" >}}), after Week 2.\n')
    other = site / "content" / "about.md"
    other.write_text("[Week 3](/vi/1-Worklog/1.3-Week3/_index.vi.md)\n")
    session = opened(site)
    plan = planned(session, 3, 5)
    session.creations.renumber(plan)
    session.flush(10)
    assert (section / "_index.md").read_text() == (
        INDEX.replace("| 3 | [Week 3: rain](1.3-Week3/)", "| 5 | [Week 5: rain](1.5-Week5/)")
        .replace("/1-worklog/1.3-week3/#tasks", "/1-worklog/1.5-week5/#tasks")
        .replace("1.3-Week3/rain.png", "1.5-Week5/rain.png")
    )
    assert week2.read_text().endswith('Goes on in [week 5]({{< relref "1.5-Week5" >}}), after Week 2.\n')
    assert other.read_text() == "[Week 5](/vi/1-Worklog/1.5-Week5/_index.vi.md)\n"
    assert [(left.rel, left.line) for left in plan.left] == [
        ("content/1-Worklog/_index.md", 11),
        ("content/1-Worklog/_index.md", 12),
        ("content/1-Worklog/_index.md", 13),
    ]
    assert (section / "1.5-Week5" / "rain.png").read_bytes() == b"png"
    session.close()


def test_what_is_not_this_weeks_number_stays(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    page = site / "content" / "1-Worklog" / "1.2-Week2" / "_index.md"
    text = page.read_text()
    text = text.replace('title: "Week 2 Worklog"', 'title: "Week 2 of 12, before Week 3 (06/10/2025)"')
    text = text.replace("weight: 2", "weight: 20\nslug: week-2\ntags: [week-2, pumps, '2']")
    page.write_text(text + "\nWeek 2 went well.\n")
    for number in (1, 3):
        beside = page.parents[1] / f"1.{number}-Week{number}" / "_index.md"
        beside.write_text(beside.read_text().replace(f"weight: {number}", f"weight: {number}0"))
    session = opened(site)
    session.creations.renumber(planned(session, 2, 7))
    session.flush(10)
    wanted = text.replace("Week 2 of 12", "Week 7 of 12").replace("weight: 20", "weight: 70")
    wanted = wanted.replace("slug: week-2", "slug: week-7").replace("[week-2, pumps, '2']", "[week-7, pumps, '7']")
    wanted = wanted.replace("### Week 2", "### Week 7").replace("1.2. </b>", "1.7. </b>")
    assert (page.parents[1] / "1.7-Week7" / "_index.md").read_text() == wanted + "\nWeek 2 went well.\n"
    session.close()


@pytest.mark.parametrize(("number", "why"), [(3, "exists already"), (2, "already"), (0, "begins at 1")])
def test_numbers_it_cannot_have(number: int, why: str, tmp_path: Path) -> None:
    session = opened(build_journal(tmp_path / "site"))
    with pytest.raises(Refused, match=why):
        planned(session, 2, number)
    session.close()


def test_a_year_has_no_week_54(tmp_path: Path) -> None:
    folder = tmp_path / "notes" / "2025"
    folder.mkdir(parents=True)
    for number in (40, 41):
        (folder / f"w{number}.md").write_text(f"---\ntitle: Week {number}\n---\n\n- one\n")
    session = Session(open_journal(tmp_path / "notes", cwd=tmp_path), state_dir=tmp_path / "state")
    with pytest.raises(Refused, match="53 weeks"):
        planned(session, 41, 54)
    session.creations.renumber(planned(session, 41, 53))
    session.flush(10)
    assert (folder / "w53.md").read_text() == "---\ntitle: Week 53\n---\n\n- one\n"
    session.close()


def test_never_over_a_folder_that_is_there(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    session = opened(site)
    plan = planned(session, 2, 5)
    (site / "content" / "1-Worklog" / "1.5-Week5").mkdir()  # empty: rename(2) would take it
    before = tree(site)
    with pytest.raises(Refused, match="exists already"):
        planned(session, 2, 5)
    with pytest.raises(StorageError, match="exists already"):
        session.creations.renumber(plan)
    assert tree(site) == before
    assert session.history == ()
    assert session.week(week(session, 2).pages[0]).title == "Week 2 Worklog"
    session.close()


def test_two_folders_or_none(tmp_path: Path) -> None:
    """The languages have a tree each: where the second name is taken, the first goes back."""
    site = build_journal(tmp_path / "site", layout="folders")
    session = opened(site)
    plan = planned(session, 2, 5)
    assert len(plan.moves) == 2
    (site / plan.moves[1][1]).mkdir()
    before = tree(site)
    with pytest.raises(StorageError, match="nothing was moved"):
        session.creations.renumber(plan)
    assert tree(site) == before
    session.close()


def test_a_page_changed_since_it_was_shown_is_left_alone(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    session = opened(site)
    plan = planned(session, 2, 5)
    session.execute(week(session, 2).pages[0], SetField(1, 1, "Plant the beans"))
    with pytest.raises(Refused, match="changed since"):
        session.creations.renumber(plan)
    session.close()


def test_history_versions_and_marks_go_with_it(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    session = opened(site)
    first = week(session, 3).pages[0]
    original = first.path.read_bytes()
    session.lockstep.execute(first, SetField(1, 1, "Plant the beans"))
    from worklog_tui.worklog.intentions import AddTask

    session.lockstep.execute(first, AddTask(None, {1: "Rake the path"}))
    session.flush(10)
    marks = site / ".worklog" / "translate.toml"
    assert "1.3-Week3/_index.vi.md" in marks.read_text()
    told = marks.read_text()
    versions = len(session.keeping.versions_of(first))
    new = session.creations.renumber(planned(session, 3, 9))[0]
    session.flush(10)
    assert marks.read_text() == told.replace("1.3-Week3", "1.9-Week9")
    assert len(session.keeping.versions_of(new)) == versions + 1
    for _ in range(3):
        session.undo(None)
    session.flush(10)
    assert first.path.read_bytes() == original
    assert not new.path.exists()
    session.close()


def test_a_later_run_does_not_undo_the_half_of_it(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    session = opened(site)
    new = session.creations.renumber(planned(session, 3, 9))[0]
    session.execute(new, SetField(1, 1, "Plant the beans"))
    session.close()
    after = new.path.read_bytes()
    later = opened(site)
    page = week(later, 9).pages[0]
    assert later.undo(page) is not None  # the beans
    assert later.undo(page) is None
    later.flush(10)
    assert b'title: "Week 9 Worklog"' in page.path.read_bytes()
    assert page.path.read_bytes() != after
    later.close()
