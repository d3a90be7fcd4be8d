"""Differences between languages in words: which way one would be mirrored, what differs in a week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.view import text

if TYPE_CHECKING:
    from worklog_tui.session.drifting import WeekDrift
    from worklog_tui.tui.commands import Keymap
    from worklog_tui.tui.view.paint import Run
    from worklog_tui.tui.view.side_by_side import Stop

_WEEK: Final = 14
_LANGUAGES: Final = 9


def offer(stop: Stop, side: int, names: tuple[str, str], keymap: Keymap) -> tuple[str, str]:
    """A line and its tone. ``side``: the page the cursor is on."""
    drift = stop.drift
    missing = stop.halves[side] is None
    if drift is None:
        half = stop.halves[side]
        if half is not None and half.copied:
            done, edit = keymap.called("twins_done"), keymap.called("edit")
            return f"{edit} edits the copied text; {done} takes its mark away: translated, or right as it is.", "muted"
        return (_brings(keymap) if missing else ""), "muted"
    changes = drift.changes(side)
    if changes is None:
        words = f"Not certain: {drift.why}." if drift.why else "Not certain: nothing is mirrored by itself."
        return f"{words} {_brings(keymap)}" if missing else words, "muted"
    way = drift.ways[changes]
    copies = ", its words marked to translate" if way is not None and way.copies else ""
    return f"{keymap.called('twins_mirror')} mirrors it: {names[1 - changes]} → {names[changes]}{copies}.", "key"


def _brings(keymap: Keymap) -> str:
    return f"{keymap.called('edit')} brings it over."


def week_runs(one: WeekDrift, on: bool, width: int) -> list[Run]:
    """A week of the list: its name, the two languages, how many differences of which kind, how many of them certain."""
    languages = " ⇄ ".join((p.language or "–").upper() for p in one.pages)
    sure = "" if not one.certain else "all certain" if one.certain == len(one.found) else f"{one.certain} certain"
    rest = max(1, width - 2 - _WEEK - _LANGUAGES - text.width(sure) - 1)
    return [
        ("▸ " if on else "  ", "key"),
        (text.fit(text.clean(one.entry.label), _WEEK - 1) + " ", "text"),
        (text.fit(text.clean(languages), _LANGUAGES), "muted"),
        (text.fit(text.clean(one.error or one.counts), rest - 1) + " ", "bad" if one.error else "warn"),
        (sure, "good"),
    ]
