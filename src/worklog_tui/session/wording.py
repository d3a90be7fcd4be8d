"""What an edit is called where it is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worklog_tui.document.patch import Patch
    from worklog_tui.worklog.intentions import Intention

_NAMES = {
    "SetField": "change a field",
    "SetFieldOutline": "change a field",
    "SetFieldDate": "change a date",
    "AddTask": "add a task",
    "RemoveTask": "delete a task",
    "MoveTask": "move a task",
    "DuplicateTask": "duplicate a task",
    "JoinRow": "join a broken row",
    "SetFrontMatter": "change a page value",
    "AddFrontMatter": "add front matter",
    "RemoveFrontMatter": "delete a page value",
    "SetItem": "change an item",
    "AddItem": "add an item",
    "AddSectionItem": "add an item",
    "AddSection": "add a section",
    "AddBlocks": "add a section",
    "AddIndexLine": "list a week",
    "SetWords": "change a few words",
    "RemoveItem": "delete an item",
    "IndentItem": "indent an item",
    "MoveItem": "move an item",
    "SetListOutline": "change a list",
    "SetHeading": "change a heading",
    "ReplaceBlock": "change a block",
    "SetLink": "change a link",
    "SetCell": "change a cell",
    "AddRow": "add a row",
    "RemoveRow": "delete a row",
}


def describe(intention: Intention | Patch) -> str:
    """A few words in the imperative; an edit planned elsewhere is just that."""
    name = type(intention).__name__
    task = getattr(intention, "task", None)
    words = _NAMES.get(name, "edit")
    return f"{words} (task {task})" if isinstance(task, int) else words
