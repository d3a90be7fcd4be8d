"""Links of the same row that only one page has, or that lead elsewhere. A page's own language version is the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from worklog_tui.document.model import Link
from worklog_tui.patterns import regex
from worklog_tui.worklog.intentions import Intention, SetField, SetLink
from worklog_tui.worklog.links.form import add_references, host, link_form, new_references
from worklog_tui.worklog.model import Column, Field, Task
from worklog_tui.worklog.plans.plan import page_dialect
from worklog_tui.worklog.twins.changes import has_words
from worklog_tui.worklog.twins.drift import Drift, Place, Way, Weeks
from worklog_tui.worklog.twins.fields import counterpart
from worklog_tui.worklog.twins.links import Numbered, cell_links

_START = regex(r"^(?:https?:)?//(?:www\.)?|^www\.")
_QUERY = regex(r"[?&](?:hl|lang|locale|language)=[^&#]*")
_SUFFIX = regex(r"\.(?:en|vi)(?=\.(?:md|html?)\b|$)")


class Found(NamedTuple):
    """A link of a row: its column, its place in the document, itself."""

    column: Column
    at: int
    link: Link


def same_target(target: str, languages: frozenset[str]) -> str:
    """A target without what tells one language's version of a page from another's."""
    bare = _SUFFIX.sub("", _QUERY.sub("", _START.sub("", target.strip())))
    parts = [p for p in bare.split("/") if p and not _names_language(p, languages)]
    return "/".join(parts).casefold() if "://" in target else "/".join(parts)


def _names_language(part: str, languages: frozenset[str]) -> bool:
    head, _, region = part.casefold().replace("_", "-").partition("-")
    return head in languages and (not region or (len(region) == 2 and region.isalpha()))


def link_drifts(both: Weeks, tasks: tuple[Task, Task], label: str) -> Iterator[Drift]:
    """The differences of one row's links, all of its columns together."""
    languages = frozenset({"en", "vi", *(w.language.casefold() for w in both.weeks if w.language)})
    found = [_links(both, side, tasks[side]) for side in (0, 1)]
    keys = [[same_target(f.link.target, languages) for f in side] for side in found]
    rest = [_without(found[side], keys[side], keys[1 - side]) for side in (0, 1)]
    if not rest[0] and not rest[1]:
        return
    if rest[0] and rest[1]:
        yield from _others(both, tasks, label, rest)
        return
    side = 0 if rest[0] else 1
    for column in dict.fromkeys(one.column.index for one in rest[side]):
        yield _missing(both, tasks, label, side, [one for one in rest[side] if one.column.index == column])


def _links(both: Weeks, side: int, task: Task) -> list[Found]:
    out = []
    for field in task.fields:
        numbered: list[Numbered] = cell_links(both.weeks[side], task, field.column.index)
        out += [Found(field.column, at, link) for at, link in numbered]
    return out


def _without(found: list[Found], keys: list[str], others: list[str]) -> list[Found]:
    """Those whose target the other row has not, each counted."""
    left = Counter(others)
    out = []
    for one, key in zip(found, keys, strict=True):
        if left[key] > 0:
            left[key] -= 1
        else:
            out.append(one)
    return out


def _others(both: Weeks, tasks: tuple[Task, Task], label: str, rest: list[list[Found]]) -> Iterator[Drift]:
    """Links of both rows that the other has not: as many in the same column lead elsewhere, one by one."""
    a, b = tasks
    roles = [[one.column.role for one in side] for side in rest]
    if roles[0] != roles[1]:
        sizes = [f"{len(links)} only in {name}" for links, name in zip(rest, both.names, strict=True)]
        why = "which of them is which cannot be told"
        yield Drift("link", f"{label}: links: {sizes[0]}, {sizes[1]}", _places(tasks, rest[0][0], rest[1][0]), why=why)
        return
    for one, two in zip(*rest, strict=True):
        ways = (
            Way((SetLink(one.at, target=two.link.target),)),
            Way((SetLink(two.at, target=one.link.target),)),
        )
        shown = [f"{_short(f.link.target)} in {n}" for f, n in zip((one, two), both.names, strict=True)]
        yield Drift("link", f"{label}: a link leads to {shown[0]}, {shown[1]}", _places((a, b), one, two), ways)


def _missing(both: Weeks, tasks: tuple[Task, Task], label: str, side: int, lost: list[Found]) -> Drift:
    """Links of one cell that only the row of page ``side`` has."""
    there = 1 - side
    one = lost[0]
    more = f" and {len(lost) - 1} more are" if len(lost) > 1 else " is"
    words = f"{label}: the link to {_short(one.link.target)}{more} missing in {both.names[there]}"
    column = counterpart(one.column, tasks[side].fields, tasks[there].fields)
    places: list[tuple[Place, ...]] = [(), ()]
    places[side] = (Place("task", tasks[side].number, one.column.index),)
    if column is None:
        return Drift("link", words, (places[0], places[1]), why=f"{both.names[there]} has no such column")
    places[there] = (Place("task", tasks[there].number, column.column.index),)
    if one.column.role != "reference":
        why = "it stands among words: put it where it belongs by hand"
        return Drift("link", words, (places[0], places[1]), why=why)
    if any(p.code == "cells-extra" and p.line == tasks[there].line for p in both.weeks[there].problems):
        why = f"a cell of that row does not show in {both.names[there]}: mend it first"
        return Drift("link", words, (places[0], places[1]), why=why)
    ways: list[Way | None] = [None, None]
    worded = any(has_words(found.link.label or "") for found in lost)
    ways[there] = Way((_added(both, there, tasks[there], column, lost),), copies=worded)
    return Drift("link", words, (places[0], places[1]), (ways[0], ways[1]))


def _added(both: Weeks, side: int, task: Task, field: Field, lost: list[Found]) -> Intention:
    """The cell of page ``side`` with these links, in the form of the page's others; labels as they stand there."""
    from worklog_tui.worklog.day.jotting import Jotted

    week = both.weeks[side]
    table = next(t for t in week.task_tables if t.table == task.table)
    texts = [t.fields[field.column.index].text for t in table.tasks]
    full = [text for text in texts if text.strip()]
    if not full:  # as the page they come from writes them
        other = both.weeks[1 - side]
        full = [f.text for t in other.tasks for f in t.fields if f.column.role == "reference" and f.text.strip()]
    form = link_form(full)
    links = [Jotted("" if f.link.kind in ("bare", "autolink") else f.link.label or "", f.link.target) for f in lost]
    written = [form.write(link, "", {}) for link in links]
    if not any(c.isalnum() for c in field.text):
        return SetField(task.number, field.column.index, new_references(texts, written, form, page_dialect(week)))
    return add_references(task, field.column, written, form)


def _places(tasks: tuple[Task, Task], one: Found, two: Found) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    return (Place("task", tasks[0].number, one.column.index),), (Place("task", tasks[1].number, two.column.index),)


def _short(target: str) -> str:
    bare = target.split("://", 1)[-1].rstrip("/")
    return bare if len(bare) <= 40 else f"{host(target)}/…{bare[-12:]}"
