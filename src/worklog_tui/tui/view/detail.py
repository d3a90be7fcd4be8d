"""The whole of what is selected, as lines of runs: outlines with bullets, full dates, references with their hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.document.model import Span
from worklog_tui.tui.links import host_of
from worklog_tui.tui.view import text
from worklog_tui.tui.view.panes import BULLETS, FRONT, Pane, Row, cell_outline, reference_label, words
from worklog_tui.tui.view.people import count, long_date
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.reading.date_text import find_dates

if TYPE_CHECKING:
    from worklog_tui.tui.view.paint import Run
    from worklog_tui.worklog.model import DateValue, Field, Outline, Reference, Task, Week

Lines = list[list["Run"]]
MOST_LINES: Final = 2000
HERE: Final = "here"
"""The tone of the mark before the line one was brought to: the pane is scrolled there."""

NO_TASK: Final = ("No task yet: Enter writes it.", "muted")
NOTHING_YET: Final = ("Nothing here yet: ↓ and Enter begin.", "muted")
NEW_HINTS: Final = {
    "new task": "Enter (or n) adds a row with the next date and opens its task.",
    "new item": "Enter (or n) adds an item here.",
    "new key": "Enter adds a key to the front matter: write it as “key: value”.",
}


def detail_of(week: Week, pane: Pane, row: Row | None, width: int, path: str, here: tuple[int, int] = (0, -1)) -> Lines:
    """What the detail pane says of the selected row (None: the pane's heading).

    ``here``: column and item (-1: none) of a task that is marked, for one was brought there.
    """
    if row is None:
        return _page(week, path, width) if pane.id == FRONT else _section(week, pane, width)
    if row.kind == "task":
        task = week.tasks[row.at[0] - 1]
        return _task(week, task, width, here)
    if row.kind == "item":
        item = week.document.lists[row.at[0]].walk()[row.at[1]]
        return _words(item.text, width) + _links(week, item.text_span, width)
    if row.kind == "cell":
        from worklog_tui.tui.view.tables import cell_detail

        return cell_detail(week, row, width)
    if row.kind == "text":
        block = week.document.blocks[row.at[0]]
        return _words(week.document.text(block.span), width) + _links(week, block.span, width)
    if row.kind == "raw" and row.at:
        return _as_written(week, week.document.blocks[row.at[0]].span, width)
    if row.kind == "raw" and pane.id == FRONT:
        said = _wrapped(row.cells[0].text, width, "bad")
        return [*said, [], *_as_written(week, week.document.front_matter.span, width)]
    if row.kind == "link":
        return _link(week, row, width)
    if row.kind == "front":
        entry = week.document.front_matter.find(*row.key)
        kind = "" if entry is None else type(entry.value).__name__.replace("NoneType", "empty").replace("str", "text")
        name = text.cut(text.clean(row.cells[0].text), width)
        return [[(name, "heading"), (f"  {kind}", "faint")], *_wrapped(row.cells[1].text, width, "")]
    hint = NEW_HINTS.get(row.cells[0].text, row.cells[0].text)
    return [[(line, "muted")] for line in text.wrap(hint, width)]


def _as_written(week: Week, span: tuple[int, int], width: int) -> Lines:
    source = week.document.text(Span(*span))
    return [[(text.cut(text.clean(line), width), "")] for line in source.rstrip("\r\n").split("\n")[:MOST_LINES]]


def _wrapped(words: str, width: int, tone: str, lead: str = "", hang: str = "", before: str = "faint") -> Lines:
    lines = text.wrap(text.clean(words), width - text.width(lead or hang))
    return [[(lead, before) if i == 0 else (hang, "faint"), (line, tone)] for i, line in enumerate(lines)]


def _words(source: str, width: int) -> Lines:
    return _wrapped(" ".join(words(source).split()), width, "")


def outline_lines(outline: Outline, width: int, here: int = -1) -> Lines:
    """An outline drawn with bullets; a single line stands without one. ``here``: the item that is marked."""
    shown = [(item.level, words(item.text).strip()) for item in outline[:MOST_LINES]]
    single = sum(1 for level, said in shown if level == 0 and said) <= 1
    out: Lines = []
    for at, (level, said) in enumerate(shown):
        if not said:
            continue
        if level == 0 and single:
            lead, before = ("▸ ", HERE) if at == here else ("", "faint")
            out += _wrapped(said, width, "title", lead, " " * len(lead), before)
            continue
        indent = "  " * (level - 1 if single else level)
        bullet = "▸" if at == here else BULLETS[min(level - (1 if single else 0), len(BULLETS) - 1)]
        lead = f"{indent}{bullet} "
        parent = level == 0 and at + 1 < len(shown) and shown[at + 1][0] > 0
        tone = "title" if parent else ""
        out += _wrapped(said, width, tone, lead, " " * text.width(lead), HERE if at == here else "faint")
    return out


def _task(week: Week, task: Task, width: int, here: tuple[int, int]) -> Lines:
    def marked(field: Field | None) -> int:
        return here[1] if field is not None and field.column.index == here[0] else -1

    out: Lines = [[(f"Task {task.number} of {len(week.tasks)}", "heading"), *_dates(task)]]
    for problem in week.problems:
        if problem.line == task.line:
            out += _wrapped(problem.message, width, "bad", "! ", "  ")
    main = outline_lines(task.task, width, marked(task.field("task")))
    out += main or [[NO_TASK]]
    if task.detail:
        field = task.field("detail")
        out.append([(text.clean(plain(field.column.header)) if field else "Detail", "heading")])
        out += outline_lines(task.detail, width, marked(field))
    for field in task.fields:
        if field.column.role in ("task", "detail", "start", "end", "date", "day", "reference"):
            continue
        lines = outline_lines(cell_outline(field.text), width, marked(field))
        if lines:
            out.append([(text.clean(plain(field.column.header)) or "—", "heading")])
            out += lines
    out += _references(task.references, width)
    reference = task.field("reference")
    if reference is not None and reference.text.strip() and not task.references:
        out.append([("References", "heading")])
        out += outline_lines(cell_outline(reference.text), width)
    return out


def _dates(task: Task) -> list[Run]:
    def said(value: DateValue) -> str:
        if value.date is not None:
            return long_date(value.date)
        words = text.clean(plain(value.text))
        why = "no year is known" if any(f.year is None for f in find_dates(words)) else "not read as a date"
        return f"{words} ({why})" if words else ""

    start, end = said(task.start), said(task.end)
    words = start if start == end or not end else f"{start or '…'} → {end}"
    return [("  " + words, "muted")] if words else []


def _references(references: tuple[Reference, ...], width: int) -> Lines:
    if not references:
        return []
    out: Lines = [[("References", "heading")]]
    for number, ref in enumerate(references, 1):
        host = host_of(ref.target)
        tail = f" · {host}" if host else ""
        label = text.cut(text.clean(reference_label(ref.label, ref.target)), max(8, width - text.width(tail) - 5))
        out.append([(f"[{number}] ", "number"), (label, "link"), (tail, "muted")])
    return out


def _links(week: Week, span: tuple[int, int], width: int) -> Lines:
    links = [r for r in week.references if span[0] <= week.document.links[r.link].span.start < span[1]]
    return ([[]] if links else []) + _references(tuple(links[:MOST_LINES]), width)


def _link(week: Week, row: Row, width: int) -> Lines:
    ref = next((r for r in week.references if r.link == row.at[0]), None)
    if ref is None:
        return []
    out = _wrapped(reference_label(ref.label, ref.target), width, "title")
    out += _wrapped(ref.target, width, "link")
    place = f"in task {ref.task}" if ref.task else f"on line {ref.line}"
    host = host_of(ref.target)
    out.append([(f"{place} · o opens {host}" if host else f"{place} · not a web address, o cannot open it", "muted")])
    return out


def _section(week: Week, pane: Pane, width: int) -> Lines:
    said = {"part": "parts", "task": "tasks"}.get(pane.noun)
    out: Lines = [
        [
            (text.cut(text.clean(pane.title), width), "heading"),
            (f"  {count(pane.size, pane.noun, said or '')}", "muted"),
        ]
    ]
    tasks = week.tasks
    for row in pane.rows[:MOST_LINES]:
        if row.kind == "item":
            lead = "  " * row.level + row.bullet + " "
            out += _wrapped(row.cells[0].text, width, "", lead, " " * text.width(lead))
        elif row.kind == "task":
            out += outline_lines(tasks[row.at[0] - 1].task[:1], width)
        elif row.kind != "new":
            words = " · ".join(cell.text for cell in row.cells if cell.text)
            out += _wrapped(words, width, row.cells[0].tone if row.kind != "cell" else "")
    if not pane.size:
        out.append([NOTHING_YET])
    return out


def _page(week: Week, path: str, width: int) -> Lines:
    document = week.document
    source = document.source
    ends = "CRLF" if b"\r\n" in source else "LF"
    kind = {"yaml": "YAML", "toml": "TOML", "json": "JSON"}.get(document.front_matter.kind or "", "no front matter")
    facts = f"{kind} · {len(source):,} bytes · {ends}" + (" · some bytes are not UTF-8" if document.lossy else "")
    out = [*_wrapped(week.title or "No title: Enter writes one.", width, "title"), *_wrapped(path, width, "link")]
    out += _wrapped(facts, width, "muted")
    for locked in (document.front_matter.locked, document.front_matter.error, document.raw):
        if locked:
            out += _wrapped(locked, width, "bad")
    for problem in week.problems[:50]:
        tone = {"error": "bad", "warning": "warn"}.get(problem.severity, "muted")
        out += _wrapped(f"line {problem.line}: {problem.message}", width, tone, "! ", "  ")
    return out
