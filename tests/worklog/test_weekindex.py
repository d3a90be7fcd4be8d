"""The new week's line in the section's index: in the form the index has, and only where it lists weeks."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.worklog.pages import week
from worklog_tui.document.model import Refused
from worklog_tui.worklog.intentions import AddIndexLine
from worklog_tui.worklog.newweek.advancing import Advance
from worklog_tui.worklog.newweek.index import index_line
from worklog_tui.worklog.plans.plan import plan

NEXT = Advance(4, 5, dt.date(2025, 9, 29), dt.date(2025, 10, 6))
NAMES = {f"1.{n}-week{n}": n for n in (1, 2, 3, 4)}


def gained(text: str, title: str = "Week 5 Worklog") -> str | None:
    """The index afterwards; None where it gains nothing."""
    page = week(text)
    line = index_line(page.document, NAMES, NEXT, title)
    return None if line is None else plan(page, line).after.source.decode()


LISTS = [
    (
        "**Week 3:** [Pumps](1.3-week3/)\n\n**Week 4:** [Rain](1.4-week4/)\n",
        "\n**Week 5:** [Week 5 Worklog](1.5-week5/)\n",
    ),
    ("- [Week 3](1.3-Week3/)\n- [Week 4](1.4-Week4/)\n", "- [Week 5](1.5-Week5/)\n"),
    ("* [Week 3](1.3-Week3/)\r\n* [Week 4](1.4-Week4/)\r\n", "* [Week 5](1.5-Week5/)\r\n"),
    ("3. [Week 3](./1.3-week3/) — pumps\n4. [Week 4](./1.4-week4/) — rain\n", "5. [Week 5](./1.5-week5/)\n"),
    ("1. [Week 3](1.3-week3/)\n1. [Week 4](1.4-week4/)\n", "1. [Week 5](1.5-week5/)\n"),
    (
        "- [1.3 Week 3 Worklog](1.3-week3/)\n- [1.4 Week 4 Worklog](1.4-week4/)\n",
        "- [1.5 Week 5 Worklog](1.5-week5/)\n",
    ),
    (
        '- **[Week 3: Pumps]({{< ref "1.3-Week3.md" >}})**: ran\n'
        '- **[Week 4: Rain]({{< ref "1.4-Week4.md" >}})**: fell\n',
        '- **[Week 5]({{< ref "1.5-Week5.md" >}})**\n',
    ),
    (
        "- [a](1.3-week3/) *(22/09/2025 – 26/09/2025)*\n- [b](1.4-week4/) *(29/09/2025 – 03/10/2025)*\n",
        "- [Week 5 Worklog](1.5-week5/) *(06/10/2025 – 10/10/2025)*\n",
    ),
    ("**Week 3:** (1.3-Week3/)\n\n**Week 4:** (1.4-Week4/)\n", "\n**Week 5:** (1.5-Week5/)\n"),
    (
        "| Week | Page | What |\n| --- | --- | --- |\n| 3 | [Week 3](1.3-week3/) | Pumps |\n"
        "| 4 | [Week 4](1.4-week4/) | Rain |\n",
        None,
    ),
]


@pytest.mark.parametrize(("text", "new"), LISTS)
def test_a_line_in_the_form_of_the_others(text: str, new: str | None) -> None:
    front = "---\ntitle: Worklog\n---\n\n"
    after = gained(front + text + "\nThe end.\n")
    if new is None:  # a table's row: its number is in a cell of its own
        assert after is not None
        assert "[Week 5](1.5-week5/)" in after
        assert (
            week(after).document.tables[0].texts(week(after).document.tables[0].rows[-1])[1] == "[Week 5](1.5-week5/)"
        )
        return
    end = "\r\n" if "\r\n" in text else "\n"
    assert after == front + text + new + "\nThe end.\n"
    assert end in new


def test_where_the_last_line_has_no_end() -> None:
    assert gained("- [Week 3](1.3-week3/)\n- [Week 4](1.4-week4/)") == (
        "- [Week 3](1.3-week3/)\n- [Week 4](1.4-week4/)\n- [Week 5](1.5-week5/)"
    )


def test_a_title_is_no_markdown_in_the_label() -> None:
    after = gained("- [a](1.3-week3/)\n- [b](1.4-week4/)\n", title="[x](y) | week 5")
    assert after is not None
    assert week(after).document.links[-1].target == "1.5-week5/"


def test_an_item_of_several_lines_is_gone_past() -> None:
    assert gained("- [Week 3](1.3-week3/)\n  pumps\n- [Week 4](1.4-week4/)\n  rain\n  and more\n\nEnd\n") == (
        "- [Week 3](1.3-week3/)\n  pumps\n- [Week 4](1.4-week4/)\n  rain\n  and more\n- [Week 5](1.5-week5/)\n\nEnd\n"
    )


CARD = '<div>\n  <h5>Week {n}</h5>\n  <p>{text}</p>\n  <a href="./1.{n}-week{n}/">View</a>\n</div>\n'


def test_cards_of_html() -> None:
    page = (
        "<main>\n"
        + "".join(CARD.format(n=n, text=t) for n, t in ((2, "Cables"), (3, "Pumps"), (4, "Rain")))
        + "</main>\n"
    )
    assert gained(page) == page.replace("</main>", CARD.format(n=5, text="") + "</main>")


@pytest.mark.parametrize(
    "text",
    [
        "Nothing about weeks.\n",
        "Begin with [the first](1.1-week1/).\n",
        "<script>\nwindow.location.replace('./1.1-week1/');\n</script>\n",
        "```\n- [Week 3](1.3-week3/)\n- [Week 4](1.4-week4/)\n```\n",
        "- [Week 4](1.4-week4/)\n- [Week 5](1.5-week5/)\n- [Week 6](1.6-week6/)\n",
    ],
)
def test_no_line_where_none_belongs(text: str) -> None:
    assert gained(text) is None


def test_a_place_that_is_not_there_any_more_is_refused() -> None:
    with pytest.raises(Refused):
        plan(week("- a\n"), AddIndexLine(999, "\n- b"))
