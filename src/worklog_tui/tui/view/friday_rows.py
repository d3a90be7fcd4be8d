"""What the screen of the week's draft shows, line by line. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from worklog_tui.tui.view import text
from worklog_tui.tui.view.panes import BULLETS
from worklog_tui.tui.view.people import count, long_date, short_date
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.friday.model import Draft, Line, all_sources, put_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run
    from worklog_tui.worklog.friday.model import Source
    from worklog_tui.worklog.model import SectionRole, Week

Kind = Literal["head", "line", "left", "out", "note"]
_SIGNS: Final = {"there": ("=", "good"), "like": ("≈", "warn"), "dropped": ("✗", "muted"), "": ("·", "muted")}
_LONG: Final = 12  # lines; more are no achievements any more
_REASONS: Final = {"there": "is there already", "dropped": "left out"}


class Part(NamedTuple):
    """Lines for one section of one page. ``page`` None: it is not made yet; ``taken``: they are put in."""

    role: SectionRole
    title: str
    draft: Draft
    page: PageRef | None
    taken: bool = True


class Row(NamedTuple):
    """One line of the screen: of part ``part``, number ``at`` of its lines or of those left out."""

    kind: Kind
    part: int
    at: int = 0
    words: str = ""


def rows_of(parts: Sequence[Part], notes: Sequence[str]) -> list[Row]:
    """All lines of the screen."""
    out: list[Row] = []
    for n, part in enumerate(parts):
        if n and not (part.draft.lines or part.draft.out):
            continue  # nothing is left for the next week
        out.append(Row("head", n))
        out += [Row("line", n, at) for at in range(len(part.draft.lines))]
        if part.draft.out:
            out.append(Row("left", n))
            out += [Row("out", n, at) for at in range(len(part.draft.out))]
    out += [Row("note", 0, words=words) for words in notes]
    return out


def runs_of(row: Row, part: Part, on: bool, width: int) -> list[Run]:
    """One line as it is drawn."""
    mark: Run = ("▸ " if on else "  ", "key")
    if row.kind == "head":
        return [mark, *_parted(part.title, _told(part), width, "heading" if part.taken else "muted")]
    if row.kind == "left":
        return [mark, ("Left out: x puts it in after all", "muted")]
    if row.kind == "note":
        return [mark, (text.cut(text.clean(row.words), width - 2), "warn")]
    if row.kind == "out":
        line = part.draft.out[row.at]
        sign, tone = _SIGNS[line.why]
        why = _REASONS.get(line.why) or f"like “{text.clean(plain(line.said))}”"
        room = width - 6
        words = text.cut(text.clean(plain(line.text)), room * 3 // 5)
        return [mark, ("  ", ""), (f"{sign} ", tone), *_parted(words, why, width - 4, "muted")]
    line = part.draft.lines[row.at]
    lead = "  " * line.level + BULLETS[min(line.level, len(BULLETS) - 1)] + " "
    more = f" +{len(line.under)}" if line.under else ""
    room = width - 2 - text.width(lead)
    beside = text.cut(where(line), max(8, width // 3))
    words = text.cut(text.clean(plain(put_text(line))), room - text.width(beside) - text.width(more) - 3)
    gap = " " * max(1, room - text.width(words) - text.width(more) - text.width(beside) - 1)
    tone = ("title" if on else "text") if part.taken else "muted"
    return [mark, (lead, "muted"), (words, tone), (more, "number"), (gap, ""), (beside, "muted"), (" ", "")]


def _parted(left: str, right: str, width: int, tone: str) -> list[Run]:
    room = width - 3
    right = text.cut(right, max(10, room * 2 // 3))
    left = text.cut(text.clean(left), room - text.width(right) - 2)
    return [(left, tone), (" " * max(1, room - text.width(left) - text.width(right)), ""), (right, "muted"), (" ", "")]


def _told(part: Part) -> str:
    """What a heading says at its right."""
    lines, tasks = part.draft.lines, len({s.task for line in part.draft.lines for s in all_sources(line) if s.task})
    commits = len({s.commit for line in lines for s in all_sources(line) if s.commit})
    much = [count(len(lines), "line")] if lines else ["nothing to put in"]
    sources = [count(tasks, "task")] * bool(tasks) + [count(commits, "commit")] * bool(commits)
    much += [f"from {' and '.join(sources)}"] if sources else []
    if len(lines) > _LONG and any(line.level for line in lines):
        much.append("Z: titles only")
    if lines and not part.taken:
        much.append("N starts that week" if part.page is None else "x puts them in too")
    return " · ".join([" ".join(much[:2]), *much[2:]])


def where(line: Line) -> str:
    """Where a line came from, in few letters: ``row 2 · Tue``, ``rows 2, 4``, ``app 3f2a91c``."""
    sources = line.sources or all_sources(line)
    tasks = list(dict.fromkeys(s.task for s in sources if s.task))
    commits = list(dict.fromkeys(s.commit for s in sources if s.commit))
    out = []
    if len(tasks) == 1:
        source = next(s for s in sources if s.task == tasks[0])
        day = short_date(source.date) if source.date is not None else plain(source.day)
        out.append(f"row {tasks[0]}" + (f" · {text.clean(day)}" if day else ""))
    elif tasks:
        out.append(f"rows {', '.join(map(str, tasks))}")
    if len(commits) == 1:
        out.append(f"{text.clean(next(s.repository for s in sources if s.commit))} {commits[0][:7]}")
    elif commits:
        out.append(count(len(commits), "commit"))
    return " · ".join(out) or "yours"


def detail_of(line: Line, week: Week, section: str, width: int) -> Lines:
    """All of a line and of where it came from: its row with the lines it says, its commits."""
    out: Lines = [[(words, "title")] for words in text.wrap(text.clean(plain(put_text(line))), width)]
    if line.said:
        says = f"{section} say{'' if line.why == 'there' else ' something like it'}: {text.clean(plain(line.said))}"
        out += [[(words, "warn")] for words in text.wrap(says, width)]
    if line.under:
        out.append([(f"{count(len(line.under), 'line')} beneath it: z puts them in too.", "muted")])
    folded = {s for under in line.under for s in all_sources(under)}
    for number in dict.fromkeys(s.task for s in all_sources(line) if s.task):
        out += _row(number, line.sources, folded, week, width)
    for source in all_sources(line):
        if source.commit:
            day = long_date(source.date) if source.date is not None else ""
            words = f"Commit {source.commit} of {source.repository} · {day}"
            out.append([(text.cut(text.clean(words), width), "heading")])
    return out


def _row(number: int, sources: Sequence[Source], folded: set[Source], week: Week, width: int) -> Lines:
    """The row: lines that are put in are marked, those folded away are read, others stand back."""
    if not 1 <= number <= len(week.tasks):
        return []
    task = week.tasks[number - 1]
    day = long_date(task.start.date) if task.start.date is not None else text.clean(plain(task.day.text))
    out: Lines = [[(text.cut(f"Row {number} · {day}".rstrip(" ·"), width), "heading")]]
    for role, outline in (("task", task.task), ("detail", task.detail)):
        column = next((f.column.index for f in task.fields if f.column.role == role), 0)
        said = {s.line for s in sources if (s.task, s.column) == (number, column)}
        away = {s.line for s in folded if (s.task, s.column) == (number, column)}
        for at, item in enumerate(outline):
            words = "  " * item.level + ("▸ " if at in said else "  ") + text.clean(plain(item.text))
            out.append([(text.cut(words, width), "text" if at in said else "muted" if at in away else "faint")])
    return out
