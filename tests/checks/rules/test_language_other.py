"""The rule language-other."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject, vietnamese


def test_a_twin_that_was_never_translated() -> None:
    assert lines("language-other", subject(page(), language="vi", twin=page())) == [8]


def test_each_in_its_own_language() -> None:
    assert not lines("language-other", subject(vietnamese(), language="vi", twin=page()))
    assert not lines("language-other", subject(page(), twin=vietnamese()))


def test_vietnamese_full_of_english_names_is_vietnamese() -> None:
    mixed = page(
        4,
        ("Read about heat pumps", "Cấu hình proxy trước khi chạy: read about heat pumps"),
        ("Ask three firms", "Kiểm tra token, không lưu mật khẩu: ask three firms"),
    )
    assert not lines("language-other", subject(mixed, language="vi", twin=page()))


def test_english_with_vietnamese_names_is_english() -> None:
    named = page(4, ("Ask three firms", "Ask Nguyễn Văn Đức and the firms"))
    assert not lines("language-other", subject(named, twin=vietnamese()))


def test_a_journal_without_twins_hears_nothing() -> None:
    assert not lines("language-other", subject(page(), language="vi"))
