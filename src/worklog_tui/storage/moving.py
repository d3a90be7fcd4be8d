"""Files and folders under other names: durable, never over what is there; all of them, or none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from typing import NamedTuple

from worklog_tui.storage.creating import AlreadyThere
from worklog_tui.storage.errors import NotSaved, reason, short_name
from worklog_tui.storage.exchange import give_name
from worklog_tui.storage.files import inside
from worklog_tui.storage.lowlevel import sync_folder


class Move(NamedTuple):
    """One name for another, both absolute; in the order they are made: a folder first, then a file in it."""

    old: str
    new: str


def move_all(moves: Sequence[Move], within: str | os.PathLike[str]) -> None:
    """Give the new names; on the disk when this returns. Raises AlreadyThere, NotSaved: then all have their old ones.

    ``within``: none may come to lie outside this folder, links followed.
    """
    root = os.path.realpath(within)
    made: list[Move] = []
    name = ""
    try:
        for move in moves:
            name = short_name(move.new)
            if not inside(os.path.realpath(os.path.dirname(move.new)), root):
                raise NotSaved(f"“{name}” would lie outside the journal: nothing was moved.")
            give_name(move.old, move.new)
            made.append(move)
            sync_folder(os.path.dirname(move.new))  # now: a later move may give this folder another name
    except FileExistsError as error:
        _take_back(made)
        raise AlreadyThere(f"“{name}” exists already: nothing was moved.") from error
    except OSError as error:
        _take_back(made)
        raise NotSaved(f"“{name}” could not be given its name: {reason(error)}. Nothing was moved.") from error
    except BaseException:
        _take_back(made)
        raise


def moved_back(moves: Sequence[Move]) -> tuple[Move, ...]:
    """The moves that bring the old names back."""
    return tuple(Move(m.new, m.old) for m in reversed(moves))


def _take_back(made: Sequence[Move]) -> None:
    for move in moved_back(made):
        with contextlib.suppress(OSError):
            give_name(move.old, move.new)
