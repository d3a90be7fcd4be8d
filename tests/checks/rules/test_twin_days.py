"""The rule twin-days."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject, vietnamese


def dateless(text: str) -> str:
    """The page without its dates."""
    for day in ("29/09", "30/09", "01/10", "02/10", "03/10"):
        text = text.replace(f"{day}/2025", "")
    return text


def test_another_day_where_no_date_tells() -> None:
    other = dateless(page(4, ("| 4 | Ask", "| 5 | Ask")))
    assert lines("twin-days", subject(other, twin=dateless(vietnamese()))) == [20]
    assert not lines("twin-days", subject(other, twin=dateless(vietnamese()), first=False))


def test_a_day_that_does_not_fit_its_date_is_told_as_that() -> None:
    other = page(4, ("| 6 | Compare", "| 7 | Compare"))
    assert not lines("twin-days", subject(other, twin=vietnamese()))


def test_the_same_days_in_other_words() -> None:
    other = page(4, ("| 2 | Measure", "| Mon | Measure"), ("| 3 | Read", "| Tue | Read"), ("| 4 | Ask", "| Wed | Ask"),
                 ("| 6 | Compare", "| Fri | Compare"))  # fmt: skip
    assert not lines("twin-days", subject(other, twin=vietnamese()))
