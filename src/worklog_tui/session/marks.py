"""The marks "to translate" of a journal, in ``.worklog/translate.toml``.

A mark that names nothing on its page any more leaves the file; it is remembered while the session lasts, so that it
stands there again when undo brings its text back.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from worklog_tui.storage.errors import NotSaved, PageUnreadable
from worklog_tui.storage.shared import FOLDER, Tables, load_tables, save_tables
from worklog_tui.worklog.twins.untranslated import Untranslated, mark_of, untranslated

if TYPE_CHECKING:
    from worklog_tui.session.nouns import Journal, PageRef
    from worklog_tui.worklog.model import Week
    from worklog_tui.worklog.twins.pairing import Copied

FILE: Final = "translate.toml"
NOTE: Final = (
    "Texts copied from the page in another language, still to be translated. A line goes when its text is edited."
)
_SHOWN: Final = 60  # characters of a text that stand in the file, for people


class Marks:
    """Thread-safe. ``failure``: why the file could not be read or written, in a sentence; the marks then stay here."""

    def __init__(self, journal: Journal, state_dir: Path) -> None:
        self._root = journal.site.root if journal.site is not None else journal.root
        self._state_dir = state_dir
        self._lock = threading.RLock()
        self._known: dict[str, dict[str, str]] = {}
        self._alive: dict[str, set[str]] = {}
        self._dropped: set[tuple[str, str]] = set()
        self._held: set[tuple[str, str]] = set()  # what the file held when we last saw it
        self._stamp: tuple[int, int] | None = None
        self._dirty = False
        self._writer: threading.Thread | None = None
        self.failure = ""

    @property
    def file(self) -> Path:
        """Where they are kept."""
        return self._root / FOLDER / FILE

    def of(self, page: PageRef, week: Week) -> tuple[Untranslated, ...]:
        """The texts of the page that wait to be translated."""
        with self._lock:
            self._load()
            return untranslated(week, self._known.get(self._name(page), {}))

    def any(self, page: PageRef) -> bool:
        """Whether texts of the page may wait: only then is it worth reading."""
        with self._lock:
            self._load()
            return bool(self._known.get(self._name(page)))

    def add(self, page: PageRef, week: Week, copies: Iterable[Copied]) -> None:
        """Mark texts that have just arrived on the page."""
        with self._lock:
            self._load()
            name = self._name(page)
            for copy in copies:
                key = mark_of(copy.part, copy.text)
                self._known.setdefault(name, {})[key] = " ".join(copy.text.split())[:_SHOWN]
                self._dropped.discard((name, key))
        self.look(page, week)

    def drop(self, page: PageRef, week: Week, text: Untranslated) -> None:
        """The text is right as it is."""
        with self._lock:
            self._load()
            name = self._name(page)
            self._known.get(name, {}).pop(text.mark, None)
            self._dropped.add((name, text.mark))
            self._alive.pop(name, None)  # to be written again
        self.look(page, week)

    def look(self, page: PageRef, week: Week) -> None:
        """The page reads so now: the file follows, in a thread of its own."""
        with self._lock:
            self._load()
            name = self._name(page)
            if name not in self._known:
                return
            alive = {text.mark for text in untranslated(week, self._known[name])}
            if self._alive.get(name) == alive:
                return
            self._alive[name] = alive
            self._write_soon()

    def _write_soon(self) -> None:
        self._dirty = True
        if self._writer is None:
            self._writer = threading.Thread(target=self._write, name="marks", daemon=True)
            self._writer.start()

    def moved(self, pages: Iterable[tuple[PageRef, PageRef]]) -> None:
        """Pages lie under other names now: their lines go with them."""
        with self._lock:
            self._load()
            for old, new in pages:
                was, now = self._name(old), self._name(new)
                lines = self._known.pop(was, {})
                self._alive.pop(was, None)
                if lines:
                    self._known[now] = lines
                    self._known[was], self._alive[was] = {}, set()
                    self._alive[now] = set(lines)
                    self._write_soon()

    def flush(self, timeout: float = 10.0) -> None:
        """Wait (seconds) until the file is written."""
        writer = self._writer
        if writer is not None:
            writer.join(timeout)

    def _name(self, page: PageRef) -> str:
        return os.path.relpath(page.path, self._root).replace(os.sep, "/")

    def _load(self) -> None:
        """Take in what the file says, where it has changed: another program of ours may have added a text."""
        stamp = self._file_stamp()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            tables = load_tables(self._root, FILE)
            self.failure = ""
        except PageUnreadable as error:
            self.failure = str(error)
            return
        for page, key in self._held - {(page, key) for page, lines in tables.items() for key in lines}:
            self._known.get(page, {}).pop(key, None)  # someone else has taken it out
        for page, lines in tables.items():
            new = {key: text for key, text in lines.items() if (page, key) not in self._dropped}
            self._known[page] = {**new, **self._known.get(page, {})}
        self._hold(tables)

    def _write(self) -> None:
        from worklog_tui.storage.locks import page_lock

        while True:
            with self._lock:
                if not self._dirty:
                    self._writer = None
                    return
                self._dirty = False
            try:
                with page_lock(str(self.file), self._state_dir), self._lock:
                    self._write_once()
            except NotSaved as error:
                self.failure = str(error)

    def _write_once(self) -> None:
        """Raises NotSaved."""
        try:
            held = load_tables(self._root, FILE)
        except PageUnreadable as error:  # it may be mended: not ours to overwrite
            raise NotSaved(str(error)) from error
        self._load()
        tables = {**held}
        for page, alive in self._alive.items():
            tables[page] = {key: text for key, text in self._known.get(page, {}).items() if key in alive}
        tables = {page: lines for page, lines in tables.items() if lines}
        if tables != held:
            save_tables(self._root, FILE, tables, NOTE)
            self._hold(tables)
            self._stamp = self._file_stamp()

    def _file_stamp(self) -> tuple[int, int]:
        try:
            found = os.stat(self.file)
        except OSError:
            return (0, 0)
        return found.st_mtime_ns, found.st_ino

    def _hold(self, tables: Tables) -> None:
        """The file holds these now."""
        self._held = {(page, key) for page, lines in tables.items() for key in lines}
