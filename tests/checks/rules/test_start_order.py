"""The rule start-order."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_a_row_in_the_wrong_place() -> None:
    text = page(
        4,
        (
            "| 6 | Compare the offers and choose one once more | 03/10/2025 | 03/10/2025",
            "| | Compare | 29/09/2025 | 29/09/2025",
        ),
    )
    assert lines("start-order", subject(text)) == [21]


def test_two_rows_changed_over() -> None:
    second, third = (line for line in page().split("\n") if line[:3] in ("| 3", "| 4"))
    text = page(4, (second, "A"), (third, second)).replace("A\n", third + "\n", 1)
    assert lines("start-order", subject(text)) == [20]


def test_a_table_with_the_newest_first() -> None:
    _, *rest = page().split("\n")
    rows = [line for line in rest if line[:3] in ("| 2", "| 3", "| 4", "| 6")]
    text = page()
    for old, new in zip(rows, ("A1", "A2", "A3", "A4"), strict=True):
        text = text.replace(old, new)
    for new, old in zip(("A1", "A2", "A3", "A4"), reversed(rows), strict=True):
        text = text.replace(new, old)
    assert not lines("start-order", subject(text))


def test_rows_in_order() -> None:
    assert not lines("start-order", subject(page()))
