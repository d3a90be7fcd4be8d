"""The jobs in the app, opened at the site's root: it stands on today's task. The twin follows by itself, so the keys
are the same with and without one.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.keystrokes.jobs import DONE, HERE, KNIFE, POST, POSTED, WORD
from tests.keystrokes.keys import Strokes, named, words

ENTER = named("enter")


class Ours(NamedTuple):
    """A job's keys, and how many steps they are: as many presses of u take them back."""

    keys: tuple[Strokes, ...]
    steps: int = 1


KEYS: tuple[Ours, ...] = (
    Ours((named("a"), words(POSTED), named("space"), words(POST), ENTER)),
    Ours((named("k", why="yesterday's row"), named("d"))),
    Ours(
        (
            named("slash"),
            named("J", "o", why="the item it follows"),
            named("tab", why="edit it"),
            ENTER,
            words(KNIFE),
            named("escape"),
        )
    ),
    Ours((named("k", "k", why="Wednesday's row"), named("l", "l", why="its completion date"), named("plus"))),
    Ours((named("N", why="shown"), named("enter", why="made"))),
    Ours((named("k", "k", why="Tuesday's row"), named("J", "J")), steps=2),
    Ours((named("r", why="the shelf"), named("w", "i", why="narrowed"), ENTER)),
    Ours((named("slash"), words(WORD), ENTER), steps=0),
    Ours(
        (
            named("tab", why="the achievements"),
            named("n", why="a new item"),
            *[part for text in DONE for part in (words(text), ENTER)][:-1],
            named("escape"),
        )
    ),
    Ours((named("Y", why="the row"), named("Y", why="again: the table")), steps=0),
)

BESIDE: tuple[Ours, ...] = (
    Ours((named("enter", why="edit the cell, at its end"), ENTER, words(KNIFE), named("escape"))),
    Ours((named("slash"), words(HERE), ENTER), steps=0),
    Ours((named("Y", "Y", "Y", why="the row, the table, the page"),), steps=0),
)
