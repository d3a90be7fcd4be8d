"""The rule title-week."""

from __future__ import annotations

from tests.checks.pages import changed, found, lines, mended, page, subject


def test_the_title_of_the_page_it_was_copied_from() -> None:
    text = page(4, ('title: "Week 4', 'title: "Week 3'))
    asked = subject(text, others=[(3, page(3))])
    assert lines("title-week", asked) == [2]
    assert changed(text, mended("title-week", asked)) == ['title: "Week 4 Worklog"']


def test_where_title_and_headings_agree_the_folder_may_be_wrong() -> None:
    (one,) = found("title-week", subject(page(3), number=4))
    assert not one.fix


def test_a_subject_beside_the_number() -> None:
    assert not lines("title-week", subject(page(4, ("Week 4 Worklog", "Week 4: 3 pumps, plan for week 5"))))
