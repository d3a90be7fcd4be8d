"""What holds for every rule: its file, its tests, its page; pages without fault; silence and settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.pages import found, lines, page, subject, vietnamese
from worklog_tui.checks.model import SEVERITIES, Choice, Rule, Site
from worklog_tui.checks.registry import all_rules, by_code
from worklog_tui.checks.run import check

ROOT = Path(__file__).parents[2]
RULES = sorted(p.stem for p in (ROOT / "src/worklog_tui/checks/rules").glob("[a-z]*.py"))
SPOILED = page(4, ("| 30/09/2025 | 30/09/2025 |", "| | 30/09/2025 |"))


@pytest.mark.parametrize("module", RULES)
def test_a_rule_is_a_file_its_test_and_its_page(module: str) -> None:
    code = module.replace("_", "-")
    rule = by_code()[code]
    assert rule.code == code
    assert rule.severity in SEVERITIES
    test = ROOT / f"tests/checks/rules/test_{module}.py"
    assert test.exists()
    assert f"The rule {code}." in test.read_text(encoding="utf-8")
    words = (ROOT / f"docs/checks/{code}.md").read_text(encoding="utf-8")
    assert words.startswith(f"# {code}\n")
    assert f"**{rule.severity}**" in words
    assert f"[`{code}`](checks/{code}.md)" in (ROOT / "docs/checks.md").read_text(encoding="utf-8")


def test_no_page_and_no_test_is_left_of_a_rule_that_went() -> None:
    assert {p.stem for p in (ROOT / "docs/checks").glob("*.md")} == set(by_code())
    tests = {p.stem.removeprefix("test_") for p in (ROOT / "tests/checks/rules").glob("test_*.py")}
    assert tests == set(RULES) == {rule.code.replace("-", "_") for rule in all_rules()}


def test_a_term_without_a_fault_hears_nothing() -> None:
    term = [(n, page(n)) for n in range(1, 9)]
    site = Site(True, True, lambda _: True)
    for number, text in term:
        others = [(n, t) for n, t in term if n != number]
        asked = subject(text, number=number, others=others, twin=vietnamese(number), languages=2, site=site)
        assert check(asked) == ()


def test_a_journal_without_tables_or_twins_hears_nothing_about_them() -> None:
    item = "- We measured the pipes along the wall and wrote all of it down\n"
    notes = "---\ntitle: Week 4\n---\n\n## Highlights\n\n" + item * 4
    assert check(subject(notes, others=[(3, notes.replace("4", "3").replace("measured", "painted"))])) == ()


def test_a_comment_on_its_own_line_silences_one_rule_on_the_page() -> None:
    assert lines("date-missing", subject(SPOILED)) == [19]
    assert not lines("date-missing", subject(SPOILED + "\n<!-- worklog: ignore date-missing -->\n"))
    assert not lines("date-missing", subject(SPOILED + "\n<!--worklog:ignore draft, date-missing-->\n"))
    assert not check(subject(SPOILED + "\n<!-- worklog: ignore all -->\n"))
    assert lines("date-missing", subject(SPOILED + "\n<!-- worklog: ignore draft -->\n")) == [19]


def test_a_comment_beside_other_text_silences_its_line() -> None:
    here = SPOILED.replace("Read about", "<!-- worklog: ignore date-missing --> Read about")
    elsewhere = SPOILED.replace("Ask three", "<!-- worklog: ignore date-missing --> Ask three")
    assert not lines("date-missing", subject(here))
    assert lines("date-missing", subject(elsewhere)) == [19]


def test_settings_switch_rules_and_severities() -> None:
    asked = subject(SPOILED)
    assert [f.problem.severity for f in found("date-missing", asked)] == ["info"]
    assert not check(asked, Choice(off=frozenset({"date-missing"})))
    (one,) = check(asked, Choice(severities=(("date-missing", "error"),)))
    assert one.problem.severity == "error"


def test_problems_come_in_the_order_of_their_lines() -> None:
    changes = (("weight: 4", "weight: 9"), ("| 30/09/2025 | 30/09/2025 |", "| | |"), ("- Offers", "- ...\n- Offers"))
    told = [f.problem.line for f in check(subject(page(4, *changes), others=[(2, page(2)), (3, page(3))]))]
    assert told == sorted(told)
    assert len(told) >= 3


def test_a_rule_has_a_name_for_people() -> None:
    for rule in all_rules():
        assert isinstance(rule, Rule)
        assert rule.title[0].isupper()
        assert not rule.title.endswith(".")
