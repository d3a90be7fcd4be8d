"""The way to every screen and the command line of every command: what hostile text is taken through.

A new screen is one line here: the keys from the main screen, words of our own that stand on it when it is there, and
whether it shows text of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

ESCAPE: Final = "\x1b"
ENTER: Final = "\r"
TAB: Final = "\t"
DOWN: Final = "\x1b[B"
PALETTE: Final = ":"


class Route(NamedTuple):
    """``keys`` are pressed one after the other; ``meanwhile`` is done on the page's file before the last one."""

    name: str
    keys: tuple[str, ...]
    shows: str
    text: bool = True
    meanwhile: Callable[[Path], None] | None = None


def _theirs(page: Path) -> None:
    """Another program changes the first item."""
    data = page.read_bytes()
    page.write_bytes(data.replace(b"\n- ", b"\n- theirs, ", 1))


def _other(page: Path) -> None:
    """Another program changes the last code block."""
    page.write_bytes(page.read_bytes().replace(b"\nProse ", b"\nTheir prose ", 1))


TOP: Final = ("g", "g")
ITEM: Final = (*TOP, TAB, DOWN)  # the first item, from the front matter

ROUTES: Final = (
    Route("top of the page", TOP, "EN ⇄ VI"),
    Route("end of the page", ("G",), "EN ⇄ VI"),
    Route("details of front matter", (*TOP, DOWN, DOWN), "EN ⇄ VI"),
    Route("details of an item", ITEM, "EN ⇄ VI"),
    Route("details of a task", (*TOP, TAB, TAB), "Task 1 of"),
    Route("other language", ("t",), "EN ⇄ VI"),
    Route("first language again", ("t",), "EN ⇄ VI"),
    Route("next week", ("]",), "of 3"),
    Route("week before", ("[",), "of 3"),
    Route("line editor", (*ITEM, "e"), "cancel"),
    Route("front matter editor", (*TOP, DOWN, "e"), "cancel"),
    Route("outline editor", (*TOP, TAB, TAB, "e"), "cancel"),
    Route("paragraph editor", (*TOP, TAB, TAB, TAB, "e"), "cancel"),
    Route("toast of a deletion", (*ITEM, "x"), "Deleted"),
    Route("toast of undo", ("u",), "", text=False),
    Route("change from outside", (*ITEM, "k"), "Another program has changed", meanwhile=_other),
    Route("both languages", ("T",), "in step"),
    Route("shelf", ("R",), "where used", text=False),
    Route("shelf, narrowed", ("R", "/", "e", "x"), "example.org", text=False),
    Route("problems", ("!",), "Problems of"),
    Route("problems of the journal", ("!", "!"), "Problems of"),
    Route("fixes", ("!", "F"), "", text=False),
    Route("versions", ("D",), "Versions of", text=False),
    Route("find", ("/", "E"), "hits"),
    Route("filter", ("f", "u"), "Filter"),
    Route("palette", (PALETTE, "e", "d"), "Commands"),
    Route("help", ("?",), "Keys"),
    Route("settings", (",",), "Settings"[:4], text=False),
    Route("new week", ("N",), "New week"),
    Route("renumber", (PALETTE, *"renumber", ENTER), "It becomes week"),
    Route("links to choose from", ("G", "o"), "EN ⇄ VI"),
    Route("front matter menu", (*TOP, PALETTE), "Commands"),
    Route("board", ("B",), "Board"),
    Route("review", ("v",), "Review"),
    Route("a comment", ("v", DOWN, "c"), "Review"),
    Route("comments", ("V",), "Comments of"),
    Route("out of step", ("S",), "Weeks out of step", text=False),
    Route("what was done", ("A",), "what was done", text=False),
    Route("reading view", (PALETTE, *"read the page", ENTER), "", text=False),
    Route("carry over", (*TOP, TAB, TAB, "c"), "", text=False),
    Route("mark and copy", (*TOP, TAB, TAB, "m", "y"), "", text=False),
    Route("what has changed since a review", ("v", "d", "w"), "", text=False),
    Route("export", (PALETTE, *"export", ENTER), "", text=False),
    Route("hand in", (PALETTE, *"hand in", ENTER), "", text=False),
    Route("several journals", (PALETTE, *"board of several", ENTER), "", text=False),
    Route("whose text stands", (*ITEM, "e", "!", ESCAPE), "while you typed", meanwhile=_theirs),
)

COMMANDS: Final = (
    ("list",), ("list", "--json"), ("show",), ("show", "--json"), ("show", "{page}"), ("search", "E"),
    ("search", "x", "--json"), ("search", "{text}"), ("refs",), ("refs", "--json"), ("check",), ("check", "--json"),
    ("check", "{page}", "--fix"), ("board",), ("comments",), ("digest",), ("export", "--format", "csv"),
    ("export", "--format", "md"), ("export", "--format", "json"), ("new-week", "--dry-run"), ("assemble",),
    ("set", "{page}", "1", "task", "new {text}"), ("set", "{page}", "1", "{text}", "x"),
    ("set", "{page}", "99", "task", "x"),
    ("add", "{text}"), ("add", "--week", "2", "{text}"), ("preview", "--text"), ("take-in", "{page}"),
    ("show", "{text}"), ("list", "{text}"), ("init", "{page}"), ("merge-driver", "{page}", "{text}", "{page}"),
    ("install-merge-driver", "{text}"), ("hand-in", "--check"), ("{text}",), ("completion", "{text}"),
)  # fmt: skip
"""``{page}``: the page's path; ``{text}``: the hostile text. None may print a character a terminal would obey."""
