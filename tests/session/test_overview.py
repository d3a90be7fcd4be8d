"""What `list` keeps of pages between runs: never facts of other bytes, and nothing depends on the kept file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from worklog_tui.session.journal import open_journal
from worklog_tui.session.overview import Overview, PageOverview
from worklog_tui.session.reading import Reader
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.settings import Settings

PAGE = """---
title: "Week {n} Worklog"
---
### Tasks:
| Day | Task | Start Date | End Date |
| --- | --- | --- | --- |
| 2 | Solder | 06/10/2025 | 06/10/2025 |
| 3 | Test | 07/10/2025 | 08/10/2025 |
"""
FIRST = PageOverview("en", 1, "Week 1 Worklog", 2, ("2025-10-06", "2025-10-08"), ("2025-10-06", "2025-10-08"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for n in (1, 2):
        folder = root / "content" / "worklog" / f"week-{n}"
        folder.mkdir(parents=True)
        (folder / "_index.md").write_text(PAGE.format(n=n), encoding="utf-8")
    (root / "hugo.toml").write_text('defaultContentLanguage = "en"\n', encoding="utf-8")
    return root


def _list(site: Path, settings: Settings | None = None) -> list[PageOverview]:
    """As one run of the command does it."""
    settings = settings or Settings()
    journal = open_journal(site, settings=settings, cwd=site)
    overview = Overview(journal, settings, site.parent / "cache")
    out = [overview.of(page) for week in journal.weeks for page in week.pages]
    overview.keep()
    return out


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages parsed."""
    seen: list[str] = []
    true = Reader.week

    def week(self: Reader, page: object, document: object) -> object:
        seen.append(page.rel)  # type: ignore[attr-defined]
        return true(self, page, document)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "week", week)
    return seen


def _kept(site: Path) -> Path:
    (file,) = (site.parent / "cache").iterdir()
    return file


def test_a_second_run_reads_no_page_and_says_the_same(site: Path, reads: list[str]) -> None:
    first = _list(site)
    assert first[0] == FIRST
    assert len(reads) == 2
    assert _list(site) == first
    assert len(reads) == 2


def test_an_edit_is_seen_even_of_the_same_size_at_the_same_time(site: Path, reads: list[str]) -> None:
    _list(site)
    page = site / "content" / "worklog" / "week-1" / "_index.md"
    before = page.stat()
    page.write_bytes(page.read_bytes().replace(b"08/10/2025", b"09/10/2025"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert page.stat().st_size == before.st_size
    assert page.stat().st_mtime_ns == before.st_mtime_ns
    assert _list(site)[0].days == ("2025-10-06", "2025-10-09")
    assert len(reads) == 3


def test_words_of_the_settings_are_part_of_it(site: Path) -> None:
    page = site / "content" / "worklog" / "week-1" / "_index.md"
    page.write_text(PAGE.format(n=1).replace("| Task |", "| Xyzzy |"), encoding="utf-8")
    plain = _list(site)
    assert plain[0] == FIRST
    assert _list(site, Settings(columns={"note": ("Xyzzy",)}))[0].tasks == 0
    assert _list(site) == plain


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff\xfe", b'{"stamp": 1}', b"[" * 100_000])
def test_a_broken_file_is_no_error(site: Path, broken: bytes) -> None:
    _list(site)
    _kept(site).write_bytes(broken)
    assert _list(site)[0] == FIRST
    assert json.loads(_kept(site).read_bytes())["pages"]


@pytest.mark.parametrize(
    "entry", [None, [], 7, ["en", 1], ["en", 1, 5, 2, None, None], ["en", "1", "t", 2, None, None],
              ["en", 1, "t", "2", None, None], ["en", 1, "t", 2, ["x"], None], ["en", 1, "t", 2, None, [1, 2]],
              ["en", 1, "t", 2, None]],
)  # fmt: skip
def test_an_entry_of_the_wrong_shape_is_read_anew(site: Path, entry: object) -> None:
    _list(site)
    table = json.loads(_kept(site).read_bytes())
    rel = sorted(table["pages"])[0]
    table["pages"][rel] = table["pages"][rel][:3] + entry if isinstance(entry, list) else entry
    _kept(site).write_text(json.dumps(table), encoding="utf-8")
    assert _list(site)[0] == FIRST


def test_a_page_that_is_gone_is_forgotten_and_one_that_cannot_be_read_is_told(site: Path) -> None:
    _list(site)
    page = site / "content" / "worklog" / "week-1" / "_index.md"
    settings = Settings()
    journal = open_journal(site, settings=settings, cwd=site)
    page.unlink()
    overview = Overview(journal, settings, site.parent / "cache")
    with pytest.raises(PageUnreadable):
        overview.of(journal.weeks[0].pages[0])
    (site / "content" / "worklog" / "week-2" / "_index.md").write_text(PAGE.format(n=2) + "x\n", encoding="utf-8")
    assert len(_list(site)) == 1
    assert len(json.loads(_kept(site).read_bytes())["pages"]) == 1


def test_without_a_place_to_keep_it_the_list_is_the_same(site: Path) -> None:
    (site.parent / "cache").write_text("a file, not a folder", encoding="utf-8")
    assert _list(site)[0] == FIRST


def test_a_run_that_knows_the_pages_imports_no_parser(site: Path) -> None:
    code = (
        "import sys; from worklog_tui.cli.main import main; main(['list', sys.argv[1]]);"
        "bad = {'yaml', 'dataclasses', 'inspect', 'worklog_tui.document.parse', 'worklog_tui.worklog.reading.read',"
        "'worklog_tui.session.session'} & set(sys.modules);"
        "print(*sorted(bad), file=sys.stderr)"
    )
    env = os.environ | {"WORKLOG_HOME": str(site.parent / "home")}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, str(site)], env=env, capture_output=True, text=True, check=True
        )
    assert "Week 1 Worklog" in done.stdout
    assert done.stderr.split() == []
