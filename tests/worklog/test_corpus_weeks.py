"""Real pages as weeks: every page is read, every task table by all its roles, nearly every date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import corpus_pages, corpus_root, seed_pages
from tests.worklog.pages import WORDINGS
from worklog_tui.document.parse import parse
from worklog_tui.worklog.cells.outline import read_cell, read_outline, write_outline
from worklog_tui.worklog.intentions import SetField, SetFieldOutline
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.plans.plan import page_dialect, plan
from worklog_tui.worklog.reading.read import read_week

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(corpus_root() is None, reason="WORKLOG_CORPUS is not set")]

BY_WORDING = {word: role for role, wordings in WORDINGS.items() for word in wordings.split("|")}


@cache
def weeks() -> tuple[tuple[Path, Week], ...]:
    return tuple(
        (page, read_week(parse(page.read_bytes()), path=page.as_posix())) for page in corpus_pages() + seed_pages()
    )


def headers(week: Week) -> Iterator[tuple[int, list[str]]]:
    for index, found in enumerate(week.document.tables):
        texts = found.texts(found.header)
        yield index, [unicodedata.normalize("NFC", re.sub(r"[*_`]", "", t)).strip().casefold() for t in texts]


def test_every_page_is_read() -> None:
    assert len(weeks()) >= 580


def test_tables_of_all_five_roles_are_read_with_all_five() -> None:
    seen = 0
    for page, week in weeks():
        read = {t.table: [c.role for c in t.columns] for t in week.task_tables}
        for index, texts in headers(week):
            wanted = [BY_WORDING.get(text) for text in texts]
            if {"day", "task", "start", "end", "reference"} <= set(wanted):
                seen += 1
                assert read.get(index) == wanted, (page, texts)
    assert seen > 380


def test_date_columns_give_dates() -> None:
    total, missed = 0, []
    for page, week in weeks():
        for task in week.tasks:
            for field in task.fields:
                if field.column.role not in ("start", "end", "date") or not any(c.isdigit() for c in field.text):
                    continue
                total += 1
                value = task.end if field.column.role == "end" else task.start
                if value.date is None:
                    missed.append(f"{page.name} {task.line}: {field.text}")
    assert total > 4000
    assert len(missed) <= total * 0.005, missed


def test_cells_are_the_sums_of_their_lines_and_outlines_write_back() -> None:
    for _, week in weeks():
        dialect = page_dialect(week)
        for task in week.tasks:
            for field in task.fields:
                assert str(read_cell(field.text)) == field.text
                assert write_outline(field.text, read_outline(field.text), dialect) == field.text


def test_the_same_values_again_change_nothing() -> None:
    for _, week in weeks()[::10]:
        for task in week.tasks:
            for field in task.fields:
                assert plan(week, SetField(task.number, field.column.index, field.text)).patch.empty
                same = SetFieldOutline(task.number, field.column.index, read_outline(field.text))
                assert plan(week, same).patch.empty


def test_every_block_list_and_table_is_in_one_section() -> None:
    for page, week in weeks():
        doc = week.document
        blocks = [b for s in week.sections for b in s.blocks]
        assert blocks == sorted(set(blocks)), page
        full = {i for i, b in enumerate(doc.blocks) if b.kind not in ("front_matter", "blank")}
        assert full <= set(blocks), page
        assert sorted(n for s in week.sections for n in s.tables) == list(range(len(doc.tables))), page
        for section in week.sections:
            assert len(section.places) == len(section.outline)


def test_most_pages_name_objectives_tasks_and_achievements() -> None:
    full = [w for p, w in weeks() if w.tasks]
    named = [w for w in full if all(w.section(r) for r in ("objectives", "tasks", "achievements"))]  # type: ignore[arg-type]
    assert len(named) >= 0.82 * len(full)
