"""The rule mojibake."""

from __future__ import annotations

from tests.checks.pages import lines, mended, page, subject


def spoiled(text: str) -> str:
    """Text as a program shows it that takes UTF-8 for Windows-1252, bytes without a letter there as controls."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())


def test_a_value_a_cell_and_an_item() -> None:
    for plain, there in (
        ("Nhật ký", "Week 4 Worklog"),
        ("Đo ống – dài", "Measure the pipes"),
        ("Đã xong “hết”", "Offers"),
    ):
        text = page(4, (there, spoiled(plain)))
        asked = subject(text)
        assert len(lines("mojibake", asked)) == 1, plain
        assert mended("mojibake", asked) == page(4, (there, plain))


def test_only_what_decodes_back_is_touched() -> None:
    text = page(4, ("Offers", "Offers à la carte, Ãnot UTF-8, " + spoiled("Bảy")))
    assert mended("mojibake", subject(text)) == page(4, ("Offers", "Offers à la carte, Ãnot UTF-8, Bảy"))


def test_letters_with_marks_are_none() -> None:
    assert not lines("mojibake", subject(page(4, ("Offers", "São Paulo, Ærø, naïve – “Ânh” × 3"))))
