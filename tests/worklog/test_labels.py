"""The reader against a person: 60 real pages, drawn at random and labelled by hand from their raw text.

A label is a fact: the week's number, a column's role, a heading's role, a task's weekday, dates and link targets.
Where a careful reader may say one or the other, the label is ``{"any": [...]}``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from worklog_tui.session.journal import open_journal
from worklog_tui.session.session import Session
from worklog_tui.worklog.model import Week

LABELS = Path(__file__).parent.parent / "data" / "labels.json"
SHARE = 0.99
MISSING = "(missing)"


class Fact(NamedTuple):
    """One thing a person read, beside what the reader read."""

    page: str
    what: str
    label: object
    read: object

    @property
    def met(self) -> bool:
        if isinstance(self.label, dict):
            return self.read in self.label["any"]
        return self.read == self.label


@pytest.mark.corpus
def test_the_reader_reads_what_a_person_reads(corpus: Path, tmp_path: Path) -> None:
    pages = json.loads(LABELS.read_text(encoding="utf-8"))["pages"]
    read = _read(corpus, [label["path"] for label in pages], tmp_path)
    facts = [fact for label in pages for fact in _facts(label, _as_label(read[label["path"]]))]
    misses = [fact for fact in facts if not fact.met]
    share = 1 - len(misses) / len(facts)
    print(f"\n{len(facts)} facts on {len(pages)} pages, {share:.2%} met")
    for miss in misses:
        print(f"  {miss.page}: {miss.what}: a person reads {miss.label!r}, the reader {miss.read!r}")
    assert len(pages) == 60
    assert len(facts) > 2000
    assert share >= SHARE, "\n".join(f"{m.page}: {m.what}: {m.label!r}, not {m.read!r}" for m in misses)


def test_a_wrong_reading_counts_as_a_miss() -> None:
    label, wrong = _label(), _label()
    label["columns"][0][1]["role"] = {"any": ["task", "detail"]}
    assert all(fact.met for fact in _facts(label, _label()))
    wrong["columns"][0][0]["role"] = "task"
    wrong["headings"].append({"text": "Not there", "role": None})
    wrong["tasks"][0]["links"] = []
    wrong["tasks"].append({"row": 2, "day": None, "start": None, "end": None, "links": []})
    missed = [fact.what for fact in _facts(label, wrong) if not fact.met]
    assert missed == ["table 1 column 1 role", "heading not there", "task 1 links", "task 2"]


@pytest.mark.parametrize("key", ["columns", "headings", "tasks"])
def test_nothing_read_counts_as_misses(key: str) -> None:
    empty = _label()
    empty[key] = []
    assert not all(fact.met for fact in _facts(_label(), empty))


def _label() -> dict[str, Any]:
    """A small label, fresh at every call."""
    return {
        "path": "1.1-Week1/_index.md",
        "number": 1,
        "language": "en",
        "columns": [[{"header": "Day", "role": "day"}, {"header": "Task", "role": "task"}]],
        "headings": [{"text": "**Aims**:", "role": "objectives"}],
        "tasks": [{"row": 1, "day": 1, "start": "2025-09-08", "end": None, "links": ["https://example.org/"]}],
    }


def _read(corpus: Path, paths: list[str], state: Path) -> dict[str, Week]:
    """The pages as the program opens them: every site as a journal, number and language by the site's rules."""
    weeks: dict[str, Week] = {}
    for site in sorted({path.split("/")[0] for path in paths}):
        session = Session(open_journal(corpus / site, cwd=corpus), state_dir=state)
        for path in (p for p in paths if p.startswith(f"{site}/")):
            page = session.journal.page_at(corpus / path)
            assert page is not None, f"{path} is no week of its site's journal"
            weeks[path] = session.week(page)
        session.close()
    return weeks


def _as_label(week: Week) -> dict[str, Any]:
    """What the reader read, in the shape of a label."""
    roles = {s.heading.span: s.role for s in week.sections if s.heading is not None}
    return {
        "number": week.number,
        "language": week.language,
        "columns": [[{"header": c.header, "role": c.role} for c in table.columns] for table in week.task_tables],
        "headings": [{"text": h.text, "role": roles.get(h.span)} for h in week.document.headings],
        "tasks": [
            {
                "row": task.number,
                "day": task.day.weekday,
                "start": task.start.date and task.start.date.isoformat(),
                "end": task.end.date and task.end.date.isoformat(),
                "links": [reference.target for reference in task.references],
            }
            for task in week.tasks
        ],
    }


def _facts(label: dict[str, Any], read: dict[str, Any]) -> Iterator[Fact]:
    page = label["path"]
    yield Fact(page, "week number", label["number"], read["number"])
    yield Fact(page, "language", label["language"], read["language"])
    yield from _column_facts(page, label["columns"], read["columns"])
    yield from _heading_facts(page, label["headings"], read["headings"])
    yield from _task_facts(page, label["tasks"], read["tasks"])


def _column_facts(page: str, label: list[Any], read: list[Any]) -> Iterator[Fact]:
    yield Fact(page, "task tables", len(label), len(read))
    for number, columns in enumerate(label, start=1):
        found = read[number - 1] if number <= len(read) else []
        yield Fact(page, f"table {number} columns", len(columns), len(found))
        for at, column in enumerate(columns):
            other = found[at] if at < len(found) else {"header": MISSING, "role": MISSING}
            where = f"table {number} column {at + 1}"
            yield Fact(page, f"{where} header", column["header"], other["header"])
            yield Fact(page, f"{where} role", column["role"], other["role"])


def _heading_facts(page: str, label: list[Any], read: list[Any]) -> Iterator[Fact]:
    """Headings are matched by their text, in order; emphasis and the final colon are no part of the match."""
    ours, theirs = [_plain(h["text"]) for h in label], [_plain(h["text"]) for h in read]
    pairs: dict[int, int] = {}
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        pairs.update({block.a + i: block.b + i for i in range(block.size)})
    for at, heading in enumerate(label):
        other = read[pairs[at]] if at in pairs else {"text": MISSING, "role": MISSING}
        yield Fact(page, f"heading {ours[at]} found", True, at in pairs)
        yield Fact(page, f"heading {ours[at]} role", heading["role"], other["role"])
    for at in sorted(set(range(len(read))) - set(pairs.values())):
        yield Fact(page, f"heading {theirs[at]}", MISSING, read[at]["role"])


def _task_facts(page: str, label: list[Any], read: list[Any]) -> Iterator[Fact]:
    by_row = {task["row"]: task for task in read}
    for task in label:
        found = by_row.pop(task["row"], {})
        for key in ("day", "start", "end", "links"):
            yield Fact(page, f"task {task['row']} {key}", task[key], found.get(key, MISSING))
    for row, task in by_row.items():
        yield Fact(page, f"task {row}", MISSING, task)


def _plain(text: str) -> str:
    return text.replace("*", "").replace("`", "").strip().rstrip(":").casefold()
