"""Journals of any length to measure on: weeks with twins in the shapes real ones have; the same each time."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
baseURL = "https://example.org/"
title = "A long journal"
defaultContentLanguage = "en"

[languages.en]
weight = 1

[languages.vi]
weight = 2

[markup.goldmark.renderer]
unsafe = true
"""

_ENGLISH_TEXT = """
prune seedling trellis compost graft watering shade drainage humidity sensor logger calibrate archive shelf
catalogue label inventory repair hinge varnish sketch survey ledger invoice visitor guide poster workshop
"""
_VIETNAMESE_TEXT = """
tỉa cành cây con giàn leo phân hữu cơ tưới nước lưới che thoát nước độ ẩm cảm biến hiệu chuẩn lưu trữ giá sách
danh mục dán nhãn kiểm kê sửa bản lề khảo sát sổ cái hóa đơn khách thăm hướng dẫn áp phích
"""


class Wording(NamedTuple):
    """What one language calls things."""

    suffix: str
    words: list[str]
    title: str
    objectives: str
    tasks: str
    achievements: str
    header: tuple[str, str, str, str, str]


ENGLISH = Wording(
    "", _ENGLISH_TEXT.split(), "Week {} Worklog", "Week {} Objectives", "Tasks of the week", "Week {} Achievements",
    ("Day", "Task", "Start Date", "Completion Date", "Reference Material"),
)  # fmt: skip
VIETNAMESE = Wording(
    ".vi", _VIETNAMESE_TEXT.split(), "Nhật ký tuần {}", "Mục tiêu tuần {}", "Công việc trong tuần",
    "Kết quả đạt được tuần {}",
    ("Thứ", "Công việc", "Ngày bắt đầu", "Ngày hoàn thành", "Nguồn tài liệu"),
)  # fmt: skip


def mark(week: int, task: int = 1) -> str:
    """The text a week's task begins with: what to look for on the screen."""
    return f"Task {week}.{task}"


def write(root: Path, weeks: int, *, last: dt.date) -> Path:
    """A site of ``weeks`` weeks below ``root``, the last one holding the day ``last``. Returns ``root``."""
    monday = last - dt.timedelta(days=last.weekday())
    section = root / "content" / "1-Worklog"
    section.mkdir(parents=True)
    (root / "hugo.toml").write_text(CONFIG, encoding="utf-8")
    (section / "_index.md").write_text('---\ntitle: "Worklog"\nweight: 1\n---\n', encoding="utf-8")
    for number in range(1, weeks + 1):
        folder = section / f"1.{number}-Week{number}"
        folder.mkdir()
        start = monday - dt.timedelta(weeks=weeks - number)
        for wording in (ENGLISH, VIETNAMESE):
            text = page(number, start, wording)
            (folder / f"_index{wording.suffix}.md").write_bytes(text.encode())
    return root


def page(number: int, start: dt.date, wording: Wording) -> str:
    """One week's page; the number decides which of the five shapes it has."""
    rng = random.Random(f"{number}{wording.suffix}")
    shape = number % 5
    parts = [
        _front_matter(number, start, wording, shape),
        f"### {wording.objectives.format(number)}:\n\n",
        "".join(f"* {_phrase(rng, wording, 9)}.\n" for _ in range(3)),
        f"\n### {wording.tasks}:\n\n",
        _table(number, start, wording, shape, rng),
        f"\n### {wording.achievements.format(number)}:\n\n",
        _achievements(wording, shape, rng),
    ]
    return "".join(parts)


def _front_matter(number: int, start: dt.date, wording: Wording, shape: int) -> str:
    date = "" if shape in (2, 4) else f"date: {start}\n"
    rule = "---\n" if shape == 3 else ""
    title = f'title: "{wording.title.format(number)}"\n'
    menu = f'pre: " <b> 1.{number}. </b> "\n'
    return f"---\n{title}{date}weight: {number}\nchapter: false\n{menu}---\n{rule}\n"


def _table(number: int, start: dt.date, wording: Wording, shape: int, rng: random.Random) -> str:
    heads: tuple[str, ...] = wording.header
    if shape == 4:
        heads = (wording.header[0], "Date" if not wording.suffix else "Ngày", wording.header[1], "Activities")
    lines = [_line(heads), _line(["---"] * len(heads))]
    for index in range(5):
        day = start + dt.timedelta(days=index)
        task = f"{mark(number, index + 1)} {_task(wording, shape, index, rng)}"
        if shape == 4:
            lines.append(_line((str(index + 1), f"{day:%d/%m}", f"**{mark(number, index + 1)}**", task)))
        else:
            end = f"{day:%d/%m/%Y}"
            if shape == 0 and index == 2:
                end += f" <br> - {_phrase(rng, wording, 5)}"
            reference = f"[{_phrase(rng, wording, 3)}](https://example.org/{number}/{index})" if index % 3 else ""
            lines.append(_line((str(index + 2), task, f"{day:%d/%m/%Y}", end, reference)))
    return "".join(lines)


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _task(wording: Wording, shape: int, index: int, rng: random.Random) -> str:
    if shape == 2:
        return _phrase(rng, wording, 28)
    count = 30 if shape == 0 and index == 0 else rng.randrange(1, 9)
    items = "".join(f" <br> &emsp; + {_phrase(rng, wording, 7)}" for _ in range(count))
    return _phrase(rng, wording, 8) + items


def _achievements(wording: Wording, shape: int, rng: random.Random) -> str:
    if shape == 2:
        return "\n\n".join(". ".join(_phrase(rng, wording, 12) for _ in range(5)) for _ in range(4)) + ".\n"
    if shape == 1:
        return "".join(f"{'    ' * (i % 4)}*   {_phrase(rng, wording, 10)}\n" for i in range(20))
    return "\n".join(f"* {_phrase(rng, wording, 14)}.\n" for _ in range(6))


def _phrase(rng: random.Random, wording: Wording, length: int) -> str:
    return " ".join(rng.choices(wording.words, k=length)).capitalize()
