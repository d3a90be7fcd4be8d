"""What a list says of each page, kept between runs: reading every page again costs more than all else `list` does.

A page's facts are kept under the hash of its bytes, so they are never those of other bytes, whatever its times say.
The file lies in the cache folder; without it, or with a broken one, the pages are read.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import TYPE_CHECKING, Any

import worklog_tui
from worklog_tui.record import record, replace
from worklog_tui.session.reading import Reader, read_file
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.files import digest

if TYPE_CHECKING:
    from pathlib import Path

    from worklog_tui.session.journal import Journal, PageRef
    from worklog_tui.storage.settings import Settings
    from worklog_tui.worklog.day.today import Dated
    from worklog_tui.worklog.model import Week

_LIMIT = 16 * 1024 * 1024


@record
class PageOverview:
    """One page. ``days``: first and last date of its tasks in ISO form; ``logged``: those of ``worklog.today.dated``
    where the page tells them by more than its front matter; ``lent``: where it tells no year, a day others told, and
    the days it has near that one.
    """

    language: str | None
    number: int | None
    title: str | None
    tasks: int
    days: tuple[str, str] | None
    logged: tuple[str, str] | None = None
    lent: tuple[str, str, str] | None = None


class Overview:
    """The pages of one journal; for one thread. ``cache`` is the folder for what is kept."""

    def __init__(self, journal: Journal, settings: Settings, cache: Path) -> None:
        self._journal = journal
        self._root = str(journal.root)
        self._pages = {page.rel for week in journal.weeks for page in week.pages}
        self._settings = settings
        self._reader = Reader(settings)
        self._file = str(cache / f"weeks-{digest(os.fsencode(self._root))[:24]}.json")
        self._known: dict[str, Any] | None = None
        self._changed = False

    def of(self, page: PageRef) -> PageOverview:
        """The page as it is on the disk now. Raises PageUnreadable."""
        found = read_file(page, self._root)
        if self._known is None:
            self._known = _load(self._file, self._stamp())
        key = [found.version.digest, page.language, page.number]
        entry = self._known.get(page.rel)
        if isinstance(entry, list) and entry[:3] == key and (kept := _overview(entry[3:])) is not None:
            return kept
        return self._noted(page, found.version.digest, self._reader.week(page, self._reader.parse(found.data)))

    def days(self, page: PageRef) -> tuple[str, str] | None:
        """First and last date of its tasks in ISO form; where it tells no year, the year of the weeks beside it. Raises
        PageUnreadable.
        """
        known = self.of(page)
        if known.days is not None or known.logged is None or not known.logged[0].startswith("--"):
            return known.days
        from worklog_tui.session.years import beside
        from worklog_tui.worklog.reading.years import expected

        others = beside(self._journal.weeks, page)
        about = expected(page.number, ((other.number, self._own_days(other)) for other in others))
        if about is None:
            return None
        if known.lent is None or known.lent[0] != about.isoformat():
            found = read_file(page, self._root)
            self._reader.about[page.rel] = about
            week = self._reader.week(page, self._reader.parse(found.data))
            del self._reader.about[page.rel]
            days = _iso(week.days)
            if days is None:
                return None
            known = self._put(page, found.version.digest, replace(known, lent=(about.isoformat(), *days)))
        return None if known.lent is None else known.lent[1:]

    def _own_days(self, page: PageRef) -> tuple[dt.date, dt.date] | None:
        try:
            days = self.of(page).days
        except PageUnreadable:
            return None
        return None if days is None else (dt.date.fromisoformat(days[0]), dt.date.fromisoformat(days[1]))

    def note(self, page: PageRef, week: Week) -> None:
        """The page was read, or written, as this week."""
        if self._known is None:
            self._known = _load(self._file, self._stamp())
        self._noted(page, digest(week.document.source), week)

    def _noted(self, page: PageRef, version: str, week: Week) -> PageOverview:
        from worklog_tui.worklog.day.today import dated

        told = dated(week)
        logged = _iso(told.days) if told.logged else _yearless(dated(week, _ANY_YEAR))
        made = PageOverview(week.language, week.number, week.title, len(week.tasks), _iso(week.days), logged)
        return self._put(page, version, made)

    def _put(self, page: PageRef, version: str, made: PageOverview) -> PageOverview:
        assert self._known is not None  # noqa: S101 - all callers have loaded it
        spans = [None if span is None else list(span) for span in (made.days, made.logged, made.lent)]
        facts = [made.language, made.number, made.title, made.tasks, *spans]
        self._known[page.rel] = [version, page.language, page.number, *facts]
        self._changed = True
        return made

    def dated(self, page: PageRef, day: dt.date) -> Dated:
        """What the page tells of its days; without a year it is the one nearest to ``day``. Raises PageUnreadable."""
        from worklog_tui.worklog.day.today import Dated

        known = self.of(page)
        if known.logged is None:
            return Dated(known.number, None)
        return Dated(known.number, _days(known.logged, day))

    def keep(self) -> None:
        """Write what was learned; a cache folder that cannot be written is no error."""
        if not self._changed or self._known is None:
            return
        from worklog_tui.storage.lowlevel import replace_own

        pages = {rel: entry for rel, entry in self._known.items() if rel in self._pages}
        data = json.dumps({"stamp": self._stamp(), "pages": pages}, ensure_ascii=True).encode()
        try:
            replace_own(self._file, data, durable=False)
        except OSError:
            return
        self._changed = False

    def _stamp(self) -> list[Any]:
        """What else the facts depend on: the words in the settings, and the code that reads."""
        words = [
            {key: list(v) for key, v in sorted(w.items())} for w in (self._settings.columns, self._settings.headings)
        ]
        return [worklog_tui.__version__, _code_age(), words]


def _code_age() -> int:
    """The newest change of the modules that read pages, ns: a checkout has one version for many codes."""
    folder = os.path.dirname(os.path.abspath(worklog_tui.__file__))
    newest = 0
    try:
        for name in ("document", "worklog"):
            with os.scandir(os.path.join(folder, name)) as entries:
                newest = max(newest, *(e.stat().st_mtime_ns for e in entries if e.name.endswith(".py")))
    except (OSError, TypeError):
        return 0
    return newest


def _load(file: str, stamp: list[Any]) -> dict[str, Any]:
    """The kept entries; none where the file is missing, broken, or of another stamp."""
    try:
        if os.path.getsize(file) > _LIMIT:
            return {}
        with open(file, "rb") as opened:
            found = json.loads(opened.read())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or found.get("stamp") != stamp or not isinstance(found.get("pages"), dict):
        return {}
    return dict(found["pages"])


def _overview(values: list[Any]) -> PageOverview | None:
    """The kept facts, if they are of the right types."""
    if len(values) != 7:
        return None
    language, number, title, tasks, *spans, lent = values
    if lent is not None and not (_is_span(lent[1:]) if isinstance(lent, list) and isinstance(lent[0], str) else False):
        return None
    if not all(isinstance(text, str | None) for text in (language, title)) or not isinstance(number, int | None):
        return None
    if not isinstance(tasks, int) or not all(span is None or _is_span(span) for span in spans):
        return None
    days, logged = (None if span is None else (span[0], span[1]) for span in spans)
    return PageOverview(language, number, title, tasks, days, logged, None if lent is None else tuple(lent))


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(day, str) for day in value)


_ANY_YEAR = dt.date(2000, 7, 1)


def _yearless(told: Dated) -> tuple[str, str] | None:
    """The days of a page that names no year, as ``--10-26``."""
    if not told.logged or told.days is None:
        return None
    return (f"--{told.days[0]:%m-%d}", f"--{told.days[1]:%m-%d}")


def _days(logged: tuple[str, str], day: dt.date) -> tuple[dt.date, dt.date] | None:
    """The kept days; without a year the ones nearest to ``day``."""
    try:
        if not logged[0].startswith("--"):
            return dt.date.fromisoformat(logged[0]), dt.date.fromisoformat(logged[1])
        trials = [
            tuple(dt.date.fromisoformat(f"{year}{text[1:]}") for text in logged)
            for year in (day.year - 1, day.year, day.year + 1)
            if not any(text == "--02-29" for text in logged) or year % 4 == 0
        ]
    except ValueError:
        return None
    first, last = min(trials, key=lambda span: abs(span[0] - day))
    return first, last


def _iso(days: tuple[dt.date, dt.date] | None) -> tuple[str, str] | None:
    return (days[0].isoformat(), days[1].isoformat()) if days else None
