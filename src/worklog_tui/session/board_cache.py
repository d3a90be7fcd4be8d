"""What the board keeps of pages between runs, by the hash of their bytes; a broken or old file is ignored."""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import worklog_tui
from worklog_tui.storage.files import digest
from worklog_tui.worklog.term.totals import PageTotals

if TYPE_CHECKING:
    from pathlib import Path

    from worklog_tui.session.nouns import Journal
    from worklog_tui.storage.settings import Settings

_LIMIT: Final = 16 * 1024 * 1024
_FORMAT: Final = 1


class Kept(NamedTuple):
    """A page: its numbers, the hash of the shape its twins must share, its problems, texts to translate."""

    totals: PageTotals
    shape: str
    problems: int
    translate: int


class BoardCache:
    """For one thread. ``folder`` None: nothing is kept."""

    def __init__(self, journal: Journal, settings: Settings, folder: Path | None) -> None:
        self._rels = {page.rel for week in journal.weeks for page in week.pages}
        name = f"board-{digest(os.fsencode(str(journal.root)))[:24]}.json"
        self._file = str(folder / name) if folder is not None else ""
        self._words = [{k: list(v) for k, v in sorted(w.items())} for w in (settings.columns, settings.headings)]
        self._known: dict[str, Any] | None = None
        self._changed = False

    def get(self, rel: str, version: str) -> Kept | None:
        """What is kept of the page in these bytes."""
        entry = self._entries().get(rel)
        return _kept(entry[1:]) if isinstance(entry, list) and entry[:1] == [version] else None

    def put(self, rel: str, version: str, kept: Kept) -> None:
        """Keep this of the page."""
        totals = kept.totals
        span = None if totals.span is None else [day.isoformat() for day in totals.span]
        days, ends = ([day.isoformat() for day in found] for found in (totals.days, totals.ends))
        numbers = [totals.tasks, totals.done, totals.references, totals.words, kept.problems, kept.translate]
        entry = [version, kept.shape, numbers, days, ends, span]
        entries = self._entries()
        if entries.get(rel) != entry:
            entries[rel] = entry
            self._changed = True

    def write(self) -> None:
        """To the disk; a folder that cannot be written is no error."""
        if not self._changed or not self._file:
            return
        from worklog_tui.storage.lowlevel import replace_own

        pages = {rel: entry for rel, entry in self._entries().items() if rel in self._rels}
        data = json.dumps({"stamp": self._stamp(), "pages": pages}, ensure_ascii=True).encode()
        try:
            replace_own(self._file, data, durable=False)
        except OSError:
            return
        self._changed = False

    def _entries(self) -> dict[str, Any]:
        if self._known is None:
            self._known = self._load() if self._file else {}
        return self._known

    def _stamp(self) -> list[Any]:
        return [_FORMAT, worklog_tui.__version__, self._words]

    def _load(self) -> dict[str, Any]:
        try:
            if os.path.getsize(self._file) > _LIMIT:
                return {}
            with open(self._file, "rb") as opened:
                found = json.loads(opened.read())
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict) or found.get("stamp") != self._stamp():
            return {}
        pages = found.get("pages")
        return dict(pages) if isinstance(pages, dict) else {}


def _kept(values: list[Any]) -> Kept | None:
    """The kept values, if they are what they should be."""
    try:
        shape, numbers, days, ends, span = values
        tasks, done, references, words, problems, translate = numbers
        first_last = None if span is None else (dt.date.fromisoformat(span[0]), dt.date.fromisoformat(span[1]))
        entries, finished = (tuple(map(dt.date.fromisoformat, found)) for found in (days, ends))
    except (TypeError, ValueError, IndexError):
        return None
    if not all(type(n) is int for n in numbers) or type(shape) is not str:
        return None
    return Kept(PageTotals(tasks, done, finished, references, words, entries, first_last), shape, problems, translate)
