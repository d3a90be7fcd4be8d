"""The journals the jobs begin with: five weeks of a tool library, in the shapes and habits real worklogs have.

A ``Dialect`` says how a page writes its days, dates, items, links and line ends; the words are the same in all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

LAST = 7
FIRST = 3
MONDAY = dt.date(2025, 10, 20)  # of week 7
DATES = {"dmy": "{:%d/%m/%Y}", "iso": "{:%Y-%m-%d}", "mmdd": "{:%m/%d}"}


@dataclass(frozen=True)
class Dialect:
    """How a page is written. ``item``, ``sub``, ``next``: what stands before an item of a cell."""

    item: str = "- "
    sub: str = " <br> &emsp; + "
    next: str = " <br> - "
    link: str = "[{label}]({target})"
    date: str = "dmy"
    newline: str = "\n"
    bullet: str = "-"
    days: str = "{n}"
    delimiter: str = "| --- | ---- | ---------- | --------------- | ------------------ |"
    gap: str = ""  # between a heading and its table
    day_vi: str = "{n}"


AMP = Dialect()
BREAKS = Dialect(sub="<br>+ ", next="<br>- ")
PLAIN = Dialect(item="", next="; ", sub="; ", link="{target}", date="iso", delimiter="|-----|------|-----|-----|-----|")
CRLF = Dialect(newline="\r\n", date="mmdd", link="<{target}>")
TWINS = Dialect(day_vi="Thứ {n}", bullet="*")


@dataclass
class Entry:
    """A row: its items (a leading ``+`` is one level down), the link's label and path; ``end`` 0: still open."""

    day: int  # 0 is Monday
    items: tuple[str, ...]
    link: tuple[str, str] = ("", "")
    end: int | None = None  # the day it ended, None: on its own day
    open: bool = False


@dataclass
class Words:
    """What one week says in one language."""

    aims: tuple[str, ...]
    rows: tuple[Entry, ...]
    done: tuple[str, ...] = field(default_factory=tuple)


def _week3() -> Words:
    return Words(
        ("Open the drop-off shelf", "Agree on opening hours"),
        (
            Entry(0, ("Paint the shelf",), ("Paint chart", "paint")),
            Entry(1, ("Print the opening hours", "+ Door", "+ Window")),
            Entry(2, ("Count the drills",), ("Drill list", "drills")),
            Entry(3, ("Borrow a trolley from the bakery",)),
            Entry(4, ("Sweep, lock up, go home",)),
        ),
        ("The shelf is open", "Eleven drills, nine of them drill"),
    )


def _week4() -> Words:
    return Words(
        ("Repair what came back broken",),
        (
            Entry(0, ("Sort the returns", "+ Broken", "+ Dull"), ("Return form", "returns")),
            Entry(1, ("Sharpen the chisels",), ("Whetstone guide", "whetstone")),
            Entry(2, ("Solder the glue gun",), ("Wiring plan", "wiring")),
            Entry(3, ("Order bulbs and fuses",), ("Shop", "shop")),
            Entry(4, ("Write the repair log",)),
        ),
        ("Six tools work again",),
    )


def _week5() -> Words:
    return Words(
        ("Teach two evenings",),
        (
            Entry(0, ("Prepare the planing evening",), ("Planing notes", "planing")),
            Entry(1, ("Planing evening, nine guests",)),
            Entry(2, ("Prepare the bicycle evening", "+ Chains", "+ Brakes")),
            Entry(3, ("Bicycle evening, four guests, one dynamo",)),
            Entry(4, ("Thank-you cards",)),
        ),
        ("Thirteen guests", "Nobody hurt"),
    )


def _week6() -> Words:
    return Words(
        ("Count everything",),
        (
            Entry(0, ("Count shelf A",), ("Count sheet", "count")),
            Entry(1, ("Count shelf B",)),
            Entry(2, ("Count shelf C", "+ Saws", "+ Files")),
            Entry(3, ("Look for the missing level",)),
            Entry(4, ("Found the level behind shelf B",)),
        ),
        ("412 tools, one level",),
    )


def week7() -> Words:
    """The week the jobs are done in; they change it to their need."""
    return Words(
        ("Answer every letter", "Give the saws new handles"),
        (
            Entry(0, ("Read the letters", "+ From members", "+ From the council"), ("Letters", "letters")),
            Entry(1, ("Turn handles on the lathe",), ("Lathe rules", "lathe")),
            Entry(2, ("Fit the handles",)),
            Entry(3, ("Answer the council",)),
            Entry(4, ("Oil the handles",)),
        ),
        ("All letters are read", "Seven handles fit"),
    )


VIETNAMESE = {
    "Answer every letter": "Trả lời mọi bức thư",
    "Give the saws new handles": "Thay cán mới cho cưa",
    "Read the letters": "Đọc thư",
    "+ From members": "+ Của hội viên",
    "+ From the council": "+ Của hội đồng",
    "Turn handles on the lathe": "Tiện cán trên máy tiện",
    "Fit the handles": "Lắp cán",
    "Answer the council": "Trả lời hội đồng",
    "Oil the handles": "Tra dầu cho cán",
    "All letters are read": "Đã đọc hết thư",
    "Seven handles fit": "Bảy cán vừa khít",
    "Letters": "Thư",
    "Lathe rules": "Nội quy máy tiện",
}
_OTHERS = {3: _week3, 4: _week4, 5: _week5, 6: _week6}
_EN = ("Week {n} Worklog", "Week {n} Objectives", "Tasks to be carried out this week", "Week {n} Achievements")
_VI = (
    "Worklog Tuần {n}",
    "Mục tiêu tuần {n}",
    "Các công việc cần triển khai trong tuần này",
    "Kết quả đạt được tuần {n}",
)
_HEAD = "| Day | Task | Start Date | Completion Date | Reference Material |"
_HEAD_VI = "| Thứ | Công việc | Ngày bắt đầu | Ngày hoàn thành | Nguồn tài liệu |"


def folder(number: int) -> str:
    """The folder of a week below the site."""
    return f"content/1-Worklog/1.{number}-Week{number}"


PAGE = f"{folder(LAST)}/_index.md"
TWIN = f"{folder(LAST)}/_index.vi.md"


def page_text(number: int, words: Words, dialect: Dialect, language: str = "en") -> str:
    """A week's page."""
    title, aims, tasks, done = (text.format(n=number) for text in (_VI if language == "vi" else _EN))
    monday = MONDAY + dt.timedelta(weeks=number - LAST)

    def say(text: str) -> str:
        return VIETNAMESE.get(text, text) if language == "vi" else text

    lines = [
        "---", f'title: "{title}"', f"date: {monday:%Y-%m-%d}", f"weight: {number}", "chapter: false",
        f'pre: " <b> 1.{number}. </b> "', "---", "",
        f"### {aims}:", "", *(f"{dialect.bullet} {say(aim)}" for aim in words.aims), "",
        f"### {tasks}:", *([""] if dialect.gap else []), _HEAD_VI if language == "vi" else _HEAD, dialect.delimiter,
        *(_row(entry, dialect, monday, language) for entry in words.rows), "",
        f"### {done}:", *(["", *(f"{dialect.bullet} {say(text)}" for text in words.done)] if words.done else []),
    ]  # fmt: skip
    return "".join(line + dialect.newline for line in lines)


def _row(entry: Entry, dialect: Dialect, monday: dt.date, language: str) -> str:
    said = [VIETNAMESE.get(text, text) if language == "vi" else text for text in entry.items]
    task = ""
    for text in said:
        if text.startswith("+ "):
            task += dialect.sub + text[2:]
        else:
            task += (dialect.next if task else dialect.item) + text
    start = monday + dt.timedelta(days=entry.day)
    end = monday + dt.timedelta(days=entry.day if entry.end is None else entry.end)
    label, target = entry.link
    link = ""
    if target:
        label = VIETNAMESE.get(label, label) if language == "vi" else label
        link = dialect.link.format(label=label, target=f"https://tools.example/{target}")
    day = (dialect.day_vi if language == "vi" else dialect.days).format(n=entry.day + 2)
    form = DATES[dialect.date]
    cells = [day, task, form.format(start), "" if entry.open else form.format(end), link]
    return "| " + " | ".join(cells) + " |"


def build(root: Path, words: Words, dialect: Dialect, *, twin: bool = False, first: int = FIRST) -> Path:
    """The site below ``root``: weeks 3 to 7, week 7 saying ``words``. ``twin``: each page in Vietnamese too."""
    config = ['baseURL = "https://tools.example/"', 'title = "Tool library"', 'defaultContentLanguage = "en"']
    config += ["[languages.en]", "weight = 1"] + (["[languages.vi]", "weight = 2"] if twin else [])
    config += ["[markup.goldmark.renderer]", "unsafe = true"]
    root.mkdir(parents=True, exist_ok=True)
    _write(root / "hugo.toml", "\n".join(config) + "\n")
    for number in range(first, LAST + 1):
        said = words if number == LAST else _OTHERS[number]()
        for language in ("en", "vi") if twin else ("en",):
            suffix = ".vi" if language == "vi" else ""
            _write(root / folder(number) / f"_index{suffix}.md", page_text(number, said, dialect, language))
    _write(root / "content/1-Worklog/_index.md", '---\ntitle: "Worklog"\n---\n')
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
