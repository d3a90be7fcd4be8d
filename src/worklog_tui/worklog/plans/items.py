"""Plans for lists (an item moved, a whole list edited as an outline), for broken rows, and for blocks put in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worklog_tui.document.model import Document, ListItem, Refused, Span
from worklog_tui.document.patch import Edit, joined
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.list_outline import steps
from worklog_tui.worklog.model import Outline, Week


def _plan_move(week: Week, it: i.MoveItem, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.moving import move_item

    return move_item(week.document, it.list, it.item, it.by)


def _plan_list(week: Week, it: i.SetListOutline, options: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.places import list_of
    from worklog_tui.worklog.plans.plan import plan

    items = list_of(week.document, it.list)
    made = steps(items, it.outline, it.list)
    document, patches = week.document, []
    for step in made:
        if isinstance(step, i.RemoveItem):
            _whole(document, items.walk(), document.lists[it.list].walk()[step.item], it.outline)
        edit = plan(week._replace(document=document), step, **options)
        patches.append(edit.patch)
        document = edit.after
    return Edit(joined(week.document.source, patches), week.document, document)


def _plan_join(week: Week, it: i.JoinRow, _: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.joining import join_row
    from worklog_tui.worklog.cells.dialect import read_dialect

    # the rows below a broken one are no rows now: how the page breaks is told from all of its text
    line_break = read_dialect([week.document.text(week.document.body)]).line_break
    return join_row(week.document, it.table, it.row, line_break=line_break)


def _plan_blocks(week: Week, it: i.AddBlocks, options: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.blocks import add_blocks

    return add_blocks(week.document, it.at, it.text, **options)


def _whole(document: Document, old: tuple[ListItem, ...], gone: ListItem, asked: Outline) -> None:
    """Refuses to write an item anew elsewhere that holds more than its text: that would be lost."""
    if not any(item.text == gone.text for item in asked) or sum(item.text == gone.text for item in old) > 1:
        return
    end = gone.children[0].span.start if gone.children else gone.span.end
    if document.text(Span(gone.text_span.end, end)).strip():
        raise Refused("This item holds more than its text: move it with J and K, one place at a time.")


PLANS: dict[type, Callable[[Week, Any, dict[str, Any]], Edit]] = {
    i.MoveItem: _plan_move,
    i.SetListOutline: _plan_list,
    i.JoinRow: _plan_join,
    i.AddBlocks: _plan_blocks,
}
