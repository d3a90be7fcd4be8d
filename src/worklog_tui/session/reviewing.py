"""Which pages were reviewed, by whom, and as which bytes: ``.worklog/reviewed/``, a file for each reviewer.

A page is reviewed as long as it is the bytes that were read. The text that was read is kept in the state folder, so
that what has changed since can be shown; on another computer git may have it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from worklog_tui.patterns import regex
from worklog_tui.session.threads import read_moment, written_moment
from worklog_tui.storage.errors import NotSaved, PageUnreadable, StorageError
from worklog_tui.storage.files import MAX_PAGE, digest
from worklog_tui.storage.record_files import RecordFolder, Stamp
from worklog_tui.storage.records import NotRecords, headed, read_records, top_value, with_record, without_record

if TYPE_CHECKING:
    from pathlib import Path

    from worklog_tui.session.comments import Comments
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Session
    from worklog_tui.storage.versions import VersionStore

ReviewState = Literal["yes", "changed", "no"]
FOLDER: Final = "reviewed"
_TABLE: Final = "pages"
_NOTE: Final = (
    "The pages {name} has reviewed: when, and which bytes (their hash, and what git calls them).\n"
    "A page counts as reviewed as long as it is these bytes."
)
_NAME = regex(r"[^a-z0-9]+")
_KEPT_DAYS: Final = 3650
_KEPT_SIZE: Final = 256 * 1024 * 1024


class Reviewed(NamedTuple):
    """One review of a page. ``at`` is aware; ``digest`` of its bytes; ``git``: git's name of them as a blob."""

    page: str
    by: str
    at: dt.datetime
    digest: str
    git: str


class Reviewing:
    """Part of the session; thread-safe. What it writes is on the disk when the call returns."""

    def __init__(self, session: Session, clock: Callable[[], dt.datetime]) -> None:
        journal = session.journal
        self.root = journal.site.root if journal.site is not None else journal.root
        self._session, self._clock = session, clock
        self._files = RecordFolder(self.root, FOLDER, session.state_dir)
        self._usual = ""
        self._names: dict[str, str] = {}
        self._lock = threading.RLock()
        self._stamps: dict[str, Stamp] = {}
        self._known: dict[str, tuple[Reviewed, ...]] = {}  # by file
        self._pages: dict[str, list[Reviewed]] = {}  # newest first
        self._trouble: dict[str, str] = {}
        self._gone: list[Reviewed] = []
        self._gone_of: tuple[object, object] = (None, None)  # what they were made out of

    @property
    def author(self) -> str:
        """Who reviews and comments here. The first call may ask git: not for the UI thread."""
        from worklog_tui.session.authoring import known_as, plain_name

        chosen = plain_name(self._session.settings.author or "")
        if not chosen and not self._usual:
            self._usual = known_as(self.root)
        return chosen or self._usual

    @cached_property
    def comments(self) -> Comments:
        """The comments; imported when first asked for."""
        from worklog_tui.session.comments import Comments

        return Comments(self._session, self.root, self._clock, self.name_of)

    @property
    def troubles(self) -> tuple[str, ...]:
        """A sentence for each file that cannot be read; it is left as it is."""
        self._look()
        return tuple(self._trouble.values())

    # --- asking --------------------------------------------------------------------------------------------------

    def state(self, page: PageRef, *, by: str = "") -> ReviewState:
        """Whether the page is as somebody (``by``: this person) has reviewed it. Reads its bytes, parses nothing."""
        found = self.all_of(page, by=by)
        if not found:
            return "no"
        try:
            now = digest(self._session.source(page))
        except PageUnreadable:
            return "changed"
        return "yes" if any(one.digest == now for one in found) else "changed"

    def last(self, page: PageRef, *, by: str = "") -> Reviewed | None:
        """The last review of the page."""
        return next(iter(self.all_of(page, by=by)), None)

    def all_of(self, page: PageRef, *, by: str = "") -> tuple[Reviewed, ...]:
        """The reviews of the page, newest first: one of each reviewer."""
        self._look()
        with self._lock:
            found = self._pages.get(self.name_of(page)) or self._gone_but_same(page)
        return tuple(one for one in found if not by or one.by == by)

    def name_of(self, page: PageRef) -> str:
        """What files in ``.worklog/`` call the page: its path from the site's root, with ``/``."""
        name = self._names.get(page.rel)
        if name is None:
            name = self._names[page.rel] = os.path.relpath(page.path, self.root).replace(os.sep, "/")
        return name

    def before(self, page: PageRef, review: Reviewed) -> bytes | None:
        """The bytes that were reviewed; None: they are not kept here. May ask git: not for the UI thread."""
        kept = self._kept.content(review.digest) if review.digest.isalnum() else None
        if kept is None and review.digest.isalnum():
            kept = self._session.keeping.versions.content(review.digest)
        if kept is None:
            kept = _git_blob(page.path.parent, review.git)
        return kept if kept is not None and digest(kept) == review.digest else None

    # --- marking -------------------------------------------------------------------------------------------------

    def mark(self, page: PageRef, data: bytes) -> Reviewed:
        """These bytes of the page, which were looked at, are reviewed. Raises NotSaved."""
        at = self._clock().astimezone(dt.UTC).replace(microsecond=0)
        review = Reviewed(self.name_of(page), self.author, at, digest(data), _git_name(data))
        self._kept.keep(os.path.realpath(page.path), data, at=at.replace(tzinfo=None), label=f"reviewed by {review.by}")
        self._write(review)
        return review

    def take_in(self, review: Reviewed) -> bool:
        """A review that came from elsewhere. False: it is known, or a later one is. Raises NotSaved."""
        known = next((one for one in self._pages_of(review.page) if one.by == review.by), None)
        if known is not None and known.at >= review.at:
            return False
        self._write(review)
        return True

    def _write(self, review: Reviewed) -> None:
        record = {"at": written_moment(review.at), "digest": review.digest, "git": review.git}

        def change(held: bytes) -> bytes:
            held = held or headed(_NOTE.format(name=review.by), "name", review.by)
            return with_record(held, _TABLE, review.page, record)

        self._files.change(_file_of(review.by), change)

    def every(self) -> tuple[Reviewed, ...]:
        """All reviews of the journal."""
        self._look()
        with self._lock:
            return tuple(one for found in self._pages.values() for one in found)

    def _pages_of(self, name: str) -> tuple[Reviewed, ...]:
        self._look()
        with self._lock:
            return tuple(self._pages.get(name, ()))

    def unmark(self, page: PageRef) -> bool:
        """My review of the page is taken back. False: there was none. Raises NotSaved."""
        mine = self.last(page, by=self.author)
        if mine is None:
            return False
        self._files.change(_file_of(mine.by), lambda held: without_record(held, _TABLE, [mine.page]))
        return True

    def moved(self, pages: Iterable[tuple[PageRef, PageRef]]) -> None:
        """Pages lie under other names now: reviews and comments go with them, where their files can be written."""
        pages = tuple(pages)
        names = {self.name_of(old): self.name_of(new) for old, new in pages}
        self.comments.moved(pages)
        self._look()
        for name, reviews in list(self._known.items()):
            if any(one.page in names for one in reviews):
                with contextlib.suppress(NotSaved):  # the pages are renamed: what was said of them is found by its text
                    self._files.change(name, lambda held: _renamed(held, names))

    @property
    def _kept(self) -> VersionStore:
        from worklog_tui.storage.versions import VersionStore

        return VersionStore(self._session.state_dir / FOLDER, days=_KEPT_DAYS, size=_KEPT_SIZE)

    # --- reading -------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Takes in the files that have changed since: git, or another program of ours, may have written there."""
        stamps = self._files.stamps()
        with self._lock:
            if stamps == self._stamps:
                return
            for name, stamp in stamps.items():
                if self._stamps.get(name) != stamp:
                    self._take(name)
            for gone in self._stamps.keys() - stamps.keys():
                self._known.pop(gone, None)
                self._trouble.pop(gone, None)
            self._stamps = stamps
            self._pages = {}
            for one in sorted((r for found in self._known.values() for r in found), key=lambda r: r.at, reverse=True):
                self._pages.setdefault(one.page, []).append(one)

    def _take(self, name: str) -> None:
        self._trouble.pop(name, None)
        try:
            data = self._files.read(name)
            self._known[name] = tuple(_reviews(data))
        except PageUnreadable as error:
            self._trouble[name] = str(error)
        except NotRecords:
            self._trouble[name] = f"{self._files.called(name)} is not valid TOML: its reviews are not shown; mend it."

    def _gone_but_same(self, page: PageRef) -> list[Reviewed]:
        """Reviews of these very bytes under a name that is gone: another program has renamed the page."""
        gone = self._left_over()
        if not gone:
            return []
        try:
            now = digest(self._session.source(page))
        except PageUnreadable:
            return []
        return [one for one in gone if one.digest == now]

    def _left_over(self) -> list[Reviewed]:
        """The reviews of pages that are not listed any more."""
        journal = self._session.journal
        if self._gone_of[0] is not journal or self._gone_of[1] is not self._stamps:
            listed = {self.name_of(page) for week in journal.weeks for page in week.pages}
            self._gone = [one for name, found in self._pages.items() if name not in listed for one in found]
            self._gone_of = (journal, self._stamps)
        return self._gone


def _reviews(data: bytes) -> Iterator[Reviewed]:
    by = " ".join(top_value(data, "name").split())
    for page, record in read_records(data).get(_TABLE, {}).items():
        at, name, git = (record.get(key) for key in ("at", "digest", "git"))
        if isinstance(name, str) and (moment := read_moment(at)) is not None:
            yield Reviewed(page, by or "someone", moment, name, git if isinstance(git, str) else "")


def _renamed(held: bytes, names: dict[str, str]) -> bytes:
    records = {key: r for key, r in read_records(held).get(_TABLE, {}).items() if key in names}
    held = without_record(held, _TABLE, records)
    for key, record in records.items():
        held = with_record(held, _TABLE, names[key], record)
    return held


def _file_of(name: str) -> str:
    """``lan-nguyen-1f3870be.toml``: readable, and another name's is another file."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d")).encode("ascii", "ignore").decode()
    return f"{_NAME.sub('-', plain).strip('-')[:40] or 'reviewer'}-{digest(name.encode(), size=4)}.toml"


def _git_name(data: bytes) -> str:
    """What git calls a file of these bytes."""
    from hashlib import sha1

    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _git_blob(folder: Path, name: str) -> bytes | None:
    """The file git keeps under this name, in the repository around ``folder``. Nothing is fetched for it."""
    from worklog_tui.storage.git import find_git

    if len(name) != 40 or not all(c in "0123456789abcdef" for c in name):
        return None
    git = find_git(folder)
    try:
        found = git.look("-c", "protocol.allow=never", "cat-file", "blob", name) if git is not None else None
    except StorageError:
        return None
    return found.out if found is not None and not found.code and len(found.out) <= MAX_PAGE else None
