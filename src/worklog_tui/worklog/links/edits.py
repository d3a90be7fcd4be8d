"""References put in: below a task, in a list or a section, in the page's own form.

Each function gives the intentions that do it, or raises Refused with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from worklog_tui.document.edits.links import written_target
from worklog_tui.document.model import LinkKind, Refused
from worklog_tui.patterns import regex
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.outline import read_outline
from worklog_tui.worklog.day.jotting import Jotted, links_in
from worklog_tui.worklog.intentions import Intention
from worklog_tui.worklog.links import form as linkform
from worklog_tui.worklog.links.form import LinkForm
from worklog_tui.worklog.links.place import place_of
from worklog_tui.worklog.model import Column, OutlineItem, Task, Week
from worklog_tui.worklog.plans.plan import page_dialect

_WEB = regex(r"https?://", re.IGNORECASE)
_BARE = regex(r"(?<![\w(\[<\"'=/])https?://[^\s<>|]+", re.IGNORECASE)
_ENDS = ".,;:!?*_~'\""


class Inserted(NamedTuple):
    """Where a reference is put: below a task, after an item, or at the end of a section (indexes as elsewhere)."""

    task: int | None = None
    list: int | None = None
    item: int | None = None
    level: int = 0
    section: int | None = None


def insert_reference(week: Week, at: Inserted, label: str, target: str) -> list[Intention]:
    """The reference stands there as well; ``label`` empty: none is known."""
    target = written_target(target.strip(), angled=False)
    if not target:
        raise Refused("There is no address to point at: type one.")
    if at.task is not None:
        return _in_task(week, week.tasks[at.task - 1], Jotted(label, target))
    if at.list is not None:
        items = week.document.lists[at.list].walk()
        words = _form([item.text for item in items], week, label, target).write(Jotted(label, target), "", {})
        return [i.AddItem(at.list, at.item, words, at.level)]
    if at.section is None:
        raise Refused("A reference belongs to a task or a section: select one.")
    section = week.sections[at.section]
    words = _form([item.text for item in section.outline], week, label, target).write(Jotted(label, target), "", {})
    if section.lists:
        return [i.AddItem(section.lists[-1], None, words, 0)]
    return [i.AddSectionItem(at.section, words)]


def _in_task(week: Week, task: Task, link: Jotted) -> list[Intention]:
    if task.kind == "html":
        raise Refused("This is an HTML table, whose links are HTML too: write the link in its cell, or E.")
    if any(link.target == ref.target for ref in task.references):
        raise Refused(f"Task {task.number} points there already.")
    table = next(table for table in week.task_tables if table.table == task.table)
    field = task.field("reference")
    if field is None:
        return _among_the_words(week, task, link)
    texts = [f.text for t in table.tasks if (f := t.field("reference")) is not None]
    form = _form(texts, week, link.label, link.target)
    written = [form.write(link, "", {})]
    if not any(c.isalnum() for c in field.text):  # empty, or a dash that stands for nothing
        value = linkform.new_references(
            [t for t in texts if any(map(str.isalnum, t))], written, form, page_dialect(week)
        )
        return [i.SetField(task.number, field.column.index, value)]
    return [linkform.add_references(task, field.column, written, form)]


def _among_the_words(week: Week, task: Task, link: Jotted) -> list[Intention]:
    """A table without a column for references: the last line of the task."""
    field = task.field("detail") or task.field("task")
    if field is None:
        raise Refused("This table has no column for a reference: edit the task.")
    form = _form([f.text for t in week.tasks for f in t.fields], week, link.label, link.target)
    outline = read_outline(field.text)
    level = min((item.level for item in outline if item.text), default=0)
    added = OutlineItem(level, form.write(link, "", {}))
    return [i.SetFieldOutline(task.number, field.column.index, (*outline, added))]


def _form(texts: Sequence[str], week: Week, label: str, target: str) -> LinkForm:
    """The form of the links in these texts, else of all of the page, else the one that says most."""
    if _linked(texts):
        form = linkform.link_form(texts)
    else:
        kinds = [week.document.links[ref.link].kind for ref in week.references]
        form = LinkForm(_commonest(kinds) if kinds else "inline" if label else "autolink")
    return form if _WEB.match(target) else form._replace(kind="inline")


def _commonest(kinds: list[LinkKind]) -> linkform.Kind:
    known: tuple[linkform.Kind, ...] = ("inline", "autolink", "bare")
    return max(known, key=lambda kind: sum(k == kind or (k == "reference" and kind == "inline") for k in kinds))


def link_up(week: Week, column: Column, old: str, new: str, labels: dict[str, str]) -> str:
    """A cell's new text with the bare addresses that were not there before written as the page writes its links."""
    had = {link.target for link in links_in(old)}
    texts = [f.text for t in week.tasks for f in t.fields if f.column.index == column.index]
    form = _form(texts, week, "", "https://")

    def written(match: re.Match[str]) -> str:
        url = match[0].rstrip(_ENDS)
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(_ENDS)
        if url in had:
            return match[0]
        known = form if form.kind != "autolink" or _linked(texts) or url not in labels else LinkForm("inline")
        return known.write(Jotted("", url), "", labels) + match[0][len(url) :]

    return _BARE.sub(written, new)


def _linked(texts: Sequence[str]) -> bool:
    """Whether any of these texts holds a link, and so shows how links are written."""
    return any(links_in(text) for text in texts)


def place_for(week: Week, task: int | None = None, *, link: int | None = None) -> Inserted:
    """Where a reference goes beside a task, or beside another link."""
    if task is not None:
        return Inserted(task=task)
    if link is None:
        raise Refused("A reference belongs to a task or a section: select one.")
    place = place_of(week, link)
    if place.task is not None:
        return Inserted(task=place.task.number)
    if place.item is not None:
        items = week.document.lists[place.item[0]].walk()
        return Inserted(list=place.item[0], item=place.item[1], level=items[place.item[1]].level)
    section = next((n for n, s in enumerate(week.sections) if place.block in s.blocks), None)
    return Inserted(section=section)
