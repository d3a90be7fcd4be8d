"""The rule placeholder."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_dots_where_words_belong() -> None:
    plan = "- The plan for the beds is written once more\n- Offers of three firms are compared once more"
    asked = subject(page(4, (plan, "- ...\n- TODO:")))
    assert lines("placeholder", asked) == [25]
    assert "2 such lines" in found("placeholder", asked)[0].problem.message


def test_dots_between_items_with_words() -> None:
    assert lines("placeholder", subject(page(4, ("- Offers of three", "- …\n- Offers of three")))) == [26]


def test_dots_that_end_a_list_mean_and_so_on() -> None:
    task = "Measure the pipes along the wall once more"
    assert not lines("placeholder", subject(page(4, ("compared once more", "compared once more\n- ..."))))
    cell = "- Measure <br>&emsp; + Steel <br>&emsp; + Copper <br>&emsp; + ... <br> - Rest"
    assert not lines("placeholder", subject(page(4, (task, cell))))
    assert lines("placeholder", subject(page(4, (task, "- Measure <br>&emsp; + ... <br> - Rest")))) == [18]


def test_words_that_say_there_are_none() -> None:
    for words in ("(No content provided yet.)", "(No outcomes recorded yet.)", "To be updated", "*Đang cập nhật...*"):
        assert lines("placeholder", subject(page(4, ("- Offers of three firms are compared once more", f"- {words}"))))
    kept = "No pump was recorded yet by us"
    assert not lines("placeholder", subject(page(4, ("Offers of three firms are compared once more", kept))))


def test_a_list_that_trails_off() -> None:
    assert not lines("placeholder", subject(page(4, ("are compared once more", "are compared, read, sent ..."))))
