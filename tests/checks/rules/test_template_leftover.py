"""The rule template-leftover."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_the_notice_of_a_template() -> None:
    words = "Please **do not copy verbatim** for your own report, including this warning."
    notice = f"{{{{% notice warning %}}}}\n{words}\n{{{{% /notice %}}}}\n"
    asked = subject(page(4, ("### Week 4 Objectives", notice + "\n### Week 4 Objectives")))
    assert lines("template-leftover", asked) == [10]


def test_accents_do_not_hide_it() -> None:
    text = page() + "\nVui lòng **không sao chép nguyên văn** cho bài báo cáo của bạn.\n"
    assert lines("template-leftover", subject(text)) == [28]


def test_an_index_that_tells_what_to_do() -> None:
    assert lines("template-leftover", subject("---\ntitle: W\n---\n[Doing task A...](1.2-week2/)\n", kind="index")) == [
        4
    ]


def test_words_of_a_chat_bot() -> None:
    words = "Here is the translation for Week 7, following the exact format you provided:\n"
    assert lines(
        "template-leftover", subject(page(4, ("### Week 4 Objectives", words + "\n### Week 4 Objectives")))
    ) == [9]
    assert not lines("template-leftover", subject(page() + "\nI wrote the translation of the plan.\n"))


def test_a_list_of_nothing_but_numbers() -> None:
    items = "- The plan for the beds is written once more\n- Offers of three firms are compared once more"
    assert lines("template-leftover", subject(page(4, (items, "- Task 1\n- Task 2")))) == [25]
    assert lines("template-leftover", subject(page(4, (items, "- Công việc 1\n- Công việc 2")))) == [25]
    assert not lines("template-leftover", subject(page(4, (items, "- Task 1\n- Painted the door"))))


def test_one_s_own_words() -> None:
    assert not lines("template-leftover", subject(page() + "\nI copied the plan of the beds into my notes.\n"))


def test_a_title_that_was_never_written() -> None:
    assert lines("template-leftover", subject(page(4, ("Week 4 Worklog", "Week 4 - Doing task C")))) == [2]
    assert not lines("template-leftover", subject(page(4, ("Week 4 Worklog", "Week 4: doing taskwork"))))
