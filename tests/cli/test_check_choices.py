"""`worklog check`: rules switched off, silenced by a comment, made more severe; text in the wrong encoding mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.rules.test_mojibake import spoiled
from tests.session.test_checking import file_of, opened, site, spoil  # noqa: F401 - the fixture
from worklog_tui.cli.main import main
from worklog_tui.session.mending import plan_fixes


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and output of a command line."""
    code = main(words)
    return code, capsys.readouterr().out


@pytest.fixture
def faulty(site: Path) -> Path:  # noqa: F811
    """Week 3 with a heading of week 2, its weight that of week 1."""
    spoil(file_of(site, 3), "### Week 3 Ach", "### Week 2 Ach")
    spoil(file_of(site, 3), "weight: 3", "weight: 1")
    return site


def test_a_rule_is_off_for_one_journal_by_its_own_file(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = said(["check", str(faulty)], capsys)
    assert (code, out.count("[heading-week]"), out.count("[menu-order]")) == (1, 1, 1)
    (faulty / ".worklog").mkdir()
    (faulty / ".worklog/checks.toml").write_text(
        '[checks]\nheading-week = "off"\nmenu-order = "error"\nweight-shared = "off"\n', encoding="utf-8"
    )
    code, out = said(["check", str(faulty)], capsys)
    assert code == 1
    (told, count) = out.splitlines()
    assert ": error: " in told
    assert told.endswith("[menu-order] (--fix)")
    assert count == "1 problem; --fix mends 1 of them."


def test_what_is_off_is_not_mended_either(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_of(faulty, 3)
    before = path.read_bytes()
    (faulty / ".worklog").mkdir()
    (faulty / ".worklog/checks.toml").write_text('[checks]\nheading-week = "off"\n', encoding="utf-8")
    assert said(["check", str(faulty), "--fix"], capsys)[0] == 0
    assert path.read_bytes() == before.replace(b"weight: 1", b"weight: 3")
    assert b"### Week 2 Ach" in path.read_bytes()


def test_a_comment_silences_a_rule_on_its_page_and_stays(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_of(faulty, 3)
    quiet = path.read_bytes() + b"\n<!-- worklog: ignore heading-week, menu-order, weight-shared -->\n"
    path.write_bytes(quiet)
    assert said(["check", str(faulty)], capsys) == (0, "No problems.\n")
    assert said(["check", str(faulty), "--fix"], capsys) == (0, "")
    assert path.read_bytes() == quiet


def test_a_comment_beside_a_row_silences_that_row_only(site: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    path = file_of(site, 3, "_index.vi.md")
    spoil(path, "| 2 | Đo", "| 7 | Đo <!-- worklog: ignore day-date, twin-days -->")
    spoil(path, "| 6 | So sánh", "| 7 | So sánh")
    code, out = said(["check", str(site), "--only", "day-date"], capsys)
    assert code == 1
    assert out.count("[day-date]") == 1
    assert "Row 4" in out


def test_wrong_encoding_is_mended_and_taken_back(site: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    path = file_of(site, 3, "_index.vi.md")
    good = path.read_text(encoding="utf-8")
    bad = spoiled(good)
    assert bad != good
    path.write_text(bad, encoding="utf-8")
    session = opened(site)
    plan = plan_fixes(session, list(session.checking.pages()), lambda found: found.problem.code == "mojibake")
    assert [one.page.path for one in plan.pages] == [path]
    session.execute_together([(one.page, one.edit) for one in plan.pages], "fix")
    assert session.flush(30)
    assert path.read_text(encoding="utf-8") == good
    assert spoiled(path.read_text(encoding="utf-8")) == bad  # and spoiled again it is what it was
    session.undo()
    assert session.flush(30)
    session.close()
    assert path.read_text(encoding="utf-8") == bad
    assert said(["check", str(site), "--fix", "--only", "mojibake"], capsys)[0] == 0
    assert path.read_bytes() == good.encode()


def test_what_does_not_decode_back_keeps_its_bytes(site: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    path = file_of(site, 3, "_index.vi.md")
    kept = "São Paulo, Ærø, Ãnot UTF-8, Â£ 5"
    text = path.read_text(encoding="utf-8").replace("Kế hoạch cho", f"{kept}: {spoiled('Bảy luống')}: Kế hoạch cho")
    path.write_text(text, encoding="utf-8")
    assert said(["check", str(site), "--fix", "--only", "mojibake"], capsys)[0] == 0
    mended = path.read_text(encoding="utf-8")
    assert mended == text.replace(spoiled("Bảy luống"), "Bảy luống").replace("Â£ 5", "£ 5")
