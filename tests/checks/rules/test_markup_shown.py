"""The rule markup-shown."""

from __future__ import annotations

from tests.checks.pages import changed, found, lines, mended, page, subject

LAST = "- Offers of three firms are compared once more\n"


def test_a_list_without_blanks() -> None:
    asked = subject(page(4, (LAST, "\n-Create the plan\n\n![plan](/plan.png)\n-Đo đường ống\n-Ask Ann\n")))
    (one,) = found("markup-shown", subject(page(4, (LAST, "\nWe did:\n-Create the plan\n-Đo đường ống\n-Ask Ann\n"))))
    assert one.problem.line == 28
    assert one.problem.message.startswith("“-Create the plan” and 2 more like it are no list to Hugo")
    assert lines("markup-shown", asked) == [30]


def test_one_dash_before_a_word_is_no_list() -> None:
    assert not lines("markup-shown", subject(page(4, (LAST, "\n-5 degrees, then\n-6 degrees.\n-done\n"))))
    assert not lines("markup-shown", subject(page(4, (LAST, "```\n-Xmx1g\n-Xms1g\n```\n"))))


def test_an_entity_without_its_end_is_mended() -> None:
    text = page(4, ("along the wall once more", "along the wall <br>&emsp + Steel"))
    asked = subject(text)
    assert lines("markup-shown", asked) == [18]
    (line,) = changed(text, mended("markup-shown", asked))
    assert "along the wall <br>&emsp; + Steel |" in line
    code = page(4, ("along the wall once more", "write `&emsp` here"))
    assert not lines("markup-shown", subject(code))
    assert not lines("markup-shown", subject(page(4, ("along the wall once more", "<br>&emsp; + Steel"))))


def test_a_lone_pair_of_stars() -> None:
    asked = subject(page(4, ("Measure the pipes", "Measure** the pipes")))
    assert lines("markup-shown", asked) == [18]
    assert "“Measure** the pipes along” shows its stars" in found("markup-shown", asked)[0].problem.message
    assert lines("markup-shown", subject(page(4, ("- The plan for", "- The **plan for")))) == [25]


def test_bold_text_code_and_products_show_no_stars() -> None:
    for words in ("**Measure** the pipes", "`a ** b` the pipes", "Measure \\*\\* the pipes", "***Measure*** it"):
        assert not lines("markup-shown", subject(page(4, ("Measure the pipes", words)))), words
    assert not lines("markup-shown", subject(page(4, (LAST, "\n**two lines\nof bold**\n"))))
