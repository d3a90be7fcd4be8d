"""The one table of commands. Keys, footer, help, palette and context menus all read it.

A command's handler is the method ``do_<id>`` of the screen that has it, or of the class its ``room`` names
(``room="daily"``: ``Daily`` in tui/rooms/daily.py, made with the main screen); ``can_<id>`` there tells whether it
makes sense where the cursor is. Keys are written as a person would say them: the character for printable keys,
Textual's name for others. ``where`` says in which part of the screen it applies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LISTS: Final = frozenset({"weeks", "page"})
EVERYWHERE: Final = frozenset({"weeks", "page", "start"})
EDITOR: Final = frozenset({"line", "paragraph", "outline"})


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


def _c(id: str, keys: str, label: str, help: str, group: str, **more: object) -> Command:
    return Command(id, tuple(keys.split()), label, help, group, **more)  # type: ignore[arg-type]


_PAGE: Final = frozenset({"page"})
_WEEKS: Final = frozenset({"weeks"})
_TWINS: Final = frozenset({"twins"})  # the screen of both languages
_SIDES: Final = LISTS | _TWINS
_SHELF: Final = frozenset({"shelf"})
_SHELF_PUT: Final = frozenset({"shelf_put"})  # the same list, where one came for a reference
_SHELVES: Final = _SHELF | _SHELF_PUT
_SHELF_LINE: Final = frozenset({"shelf_line"})
_PROBLEMS: Final = frozenset({"problems"})
_VERSIONS: Final = frozenset({"versions"})
_CONFLICT: Final = frozenset({"conflict"})
_ASIDE: Final = _TWINS | _SHELVES | _PROBLEMS | _VERSIONS | _CONFLICT
_ROWS: Final = _SIDES | _SHELVES | _PROBLEMS | _VERSIONS | _CONFLICT
_FIND: Final = frozenset({"find"})
_FILTER: Final = frozenset({"filter"})

COMMANDS: Final[tuple[Command, ...]] = (
    # Edit
    _c("edit", "enter e", "Edit", "Edit the highlighted field here", "Edit", where=_PAGE | _TWINS, hint=1,
       short="edit"),
    _c("open_week", "enter", "Open the week", "Go into the selected week", "Move", where=_WEEKS, hint=1, short="open"),
    _c("new", "n", "New row", "A new task row, item or key below the selected one", "Edit", where=_PAGE, hint=2,
       short="new"),
    _c("add", "a", "Add to today", "An item for today's task, from anywhere in the journal", "Edit", hint=2,
       short="add", room="daily"),
    _c("finish", "d", "Finish", "The task ends today; its status in the page's own words", "Edit", where=_PAGE, hint=4,
       short="done", room="daily"),
    _c("day_later", "+", "A day later", "The highlighted date a day later, else both", "Edit", where=_PAGE,
       room="daily"),
    _c("day_earlier", "-", "A day earlier", "The highlighted date a day earlier, else both", "Edit", where=_PAGE,
       room="daily"),
    _c("new_week", "N", "New week", "The next week's page from the last one, its twin with it; shown first", "Edit",
       room="newweek"),
    _c("new_week_here", "n", "New week", "In the week list: the next week, as N makes it",
       "Edit", where=_WEEKS, hint=2, short="new week", menu=False, room="newweek"),
    _c("renumber", "", "Renumber the week", "Another number: names, title, twin and the links to it; shown first",
       "Edit", room="renumber"),
    _c("delete", "x delete", "Delete", "Delete the row, or all marked ones; undo brings them back", "Edit",
       where=_PAGE, hint=6, short="delete", room="rows"),
    _c("move_down", "J alt+down", "Move down", "Move the row, or all marked ones, down", "Edit", where=_PAGE,
       room="rows"),
    _c("move_up", "K alt+up", "Move up", "Move the row, or all marked ones, up", "Edit", where=_PAGE, room="rows"),
    _c("duplicate", "", "Duplicate", "The same row once more, right below", "Edit", where=_PAGE,
       room="rows"),
    _c("indent", ">", "Indent", "The item one level deeper", "Edit", where=_PAGE),
    _c("outdent", "<", "Outdent", "The item one level out", "Edit", where=_PAGE),
    _c("add_front_matter", "", "Add front matter", "Front matter with a title, on a page that has none", "Edit"),
    _c("copy", "y", "Copy", "Copy the row, or all marked ones, inside the app: paste them in any week", "Edit",
       where=_PAGE, room="clipboard"),
    _c("paste", "p", "Paste", "Paste below the selected row, in this page's own forms", "Edit", where=_PAGE,
       room="clipboard"),
    _c("copy_markdown", "Y", "Copy as Markdown", "Rows to the system's clipboard; again: the task table, the page; "
       "in the week list the table at once", "Edit", room="clipboard"),
    _c("carry", "c", "Carry over", "Unfinished tasks, or the marked ones, go on to the next week", "Edit",
       room="carrying"),
    _c("mark", "m", "Mark", "Mark the row: the commands for rows then act on all that are marked", "Edit", where=_PAGE,
       room="marks"),
    _c("mark_to", "M", "Mark to here", "Mark all rows from the last marked one to this one", "Edit", where=_PAGE,
       room="marks"),
    _c("unmark", "", "Clear the marks", "No row is marked any more; Esc does it too", "Edit", room="marks"),
    _c("editor_here", "", "Edit this part in $EDITOR", "The table, list or block of the row in your own editor", "Edit",
       where=_PAGE, room="here"),
    _c("add_image", "", "Add an image", "Copy an image beside the page's others and link it here", "Edit", where=_PAGE,
       room="images"),
    _c("join_row", "", "Join the broken row", "A row that a pasted line end has broken becomes one line again", "Edit",
       room="joining"),
    _c("undo", "u ctrl+z", "Undo", "Take the last change back", "Edit", where=_SIDES | _VERSIONS, hint=6, short="undo"),
    _c("redo", "U ctrl+y", "Redo", "Make the change again that was taken back", "Edit", where=_SIDES | _VERSIONS),
    _c("editor", "E", "Open in $EDITOR", "The whole page in your own editor", "Edit", hint=10, short="$EDITOR"),
    _c("save", "ctrl+s", "Save now", "Wait until everything is written", "Edit"),
    # Move
    _c("up", "up k", "Up", "The row above", "Move", where=_ROWS, menu=False),
    _c("down", "down j", "Down", "The row below", "Move", where=_ROWS, menu=False),
    _c("left", "left h", "Left", "The column to the left", "Move", where=_PAGE | _TWINS, menu=False),
    _c("right", "right l", "Right", "The column to the right", "Move", where=_SIDES, menu=False),
    _c("first", "home g", "First", "The first row", "Move", where=_ROWS, menu=False),
    _c("last", "end G", "Last", "The last row", "Move", where=_ROWS, menu=False),
    _c("next_pane", "tab", "Next pane", "The next part of the page", "Move", hint=8, short="pane", menu=False),
    _c("previous_pane", "shift+tab", "Previous pane", "The part before", "Move", menu=False),
    _c("previous_week", "H [ ctrl+left", "Previous week", "The week before", "Move", hint=7, short="week"),
    _c("next_week", "L ] ctrl+right", "Next week", "The week after", "Move"),
    _c("this_week", ".", "This week", "The week today falls in", "Move"),
    _c("page_down", "space pagedown", "Read on", "Scroll the detail, then go to the next row", "Move", where=_ROWS,
       menu=False),
    _c("page_up", "pageup", "Read back", "Scroll the detail back, then go to the row before", "Move", where=_ROWS,
       menu=False),
    _c("fold", "z", "Fold", "Fold or unfold this part of the page", "Move", where=_PAGE),
    # Look
    _c("open_link", "o", "Open link", "Open a link of the row in the browser; its host is shown", "Look",
       where=_PAGE, hint=3, short="link"),
    _c("find", "/ ctrl+f", "Find", "Find words: this week first, then the whole journal; accents may be left out",
       "Look", hint=5, short="find", room="finding"),
    _c("filter", "f", "Filter tasks",
       "Show only some tasks: words, a day, a date, unfinished, no reference, to translate", "Look", room="filtering"),
    _c("filter_clear", "", "Clear the filter", "Show all tasks again; Esc does it too", "Look", room="filtering"),
    _c("problems", "!", "Problems", "The problems of the week; again: of the whole journal", "Look", hint=3,
       short="problems", room="problems"),
    _c("fix", "F", "Fix problems", "Mend what can be mended for certain: one, all of a kind, or all; shown first",
       "Edit", room="problems"),
    _c("twin", "t", "Other language", "The same week in the other language", "Look", hint=4, short="twin"),
    _c("shelf", "R", "References", "All references of the journal: find, open, put into the current task", "Look",
       room="shelf"),
    _c("reference", "r", "Add a reference", "Put a reference of the journal, or a new address, into the current task",
       "Edit", where=_PAGE, hint=5, short="reference", room="shelf"),
    _c("twins", "T", "Side by side", "Both languages of the week, field by field; again: back", "Look", where=_SIDES,
       room="twins"),
    _c("twins_next", "tab", "Next difference", "The next difference, or text to translate", "Side by side",
       where=_TWINS, hint=2, short="next to do", menu=False),
    _c("twins_previous", "shift+tab", "Difference before", "The difference before, or text to translate",
       "Side by side", where=_TWINS, menu=False),
    _c("twins_done", "d", "Right as it is", "A copied text needs no translation", "Side by side", where=_TWINS, hint=3,
       short="right as it is", menu=False),
    _c("versions", "D", "Versions", "Saved versions of the page: what has changed since, put back all or one thing",
       "Look", where=LISTS | _VERSIONS, room="versions"),
    _c("reload", "", "Read again", "Read the journal again from disk", "Look"),
    _c("theme", "", "Light or dark", "Change between the light and the dark colours", "Look", where=EVERYWHERE),
    # App
    _c("settings", ",", "Settings", "Colours, languages, editor, keys: each is kept at once", "App",
       where=EVERYWHERE, room="settings"),
    _c("help", "? f1", "Help", "Every key", "App", where=EVERYWHERE | _ASIDE, hint=11,
       short="help"),
    _c("palette", ": ctrl+p", "Commands", "Find a command by name", "App", where=EVERYWHERE, hint=9, short="commands",
       menu=False),
    _c("open_journal", "", "Open another journal", "Back to the list of journals", "App"),
    _c("back", "q escape", "Back", "Back to where one was; on the page q leaves the app, esc never does", "App",
       where=(EVERYWHERE - {"start"}) | _TWINS, menu=False),
    _c("quit", "ctrl+q", "Quit", "Write everything and leave", "App", where=EVERYWHERE),
    # First screen
    _c("start_leave", "q escape", "Quit", "Leave", "Start", where=frozenset({"start"}), hint=2, short="quit",
       menu=False),
    _c("choose", "enter", "Open", "Open what is selected", "Start", where=frozenset({"start"}), hint=1, short="open",
       menu=False),
    _c("start_up", "up k", "Up", "The line above", "Start", where=frozenset({"start"}), menu=False),
    _c("start_down", "down j", "Down", "The line below", "Start", where=frozenset({"start"}), menu=False),
    # Finding
    _c("find_go", "enter", "Go there", "Go to the chosen hit", "While finding", where=_FIND, hint=1, short="go there",
       menu=False, room="finding"),
    _c("find_edit", "tab", "Edit it", "Go to the chosen hit and open it there", "While finding", where=_FIND, hint=2,
       short="edit it", menu=False, room="finding"),
    _c("find_leave", "escape", "Stay here", "Leave the search and stay where one was", "While finding", where=_FIND,
       hint=3, short="stay here", menu=False, room="finding"),
    _c("find_next", "down ctrl+n", "Next hit", "The hit below", "While finding", where=_FIND, hint=4, short="next hit",
       menu=False, room="finding"),
    _c("find_previous", "up ctrl+p", "Previous hit", "The hit above", "While finding", where=_FIND, menu=False,
       room="finding"),
    _c("find_page_down", "pagedown", "Hits below", "A screenful of hits on", "While finding", where=_FIND, menu=False,
       room="finding"),
    _c("find_page_up", "pageup", "Hits above", "A screenful of hits back", "While finding", where=_FIND, menu=False,
       room="finding"),
    _c("filter_keep", "enter", "Keep the filter", "Keep the filter and go on with the tasks", "While filtering",
       where=_FILTER, hint=1, short="keep", menu=False, room="filtering"),
    _c("filter_leave", "escape", "No filter", "Leave without a filter: all tasks again", "While filtering",
       where=_FILTER, hint=2, short="all tasks again", menu=False, room="filtering"),
    _c("filter_next", "down tab", "Next ready filter", "Unfinished, no reference, to translate, finished",
       "While filtering", where=_FILTER, hint=3, short="unfinished, no reference …", menu=False, room="filtering"),
    _c("filter_previous", "up shift+tab", "Previous ready filter", "The one before", "While filtering", where=_FILTER,
       menu=False, room="filtering"),
    # Shelf
    _c("shelf_open", "enter o", "Open", "Open the reference: in the browser, or its page of the journal", "References",
       where=_SHELF, hint=1, short="open", menu=False),
    _c("shelf_insert", "i r", "Put into the task", "Put the reference into the current task", "References",
       where=_SHELF, hint=2, short="put into the task", menu=False),
    _c("shelf_put", "enter i r", "Put into the task", "Put the reference into the current task, after r", "References",
       where=_SHELF_PUT, hint=1, short="put into the task", menu=False),
    _c("shelf_look", "o", "Open", "Open the reference, after r", "References", where=_SHELF_PUT, hint=2, short="open",
       menu=False),
    _c("shelf_find", "/ f", "Find", "Narrow the list by words", "References", where=_SHELVES, hint=3, short="find",
       menu=False),
    _c("shelf_uses", "w", "Where used", "Go to where the reference is used", "References", where=_SHELVES, hint=4,
       short="where used", menu=False),
    _c("shelf_back", "q escape R", "Back", "Back to the week", "References", where=_SHELVES, hint=5, short="back",
       menu=False),
    _c("shelf_choose", "enter", "Choose", "Take the selected reference", "References", where=_SHELF_LINE, hint=1,
       short="choose", menu=False),
    _c("shelf_next", "down tab ctrl+n", "Next", "The reference below", "References", where=_SHELF_LINE, hint=2,
       short="next", menu=False),
    _c("shelf_previous", "up shift+tab ctrl+p", "Previous", "The reference above", "References", where=_SHELF_LINE,
       menu=False),
    _c("shelf_list", "escape", "Leave the line", "Back to the list, or to the week", "References", where=_SHELF_LINE,
       hint=3, short="leave", menu=False),
    # Problems
    _c("problems_go", "enter", "Go there", "Go to the place of the problem", "Problems", where=_PROBLEMS, hint=1,
       short="go there", menu=False),
    _c("problems_fix", "F", "Fix", "Fix this one, all of its kind, or all certain ones; shown first", "Problems",
       where=_PROBLEMS, hint=2, short="fix", menu=False),
    _c("problems_scope", "!", "Week or journal", "The problems of the week, or of the whole journal", "Problems",
       where=_PROBLEMS, hint=3, short="week / journal", menu=False),
    _c("problems_back", "q escape", "Back", "Back to the week", "Problems", where=_PROBLEMS, hint=4, short="back",
       menu=False),
    # Versions
    _c("versions_restore", "enter", "Put back", "The whole version, or the one selected difference; undo takes it back",
       "Versions", where=_VERSIONS, hint=1, short="put back", menu=False),
    _c("versions_side", "tab shift+tab", "Differences", "Between the versions and what they differ in", "Versions",
       where=_VERSIONS, hint=2, short="differences", menu=False),
    _c("versions_then", "c", "Changed then", "What was changed then, or what has changed since", "Versions",
       where=_VERSIONS, hint=3, short="then or since", menu=False),
    _c("versions_back", "q escape", "Back", "Back to the week", "Versions", where=_VERSIONS, hint=5, short="back",
       menu=False),
    # Conflicts
    _c("conflict_write", "enter", "Write", "Write the page as it was chosen", "Conflicts", where=_CONFLICT, hint=1,
       short="write", menu=False),
    _c("conflict_mine", "m left h", "Mine", "Here yours stands", "Conflicts", where=_CONFLICT, hint=2, short="mine",
       menu=False),
    _c("conflict_theirs", "t right l", "Theirs", "Here theirs stands", "Conflicts", where=_CONFLICT, hint=3,
       short="theirs", menu=False),
    _c("conflict_both", "b", "Both", "Here both stand, yours first", "Conflicts", where=_CONFLICT, hint=4, short="both",
       menu=False),
    _c("conflict_all_mine", "M", "All mine", "Yours stands everywhere", "Conflicts", where=_CONFLICT, menu=False),
    _c("conflict_all_theirs", "T", "All theirs", "Theirs stands everywhere", "Conflicts", where=_CONFLICT, menu=False),
    _c("conflict_editor", "E", "Settle it in $EDITOR", "Theirs in your own editor, yours beside it", "Conflicts",
       where=_CONFLICT, hint=6, short="$EDITOR", menu=False),
    _c("conflict_later", "q escape", "Decide later", "Yours stays unsaved, and is kept", "Conflicts", where=_CONFLICT,
       hint=5, short="later", menu=False),
    # Editors
    _c("keep", "escape", "Keep", "Leave and keep what was typed (u takes it back)", "In editors", where=EDITOR, hint=1,
       short="keep", menu=False),
    _c("keep_line", "enter", "Keep", "Keep (one line)", "In editors", where=frozenset({"line"}), menu=False),
    _c("keep_next", "ctrl+s", "Keep, next field", "Keep and go to the next field", "In editors", where=EDITOR, hint=2,
       short="keep, next", menu=False),
    _c("cancel", "ctrl+g", "Cancel", "Leave and forget what was typed", "In editors", where=EDITOR, hint=3,
       short="cancel", menu=False),
    _c("new_line", "enter", "New line", "New line; in an outline a new item, on an empty last item it leaves",
       "In editors", where=frozenset({"paragraph", "outline"}), menu=False),
    _c("indent_line", "tab", "Indent", "One level deeper (outline), next field (elsewhere)", "In editors", where=EDITOR,
       hint=4, short="indent", menu=False),
    _c("outdent_line", "shift+tab", "Outdent", "One level out (outline), previous field (elsewhere)", "In editors",
       where=EDITOR, menu=False),
    _c("line_down", "alt+down", "Move down", "Move the item down", "In editors", where=frozenset({"outline"}),
       hint=5, short="move", menu=False),
    _c("line_up", "alt+up", "Move up", "Move the item up", "In editors", where=frozenset({"outline"}), menu=False),
)  # fmt: skip

BY_ID: Final[Mapping[str, Command]] = {command.id: command for command in COMMANDS}

INPUT_METHOD: Final[Mapping[str, str]] = {"ơ": "[", "Ơ": "[", "ư": "]", "Ư": "]", "đ": "d", "Đ": "D"}
"""What Telex makes of keys that are commands here: the command is meant, not the letter."""

_KEY_NAMES: Final[Mapping[str, str]] = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "escape": "esc", "pagedown": "pgdn", "pageup": "pgup",
    "alt+up": "alt+↑", "alt+down": "alt+↓", "ctrl+left": "ctrl+←", "ctrl+right": "ctrl+→", "f1": "F1",
}  # fmt: skip


def key_name(key: str) -> str:
    """How a key is written on screen."""
    return _KEY_NAMES.get(key, key)


def key_names(command: Command) -> str:
    """All keys of a command, as written on screen."""
    return "  ".join(key_name(key) for key in command.keys)


def pressed(key: str, character: str | None) -> str:
    """The key of an event as the table writes it."""
    if character is not None and len(character) == 1 and character.isprintable() and character != " ":
        return INPUT_METHOD.get(character, character) if not key.startswith("alt+") else key
    return key


class Keymap:
    """Key → command for one part of the screen; ``remap`` (settings) gives other keys to a command id."""

    def __init__(self, remap: Mapping[str, Iterable[str]] | None = None) -> None:
        self._remap = {name: tuple(keys) for name, keys in (remap or {}).items() if name in BY_ID}
        self._tables: dict[str, dict[str, Command]] = {}

    def keys(self, command: Command) -> tuple[str, ...]:
        """The command's keys."""
        return self._remap.get(command.id, command.keys)

    @property
    def changed(self) -> bool:
        """Whether a command has other keys than its own."""
        return bool(self._remap)

    def names(self, command: Command) -> str:
        """The command's keys, as written on screen."""
        return "  ".join(key_name(key) for key in self.keys(command))

    def called(self, name: str) -> str:
        """What sentences call the key of a command: its first one, else its place in the palette."""
        keys = self.keys(BY_ID[name])
        return key_name(keys[0]) if keys else f"“{BY_ID[name].label}” in the palette"

    @property
    def undoes(self) -> str:
        """``u takes it back``: how most news of an edit ends."""
        return f"{self.called('undo')} takes it back"

    def take(self, remap: Mapping[str, Iterable[str]]) -> None:
        """Other keys from now on; whoever holds this keymap sees them."""
        self._remap = {name: tuple(keys) for name, keys in remap.items() if name in BY_ID}
        self._tables.clear()

    def find(self, where: str, key: str) -> Command | None:
        """The command of this key in this part of the screen."""
        table = self._tables.get(where)
        if table is None:
            table = {k: c for c in COMMANDS if where in c.where for k in self.keys(c)}
            self._tables[where] = table
        return table.get(key)


def available(where: str) -> tuple[Command, ...]:
    """The commands of one part of the screen, in table order."""
    return tuple(c for c in COMMANDS if where in c.where)


def footer(where: str) -> tuple[Command, ...]:
    """The commands the footer names there, most useful first."""
    return tuple(sorted((c for c in available(where) if c.hint), key=lambda c: c.hint))
