"""A new week's page, made from the last one: what frames every week stays byte for byte, what names the week and its
days moves on, what was written in it goes.
"""

from __future__ import annotations

from worklog_tui.document.model import Document, Refused
from worklog_tui.document.parse import parse
from worklog_tui.record import replace
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.newweek.advancing import Advance
from worklog_tui.worklog.newweek.body import Body
from worklog_tui.worklog.newweek.front import advance_front, readable
from worklog_tui.worklog.newweek.lines import Frame
from worklog_tui.worklog.plans.html import markdown_week


def new_page(model: Week, before: Week | None, advance: Advance) -> bytes:
    """The page of the new week. ``model``: the last week in this language; ``before``: the one before it, if any.

    Raises Refused with a sentence where the page cannot be made so that it reads as it should.
    """
    if model.document.raw:
        raise Refused("The last week's page is too large to be a model: make the page in your own editor.")
    model = markdown_week(readable(model, advance.monday))
    own = replace(advance, order=model.habits.order, known=(advance.monday, *model.habits.known_dates))
    doc = model.document
    body = Body(model, Frame(before), own).written()
    made = parse(doc.source[: doc.body.start] + body.encode("utf-8", "surrogateescape"))
    made = advance_front(made, model, before, own)
    _prove(made, model, own)
    return made.source


def _prove(made: Document, model: Week, advance: Advance) -> None:
    """By reading it again: front matter intact, as many task tables and rows, each day in the week meant."""
    from worklog_tui.worklog.reading.read import read_week

    front = made.front_matter
    if front.kind != model.document.front_matter.kind or front.error:
        raise Refused(f"The new page's front matter could not be written: {front.error or 'it would not be one'}.")
    week = markdown_week(read_week(made, language=model.language, number=advance.new))
    have = [len(t.tasks) for t in week.task_tables]
    if have != [len(t.tasks) for t in model.task_tables]:
        raise Refused("The last week's tables cannot be taken over: make the page in your own editor.")
    for task, was in zip(week.tasks, model.tasks, strict=True):
        for now, old in ((task.start, was.start), (task.end, was.end)):
            if old.date is not None and now.date is None:
                raise Refused(f"A date of row {task.number} cannot be moved on: write “{old.text}” as a plain date.")
