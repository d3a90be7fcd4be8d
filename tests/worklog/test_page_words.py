"""The reading view says what the page says: in order, tables as outlines, links by number; judged by Hugo."""

from __future__ import annotations

import html
import random
import re

import pytest

from tests.conftest import corpus_pages, seed_pages
from tests.hugo_judge import Facts, HugoJudge, needs_hugo
from worklog_tui.document.parse import parse
from worklog_tui.worklog.page_words import MOST, Part, parts_of
from worklog_tui.worklog.reading.read import read_week

WORD = re.compile(r"\w+")


def parts(text: str | bytes) -> list[Part]:
    return list(parts_of(read_week(parse(text if isinstance(text, bytes) else text.encode()))))


def test_every_kind_in_the_order_of_the_page() -> None:
    page = """---
title: "Week **4**"
---

# One

Some *prose*
on two lines, [a link](https://example.org/a).

- item
  1. inner
     more of it

     ```
     code in it
     ```
- last <https://example.org/b>

> quoted
> twice

```python
x = 1
```

{{% notice info %}}
Mind the [gap](https://example.org/a).
{{% /notice %}}

{{< youtube abc >}}

***
<div>Plain <b>HTML</b></div>
"""
    assert parts(page) == [
        Part("title", 1, "Week 4"),
        Part("heading", 1, "One"),
        Part("text", 0, "Some prose on two lines, a link. [1]"),
        Part("item", 0, "item"),
        Part("item", 1, "inner more of it", "1."),
        Part("code", 0, "code in it"),
        Part("item", 0, "last https://example.org/b [2]"),
        Part("quote", 0, "quoted"),
        Part("quote", 0, "twice"),
        Part("code", 0, "x = 1"),
        Part("text", 0, "Mind the gap."),
        Part("note", 0, "‹youtube›: the site alone shows it"),
        Part("rule", 0, ""),
        Part("text", 0, "Plain HTML"),
        Part("heading", 2, "Links"),
        Part("link", 0, "a link · https://example.org/a", "[1]"),
        Part("link", 0, "https://example.org/b", "[2]"),
    ]


def test_tasks_are_told_with_their_dates_and_other_tables_row_by_row() -> None:
    page = """### Tasks
| Day | Task | Start Date | Completion Date | Status | Reference Material |
|---|---|---|---|---|---|
| 2 | - Meet <br> &emsp; + Greet | 08/09/2025 | 09/09/2025 | done | [Map](https://example.org/m) |
| 3 | Rest | | | | |

| Bed | From | To |
|---|---|---|
| Herbs | 30 % | 45 % |
"""
    assert parts(page) == [
        Part("heading", 3, "Tasks"),
        Part("task", 0, "Mon 8 Sep 2025 – Tue 9 Sep 2025", "1."),
        Part("item", 0, "Meet"),
        Part("item", 1, "Greet"),
        Part("field", 1, "done", "Status"),
        Part("field", 1, "Map [1]", "Reference Material"),
        Part("task", 0, "3", "2."),
        Part("item", 0, "Rest"),
        Part("item", 0, "Herbs"),
        Part("field", 1, "30 %", "From"),
        Part("field", 1, "45 %", "To"),
        Part("heading", 2, "Links"),
        Part("link", 0, "Map · https://example.org/m", "[1]"),
    ]


def test_a_text_that_got_into_a_dates_cell_is_told() -> None:
    row = "| 2 | Rest | 08/09/2025 <br> - School: <br> &emsp; + Methods done |"
    page = f"| Day | Task | Start Date |\n|---|---|---|\n{row}\n"
    assert "School: Methods done" in " ".join(part.text for part in parts(page))


@pytest.mark.parametrize(
    "page",
    [b"", b"\xff\xfe", b"---\n", b"| a |\n|---|\n", b"|||\n|-|-|\n||\n", b"{{<", b"{{% a %}}\n| a |\n|---|\n| b |",
     b"- " * 500, b"> " * 500, b"```\n" + b"x\n" * 9, b"<!-- x", b"[a]: b\n\n[a][a]", b"---\ntitle: [1]\n---\n- \n"],
)  # fmt: skip
def test_no_page_is_too_odd(page: bytes) -> None:
    assert all(part.lead is not None for part in parts(page))


def test_a_very_long_page_ends() -> None:
    found = parts("- item\n" * (MOST + 50))
    assert len(found) == MOST + 1
    assert found[-1].kind == "note"


@needs_hugo
@pytest.mark.hugo
@pytest.mark.corpus
def test_real_pages_lose_no_words() -> None:
    """Nearly none: marks inside words part them otherwise, and what stands in a broken row may be in a date's cell."""
    pages = corpus_pages()
    random.Random(3).shuffle(pages)
    chosen = [*pages[:150], *seed_pages()]
    if not chosen:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages to test on")
    wanted = lost = 0
    for name, facts in HugoJudge().judge({str(page): page.read_bytes() for page in chosen}).items():
        if not isinstance(facts, Facts):
            continue
        with open(name, "rb") as file:
            said = " ".join(f"{part.lead} {part.text}" for part in parts(file.read())).lower()
        have = set(WORD.findall(said))
        told = {word for word in words(facts.full_html) if not word.isdigit() and not word.startswith("shortcode")}
        heads = " ".join(cell for table in facts.tables for cell in (*table.header, *(row[0] for row in table.rows)))
        missing = told - set(words(heads)) - have
        wanted, lost = wanted + len(told), lost + len(missing)
        assert len(missing) <= 3, f"{name}: {missing}"
    assert wanted > 10_000
    assert lost <= wanted // 2000


def words(source: str) -> list[str]:
    """The words people see of HTML."""
    source = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", " ", source, flags=re.S | re.I)
    return WORD.findall(html.unescape(re.sub(r"<[^>]*>", " ", source)).lower())
