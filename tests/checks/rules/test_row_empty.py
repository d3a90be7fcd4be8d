"""The rule row-empty."""

from __future__ import annotations

from tests.checks.pages import found, lines, mended, page, subject, vietnamese

EMPTY = ("\n\n### Week 4 Ach", "\n| | | | | |\n\n### Week 4 Ach")


def test_an_empty_row_can_go() -> None:
    asked = subject(page(4, EMPTY))
    assert lines("row-empty", asked) == [22]
    assert mended("row-empty", asked) == page()


def test_a_row_its_twin_has_words_for_waits_for_them() -> None:
    twin = vietnamese(4, ("\n\n### Kết quả", "\n| 7 | Dọn dẹp kho | 04/10/2025 | | |\n\n### Kết quả"))
    asked = subject(page(4, EMPTY), twin=twin)
    (one,) = found("row-empty", asked)
    assert not one.fix


def test_a_row_with_a_day_is_not_empty() -> None:
    assert not lines("row-empty", subject(page(4, ("\n\n### Week 4 Ach", "\n| 7 | | | | |\n\n### Week 4 Ach"))))
