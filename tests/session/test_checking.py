"""The checks of a journal: neighbours, twins, settings; fixes planned, made as one step, taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.checks.pages import page, vietnamese
from worklog_tui.session.journal import open_journal
from worklog_tui.session.mending import plan_fixes
from worklog_tui.session.nouns import PageRef
from worklog_tui.session.session import Session
from worklog_tui.storage.settings import Settings

CONFIG = (
    'title = "Report"\ndefaultContentLanguage = "en"\n[languages.en]\nweight = 1\n[languages.vi]\nweight = 2\n'
    "[markup.goldmark.renderer]\nunsafe = true\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Four weeks with twins, without a fault."""
    root = tmp_path / "site"
    for number in range(1, 5):
        folder = root / f"content/1-Worklog/1.{number}-Week{number}"
        folder.mkdir(parents=True)
        (folder / "_index.md").write_text(page(number), encoding="utf-8")
        (folder / "_index.vi.md").write_text(vietnamese(number), encoding="utf-8")
    (root / "hugo.toml").write_text(CONFIG, encoding="utf-8")
    links = "".join(f"- [Week {n}](1.{n}-week{n}/)\n" for n in range(1, 5))
    (root / "content/1-Worklog/_index.md").write_text(f"---\ntitle: Worklog\n---\n\n{links}", encoding="utf-8")
    return root


def file_of(site: Path, number: int, name: str = "_index.md") -> Path:
    """A page of the site."""
    return site / f"content/1-Worklog/1.{number}-Week{number}/{name}"


def spoil(path: Path, old: str, new: str) -> None:
    """A text of the page replaced."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def opened(site: Path, settings: Settings | None = None) -> Session:
    """A session over it."""
    journal = open_journal(site, cwd=site)
    clock = lambda: dt.datetime(2026, 1, 5)  # noqa: E731
    return Session(journal, settings=settings, clock=clock, state_dir=site.parent / "state")


def codes(session: Session) -> list[tuple[str, str]]:
    """Page and code of every problem."""
    pages = list(session.checking.pages())
    return [(p.rel.removeprefix("content/1-Worklog/"), f.problem.code) for p in pages for f in session.checking.of(p)]


def test_a_journal_without_a_fault(site: Path) -> None:
    session = opened(site)
    assert codes(session) == []
    assert len(list(session.checking.pages())) == 9  # four weeks twice, and the index
    session.close()


def test_neighbours_twins_and_the_index_are_asked(site: Path) -> None:
    spoil(file_of(site, 3), "weight: 3", "weight: 1")
    file_of(site, 2, "_index.vi.md").unlink()
    spoil(site / "content/1-Worklog/_index.md", "- [Week 4](1.4-week4/)\n", "- [Week 9](1.9-week9/)\n")
    session = opened(site)
    assert set(codes(session)) == {
        ("1.3-Week3/_index.md", "menu-order"),
        ("1.3-Week3/_index.md", "weight-shared"),
        ("1.2-Week2/_index.md", "twin-missing"),
        ("1.3-Week3/_index.vi.md", "week-missing"),
        ("_index.md", "index-missing"),
        ("_index.md", "index-dead"),
    }
    session.close()


def test_links_and_breaks_ask_the_site(site: Path) -> None:
    spoil(file_of(site, 2), "(https://example.org/pumps)", "(/1-worklog/1.3-week3/)")
    spoil(file_of(site, 3), "(https://example.org/pumps)", "(plan.pdf)")
    spoil(site / "hugo.toml", "unsafe = true", "unsafe = false")
    spoil(file_of(site, 1), "heat pumps and", "heat pumps<br>and")
    session = opened(site)
    assert codes(session) == [("1.1-Week1/_index.md", "unsafe-off"), ("1.3-Week3/_index.md", "link-broken")]
    session.close()


def test_an_edit_of_the_week_before_is_seen(site: Path) -> None:
    session = opened(site)
    three, four = (session.journal.weeks[n].pages[0] for n in (2, 3))
    assert not session.checking.of(four)
    spoil(three.path, "26/09/2025 | 26/09/2025", "26/09/2025 | 30/09/2025")
    assert [f.problem.code for f in session.checking.of(four)] == ["week-overlap"]
    spoil(three.path, "26/09/2025 | 30/09/2025", "26/09/2025 | 26/09/2025")
    assert not session.checking.of(four)
    session.close()


def test_settings_and_the_journal_s_own_file(site: Path) -> None:
    spoil(file_of(site, 3), "weight: 3", "weight: 1")
    session = opened(site, Settings(checks={"menu-order": "off", "weight-shared": "error"}))
    page3 = session.journal.weeks[2].pages[0]
    assert [(f.problem.code, f.problem.severity) for f in session.checking.of(page3)] == [("weight-shared", "error")]
    session.close()
    (site / ".worklog").mkdir()
    own = site / ".worklog/checks.toml"
    own.write_text('[checks]\nmenu-order = "info"\nweight-shared = "off"\n', encoding="utf-8")
    session = opened(site, Settings(checks={"menu-order": "off", "weight-shared": "error"}))
    assert [(f.problem.code, f.problem.severity) for f in session.checking.of(page3)] == [("menu-order", "info")]
    session.close()
    own.write_text('[checks]\nmenu-ordre = "info"\ndraft = "loud"\n', encoding="utf-8")
    session = opened(site)
    assert session.checking.choice
    assert "draft = “loud”, menu-ordre = “info”" in (session.checking.warning or "")
    session.close()
    own.write_text("[checks", encoding="utf-8")
    session = opened(site)
    assert session.checking.choice
    assert "not valid TOML" in (session.checking.warning or "")
    session.close()


def test_fixes_of_several_pages_are_one_step(site: Path) -> None:
    spoil(file_of(site, 3), "weight: 3", "weight: 1")
    spoil(file_of(site, 2), "Measure the pipes", "Measure the\npipes")
    spoil(file_of(site, 4, "_index.vi.md"), "<https://example.org/pipes>", "")
    files = [file_of(site, 2), file_of(site, 3), file_of(site, 4, "_index.vi.md")]
    before = {f: f.read_bytes() for f in files}
    session = opened(site)
    plan = plan_fixes(session, session.checking.pages())
    assert [one.page.path for one in plan.pages] == files
    assert {f: f.read_bytes() for f in files} == before  # nothing is written by planning
    session.execute_together([(one.page, one.edit) for one in plan.pages], "fix")
    assert session.flush(10)
    assert codes(session) == []
    assert file_of(site, 3).read_text(encoding="utf-8") == page(3)
    assert file_of(site, 4, "_index.vi.md").read_text(encoding="utf-8") == vietnamese(4)
    assert "Measure the<br>pipes" in file_of(site, 2).read_text(encoding="utf-8")
    assert not plan_fixes(session, session.checking.pages()).pages
    session.undo()
    assert session.flush(10)
    assert {f: f.read_bytes() for f in files} == before
    session.close()


def test_only_the_fixes_that_are_wanted(site: Path) -> None:
    spoil(file_of(site, 3), "weight: 3", "weight: 1")
    spoil(file_of(site, 3), "### Week 3 Ach", "### Week 2 Ach")
    session = opened(site)
    plan = plan_fixes(session, session.checking.pages(), lambda f: f.problem.code == "heading-week")
    (one,) = plan.pages
    assert one.edit.after.source.decode() == page(3, ("weight: 3", "weight: 1"))
    assert [f.problem.code for f in one.fixed] == ["heading-week"]
    session.close()


def test_a_page_that_cannot_be_read_hides_no_other(site: Path) -> None:
    session = opened(site)
    path = file_of(site, 2)
    path.unlink()
    path.mkdir()
    first: PageRef = session.journal.weeks[0].pages[0]
    assert session.checking.of(first) == ()
    ((_, facts),) = session.facts([session.journal.weeks[1].pages[0]])
    assert facts.error is not None
    session.close()


def test_facts_count_errors_and_warnings_only(site: Path) -> None:
    spoil(file_of(site, 3), "weight: 3", "weight: 1")
    session = opened(site)
    ((_, facts),) = session.facts([session.journal.weeks[2].pages[0]])
    assert facts.problems == 1  # menu-order; weight-shared is for information
    session.close()
