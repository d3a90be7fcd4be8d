"""The draft itself: finished tasks as achievements, unfinished ones as objectives. Nothing is said that a row or a
commit does not say, and each says it once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from worklog_tui.record import field, record
from worklog_tui.worklog.friday.alike import alike, counted_off, is_label, key, mark_of, says_something
from worklog_tui.worklog.friday.markdown import as_markdown
from worklog_tui.worklog.friday.model import Commit, Draft, Line, Source, all_sources
from worklog_tui.worklog.model import SectionRole, Task, Week

FOLDED_FROM: Final = 7
"""So many lines beneath a title are folded away at first: an achievement is no log."""
LOG_FROM: Final = 10
"""In a row of so many lines all titles are folded: half a page of a cell is a log."""
_DEEPEST: Final = 20  # levels of a cell that are told apart
_PAIRS: Final = 20_000  # lines beside lines; where there are more only equal ones are looked for
_NOTHING: Final[Mapping[str, str]] = {}
_MACHINERY: Final = ("fixup!", "squash!", "amend!")


@record(frozen=False)
class _Node:
    text: str
    sources: list[Source]
    children: list[_Node] = field(default_factory=list)
    known: dict[str, _Node] = field(default_factory=dict)  # of the children, by what they say

    @property
    def size(self) -> int:
        return sum(1 + child.size for child in self.children)


def finished(week: Week, today: dt.date) -> tuple[Task, ...]:
    """The tasks that are finished and say something."""
    return tuple(t for t in week.tasks if t.finished(today) and _speaks(t))


def left_over(week: Week, today: dt.date) -> tuple[Task, ...]:
    """The tasks that are not finished and say something."""
    return tuple(t for t in week.tasks if not t.finished(today) and _speaks(t))


@record
class _Said:
    """What the section says: its lines by what they say, all of them, and what was put in before in other words."""

    known: dict[str, str]
    lines: Sequence[str]
    again: Mapping[str, str]
    logs: frozenset[int]  # rows that are half a page

    def find(self, node: _Node) -> tuple[str | None, bool]:
        """The section's line that says it, and whether in the words it was given when it was put in."""
        found = self.known.get(key(node.text))
        if found is not None:
            return found, False
        words = next((self.again[mark] for mark in _marks(node) if mark in self.again), "")
        found = self.known.get(key(words)) if words else None
        return found, found is not None

    def folds(self, node: _Node) -> bool:
        """Whether what stands beneath a title is folded away at first."""
        if _label(node) or all(source.commit for source in node.sources):
            return False
        return node.size >= FOLDED_FROM or (node.size > 0 and any(s.task in self.logs for s in node.sources))


def _marks(node: _Node) -> list[str]:
    return [mark_of(node.text), *(source.commit for source in node.sources if source.commit)]


def draft_of(
    tasks: Iterable[Task],
    into: Week | None,
    role: SectionRole,
    commits: Sequence[Commit] = (),
    again: Mapping[str, str] = _NOTHING,
) -> Draft:
    """What these tasks and these commits say, as lines for the section ``role`` of ``into``.

    Rows that repeat a title share its line; what the section says already is left out, with the reason. ``again``: the
    words lines were put in with before, by their marks (``mark_of``, or the commit).
    """
    root, logs = _Node("", []), set()
    for task in tasks:
        _merge(root, _nodes(task), 0)
        logs |= {task.number} if len(task.task) + len(task.detail) >= LOG_FROM else set()
    _merge(root, _commit_nodes(commits, set(root.known)), 0)
    nodes = root.children
    said = [item.text for item in into.outline(role) if item.text] if into is not None else []
    near = said if len(said) * len(nodes) <= _PAIRS else []
    there = _Said({key(text): text for text in reversed(said)}, near, again, frozenset(logs))
    lines: list[Line] = []
    out: list[Line] = []
    for node in nodes:
        kept, gone = _sorted(node, there, 0, beneath=False)
        lines += kept
        out += gone
    return Draft(tuple(lines), tuple(out))


def with_commits(draft: Draft, commits: Sequence[Commit], into: Week, again: Mapping[str, str] = _NOTHING) -> Draft:
    """The draft, changed by hand or not, with these commits behind what it has; nothing is said twice."""
    held = {source.commit for line in (*draft.lines, *draft.out) for source in all_sources(line)}
    said = {key(line.text) for line in (*draft.lines, *draft.out)}
    fresh = [commit for commit in commits if commit.commit not in held and key(as_markdown(commit.subject)) not in said]
    more = draft_of((), into, "achievements", fresh, again)
    return Draft((*draft.lines, *more.lines), (*draft.out, *more.out))


def _speaks(task: Task) -> bool:
    return any(says_something(item.text) for item in task.task + task.detail)


# --- what a row says ---------------------------------------------------------------------------------------------


def _nodes(task: Task) -> list[_Node]:
    """The row's lines as trees; the lines of a second text column stand beneath the one title of the first."""
    out: list[_Node] = []
    for role, outline in (("task", task.task), ("detail", task.detail)):
        column = next((f.column.index for f in task.fields if f.column.role == role), 0)
        below = 1 if role == "detail" and len(out) == 1 else 0
        stack: list[tuple[int, _Node]] = [(-1, out[0])] if below else []
        for at, item in enumerate(outline):
            if not says_something(item.text):
                continue
            source = Source(task.number, column, at, task.day.text, task.start.date or task.end.date)
            node = _Node(counted_off(item.text.strip(" \t\r\n")), [source])
            level = min(item.level, _DEEPEST)
            while stack and stack[-1][0] >= level:
                stack.pop()
            (stack[-1][1].children if stack else out).append(node)
            stack.append((level, node))
    return out


def _commit_nodes(commits: Sequence[Commit], said: set[str]) -> list[_Node]:
    """A line for each repository, beneath it the subjects of its commits, each once; one commit is a line by itself."""
    by_name: dict[str, _Node] = {}
    for commit in commits:
        subject = commit.subject.strip()
        if not subject or subject.startswith(_MACHINERY) or key(as_markdown(subject)) in said:
            continue
        words = as_markdown(subject)
        source = Source(repository=commit.repository, commit=commit.commit, date=commit.date, said=words)
        _merge(
            by_name.setdefault(commit.repository, _Node(f"{as_markdown(commit.repository)}:", [])),
            [_Node(words, [source])],
            1,
        )
    out = []
    for parent in by_name.values():
        parent.sources = [source for node in parent.children for source in node.sources]
        out.append(parent if len(parent.children) > 1 else parent.children[0])
    return out


def _merge(parent: _Node, new: Iterable[_Node], level: int) -> None:
    """Adds what is not there yet; a text that is there gains the sources and what stands beneath it."""
    for node in new:
        same = parent.known.get(key(node.text))
        if same is None or (level == 0 and _label(node)):
            fresh = _Node(node.text, node.sources)
            parent.children.append(fresh)
            parent.known.setdefault(key(node.text), fresh)
            _merge(fresh, node.children, level + 1)
        else:
            same.sources += [source for source in node.sources if source not in same.sources]
            _merge(same, node.children, level + 1)


def _label(node: _Node) -> bool:
    """Whether a title only leads to what stands beneath it: ``Practice:``."""
    return bool(node.children) and is_label(node.text)


# --- what the section says already -------------------------------------------------------------------------------


def _sorted(node: _Node, said: _Said, level: int, *, beneath: bool) -> tuple[list[Line], list[Line]]:
    """The node's lines to put in, and those left out. A title that is there stays where something new leads from it:
    what is new is put beneath it.
    """
    found, reworded = said.find(node)
    if found is not None and level and not beneath and not reworded and is_label(node.text):
        found = None  # a short sub-item says something else under another title
    near = None
    if found is None and (beneath or (level == 0 and not _label(node))):
        near = alike(node.text, said.lines, 1 if beneath else 3)  # beneath a title that is there a word says enough
    if near is not None:
        return [], [_line(node, level)._replace(why="like", said=near)]
    kept: list[Line] = []
    out: list[Line] = []
    for child in node.children:
        more, gone = _sorted(child, said, level + 1, beneath=found is not None)
        kept += more
        out += gone
    if found is not None and (not kept or (level == 0 and node.children and not out)):  # put in as a title alone
        return [], [_line(node, level)._replace(why="there", said=found)]
    line = Line(level, found if found is not None and reworded else node.text, tuple(node.sources))
    if found is None and level == 0 and said.folds(node):
        line, kept = line._replace(under=tuple(kept)), []
    return [line, *kept], out


def _line(node: _Node, level: int) -> Line:
    """The node with all beneath it folded away."""
    under = [line for child in node.children for line in _flat(child, level + 1)]
    return Line(level, node.text, tuple(node.sources), tuple(under))


def _flat(node: _Node, level: int) -> list[Line]:
    below = [line for child in node.children for line in _flat(child, level + 1)]
    return [Line(level, node.text, tuple(node.sources)), *below]
