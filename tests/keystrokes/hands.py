"""The same jobs with mouse, arrows and Enter alone (and the text itself, typed): no letter is a command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from textual.pilot import Pilot

from tests.keystrokes.app import settle, shown, type_words
from tests.keystrokes.jobs import DONE, KNIFE, POST, POSTED, WORD
from worklog_tui.tui.app import WorklogApp

ALLOWED = frozenset({"up", "down", "left", "right", "enter"})


class Hand(NamedTuple):
    """One thing a hand does: ``click``, ``twice``, ``right`` on what the screen shows, a ``key``, or ``words``.

    ``after``: the text is looked for behind this one, further right or further down; ``last``: the line's last.
    """

    do: str
    text: str
    after: str = ""
    last: bool = False


def click(text: str, after: str = "") -> Hand:
    """The left button, once."""
    return Hand("click", text, after)


def twice(text: str, after: str = "") -> Hand:
    """A double click."""
    return Hand("twice", text, after)


def right(text: str, after: str = "", *, last: bool = False) -> Hand:
    """The right button: the commands that apply there."""
    return Hand("right", text, after, last)


def key(name: str) -> Hand:
    """An arrow or Enter."""
    assert name in ALLOWED
    return Hand("key", name)


def typed(text: str) -> Hand:
    """The text itself."""
    return Hand("words", text)


ENTER = key("enter")
LIST = [hand for text in DONE for hand in (typed(text), ENTER)]

HANDS: tuple[tuple[Hand, ...], ...] = (
    (click("a add"), typed(f"{POSTED} {POST}"), ENTER),
    (right("Fit the handles"), click("Finish")),
    (twice("Sort the saws"), *[key("up")] * 19, ENTER, typed(KNIFE), click("Keep")),
    (right("22 Oct", "Fit the handles", last=True), click("A day later")),
    (click("+ new week"), ENTER),
    (right("Turn handles"), click("Move down"), right("Turn handles"), click("Move down")),
    (right("Answer the council"), click("Add a reference"), click("Wiring plan"), click("put into the task")),
    (click("/ find"), typed(WORD), ENTER),
    (click("+ new item", "Week 7 Achievements"), *LIST, ENTER),
    (right("Fit the handles"), click("Copy as Markdown"), right("Fit the handles"), click("Copy as Markdown")),
)


def place(app: WorklogApp, hand: Hand) -> tuple[int, int]:
    """Where the text stands on the screen. Raises AssertionError where it does not."""
    lines = shown(app).split("\n")
    top, left = 0, 0
    if hand.after:
        top, left = next((y, line.index(hand.after) + 1) for y, line in enumerate(lines) if hand.after in line)
    for y in range(top, len(lines)):
        find = lines[y].rfind if hand.last else lines[y].find
        x = find(hand.text, left if y == top else 0)
        if x >= 0:
            return x, y
    raise AssertionError(f"the screen does not show “{hand.text}”:\n" + "\n".join(lines))


async def perform(app: WorklogApp, pilot: Pilot[None], hand: Hand) -> None:
    """Does it and waits for what comes of it."""
    if hand.do == "key":
        await pilot.press(hand.text)
    elif hand.do == "words":
        type_words(app, hand.text)
    else:
        times, button = (2 if hand.do == "twice" else 1), (3 if hand.do == "right" else 1)
        await pilot.click(offset=place(app, hand), times=times, button=button)
    await settle(app, pilot)


Doer = Callable[[WorklogApp, Pilot[None]], Awaitable[None]]


def doer(hands: tuple[Hand, ...]) -> Doer:
    """All of them, one after the other."""

    async def run(app: WorklogApp, pilot: Pilot[None]) -> None:
        for hand in hands:
            await perform(app, pilot, hand)

    return run
