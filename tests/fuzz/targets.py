"""The targets: each takes any bytes, does what the app does with them, and raises where a promise does not hold.

Nothing here needs a fuzzer: ``drive.py`` feeds the targets by coverage, ``test_targets.py`` from seeds and Hypothesis.
A target that takes several texts finds them parted by ``PART``; the numbers it needs are the last bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

PART: Final = b"\x1d"

Target = Callable[[bytes], None]


def parts(data: bytes, count: int) -> list[bytes]:
    """As many texts as asked for; missing ones are empty."""
    found = data.split(PART, count - 1)
    return found + [b""] * (count - len(found))


def page(data: bytes) -> None:
    """Any bytes are a document whose spans lie where they should."""
    from tests.fuzz.invariants import tiles

    tiles(data)


def shown(data: bytes) -> None:
    """Any page is a week, and whatever of it is shown has been made safe."""
    from tests.fuzz.invariants import drawn, read

    drawn(read(data))


def front(data: bytes) -> None:
    """Front matter of all four kinds: values and spans; a value that was set reads back."""
    from tests.fuzz.invariants import front_set

    kind, rest = (data[0] % 5, data[1:]) if data else (0, b"")
    made = [b"---\n%s\n---\n", b"+++\n%s\n+++\n", b"{%s}\n", b"#+%s\n\n", b"%s"][kind] % rest
    front_set(made + b"\n# x\n")


def cells(data: bytes) -> None:
    """A cell as an outline and back: unchanged it keeps its bytes, changed its texts read as asked."""
    from tests.fuzz.invariants import cell_written

    old, new = (part.decode("utf-8", "replace") for part in parts(data, 2))
    cell_written(old, new)


def edits(data: bytes) -> None:
    """Any intention on any page: refused with a sentence, or an edit that its inverse undoes, in its place alone."""
    from tests.fuzz.invariants import edited, read
    from tests.fuzz.wishes import wish

    source, value, numbers = parts(data, 3)
    week = read(source)
    asked = wish(week, value.decode("utf-8", "replace"), numbers)
    if asked is not None:
        edited(week, asked)


def twins(data: bytes) -> None:
    """Any intention on a page that has a twin: mirrored with proof on both, or a reason why not."""
    from tests.fuzz.invariants import mirrored_on, read
    from tests.fuzz.wishes import wish

    source, twin, value, numbers = parts(data, 4)
    week = read(source)
    asked = wish(week, value.decode("utf-8", "replace"), numbers)
    if asked is not None:
        mirrored_on(week, read(twin), asked)


def merged(data: bytes) -> None:
    """Three versions of any page: one, or conflicts with both sides in them; git's markers hold both."""
    from tests.fuzz.invariants import three_merged

    three_merged(*parts(data, 3))


def told(data: bytes) -> None:
    """Two versions of any page: differences in words, each put back alone or refused."""
    from tests.fuzz.invariants import differences_told

    differences_told(*parts(data, 2))


def checked(data: bytes) -> None:
    """Any page, with any page as its twin, through every check; a certain fix is planned, or refused."""
    from tests.fuzz.invariants import problems_found

    problems_found(*parts(data, 2))


def searched(data: bytes) -> None:
    """Any query on any page: spans inside the text; the quick look lets every page with a hit through."""
    from tests.fuzz.invariants import hits_found

    source, query = parts(data, 2)
    hits_found(source, query.decode("utf-8", "replace"))


def renewed(data: bytes) -> None:
    """A new week made of any last weeks: refused, or a page that reads as it should."""
    from tests.fuzz.invariants import next_week

    next_week(*parts(data, 2))


def copied(data: bytes) -> None:
    """Rows and items of any page pasted into any other: refused, or edits that can be planned."""
    from tests.fuzz.invariants import pasted

    pasted(*parts(data, 2))


def configured(data: bytes) -> None:
    """Any site configuration, in TOML, YAML and JSON."""
    from worklog_tui.worklog.site.config import read_config

    kind, rest = (data[0] % 6, data[1:]) if data else (0, b"")
    name = ("hugo.toml", "hugo.yaml", "hugo.json", "languages.toml", "markup.yaml", "config.json")[kind]
    read_config({name: rest})


def kept(data: bytes) -> None:
    """Any bytes where the app keeps its own: settings, ``.worklog``, drafts, history, versions, recent journals."""
    from tests.fuzz.ours import readers

    choices = readers()
    kind, rest = (data[0] % len(choices), data[1:]) if data else (0, b"")
    choices[kind](rest)


def worded(data: bytes) -> None:
    """Any text where words, dates, days and names are read."""
    from tests.fuzz.invariants import text_read

    text_read(data.decode("utf-8", "replace"))


TARGETS: Final[dict[str, Target]] = {
    "page": page,
    "shown": shown,
    "front": front,
    "cells": cells,
    "edits": edits,
    "twins": twins,
    "merged": merged,
    "told": told,
    "checked": checked,
    "searched": searched,
    "renewed": renewed,
    "copied": copied,
    "configured": configured,
    "kept": kept,
    "worded": worded,
}
