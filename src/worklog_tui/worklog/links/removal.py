"""References taken out and moved, with no separator left over.

Each function gives the intentions that do it, or raises Refused with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from worklog_tui.document.model import Refused
from worklog_tui.patterns import regex
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.cell_text import read_cell
from worklog_tui.worklog.intentions import Intention
from worklog_tui.worklog.links.place import Place, place_of, text_at
from worklog_tui.worklog.model import Field, Task, Week

_LINK = regex(
    r"\[[^\[\]]*\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)|\[[^\[\]]*\])"
    r"|<[A-Za-z][\w+.-]*:[^\s<>]*>|https?://[^\s<>]+",
    re.IGNORECASE,
)
_JOINTS = " \t,;/|·–—&+"
_NUMBER = regex(r"\s*(?:\d{1,3}[.)]|\[\d{1,3}\])\s*")
_AND_BEFORE = regex(r"\s+(?:and|or|và|hoặc)\s*\Z", re.IGNORECASE)
_AND_AFTER = regex(r"\A\s*(?:and|or|và|hoặc)\s+", re.IGNORECASE)


def remove_reference(week: Week, link: int) -> list[Intention]:
    """The link goes as a whole: with its line or item where that holds nothing else; among words its label stays."""
    return remove_references(week, [link])


def remove_references(week: Week, links: Iterable[int]) -> list[Intention]:
    """The same for several, as one step: from the page's end on, so that places before stay true."""
    texts: dict[Place, str] = {}  # what is left of each text, by its place without the link's own
    for link in sorted(set(links), reverse=True):
        place = place_of(week, link)
        holder = place._replace(start=0, end=0, label="")
        text = texts.pop(holder, None)
        texts[holder] = without(text_at(week, place) if text is None else text, place.start, place.end, place.label)
    return [_left(week, holder, text) for holder, text in texts.items()]


def _left(week: Week, holder: Place, text: str) -> Intention:
    """What is asked for so that the holder says only this."""
    document = week.document
    if holder.field is not None and holder.task is not None:
        return i.SetField(holder.task.number, holder.field.column.index, text)
    if holder.item is not None:
        number, at = holder.item
        if text.strip():
            return i.SetItem(number, at, text)
        if document.lists[number].walk()[at].children:
            raise Refused("Items stand below this reference: move or delete them first.")
        return i.RemoveItem(number, at)
    if holder.heading >= 0:
        return i.SetHeading(holder.heading, text)
    if document.blocks[holder.block].kind != "paragraph":
        raise Refused("This reference stands in a block that is edited as text: open it with Enter.")
    old = document.text(document.blocks[holder.block].span)
    ends = old[len(old.rstrip("\r\n")) :]
    return i.ReplaceBlock(holder.block, text.rstrip("\r\n") + ends if text.strip() else "")


def without(text: str, start: int, end: int, label: str) -> str:
    """A text without the link that stands at ``start`` to ``end``, and without what parted it from its neighbours."""
    inner, (start, end) = (start, end), _with_marks(text, start, end)
    if label:
        label = text[start : inner[0]] + label + text[inner[1] : end]
    cell = read_cell(text)
    at = len(cell.head)
    for number, line in enumerate(cell.lines):
        begin = at + len(line.gap) + len(line.lead)
        at = begin + len(line.text)
        if begin <= start and end <= at and not cell.html:
            rest = _rest(line.text[: start - begin], line.text[end - begin :], label)
            if rest.strip() or len(cell.lines) == 1:
                return text[:begin] + rest + text[at:] if rest.strip() else ""
            return _without_line(text, number)
    return text[:start] + label + text[end:]


def _rest(before: str, after: str, label: str) -> str:
    """What stays of a line: nothing where only numbers and signs stood beside the link."""
    if _NUMBER.fullmatch(before):
        before = ""
    if _LINK.search(before) and (joined := _AND_BEFORE.search(before)):
        before = before[: joined.start()] + " "
    if _LINK.search(after) and (joined := _AND_AFTER.search(after)):
        after = " " + after[joined.end() :]
    words = any(c.isalnum() for c in before + after)
    if not words:
        return ""
    others = not any(c.isalnum() for c in _unlinked(before) + _unlinked(after))
    if label and not others:
        return before + label + after  # in a sentence the words stay, only the link goes
    left, right = before.rstrip(_JOINTS), after.lstrip(_JOINTS)
    if not left:
        return right
    if not right:
        return left.rstrip(" \t:(")
    part = (
        before[len(left) :] if len(before) - len(left) >= len(after) - len(right) else after[: len(after) - len(right)]
    )
    return left + (part or " ") + right


def _unlinked(text: str) -> str:
    return _LINK.sub(" ", text)


def _without_line(text: str, number: int) -> str:
    """A cell's text without one of its lines, and without one of the empty lines around it."""
    cell = read_cell(text)
    lines = list(cell.lines)
    empty_above = number > 0 and not lines[number - 1].text
    empty_below = number + 1 < len(lines) and not lines[number + 1].text
    gone = {number}
    if empty_above:
        gone.add(number - 1)
    elif empty_below:
        gone.add(number + 1)
    kept = [line for at, line in enumerate(lines) if at not in gone]
    out = cell.head
    for at, line in enumerate(kept):
        gap, lead = line.gap, line.lead
        if not at:
            gap, lead = "", cell.lines[0].lead  # a first line is led in as the first one was
        out += gap + lead + line.text
    return out + cell.tail


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The link with the bold or italic that is around it alone, and with the brackets around a bare address."""
    while True:
        for mark in ("***", "**", "*", "___", "__", "_", "~~"):
            if text[:start].endswith(mark) and text[end:].startswith(mark):
                start, end = start - len(mark), end + len(mark)
                break
        else:
            if text[start - 1 : start] == "(" and text[end : end + 1] == ")" and text[start - 2 : start - 1] != "]":
                return start - 1, end + 1
            return start, end


def move_reference(week: Week, link: int, by: int) -> list[Intention]:
    """The link changes places with the one before (-1) or after it (1) in its cell; an item moves as a whole."""
    place = place_of(week, link)
    if place.item is not None:
        return [i.MoveItem(*place.item, by)]
    if place.field is None or place.task is None:
        raise Refused("This reference stands in a text: only those of a task or a list are moved.")
    text = place.field.text
    units = _units(week, place.task, place.field)
    own = next((n for n, (start, end) in enumerate(units) if start <= place.start and place.end <= end), None)
    other = None if own is None else own + by
    if own is None or other is None or not 0 <= other < len(units):
        raise Refused("It is the last one of its task." if by > 0 else "It is the first one of its task.")
    (a1, b1), (a2, b2) = sorted((units[own], units[other]))
    moved = text[:a1] + text[a2:b2] + text[b1:a2] + text[a1:b1] + text[b2:]
    return [i.SetField(place.task.number, place.field.column.index, moved)]


def _units(week: Week, task: Task, field: Field) -> list[tuple[int, int]]:
    """What changes places: a line that holds one link, else each link with its marks."""
    spots = [place_of(week, ref.link) for ref in task.references]
    here = [(p.start, p.end) for p in spots if p.field is not None and p.field.column == field.column]
    cell = read_cell(field.text)
    at, out = len(cell.head), []
    for line in cell.lines:
        begin = at + len(line.gap) + len(line.lead)
        at = begin + len(line.text)
        inside = [(s, e) for s, e in here if begin <= s and e <= at]
        out += [(begin, at)] if len(inside) == 1 else [_with_marks(field.text, s, e) for s, e in inside]
    return out
