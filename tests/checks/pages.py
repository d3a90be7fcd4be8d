"""Pages of our own writing with what stands around them, and the short way to ask one rule about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from worklog_tui.checks.brief import brief_of
from worklog_tui.checks.model import Found, Site, Subject, Twin
from worklog_tui.checks.run import check
from worklog_tui.document.parse import parse
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.plans.trial import Trial
from worklog_tui.worklog.reading.read import read_week

TODAY = dt.date(2026, 1, 5)

_PAGE = """\
---
title: "Week {n} Worklog"
date: {iso}
weight: {n}
chapter: false
pre: " <b> 1.{n}. </b> "
---

### Week {n} Objectives:

- Learn how house {n} is heated in winter{odd}
- Write the plan for the beds by wall {n}{odd}

### Tasks to be carried out this week:

| Day | Task | Start Date | Completion Date | Reference Material |
| --- | --- | --- | --- | --- |
| 2 | Measure the pipes along the wall{odd} | {a} | {a} | <https://example.org/pipes> |
| 3 | Read about heat pumps and boilers{odd} | {b} | {b} | [Pumps](https://example.org/pumps) |
| 4 | Ask three firms for offers in writing{odd} | {c} | {d} | <https://example.org/firms> |
| 6 | Compare the offers and choose one{odd} | {e} | {e} | |

### Week {n} Achievements:

- The plan for the beds is written{odd}
- Offers of three firms are compared{odd}
"""

_ODD = (" at last", " by hand", " in the rain", " with Ann", " once more", " before noon", " for Bob", " without haste")

VIETNAMESE = """\
---
title: "Nhật ký tuần {n}"
date: {iso}
weight: {n}
pre: " <b> 1.{n}. </b> "
---

### Mục tiêu tuần {n}:

- Tìm hiểu cách sưởi ấm nhà kính vào mùa đông{odd}
- Viết kế hoạch cho các luống mới cạnh bức tường{odd}

### Các công việc cần triển khai trong tuần này:

| Thứ | Công việc | Ngày bắt đầu | Ngày hoàn thành | Nguồn tài liệu |
| --- | --- | --- | --- | --- |
| 2 | Đo các đường ống dọc theo bức tường phía bắc{odd} | {a} | {a} | <https://example.org/pipes> |
| 3 | Đọc về máy bơm nhiệt và nồi hơi nhỏ{odd} | {b} | {b} | [Bơm](https://example.org/pumps) |
| 4 | Hỏi ba công ty về báo giá bằng văn bản{odd} | {c} | {d} | <https://example.org/firms> |
| 6 | So sánh các báo giá và chọn một trong số đó{odd} | {e} | {e} | |

### Kết quả đạt được tuần {n}:

- Kế hoạch cho các luống đã được viết và chia sẻ{odd}
- Đã so sánh báo giá của ba công ty{odd}
"""


def page(number: int = 4, *changes: tuple[str, str], text: str = _PAGE) -> str:
    """A week's page without a fault (week 4 begins on 29 September 2025), with texts of it replaced."""
    monday = dt.date(2025, 9, 8) + dt.timedelta(weeks=number - 1)
    days = {k: f"{monday + dt.timedelta(days=n):%d/%m/%Y}" for n, k in enumerate("abcde")}
    out = text.format(n=number, iso=monday.isoformat(), odd=_ODD[number % len(_ODD)], **days)
    for old, new in changes:
        assert old in out, old
        out = out.replace(old, new)
    return out


def vietnamese(number: int = 4, *changes: tuple[str, str]) -> str:
    """Its twin."""
    return page(number, *changes, text=VIETNAMESE)


def week(text: str | bytes, number: int | None = 4, language: str | None = "en") -> Week:
    """The week of a page's text."""
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    return read_week(parse(data), language=language, number=number)


def subject(
    text: str | bytes,
    *,
    number: int | None = 4,
    others: Sequence[tuple[int, str]] = (),
    twin: str | None = None,
    first: bool = True,
    language: str = "en",
    site: Site = Site(),  # noqa: B008 - a frozen value
    kind: str = "week",
    languages: int = 1,
    today: dt.date = TODAY,
) -> Subject:
    """A page among ``others`` (number and text) of its language. ``first``: the twin comes before it."""
    own = week(text, number, language)
    rel = f"1.{number}-Week{number}/_index.md" if kind == "week" else "_index.md"
    briefs = [brief_of(week(t, n, language), f"1.{n}-Week{n}/_index.md", n) for n, t in others]
    if kind == "week":
        briefs.append(brief_of(own, rel, number))
    briefs.sort(key=lambda b: b.number or 0)
    twins = ()
    if twin is not None:
        other = "vi" if language == "en" else "en"
        twins = (Twin("twin", week(twin, number, other), first),)
    return Subject(rel, own, today, number, kind, tuple(briefs), twins, site, languages)  # type: ignore[arg-type]


def found(code: str, asked: Subject) -> list[Found]:
    """What one rule says of it."""
    return [one for one in check(asked) if one.problem.code == code]


def lines(code: str, asked: Subject) -> list[int]:
    """The lines on which one rule finds something."""
    return [one.problem.line for one in found(code, asked)]


def mended(code: str, asked: Subject) -> str:
    """The page's text after the one problem's fix."""
    (one,) = found(code, asked)
    assert one.fix
    assert one.problem.fixable
    trial = Trial(asked.week, lambda doc: read_week(doc, language=asked.week.language, number=asked.number))
    trial.plan_all(one.fix)
    return trial.edit.after.source.decode("utf-8")


def changed(before: str, after: str) -> list[str]:
    """The lines of ``after`` that are not those of ``before``, one for one."""
    one, two = before.split("\n"), after.split("\n")
    assert len(one) == len(two)
    return [b for a, b in zip(one, two, strict=True) if a != b]
