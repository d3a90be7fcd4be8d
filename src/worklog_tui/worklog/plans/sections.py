"""The plan for a section a page does not have yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worklog_tui.document.patch import Edit
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.list_outline import normal_list
from worklog_tui.worklog.model import Week


def _plan_section(week: Week, it: i.AddSection, options: dict[str, Any]) -> Edit:
    from worklog_tui.document.edits.sections import NewHeading, start_section

    heading = NewHeading(it.heading, it.level, "atx") if it.level else NewHeading(it.heading, 7, "bold")
    items = [(item.level, item.text) for item in normal_list(it.items)]
    return start_section(week.document, it.block, heading, items, **options)


PLANS: dict[type, Callable[[Week, Any, dict[str, Any]], Edit]] = {i.AddSection: _plan_section}
