"""A new week's page from the last one: what names the week moves on, what frames it stays, what was written goes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.worklog.pages import ENGLISH, VIETNAMESE, week
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.worklog.newweek.advancing import Advance
from worklog_tui.worklog.newweek.page import new_page
from worklog_tui.worklog.reading.read import read_week

MONDAY = dt.date(2025, 9, 29)
NEXT = Advance(4, 5, MONDAY, MONDAY + dt.timedelta(weeks=1))


def made(text: str, before: str | None = None, advance: Advance = NEXT) -> str:
    return new_page(week(text), week(before) if before is not None else None, advance).decode()


def test_the_page_of_a_usual_week() -> None:
    assert made(ENGLISH) == (
        '---\ntitle: "Week 5 Worklog"\ndate: 2025-10-06\nweight: 5\npre: " <b> 1.5. </b> "\n---\n'
        """
### Week 5 Objectives:

* $

### Tasks to be carried out this week:
| Day | Task | Start Date | Completion Date | Reference Material |
| --- | --- | --- | --- | --- |
| 2   |  | 06/10/2025 | 06/10/2025 |  |
| 3   |  | 07/10/2025 | 08/10/2025 |  |
| 4   |  | 08/10/2025 | | |

### Week 5 Achievements:

- $
""".replace("$", "")
    )


def test_its_twin_in_its_own_words_and_forms() -> None:
    assert made(VIETNAMESE) == (
        '---\ntitle: "Worklog Tuần 5"\nweight: 5\n---\n'
        """### Mục tiêu tuần 5:
- $

### Các công việc cần triển khai trong tuần này:
| Thứ | Công việc | Ngày bắt đầu | Ngày hoàn thành | Nguồn tài liệu |
| --- | --- | --- | --- | --- |
| Thứ 2 |  | 06/10/2025 | 06/10/2025 | |
| CN |  | 12/10/2025 | 12/10/2025 | |

### Kết quả đạt được tuần 5:
- $
""".replace("$", "")
    )


FRONT = [
    # line of the last week, line of the new one
    ("date: `r Sys.Date()`", "date: 2025-10-06"),
    ('date :  "`r Sys.Date()`"', 'date :  "2025-10-06"'),
    ("date: 29/09/2025", "date: 2025-10-06"),
    ("date: 2025-9-29", "date: 2025-10-06"),
    ('date: "2025-09-30" # day of writing', 'date: "2025-10-07" # day of writing'),
    ("date: 2025-09-29T08:30:00+07:00", "date: 2025-10-06T08:30:00+07:00"),
    ("date: 2024-01-01", "date: 2025-10-06"),
    ("date:", "date:"),
    ("weight: 08", "weight: 09"),
    ('weight: "8"', 'weight: "9"'),
    ("weight: 104", "weight: 105"),
    ("weight: 4", "weight: 5"),
    ("pre: ' <b> 1.4 </b> '", "pre: ' <b> 1.5 </b> '"),
    ("pre: \"<i class='fa'></i>\"", "pre: \"<i class='fa'></i>\""),
    ("slug: week-04", "slug: week-05"),
    ("url: /log/week-4/", "url: /log/week-5/"),
    ("aliases: [/1-Worklog/1.4-Week4/, /vi/tuan-4/]", "aliases: [/1-Worklog/1.5-Week5/, /vi/tuan-5/]"),
    ("translationKey: w4", "translationKey: w5"),
    ('tags: ["notes", "W4", "2025"]', 'tags: ["notes", "W5", "2025"]'),
    ("summary: What we did with the sensors", "summary: ''"),
    ("linkTitle: 'Week 4: Sensors'", "linkTitle: 'Week 5'"),
    ("author: Mai, week 4", "author: Mai, week 5"),
    ("chapter: false", "chapter: false"),
    ("menu: {main: {name: Week 4, weight: 4}}", "menu: {main: {name: Week 5, weight: 5}}"),
]


@pytest.mark.parametrize(("old", "new"), FRONT, ids=[old for old, _ in FRONT])
def test_a_front_matter_line(old: str, new: str) -> None:
    body = "\n### Week 4 Objectives\n\n- a\n"
    got = made(f"---\ntitle: Week 4\n{old}\n---\n{body}")
    assert got == f"---\ntitle: Week 5\n{new}\n---\n{body.replace('4', '5').replace('- a', '- ')}"
    assert parse(got.encode()).front_matter.error is None


def test_an_address_that_names_no_week_does_not_stand_twice() -> None:
    assert (
        made("---\ntitle: Week 4\nslug: sensors\nurl: /sensors/\n---\n# Week 4\n")
        == "---\ntitle: Week 5\n---\n# Week 5\n"
    )


TITLES = [
    ("Week 4 Worklog", None, "Week 5 Worklog"),
    ("Week 4: Sensors and rain", None, "Week 5"),
    ("Week 4: Sensors and rain", "Week 3: Cables", "Week 5"),
    ("Week 4: Roof — Cables", "Week 3: Roof — Pumps", "Week 5: Roof"),
    ("Tuần 04 — Cảm biến", None, "Tuần 05"),
    ("1.4. Nhật ký Tuần 4", None, "1.5. Nhật ký Tuần 5"),
    ("Week 4 — 2025-09-30", None, "Week 5 — 2025-10-07"),
    ("Worklog (29 Sep – 3 Oct 2025), week 4", None, "Worklog (6 Oct – 10 Oct 2025), week 5"),
    ("Roof log", None, "Roof log"),
]


@pytest.mark.parametrize(("title", "before", "new"), TITLES)
def test_a_title(title: str, before: str | None, new: str) -> None:
    from worklog_tui.worklog.newweek.titles import retitled

    assert retitled(title, before, NEXT) == new


TOML = """+++
title = "Week 4"
date = 2025-09-29
weight = 4
tags = ["w4"]
+++
## Highlights
- One
"""
JSON = '{\n "title": "Week 4",\n "date": "2025-09-29",\n "weight": 4\n}\n## Highlights\n- One\n'


def test_toml_and_json_front_matter() -> None:
    assert made(TOML) == (
        '+++\ntitle = "Week 5"\ndate = 2025-10-06\nweight = 5\ntags = ["w5"]\n+++\n## Highlights\n- \n'
    )
    assert made(JSON) == '{\n "title": "Week 5",\n "date": "2025-10-06",\n "weight": 5\n}\n## Highlights\n- \n'


def test_notes_in_prose_keep_their_frame() -> None:
    before = "---\ntitle: W3\n---\n## Highlights\n- a\n\n## Lowlights\nRain.\n\n{{< weeknav >}}\n"
    text = "---\ntitle: W4\n---\n## Highlights\n- b\n- c\n\n## Lowlights\nMore rain,\nall day.\n\n{{< weeknav >}}\n"
    assert made(text, before) == "---\ntitle: W5\n---\n## Highlights\n- \n\n## Lowlights\n\n{{< weeknav >}}\n"


def test_the_week_before_shows_what_is_frame() -> None:
    before = (
        "# Week 3\n\n> **Theme:** Cables\n> Mentor: Jonas\n\n## Done\n\n- **Where:** the roof\n- **What:** cables\n\n"
        "### Pumps\n\nThey pump.\n\n## Numbers\n\n| What | Now |\n| --- | --- |\n| Beds | 3 |\n| Pumps | 1 |\n"
    )
    text = (
        "# Week 4\n\n> **Theme:** Sensors\n> Mentor: Jonas\n\n## Done\n\n- **Where:** the shed\n- **What:** rain\n\n"
        "### Gauges\n\nThey gauge.\n\n## Numbers\n\n| What | Now |\n| --- | --- |\n| Beds | 4 |\n| Mice | 1 |\n"
    )
    assert made(text, before) == (
        "# Week 5\n\n> **Theme:**\n> Mentor: Jonas\n\n## Done\n\n- **Where:** \n- **What:** \n\n"
        "## Numbers\n\n| What | Now |\n| --- | --- |\n| Beds |  |\n"
    )


DATES = [
    ("29/09/2025", "06/10/2025"),
    ("29/09", "06/10"),
    ("29-9-25", "6-10-25"),
    ("2025-09-29", "2025-10-06"),
    ("Sep 29, 2025", "Oct 6, 2025"),
    ("29 September 2025", "6 October 2025"),
    ("29/09/2025 - 03/10/2025", "06/10/2025 - 10/10/2025"),
    ("29/09/2025 08:30", "06/10/2025 08:30"),
    ("29-30/09/2025", "06-07/10/2025"),
    ("**29/09/2025**", "**06/10/2025**"),
]


@pytest.mark.parametrize(("old", "new"), DATES)
def test_a_date_cell_moves_in_its_own_form(old: str, new: str) -> None:
    text = f"# Week 4\n\n| Day | Task | Start | End |\n| --- | --- | --- | --- |\n| Mon | x | {old} | 03/10/2025 |\n"
    assert f"| Mon |  | {new} | 10/10/2025 |" in made(text)


def test_a_page_that_writes_the_month_first() -> None:
    text = "# Week 4\n\n| Day | Task | Start | End |\n| --- | --- | --- | --- |\n| Mon | x | 9/29/2025 | 10/3/2025 |\n"
    assert made(text).splitlines()[-1] == "| Mon |  | 10/6/2025 | 10/10/2025 |"


def test_padding_rows_without_days_and_invisible_cells() -> None:
    text = (
        "# Week 4\r\n\r\n"
        "| Day | Task     | Start      |\r\n| --- | -------- | ---------- |\r\n"
        "| Mon | water it | 29/09/2025 |\r\n| Tue | \\| pipe  | 30/09/2025 |\r\n"
    )
    assert made(text).split("\r\n")[4:6] == ["| Mon |          | 06/10/2025 |", "| Tue |          | 07/10/2025 |"]
    wide = "# Week 4\n\n|Day|Task|Start|\n|---|---|---|\n|Mon|a|29/09/2025|lost|\n"
    assert made(wide).splitlines()[-1] == "|Mon| |06/10/2025|"
    bare = "# Week 4\n\nTask | Start | End\n--- | --- | ---\nRead | 29/09/2025 | 30/09/2025\n"
    assert parse(made(bare).encode()).tables[0].rows[0].cells[1].text == "06/10/2025"


def test_an_html_table() -> None:
    text = (
        "---\ntitle: Week 4\n---\n<table><tr><th>No.</th><th>Task</th><th>Start</th></tr>\n"
        '<tr><td>1</td><td>\n\n<ul><li>- Read</li></ul>\n\n</td><td style="x">29/09/2025</td></tr></table>\n'
    )
    assert made(text).endswith('<tr><td>1</td><td></td><td style="x">06/10/2025</td></tr></table>\n')


def test_what_cannot_be_a_model_is_refused() -> None:
    with pytest.raises(Refused, match="front matter"):
        made("---\ntitle: a\ntitle: b\n---\n# Week 4\n")


def test_numbers_keep_their_digits_and_years_turn() -> None:
    turn = Advance(52, 1, dt.date(2025, 12, 22), dt.date(2025, 12, 29), pad=True, years=(2025, 2026))
    assert turn.name("2025-w52") == "2026-w01"
    assert turn.text("Week 52, 2025", own=True) == "Week 1, 2026"
    nine = Advance(9, 10, dt.date(2025, 11, 24), dt.date(2025, 12, 1))
    assert [nine.name(n) for n in ("1.09-Week9", "week-09", "tuan-9", "09")] == [
        "1.10-Week10",
        "week-10",
        "tuan-10",
        "10",
    ]
    one = Advance(1, 2, dt.date(2025, 9, 8), dt.date(2025, 9, 15))
    assert one.name("1.1-Week1") == "1.2-Week2"


FRONTS = (
    "",
    "---\ntitle: Week 4\n---\n",
    "---\r\ndate: `r x`\r\nweight: 08\r\n---\r\n",
    "+++\ntitle = 'W4'\ndate = 2025-01-01\n+++\n",
    '{"title": "Week 4", "tags": ["w4"]}\n',
    "---\ntitle: a\ntitle: b\n---\n",
    "---\nurl: /w/\ntags: [a]\nmenu: {x: {weight: 4}}\n---\n",
)
PIECES = (
    "# Week 4: a\n",
    "### Objectives\n",
    "## 1. Done in week 3\n",
    "Title\n---\n",
    "**Theme:** x\n",
    "text\n",
    "> q 29/09/2025\n",
    "- a\n- b\n  - c\n",
    "* [ ] x\n",
    "1) x\n\n2) y\n",
    "---\n",
    "```\n| a |\n```\n",
    "<div>\n\n- x\n\n</div>\n",
    "{{% n %}}\n- a\n{{% /n %}}\n",
    "{{< nav >}}\n",
    "| Day | Task | Start |\n|---|---|---|\n| 2 | x | 29/09/2025 |\n|| y\n| T3 | z | 30/09 | lost |\n",
    "Task | Start\n--|--\nx | Sep 29 - 30, 2025\ny | 31/12\n",
    "| a |\n|---|\n| b |\n",
    "<table><tr><td>1</td><td>x</td></tr></table>\n",
    "<!-- c -->\n",
    "[^1]: n\n",
    "Term\n: d\n",
    "\xa0\n",
    "Ngày 29 tháng 9\n",
    "Week 99999 w0 W 12:\n",
)


def test_a_rule_never_makes_a_heading_of_what_comes_to_stand_above_it() -> None:
    """A footnote stood between them; it belongs to the week that is over."""
    model = read_week(parse(b"# Week 4: a\n{{< nav >}}\n[^1]: n\n---\n"), number=4)
    advance = Advance(4, 5, MONDAY, MONDAY + dt.timedelta(weeks=1))
    assert new_page(model, None, advance) == b"# Week 5\n{{< nav >}}\n\n---\n"


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    """A page of random pieces, in one kind of line end."""
    pieces = draw(st.lists(st.sampled_from(PIECES), max_size=8))
    gaps = draw(st.lists(st.sampled_from(("", "\n", "\n\n")), min_size=len(pieces), max_size=len(pieces)))
    text = draw(st.sampled_from(FRONTS)) + "".join(p + g for p, g in zip(pieces, gaps, strict=True))
    text = text.replace("\n", "\r\n") if draw(st.booleans()) and "\r" not in text else text
    return text.encode() if draw(st.booleans()) else text.rstrip().encode()


@settings(max_examples=150, deadline=None)
@given(pages(), pages(), st.integers(1, 60), st.integers(1, 60))
def test_any_page_is_a_model_or_refused_with_a_sentence(one: bytes, two: bytes, old: int, new: int) -> None:
    model = read_week(parse(one), number=old)
    advance = Advance(old, new, MONDAY, MONDAY + dt.timedelta(weeks=1))
    for before in (None, read_week(parse(two))):
        try:
            after = parse(new_page(model, before, advance))
        except Refused:
            continue
        assert after.front_matter.error is None
        assert after.front_matter.kind == model.document.front_matter.kind
        assert {h.level for h in after.headings if h.style != "bold"} <= {h.level for h in model.document.headings}
        assert len(after.headings) <= len(model.document.headings)
        assert len(after.tables) <= len(model.document.tables)
