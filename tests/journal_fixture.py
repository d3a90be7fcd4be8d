"""A small bilingual journal of our own writing, in any of the ways public worklogs keep their twins.

``build_journal(tmp_path)`` makes a site with three weeks and returns its root: the tests of session, screens and
commands use it, so that they need no real pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Layout = Literal["suffix", "both", "vietnamese", "flat", "folders", "flat-en", "half-folders", "single"]
LAYOUTS: tuple[Layout, ...] = (
    "suffix", "both", "vietnamese", "flat", "folders", "flat-en", "half-folders", "single",
)  # fmt: skip

_ENGLISH = """\
---
title: "Week {n} Worklog"
date: {iso}
weight: {n}
chapter: false
pre: " <b> 1.{n}. </b> "
---

### Week {n} Objectives

- Water the beds before nine
- Read the chapter on soils

### Tasks to be carried out this week

| Day | Task | Start Date | Completion Date | Reference Material |
| --- | ---- | ---------- | --------------- | ------------------ |
| 2 | - Measure the beds <br> &emsp; + North wall <br> &emsp; + South wall | {d1} | {d1} | <https://example.org/beds> |
| 3 | Sort the seeds by year | {d2} | {d2} | [Seed list](https://example.org/seeds) |
| 4 | Repair the hose \\| the long one | {d3} | {d4} | |

### Week {n} Achievements

- Twelve beds measured
- Seeds sorted
"""

_VIETNAMESE = """\
---
title: "Nhật ký tuần {n}"
date: {iso}
weight: {n}
chapter: false
pre: " <b> 1.{n}. </b> "
---

### Mục tiêu tuần {n}

- Tưới các luống trước chín giờ
- Đọc chương về đất

### Các công việc cần triển khai trong tuần này

| Thứ | Công việc | Ngày bắt đầu | Ngày hoàn thành | Nguồn tài liệu |
| --- | --------- | ------------ | --------------- | -------------- |
| 2 | - Đo các luống <br> &emsp; + Tường bắc <br> &emsp; + Tường nam | {d1} | {d1} | <https://example.org/beds> |
| 3 | Xếp hạt giống theo năm | {d2} | {d2} | [Danh sách hạt](https://example.org/seeds) |
| 4 | Sửa ống nước \\| ống dài | {d3} | {d4} | |

### Kết quả đạt được tuần {n}

- Đã đo mười hai luống
- Đã xếp hạt giống
"""

_CONFIG = """\
baseURL = "https://example.org/"
title = "Garden report"
defaultContentLanguage = "{default}"

[languages.en]
weight = 1
{en}
[languages.vi]
weight = 2
{vi}
[markup.goldmark.renderer]
unsafe = true
"""


def page_text(number: int, language: str = "en") -> str:
    """The page of this week: Monday of week 1 is 6 October 2025."""
    import datetime as dt

    monday = dt.date(2025, 10, 6) + dt.timedelta(weeks=number - 1)
    days = [monday + dt.timedelta(days=i) for i in range(4)]
    values = {f"d{i + 1}": f"{d:%d/%m/%Y}" for i, d in enumerate(days)}
    return (_VIETNAMESE if language == "vi" else _ENGLISH).format(n=number, iso=monday.isoformat(), **values)


def page_path(number: int, language: str = "en", layout: Layout = "suffix") -> str:
    """Where the page of this week lies in the site, with ``/``."""
    default = "vi" if layout == "vietnamese" else "en"
    suffix = "" if language == default and layout != "both" else f".{language}"
    if layout in ("suffix", "both", "vietnamese", "single"):
        return f"content/1-Worklog/1.{number}-Week{number}/_index{suffix}.md"
    if layout == "flat":
        return f"content/1-Worklog/1.{number}-Week{number}{'.en' if language == 'en' else ''}.md"
    if layout == "folders":
        return f"content/{language}/worklog/week-{number:02}/_index.md"
    if layout == "flat-en":
        return f"content/worklog/week-{number}.{language}.md"
    return f"content/{'vi/' if language == 'vi' else ''}worklog/week-{number:02}/index.md"  # half-folders


def build_journal(
    root: Path,
    weeks: int = 3,
    *,
    layout: Layout = "suffix",
    config: bool = True,
    languages: tuple[str, ...] = ("en", "vi"),
) -> Path:
    """Make a site below ``root`` (created) and return it. ``config`` False: no Hugo configuration, names alone tell."""
    root.mkdir(parents=True, exist_ok=True)
    if layout == "single":
        languages = ("en",)
    if config:
        folders = layout == "folders"
        default = "vi" if layout in ("vietnamese", "flat") else "en"
        text = _CONFIG.format(
            default=default,
            en='contentDir = "content/en"' if folders else "",
            vi='contentDir = "content/vi"' if folders else "",
        )
        (root / "hugo.toml").write_text(text, encoding="utf-8", newline="\n")
    for number in range(1, weeks + 1):
        for language in languages:
            path = root / page_path(number, language, layout)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page_text(number, language), encoding="utf-8", newline="\n")
    section = root / page_path(1, "en", layout)
    index = (
        section.parent if section.stem.startswith("1") or "week" in section.stem else section.parent.parent
    ) / "_index.md"
    index.write_text('---\ntitle: "Worklog"\n---\n\n- [Week 1](1.1-Week1/)\n', encoding="utf-8", newline="\n")
    return root
