"""Bytes to weeks. The layers below are imported when the first page is read: opening a journal needs none of them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from worklog_tui.storage.files import read_page

if TYPE_CHECKING:
    import datetime as dt

    from worklog_tui.document.model import Document
    from worklog_tui.session.journal import PageRef
    from worklog_tui.storage.files import PageFile
    from worklog_tui.storage.settings import Settings
    from worklog_tui.worklog.model import Week
    from worklog_tui.worklog.reading.vocabulary import Vocabulary


def read_file(page: PageRef, root: str) -> PageFile:
    """The file as it is on the disk; one below the root (a real path) must not lead out. Raises PageUnreadable."""
    chosen = not page.rel.startswith("..") and page.base == root
    return read_page(page.path, within=root if chosen else None)


class Reader:
    """Reads weeks with the user's vocabulary. Thread-safe."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._vocabulary: Vocabulary | None = None
        self._making = threading.Lock()
        self.about: dict[str, dt.date] = {}
        """By page: a day near its week, where others had to tell its year (session/years.py)."""

    def parse(self, data: bytes) -> Document:
        """The document of these bytes."""
        from worklog_tui.document.parse import parse

        return parse(data)

    def week(self, page: PageRef, document: Document) -> Week:
        """The week of this document, on the page it stands on."""
        from worklog_tui.worklog.reading.read import read_week

        return read_week(
            document,
            language=page.language,
            number=page.number,
            path=page.rel,
            vocabulary=self.vocabulary(),
            about=self.about.get(page.rel),
        )

    def vocabulary(self) -> Vocabulary:
        """The built-in vocabulary with the settings' own words."""
        with self._making:
            if self._vocabulary is None:
                from worklog_tui.worklog.reading.vocabulary import DEFAULT

                words = self._settings
                known = DEFAULT  # one for all readers: its index costs as much as a page
                if words.columns or words.headings:
                    known = known.extended(columns=words.columns, headings=words.headings)
                self._vocabulary = known
            return self._vocabulary
