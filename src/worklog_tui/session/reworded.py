"""Lines put in on Friday in other words than their rows have (``.worklog/reworded.toml``): they are not offered again.

A line counts as long as the section says the words it was given: undone, or changed on the page, it is offered anew.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from worklog_tui.storage.errors import NotSaved, PageUnreadable
from worklog_tui.storage.shared import FOLDER, load_tables, save_tables

if TYPE_CHECKING:
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Session

FILE: Final = "reworded.toml"
NOTE: Final = (
    "Lines of rows (and commits) put into achievements and objectives in other words: they are not offered again."
)
_LONGEST: Final = 1_000  # characters; a longer text is not remembered


class Reworded:
    """What is remembered of a journal. A comfort: where the file cannot be read or written, lines are offered again."""

    def __init__(self, session: Session) -> None:
        journal = session.journal
        self._root = journal.site.root if journal.site is not None else journal.root
        self._state_dir = session.state_dir

    def of(self, page: PageRef) -> Mapping[str, str]:
        """The words lines of this page were put in with, by their marks."""
        try:
            return load_tables(self._root, FILE).get(self._name(page), {})
        except PageUnreadable:
            return {}

    def add(self, words: Sequence[tuple[PageRef, Mapping[str, str]]]) -> None:
        """Remember them too. Waits for the disk: not for the UI thread."""
        from worklog_tui.storage.locks import page_lock

        fresh = [(page, {mark: text for mark, text in lines.items() if len(text) <= _LONGEST}) for page, lines in words]
        if not any(lines for _, lines in fresh):
            return
        with contextlib.suppress(NotSaved, PageUnreadable), page_lock(str(self._file), self._state_dir):
            tables = load_tables(self._root, FILE)
            for page, lines in fresh:
                name = self._name(page)
                tables[name] = {**tables.get(name, {}), **lines}
            save_tables(self._root, FILE, tables, NOTE)

    def moved(self, pages: Sequence[tuple[PageRef, PageRef]]) -> None:
        """Pages lie under other names now: what is remembered of them goes with them."""
        from worklog_tui.storage.locks import page_lock

        if not self._file.exists():
            return
        names = {self._name(old): self._name(new) for old, new in pages}
        with contextlib.suppress(NotSaved, PageUnreadable), page_lock(str(self._file), self._state_dir):
            tables = load_tables(self._root, FILE)
            save_tables(self._root, FILE, {names.get(name, name): lines for name, lines in tables.items()}, NOTE)

    @property
    def _file(self) -> Path:
        return Path(self._root) / FOLDER / FILE

    def _name(self, page: PageRef) -> str:
        return os.path.relpath(page.path, self._root).replace(os.sep, "/")
