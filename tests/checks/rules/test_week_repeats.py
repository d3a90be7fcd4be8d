"""The rule week-repeats."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_a_page_copied_and_not_written() -> None:
    copied = page(2).replace("Week 2", "Week 4").replace("house 2", "house 4")
    asked = subject(copied, others=[(2, page(2)), (3, page(3))])
    assert "of week 2" in found("week-repeats", asked)[0].problem.message


def _with(number: int, *lines: str) -> str:
    """A page whose achievements are these."""
    head, _ = page(number).split("- The plan for the beds")
    return head + "".join(f"- {line}\n" for line in lines)


def test_the_same_sentences_week_after_week() -> None:
    same = ("All tasks of the week were finished on schedule", "We gained hands-on experience with the house")
    text = "\n".join(line for line in _with(4, *same).split("\n") if "house 4" not in line and "wall 4" not in line)
    others = [(n, _with(n, *same)) for n in (1, 2, 3)]
    (one,) = found("week-repeats", subject(text, others=others))
    assert "stand in 3 weeks before word for word" in one.problem.message
    assert one.problem.line == 23
    assert not lines("week-repeats", subject(text, others=others[1:]))
    assert not lines("week-repeats", subject(_with(4, same[0], "The beds are dug"), others=others))


def test_one_task_carried_over() -> None:
    carried = page(
        4, ("| 2 | Measure the pipes along the wall once more", "| 2 | Measure the pipes along the wall with Ann")
    )
    assert not lines("week-repeats", subject(carried, others=[(3, page(3))]))
