"""Markdown and dates as people read them."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklog_tui.worklog.cells.display import full_date, full_span, plain, span


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("plain", "plain"),
        ("**bold** and *slanted* and ~~gone~~", "bold and slanted and gone"),
        ("***both***", "both"),
        ("__init__", "init"),
        ("snake_case_name", "snake_case_name"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("**open", "**open"),
        (r"\*not\* \_this\_", "*not* _this_"),
        ("`**code**`", "**code**"),
        ("`` a`b ``", "a`b"),
        ("a &emsp; + b&nbsp;c &amp; d", "a + b c & d"),
        ("one<br>two<br/>three", "one two three"),
        ("<b>bold</b> <span style='x'>y</span><!-- hidden -->", "bold y"),
        ("List<int> and a < b > c", "List<int> and a < b > c"),
        ("[Learn *more*](https://x.example/a_(b) \"t\")", "Learn more"),
        ("**[Materials](https://x.example/)**", "Materials"),
        ("![Database](/images/db.png)", "▣ Database"),
        ("![](/images/db.png)", "▣"),
        ("[![alt](i.png)](u)", "▣ alt"),
        ("<https://x.example/a_b_c>", "https://x.example/a_b_c"),
        ("https://x.example/_a_*b*", "https://x.example/_a_*b*"),
        ("[x] done, [ref][1]", "[x] done, [ref][1]"),
        ("[@click=app.bell]x[/]", "[@click=app.bell]x[/]"),
        ("{{< youtube x >}}", "{{< youtube x >}}"),
        ("Quản trị **dữ liệu**", "Quản trị dữ liệu"),
    ],
)  # fmt: skip
def test_readable_text(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_breaks_may_be_told_apart() -> None:
    assert plain("one <br> two", line_break="\n").split() == ["one", "two"]
    assert "\n" in plain("one <br> two", line_break="\n")


@given(st.text(max_size=300))
def test_any_text_is_readable(text: str) -> None:
    assert isinstance(plain(text), str)


@given(st.text("*_~`[]()!<>&;\\ab ", max_size=60))
def test_letters_are_never_lost_outside_of_targets_and_tags(text: str) -> None:
    if not any(c in text for c in "](<&"):
        assert [c for c in plain(text) if c in "ab"] == [c for c in text if c in "ab"]


@pytest.mark.parametrize(
    "part", ["[", "**a ", "`", "`a", "[a](", "<a ", "![", "<!--", "[a](b ", "[a]((b", "\\", "&#1", "*_"]
)
def test_long_hostile_texts_take_no_time(part: str) -> None:
    started = time.process_time()
    plain(part * (200_000 // len(part)))
    plain(part * (7_900 // len(part)))
    assert time.process_time() - started < 2


def test_dates() -> None:
    monday, saturday = dt.date(2025, 9, 29), dt.date(2025, 10, 4)
    assert full_date(monday) == "Mon 29 Sep 2025"
    assert span(monday, saturday) == "29 Sep – 4 Oct"
    assert span(dt.date(2025, 10, 6), dt.date(2025, 10, 10)) == "6 – 10 Oct"
    assert span(monday, monday) == "29 Sep"
    assert full_span(monday, saturday) == "Mon 29 Sep – Sat 4 Oct 2025"
    assert full_span(dt.date(2025, 12, 29), dt.date(2026, 1, 3)) == "Mon 29 Dec 2025 – Sat 3 Jan 2026"
    assert full_span(monday, monday) == "Mon 29 Sep 2025"
