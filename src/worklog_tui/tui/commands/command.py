"""What a command is, and the parts of the screen it can apply in.

A command's handler is the method ``do_<id>`` of the screen that has it, or of the class its ``room`` names
(``room="daily"``: ``Daily`` in tui/rooms/daily.py, made with the main screen); ``can_<id>`` there tells whether it
makes sense where the cursor is. Keys are written as a person would say them: the character for printable keys,
Textual's name for others. ``where`` says in which part of the screen it applies.
"""

from __future__ import annotations

from typing import Final, NamedTuple

LISTS: Final = frozenset({"weeks", "page"})
EVERYWHERE: Final = frozenset({"weeks", "page", "start"})
EDITOR: Final = frozenset({"line", "paragraph", "outline"})
PAGE: Final = frozenset({"page"})
WEEKS: Final = frozenset({"weeks"})
TWINS: Final = frozenset({"twins"})  # the screen of both languages
SIDES: Final = LISTS | TWINS
SHELF: Final = frozenset({"shelf"})
SHELF_PUT: Final = frozenset({"shelf_put"})  # the same list, where one came for a reference
SHELVES: Final = SHELF | SHELF_PUT
SHELF_LINE: Final = frozenset({"shelf_line"})
PROBLEMS: Final = frozenset({"problems"})
VERSIONS: Final = frozenset({"versions"})
CONFLICT: Final = frozenset({"conflict"})
BOARD: Final = frozenset({"board"})
JOURNALS: Final = frozenset({"journals"})
BOARDS: Final = BOARD | JOURNALS
FRIDAY: Final = frozenset({"friday"})
DRIFT: Final = frozenset({"drift"})
REVIEW: Final = frozenset({"review"})
INBOX: Final = frozenset({"inbox"})
SINCE: Final = frozenset({"since"})
REVIEWS: Final = REVIEW | INBOX | SINCE
READING: Final = frozenset({"reading"})
HANDING_IN: Final = frozenset({"handing_in"})
ASIDE: Final = (
    REVIEWS | TWINS | SHELVES | PROBLEMS | VERSIONS | CONFLICT | BOARDS | FRIDAY | DRIFT | READING | HANDING_IN
)
ROWS: Final = (
    REVIEWS | SIDES | SHELVES | PROBLEMS | VERSIONS | CONFLICT | BOARDS | FRIDAY | DRIFT | READING | HANDING_IN
)
FIND: Final = frozenset({"find"})
FILTER: Final = frozenset({"filter"})


class Command(NamedTuple):
    """One thing a person can do. ``hint``: its place in the footer (1 first, 0 never); ``short``: its word there."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    where: frozenset[str] = LISTS
    hint: int = 0
    short: str = ""
    menu: bool = True  # offered by palette and context menu
    room: str = ""  # the module of tui/ whose class does it; "": one of those the main screen begins with


def c(id: str, keys: str, label: str, help: str, group: str, **more: object) -> Command:
    """A command of the table; ``keys`` with blanks between."""
    return Command(id, tuple(keys.split()), label, help, group, **more)  # type: ignore[arg-type]
