"""How a page keeps its references: in which column, in which form, parted by what. New ones are written alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.cell_text import read_cell, read_outline
from worklog_tui.worklog.cells.dialect import Dialect, read_dialect
from worklog_tui.worklog.cells.outline import write_outline
from worklog_tui.worklog.day.jotting import Jotted, links_in
from worklog_tui.worklog.intentions import Intention, SetField, SetFieldOutline
from worklog_tui.worklog.model import Column, OutlineItem, Task, TaskTable, Week

Kind = Literal["inline", "autolink", "bare"]
_LINK = regex(
    r"(?P<inline>(?<!!)\[[^\[\]]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\))|(?P<autolink><https?://[^\s<>]+>)"
    r"|(?P<bare>(?<![\w(\[<\"'=])https?://[^\s<>|]+)",
    re.IGNORECASE,
)
_BREAK = regex(r"<br[ \t]*/?>", re.IGNORECASE)
_ENDS_BROKEN = regex(r"<br[ \t]*/?>(?:\s|&\w+;)*\Z", re.IGNORECASE)
_LONGEST_LABEL = 40  # characters of a task that still read as a name


class LinkForm(NamedTuple):
    """``marks``: what stands around each link (``**``); ``between``: what parts two in a cell, with its blanks."""

    kind: Kind
    marks: str = ""
    between: str = ""

    def write(self, link: Jotted, words: str, labels: dict[str, str]) -> str:
        """The link in this form; one without a label gets that of its other uses, else the task's words or its host."""
        if self.kind == "bare":
            return f"{self.marks}{link.target}{self.marks}"
        if self.kind == "autolink" and link.target.startswith(("http://", "https://")):
            return f"{self.marks}<{link.target}>{self.marks}"
        label = link.label or labels.get(link.target, "")
        if not label:
            label = words if words and len(words) <= _LONGEST_LABEL else host(link.target)
        label = re.sub(r"[\[\]]", "", label)
        return f"{self.marks}[{label}]({link.target}){self.marks}"


def host(target: str) -> str:
    """The host of a URL, without ``www.``."""
    return target.split("://", 1)[-1].split("/", 1)[0].split("?", 1)[0].removeprefix("www.") or target


def reference_column(week: Week, table: TaskTable) -> Column | None:
    """The column new references go to; None: the page has none, or keeps its links among the words of its tasks."""
    column = next((c for c in table.columns if c.role == "reference"), None)
    if column is None:
        return None
    kept: Counter[str] = Counter()
    for task in week.tasks:
        for field in task.fields:
            kept[field.column.role or ""] += len(links_in(field.text))
    return column if kept["reference"] >= kept["task"] + kept["detail"] else None


def link_form(texts: Iterable[str]) -> LinkForm:
    """The form of the links in these cells; ``<autolinks>`` where they hold none."""
    kinds: Counter[Kind] = Counter()
    marks: Counter[str] = Counter()
    between: Counter[str] = Counter()
    for text in texts:
        found = list(_LINK.finditer(text))
        for at, m in enumerate(found):
            kinds["inline" if m["inline"] else "autolink" if m["autolink"] else "bare"] += 1
            mark = _mark(text, m)
            marks[mark] += 1
            if at:
                gap = text[found[at - 1].end() : m.start()].strip("*")
                between[gap if gap.strip(" \t") else " "] += 1
    if not kinds:
        return LinkForm("autolink")
    part = between.most_common(1)[0][0] if between else ""
    return LinkForm(kinds.most_common(1)[0][0], marks.most_common(1)[0][0], part if len(part) <= 24 else "")


def known_labels(week: Week) -> dict[str, str]:
    """Labels by target of the links the page has."""
    return {r.target: r.label for r in week.references if r.label and r.label != r.target}


def add_references(task: Task, column: Column, written: Sequence[str], form: LinkForm) -> Intention:
    """The cell with these links after what it says."""
    text = task.fields[column.index].text
    if form.between and not _ENDS_BROKEN.search(text):
        return SetField(task.number, column.index, text.rstrip(" \t") + "".join(form.between + w for w in written))
    outline = read_outline(text)
    level = min((i.level for i in outline if i.text), default=0)
    return SetFieldOutline(task.number, column.index, (*outline, *(OutlineItem(level, one) for one in written)))


def new_references(texts: Sequence[str], written: Sequence[str], form: LinkForm, dialect: Dialect) -> str:
    """The text of a cell that held none yet; ``texts``: the column's other cells."""
    if form.between and not _BREAK.search(form.between):
        return form.between.join(written)
    full = [text for text in texts if text.strip(" \t")]
    own = read_dialect(full) if full else dialect
    bulleted = [text for text in full if read_cell(text).lines and read_cell(text).lines[0].lead.strip(" \t")]
    used = Dialect(dialect.line_break, own.forms, own.bullet if 2 * len(bulleted) > len(full) > 0 else "")
    gaps = [OutlineItem(0, "")] * (len(_BREAK.findall(form.between)) - 1 if form.between else 0)
    outline: list[OutlineItem] = []
    for one in written:
        outline += [*(gaps if outline else ()), OutlineItem(0, one)]
    return write_outline("", outline, used)


def _mark(text: str, m: re.Match[str]) -> str:
    for mark in ("**", "*", "__", "_"):
        if text[: m.start()].endswith(mark) and text[m.end() :].startswith(mark):
            return mark
    return ""
