"""The ten everyday jobs: the journal they begin with, the text they are about, and what must be true afterwards.

The judges read the bytes with the small reader beside this file; they know neither the app nor vim. Each job is done on
a journal of one language and on one with a Vietnamese twin that has to say the same (two jobs are about both languages
and have no other form).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.keystrokes import journals
from tests.keystrokes.journals import PAGE, TWIN, Dialect, Entry, Words, folder
from tests.keystrokes.reading import (
    Item,
    assert_only,
    assert_rows,
    is_exactly,
    is_items,
    is_link,
    list_below,
)

THURSDAY = dt.date(2025, 10, 23)
FRIDAY = dt.date(2025, 10, 24)
SITE = "https://tools.example"


@dataclass(frozen=True)
class End:
    """How a job ended: the content's files before and after, and what the program had on screen and clipboard.

    ``file``: the page it stands in, ``line``: the words it stands on, ``copied``: its clipboard or register.
    """

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    twin: bool
    dialect: Dialect
    file: str = ""
    line: str = ""
    copied: str = ""

    def pages(self) -> tuple[str, ...]:
        """The pages of the week that is worked on."""
        return (PAGE, TWIN) if self.twin else (PAGE,)

    def date(self, date: dt.date) -> str:
        """A date as the pages write it."""
        return journals.DATES[self.dialect.date].format(date)

    def row(self, day: int) -> str:
        """What stands in the row of this day of October and in no other."""
        return f"| {self.date(dt.date(2025, 10, day))} |"

    def only(self, *changed: str) -> None:
        """No other file is there, gone or other."""
        assert set(self.after) == set(self.before)
        assert {p for p in self.before if self.before[p] != self.after[p]} == set(changed)


@dataclass(frozen=True)
class Job:
    """One job. ``both``: it is about both languages, so its journal always has twins."""

    name: str
    story: str
    dialect: Dialect
    today: dt.date
    words: Callable[[], Words]
    judge: Callable[[End], None]
    both: bool = False

    def build(self, root: Path, twin: bool, dialect: Dialect | None = None) -> Path:
        """The journal it begins with, in its own dialect or another."""
        return journals.build(root, self.words(), dialect or self.dialect, twin=twin or self.both)


# --- 1: log a task for today with a link -------------------------------------------------------------------------

POSTED, POST = "Post the answer", f"{SITE}/post"


def _until_thursday() -> Words:
    words = journals.week7()
    words.rows = words.rows[:4]
    words.rows[3].open = True
    return words


def _logged(end: End) -> None:
    end.only(*end.pages())
    for page in end.pages():
        was = "Trả lời hội đồng" if page == TWIN else "Answer the council"
        changed = {1: is_items(Item(0, was), Item(0, POSTED)), 4: is_link(POST)}
        assert_only(end.before[page], end.after[page], end.row(23), changed)


# --- 2: close yesterday's ----------------------------------------------------------------------------------------


def _wednesday_open() -> Words:
    words = _until_thursday()
    words.rows[2].open = True
    return words


def _closed(end: End) -> None:
    end.only(*end.pages())
    for page in end.pages():
        changed = {3: is_exactly(end.date(THURSDAY))}
        assert_only(end.before[page], end.after[page], end.row(22), changed)


# --- 3: a sub-item in a cell of forty ----------------------------------------------------------------------------

SAWS = (
    "Sort the saws", "+ Bow saw", "+ Coping saw", "+ Crosscut saw", "+ Dovetail saw", "+ Fretsaw", "+ Hacksaw",
    "+ Jab saw", "+ Keyhole saw", "+ Pruning saw", "+ Ripsaw", "+ Tenon saw", "+ Veneer saw", "Sort the planes",
    "+ Block plane", "+ Bullnose", "+ Chamfer plane", "+ Compass plane", "+ Fore plane", "+ Jack plane", "+ Jointer",
    "+ Moulding plane", "+ Plough", "+ Rebate plane", "+ Router plane", "+ Scraper", "+ Smoother", "+ Spokeshave",
    "Sort the clamps", "+ Band clamp", "+ C-clamp", "+ Corner clamp", "+ Edge clamp", "+ G-cramp", "+ Miter clamp",
    "+ Pipe clamp", "+ Quick clamp", "+ Sash cramp", "+ Spring clamp", "+ Toggle clamp",
)  # fmt: skip
KNIFE, AFTER_KNIFE = "Marking knife", "Moulding plane"


def _forty() -> Words:
    assert len(SAWS) == 40
    words = journals.week7()
    words.rows = (*words.rows[:3], Entry(3, SAWS, open=True))
    return words


def _sub_item_added(end: End) -> None:
    end.only(*end.pages())
    wanted = [Item(1, text[2:]) if text.startswith("+ ") else Item(0, text) for text in SAWS]
    wanted.insert(wanted.index(Item(1, AFTER_KNIFE)), Item(1, KNIFE))
    for page in end.pages():
        assert_only(end.before[page], end.after[page], end.row(23), {1: is_items(*wanted)})


# --- 4: a date in both languages ---------------------------------------------------------------------------------


def _date_fixed(end: End) -> None:
    end.only(*end.pages())
    for page in end.pages():
        changed = {3: is_exactly(end.date(THURSDAY))}
        assert_only(end.before[page], end.after[page], end.row(22), changed)


# --- 5: next week in both languages ------------------------------------------------------------------------------

_ROW = re.compile(r"\|\s*(Thứ )?([2-6])\s*\|\s*\|\s*(\S+)\s*\|\s*(\S*)\s*\|[\s|]*")


def _week_started(end: End) -> None:
    made = {page.replace(folder(7), folder(8)): page for page in (PAGE, TWIN)}
    assert set(end.after) == set(end.before) | set(made)
    assert {p: end.after[p] for p in end.before} == end.before
    for page, model in made.items():
        _judge_new_week(end, end.after[page].decode(), end.before[model].decode())


def _judge_new_week(end: End, text: str, model: str) -> None:
    assert ("\r\n" in text) == ("\r\n" in model)
    text, model = text.replace("\r\n", "\n"), model.replace("\r\n", "\n")
    front, body = text.split("---\n", 2)[1:]
    was = model.split("---\n", 2)[1]
    assert front == was.replace("7", "8").replace("2025-10-20", "2025-10-27")
    rows = [line for line in body.split("\n") if line.startswith("|")]
    assert rows[:2] == [line for line in model.split("\n") if line.startswith("|")][:2], "the table's head"
    assert len(rows) == 7
    for at, row in enumerate(rows[2:]):
        found = _ROW.fullmatch(row)
        assert found is not None, row
        date = end.date(dt.date(2025, 10, 27) + dt.timedelta(days=at))
        assert (found[1] or "", found[2]) == ("Thứ " if "Thứ 2" in model else "", str(at + 2))
        assert found[3] == date
        assert found[4] in ("", date)
    other = [line for line in body.split("\n") if line.strip(" *-") and not line.startswith("|")]
    headings = [line.replace("7", "8") for line in model.split("\n") if line.startswith("#")]
    assert other == headings, "only the headings are left, and name week 8"


# --- 6: move a row -----------------------------------------------------------------------------------------------


def _row_moved(end: End) -> None:
    end.only(*end.pages())
    for page in end.pages():
        order = [end.row(day) for day in (20, 22, 23, 21, 24)]
        assert_rows(end.before[page], end.after[page], order)


# --- 7: a reference of three weeks ago ---------------------------------------------------------------------------


def _reused(end: End) -> None:
    end.only(*end.pages())
    for page in end.pages():
        wanted = is_exactly(end.dialect.link.format(label="Wiring plan", target=f"{SITE}/wiring"))
        assert_only(end.before[page], end.after[page], end.row(23), {4: wanted})


# --- 8: find a word ----------------------------------------------------------------------------------------------

WORD = "dynamo"


def _found(end: End) -> None:
    end.only()
    assert end.file == f"{folder(5)}/_index.md"
    assert "Bicycle evening, four guests, one dynamo" in end.line


# --- 9: Friday's achievements ------------------------------------------------------------------------------------

DONE = (
    "Every letter is answered", "Seven saws have new handles", "The lathe runs true again", "One splinter, removed",
    "Five guests came twice",
)  # fmt: skip


def _no_achievements() -> Words:
    words = journals.week7()
    words.done = ()
    return words


def _filled(end: End) -> None:
    end.only(*end.pages())
    for page in end.pages():
        text, heading = end.after[page].decode(), "Kết quả" if page == TWIN else "Achievements"
        assert list_below(text, heading) == list(DONE)
        before = end.before[page].decode()
        assert text.startswith(before), "the page above changed"


# --- 10: the week as Markdown ------------------------------------------------------------------------------------


def _copied(end: End) -> None:
    end.only()
    page = end.before[PAGE].decode().replace("\r\n", "\n")
    rows = [line for line in page.split("\n") if line.startswith("|")]
    assert len(rows) == 7
    assert end.copied.strip("\n") == "\n".join(rows)


# --- beside the ten: what of the same kind is easier, or harder, to win ------------------------------------------

HERE = "Oil"


def _found_here(end: End) -> None:
    end.only()
    assert end.file == PAGE
    assert "Oil the handles" in end.line


def _page_copied(end: End) -> None:
    end.only()
    page = end.before[PAGE].decode()
    body = page.split("---\n", 2)[2]
    assert end.copied.strip("\n") in (page.strip("\n"), body.strip("\n"))


def _last_sub_item_added(end: End) -> None:
    end.only(*end.pages())
    wanted = [Item(1, text[2:]) if text.startswith("+ ") else Item(0, text) for text in SAWS]
    for page in end.pages():
        assert_only(end.before[page], end.after[page], end.row(23), {1: is_items(*wanted, Item(1, KNIFE))})


AMP, BREAKS, PLAIN, CRLF, TWINS = journals.AMP, journals.BREAKS, journals.PLAIN, journals.CRLF, journals.TWINS
GAP = Dialect(gap="\n", sub="<br>+ ", next="<br>- ")
DIALECTS = {"amp": AMP, "breaks": GAP, "plain-iso": PLAIN, "crlf-mmdd": CRLF, "day-names": TWINS}

JOBS: tuple[Job, ...] = (
    Job("log a task for today with a link", "Thursday's row has an item; one more, and a link in its reference cell.",
        AMP, THURSDAY, _until_thursday, _logged),
    Job("close yesterday's", "Wednesday's row has no completion date; it gets today's, in the page's form.", PLAIN,
        THURSDAY, _wednesday_open, _closed),
    Job("add a sub-item to a 40-item cell", f"“{KNIFE}”, one level down, before “{AFTER_KNIFE}”, the 22nd.",
        AMP, THURSDAY, _forty, _sub_item_added),
    Job("fix a date in both languages", "Wednesday's task ended on Thursday; both pages say Wednesday.", TWINS, FRIDAY,
        journals.week7, _date_fixed, both=True),
    Job("start next week in both languages", "Folder, both pages, title, date, weight, headings, days and dates move "
        "on; texts go.", TWINS, FRIDAY, journals.week7, _week_started, both=True),
    Job("move a row", "Tuesday's row goes below Thursday's.", CRLF, THURSDAY, journals.week7, _row_moved),
    Job("reuse a reference of three weeks ago", "Week 4's “Wiring plan” into today's reference cell.", BREAKS,
        THURSDAY, _until_thursday, _reused),
    Job("find a word", f"“{WORD}”, which stands in one row of the journal, two weeks ago: stand on it.", PLAIN,
        THURSDAY, journals.week7, _found),
    Job("fill Friday's achievements (five items)", "The heading is there, nothing below it.", TWINS, FRIDAY,
        _no_achievements, _filled),
    Job("copy the week's table as Markdown", "The whole task table, to be pasted elsewhere.", GAP, THURSDAY,
        journals.week7, _copied),
)  # fmt: skip

BESIDE: tuple[Job, ...] = (
    Job("add a sub-item at the end of that cell", f"“{KNIFE}” as the 41st.", AMP, THURSDAY, _forty,
        _last_sub_item_added),
    Job("find a word of this week's page", f"“{HERE}”, which stands in Friday's row.", PLAIN, THURSDAY, journals.week7,
        _found_here),
    Job("copy the whole page as Markdown", "All of it, with or without its front matter.", GAP, THURSDAY,
        journals.week7, _page_copied),
)  # fmt: skip
"""Not among the ten, counted so that nobody is fooled by their choice."""
