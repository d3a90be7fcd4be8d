"""Drafts of real weeks: every finished task once, nothing invented, each line leads back to its row."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

import pytest

from tests.conftest import corpus_pages
from tests.hugo_judge import HugoJudge, needs_hugo
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.worklog.cells.cell_text import read_outline
from worklog_tui.worklog.friday.drafting import draft_of, finished
from worklog_tui.worklog.friday.headings import heading_for
from worklog_tui.worklog.friday.model import Draft, Line, put_text
from worklog_tui.worklog.friday.placing import put
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.plans.trial import Trial
from worklog_tui.worklog.reading.read import read_week

pytestmark = pytest.mark.corpus

TODAY = dt.date(2026, 12, 31)


@pytest.fixture(scope="module")
def weeks() -> list[tuple[str, Week]]:
    """Real pages with tasks that are finished; some of each site."""
    paths = corpus_pages()
    if not paths:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages")
    random.Random(5).shuffle(paths)
    out: list[tuple[str, Week]] = []
    sites: Counter[str] = Counter()
    for path in paths:
        site = next((part for part in path.parts if part.startswith("site")), "")
        if sites[site] < 4:
            week = read_week(parse(path.read_bytes()), path=str(path))
            if finished(week, TODAY):
                sites[site] += 1
                out.append((str(path), week))
    assert len(out) >= 10
    return out


def flat(lines: tuple[Line, ...]) -> list[Line]:
    """All lines, those that are folded away too."""
    return [one for line in lines for one in (line, *flat(line.under))]


def words(text: str) -> list[str]:
    """Letters and digits alone: what may not be invented or lost. Marks and numbering of a list are form."""
    return [said for word in text.split() if (said := "".join(c for c in word if c.isalnum()))]


def cell(week: Week, task: int, column: int) -> list[str]:
    """The lines of a cell, read anew."""
    return [item.text for item in read_outline(week.tasks[task - 1].fields[column].text)]


def drafted(week: Week) -> Draft:
    return draft_of(finished(week, TODAY), week, "achievements")


def test_each_line_reads_as_the_lines_of_the_rows_it_names(weeks: list[tuple[str, Week]]) -> None:
    for path, week in weeks:
        draft = drafted(week)
        for line in flat((*draft.lines, *draft.out)):
            assert line.sources, (path, line)
            for source in line.sources:
                there = cell(week, source.task, source.column)[source.line]
                mine, theirs = " ".join(words(line.text)).casefold(), " ".join(words(there)).casefold()
                assert theirs.endswith(mine), (path, line, there)
                assert len(theirs) - len(mine) <= 4, (path, line, there)  # a list's number


def test_every_line_of_every_finished_row_is_there_once(weeks: list[tuple[str, Week]]) -> None:
    for path, week in weeks:
        draft = drafted(week)
        held = Counter((s.task, s.column, s.line) for line in flat((*draft.lines, *draft.out)) for s in line.sources)
        wanted = Counter(
            (task.number, field.column.index, at)
            for task in week.tasks
            for field in task.fields
            if field.column.role in ("task", "detail")
            for at, text in enumerate(cell(week, task.number, field.column.index))
            if any(c.isalnum() for c in "".join(words(text)))
        )
        missing = {key for key in wanted if key not in held}
        rows = {task.number for task in finished(week, TODAY)}
        assert {key for key in missing if key[0] in rows and not image(cell(week, *key[:2])[key[2]])} == set(), path
        assert all(number == 1 for number in held.values()), path


def image(text: str) -> bool:
    return "![" in text or "<img" in text.lower()


def test_lines_stand_in_the_order_of_the_page(weeks: list[tuple[str, Week]]) -> None:
    for path, week in weeks:
        first = [min((s.task, s.line) for s in line.sources) for line in drafted(week).lines if line.level == 0]
        assert first == sorted(first), path


def test_put_in_the_page_says_them_and_all_else_stays(weeks: list[tuple[str, Week]]) -> None:
    refused = 0
    for path, week in weeks:
        draft = drafted(week)
        trial = Trial(week, lambda document, path=path: read_week(document, path=path))  # type: ignore[misc]
        try:
            trial.plan_all(put(week, "achievements", draft.outline, heading_for(week, "achievements")))
        except Refused:
            refused += 1
            continue
        before, now = week.document.source.splitlines(), trial.week.document.source.splitlines()
        assert not Counter(line.strip() for line in before) - Counter(line.strip() for line in now), path
        said = Counter(" ".join(words(item.text)) for item in trial.week.outline("achievements"))
        assert not [line for line in draft.lines if not said[" ".join(words(put_text(line)))]], path
    assert refused <= len(weeks) // 20


@needs_hugo
@pytest.mark.hugo
def test_hugo_shows_what_was_there_and_the_new_lines_below_it(weeks: list[tuple[str, Week]]) -> None:
    pages: dict[str, bytes] = {}
    drafts: dict[str, Draft] = {}
    for path, week in weeks[:30]:
        draft = drafted(week)
        trial = Trial(week, lambda document, path=path: read_week(document, path=path))  # type: ignore[misc]
        try:
            trial.plan_all(put(week, "achievements", draft.outline, heading_for(week, "achievements")))
        except Refused:
            continue
        pages[f"{path} before"], pages[f"{path} after"] = week.document.source, trial.week.document.source
        drafts[path] = draft
    facts = HugoJudge().facts(pages)
    for path, draft in drafts.items():
        before, now = facts[f"{path} before"], facts[f"{path} after"]
        assert [t.rows for t in before.tables] == [t.rows for t in now.tables], path
        assert not Counter(before.headings) - Counter(now.headings), path
        items = now.full_html.count("<li>") - before.full_html.count("<li>")
        assert 0 <= items <= len(draft.lines), path
