"""A journal opens from any path in it, always as the same one; nothing is parsed for that."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import corpus_root
from tests.journal_fixture import LAYOUTS, Layout, build_journal, page_path
from worklog_tui.session.events import JournalChanged
from worklog_tui.session.journal import Journal, NoJournal, open_journal, relist
from worklog_tui.session.session import Session
from worklog_tui.storage.settings import Settings
from worklog_tui.storage.state import Recent


def _open(path: Path | None, cwd: Path | None = None, recent: tuple[Recent, ...] = ()) -> Journal:
    return open_journal(path, cwd=cwd or Path("/"), recent=lambda: recent)


def _same(one: Journal, two: Journal) -> bool:
    return (one.root, one.section, one.weeks, one.title, one.site) == (
        two.root,
        two.section,
        two.weeks,
        two.title,
        two.site,
    )


@pytest.mark.parametrize("config", [True, False], ids=["configured", "bare"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_from_every_path(tmp_path: Path, layout: Layout, config: bool) -> None:
    root = build_journal(tmp_path / "site", 12, layout=layout, config=config)
    journal = _open(root)
    languages = ("en",) if layout == "single" else ("en", "vi")
    assert [w.number for w in journal.weeks] == list(range(1, 13))
    for week in journal.weeks:
        assert week.number is not None
        for language in languages:
            page = week.page(language)
            assert (page.language, page.number) == (language, week.number)
            assert page.rel == page_path(week.number, language, layout)
            assert page.path == root.resolve() / page.rel
    for week in (journal.weeks[0], journal.weeks[9]):
        for page in week.pages:
            opened = _open(page.path)
            assert _same(opened, journal)
            assert opened.selected == page
            if week.number is not None and re.search(r"week", page.path.parent.name, re.I):
                by_folder = _open(page.path.parent)
                assert _same(by_folder, journal)
                assert by_folder.selected == next(p for p in week.pages if p.path.parent == page.path.parent)
    for path in (root / "content", journal.section):
        assert _same(_open(path), journal)
        assert _open(path).selected is None
    assert _same(_open(Path("site"), tmp_path), journal)
    assert _same(_open(None, journal.section), journal)


@pytest.mark.corpus
@pytest.mark.parametrize("site", sorted(p.name for p in (corpus_root() or Path("/none")).glob("site*")) or ["none"])
def test_real_sites_open_from_every_path(corpus: Path, site: str) -> None:
    root = corpus / site
    journal = _open(root)
    names = {p.relative_to(root).as_posix() for p in root.rglob("*.md")}
    listed = [p.rel for w in journal.weeks for p in w.pages]
    indexes = {n for n in names if not re.search(r"week|w\d\d", n.split("/", 2)[2], re.I)}
    assert sorted(listed) == sorted(names - indexes)
    numbers = [w.number for w in journal.weeks]
    by_hand = sorted({int((re.findall(r"(?:week-?|w)0*(\d+)", n, re.I))[-1]) for n in names - indexes})
    assert numbers == by_hand
    for path in [root / "content", journal.section, *(p.path for w in journal.weeks for p in w.pages)]:
        assert _same(_open(path), journal), path
    for week in journal.weeks:
        for page in week.pages:
            if page.path.parent != journal.section:
                assert _same(_open(page.path.parent), journal), page


@pytest.mark.corpus
def test_languages_of_real_sites(corpus: Path) -> None:
    """By hand: which of the sites keep what, and in which language the unsuffixed page is."""
    expected = {f"site{n:02}": ("en", "vi") for n in range(1, 25)}
    expected |= {"site02": ("en",), "site13": ("vi", "en"), "site14": ("vi", "en")}
    assert {name: _open(corpus / name).languages for name in expected} == expected


def test_a_week_folder_is_where_the_journal_stands(tmp_path: Path) -> None:
    root = build_journal(tmp_path / "site")
    folder = root / "content" / "1-Worklog" / "1.2-Week2"
    opened = _open(folder)
    assert opened.selected == opened.weeks[1].page("en")
    assert relist(opened) == opened
    chosen = open_journal(folder, settings=Settings(language="vi"), cwd=tmp_path)
    assert chosen.selected == chosen.weeks[1].page("vi")
    (tmp_path / "log" / "week-1").mkdir(parents=True)
    (tmp_path / "log" / "week-1" / "notes.md").write_text("# x\n")
    (tmp_path / "log" / "week-2").mkdir()
    (tmp_path / "log" / "week-2" / "notes.md").write_text("# x\n")
    plain = _open(tmp_path / "log" / "week-1")
    assert plain.selected == plain.weeks[0].pages[0]


def test_a_page_that_is_no_week(tmp_path: Path) -> None:
    root = build_journal(tmp_path)
    index = root / "content" / "1-Worklog" / "_index.md"
    journal = _open(index)
    assert len(journal.weeks) == 3
    assert journal.selected is not None
    assert (journal.selected.path, journal.selected.language) == (index, "en")
    assert journal.entry_of(journal.selected) is None
    other = root / "content" / "2-Proposal" / "_index.md"
    other.parent.mkdir()
    other.write_text("---\ntitle: P\n---\n")
    alone = _open(other)
    assert alone.selected is not None
    assert [p.path for w in alone.weeks for p in w.pages] == [other]
    assert len(_open(other.parent).weeks) == 3


def test_a_plain_folder_and_one_page_of_it(tmp_path: Path) -> None:
    for name in ("week-2.md", "week-10.md", "week-1.md"):
        (tmp_path / name).write_text("# x\n")
    journal = _open(tmp_path)
    assert [w.number for w in journal.weeks] == [1, 2, 10]
    assert journal.site is None
    assert journal.root == journal.section == tmp_path
    assert _same(_open(tmp_path / "week-10.md"), journal)
    loose = tmp_path / "loose"
    loose.mkdir()
    (loose / "000.md").write_text("# Một tuần làm việc với nhiều việc cần phải làm\n")
    (loose / "001.md").write_text("# A week of work with many things that had to be done\n")
    opened = _open(loose / "001.md")
    assert [(w.label, w.pages[0].language) for w in opened.weeks] == [("000", "vi"), ("001", "en")]
    assert opened.selected is not None
    assert opened.selected.path == loose / "001.md"


def test_a_week_folder_without_any_site(tmp_path: Path) -> None:
    for number in (1, 2):
        folder = tmp_path / "log" / f"week-{number}"
        folder.mkdir(parents=True)
        (folder / "index.md").write_text("x")
    journal = _open(tmp_path / "log" / "week-2")
    assert [w.number for w in journal.weeks] == [1, 2]
    assert _same(journal, _open(tmp_path / "log"))
    assert _same(journal, _open(tmp_path / "log" / "week-1" / "index.md"))


def test_one_week_folder_among_other_things(tmp_path: Path) -> None:
    """Opening a week in a crowded folder means the weeks beside it, not a larger log elsewhere below."""
    for name in ("week-1/index.md", "week-2/index.md", *(f"other/log/week-{n}.md" for n in range(9))):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    for opened in (tmp_path / "week-2", tmp_path / "week-2" / "index.md"):
        assert [w.number for w in _open(opened).weeks] == [1, 2]
    assert len(_open(tmp_path).weeks) == 9
    own = tmp_path / "internship-week1"
    own.mkdir()
    (own / "week-7.md").write_text("x")
    journal = _open(own)
    assert (journal.root, [w.number for w in journal.weeks]) == (own, [7])


def test_a_site_below_the_folder_opened(tmp_path: Path) -> None:
    root = build_journal(tmp_path / "repo" / "site")
    assert _same(_open(tmp_path / "repo"), _open(root))


def test_found_upward_as_git_does(tmp_path: Path) -> None:
    root = build_journal(tmp_path / "site")
    deep = root / "static" / "images"
    deep.mkdir(parents=True)
    journal = _open(None, deep)
    assert journal.root == root
    assert "above the current folder" in journal.why
    assert "the current folder" in _open(None, root).why


def test_without_a_path_the_last_one_then_none(tmp_path: Path) -> None:
    root = build_journal(tmp_path / "site")
    away = tmp_path / "away"
    away.mkdir()
    page = root / page_path(2)
    assert _open(None, away, (Recent(str(page)),)).root == root
    journal = _open(None, away, (Recent(str(tmp_path / "gone")), Recent(str(root))))
    assert journal.root == root
    assert "last" in journal.why
    with pytest.raises(NoJournal, match="worklog demo"):
        _open(None, away)


def test_an_ordinary_folder_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x")
    (tmp_path / "week-2 of the holidays").mkdir()
    away = tmp_path / "a" / "b"
    away.mkdir(parents=True)
    with pytest.raises(NoJournal):
        _open(None, away)


@pytest.mark.parametrize("name", ["none", "a.txt", "empty"])
def test_what_is_no_journal_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoJournal) as error:
        _open(tmp_path / name)
    assert "\n" not in str(error.value)


def test_a_foreign_configuration_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[tool]\n")
    log = tmp_path / "log"
    log.mkdir()
    (log / "week-1.md").write_text("x")
    assert _open(log).site is None


def test_titles(tmp_path: Path) -> None:
    assert _open(build_journal(tmp_path / "a")).title == "Garden report"
    assert _open(build_journal(tmp_path / "b", config=False)).title == "Worklog"


def test_relisting_sees_new_and_removed_weeks(tmp_path: Path) -> None:
    root = build_journal(tmp_path)
    journal = _open(root)
    assert relist(journal) == journal
    build_journal(root, 4)
    (root / page_path(2, "vi")).unlink()
    again = relist(journal)
    assert [len(w.pages) for w in again.weeks] == [2, 1, 2, 2]
    for path in root.rglob("*.md"):
        path.unlink()
    assert relist(journal).weeks == ()


def test_a_link_to_a_site_and_links_in_it(tmp_path: Path) -> None:
    root = build_journal(tmp_path / "site")
    (tmp_path / "link").symlink_to(root, target_is_directory=True)
    assert _same(_open(tmp_path / "link"), _open(root))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "_index.md").write_text("secret")
    (root / "content" / "1-Worklog" / "1.9-Week9").symlink_to(outside, target_is_directory=True)
    assert [w.number for w in _open(root).weeks] == [1, 2, 3]


def test_nothing_heavy_is_imported_to_open_a_journal(tmp_path: Path) -> None:
    root = build_journal(tmp_path)
    code = (
        "import sys; from pathlib import Path; from worklog_tui.session.journal import open_journal; "
        f"j = open_journal(Path({str(root)!r}), cwd=Path('.')); assert len(j.weeks) == 3; "
        "bad = {'yaml', 'markdown_it', 'frontmatter', 'platformdirs', 'filelock', 'tomlkit', 'textual', "
        "'worklog_tui.document.parse', 'watchfiles'} & set(sys.modules); sys.exit(str(sorted(bad)) if bad else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr


def test_no_page_is_read_to_open_a_configured_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from worklog_tui.storage import files

    root = build_journal(tmp_path)
    read: list[str] = []
    opened = os.open

    def note(path: str, *args: int) -> int:
        read.append(os.fspath(path))
        return opened(path, *args)

    monkeypatch.setattr(files.os, "open", note)
    _open(root)
    assert [os.path.basename(p) for p in read] == ["hugo.toml"]


def test_a_first_look_at_a_long_journal_and_then_the_rest(tmp_path: Path) -> None:
    section = tmp_path / "site" / "content" / "worklog"
    for n in range(1, 151):
        (section / f"1.{n}-Week{n}").mkdir(parents=True)
        (section / f"1.{n}-Week{n}" / "_index.md").write_text(f"---\ntitle: Week {n}\n---\n", encoding="utf-8")
    whole = open_journal(tmp_path / "site", cwd=tmp_path)
    first = open_journal(section / "1.7-Week7", cwd=tmp_path, first_look=True)
    numbers = [week.number for week in first.weeks]
    assert numbers[0] == 7
    assert numbers[1:] == list(range(151 - len(numbers[1:]), 151))
    assert len(numbers) < 150
    assert first.selected is not None
    assert first.selected.number == 7

    session = Session(first, state_dir=tmp_path / "state")
    told: list[object] = []
    session.subscribe(told.append)
    session.complete()
    assert session.journal.weeks == whole.weeks
    assert session.journal.selected == first.selected
    assert [type(event) for event in told] == [JournalChanged]
    session.complete()
    assert len(told) == 1


@pytest.mark.parametrize(
    ("folder", "name", "number", "label"),
    [
        ("week-01", "index.md", 1, "Week 1"),
        ("Notes", "_index.md", None, "Notes"),
        ("1.3-Week3", "_index.md", 3, "Week 3"),
    ],
)
def test_a_page_in_a_folder_of_its_own_has_a_name(
    tmp_path: Path, folder: str, name: str, number: int | None, label: str
) -> None:
    page = tmp_path / folder / name
    page.parent.mkdir()
    page.write_text("---\ntitle: Alone\n---\n\n- one\n")
    for path in (page, page.parent):
        (week,) = open_journal(path, cwd=tmp_path).weeks
        assert (week.number, week.label) == (number, label)
        assert week.pages[0].number == number
