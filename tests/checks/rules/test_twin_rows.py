"""The rule twin-rows."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject, vietnamese

ROW = "| 6 | Compare the offers and choose one once more | 03/10/2025 | 03/10/2025 | |\n"


def test_it_is_told_on_the_page_that_lacks_the_row() -> None:
    short = page(4, (ROW, ""))
    asked = subject(short, twin=vietnamese())
    assert lines("twin-rows", asked) == [16]
    assert "its row 4 (3 Oct)" in found("twin-rows", asked)[0].problem.message
    assert not lines("twin-rows", subject(vietnamese(), language="vi", twin=short))


def test_a_page_without_the_table() -> None:
    bare = page().split("| Day |")[0]
    assert lines("twin-rows", subject(bare, twin=vietnamese())) == [8]
    assert not lines("twin-rows", subject(bare + "<table></table>\n", twin=vietnamese()))


def test_an_empty_row_of_the_twin_is_not_missing() -> None:
    longer = vietnamese(4, ("| 6 | So sánh", "| |\n| 6 | So sánh"))
    assert not lines("twin-rows", subject(page(), twin=longer))


def test_a_week_told_in_one_row_lacks_none() -> None:
    head, rest = page().split("| 2 |")
    one = head + "| 2-6 | All of it | 29/09/2025 | 03/10/2025 | |\n" + rest[rest.index("\n\n") + 1 :]
    assert not lines("twin-rows", subject(one, twin=vietnamese()))
    assert lines("twin-rows", subject(one.replace("03/10/2025", "29/09/2025"), twin=vietnamese())) == [16]


def test_as_many_rows() -> None:
    assert not lines("twin-rows", subject(page(), twin=vietnamese()))
