"""`show` and `list` on pages that name no year: it comes from the weeks beside them, and only then are those read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journal_fixture import build_journal, page_path
from tests.session.test_years import without_year
from worklog_tui.cli.main import main
from worklog_tui.session.checking import Checking
from worklog_tui.session.reading import Reader
from worklog_tui.session.years import Years

WEEKS = 9


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nine weeks from 6 October 2025 on; the second has no year anywhere."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    root = build_journal(tmp_path / "site", WEEKS)
    for language in ("en", "vi"):
        without_year(root / page_path(2, language))
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages read as weeks."""
    seen: list[str] = []
    true = Reader.week

    def week(self: Reader, page: Any, document: Any) -> Any:
        seen.append(page.rel)
        return true(self, page, document)

    monkeypatch.setattr(Reader, "week", week)
    return seen


def output(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def starts(shown: Any) -> list[str | None]:
    return [task["start"]["date"] for task in shown["pages"][0]["tasks"]]


def test_show_takes_the_year_from_a_week_beside(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = site / page_path(2, "en")
    assert "2025" not in own.read_text(encoding="utf-8")
    assert starts(output(capsys, "show", str(own)))[0] == "2025-10-13"
    spans = [(one["week"], one["span"]) for one in output(capsys, "list", "--lang", "en")]
    assert spans[0][1][0] == "2025-10-06"
    assert spans[1][1][0] == "2025-10-13"


def test_show_asks_no_other_page_for_its_days_without_need(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    true = Years._span

    def span(self: Years, page: Any) -> Any:
        asked.append(page.rel)
        return true(self, page)

    monkeypatch.setattr(Years, "_span", span)
    monkeypatch.setattr(Checking, "of", lambda *_: ())  # the rules look at the weeks beside it anyway
    output(capsys, "show", str(site / page_path(5, "en")))
    assert asked == []
    output(capsys, "show", str(site / page_path(2, "en")))
    assert set(asked) == {page_path(2, "vi"), page_path(1, "en")}  # its twin, then the nearest week, and no further


def test_where_nobody_tells_a_year_the_dates_stay_text(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(1, WEEKS + 1):
        for language in ("en", "vi"):
            without_year(site / page_path(number, language))
    assert set(starts(output(capsys, "show", str(site / page_path(2, "en"))))) == {None}
    assert {tuple(one["span"]) for one in output(capsys, "list")} == {(None, None)}


def test_the_next_list_knows_the_days_and_sees_a_changed_neighbour(
    site: Path, reads: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    first = output(capsys, "list")
    reads.clear()
    assert output(capsys, "list") == first
    assert reads == []
    for number in range(1, WEEKS + 1):
        for language in ("en", "vi"):
            page = site / page_path(number, language)
            page.write_text(page.read_text(encoding="utf-8").replace("2025", "2019"), encoding="utf-8")
    assert output(capsys, "list", "--lang", "en")[1]["span"][0] == "2019-10-13"
