"""The comments of a journal: ``.worklog/comments/``, a file each. They follow what they speak of; pages never change.

A comment belongs to one page, in one language. Where its row is edited in the app it is looked at at once, and its
place written anew; what other programs do is made out when the page is seen again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.session.homes import Homes
from worklog_tui.session.threads import (
    LONGEST_TEXT,
    Does,
    Note,
    Thread,
    file_name,
    new_file,
    numbered,
    read_thread,
    with_note,
    with_place,
)
from worklog_tui.storage.errors import NotSaved, PageUnreadable
from worklog_tui.storage.record_files import RecordFolder, Stamp
from worklog_tui.storage.records import NotRecords
from worklog_tui.worklog.review.anchors import Anchor, Found, anchor_of, find
from worklog_tui.worklog.review.pieces import LONGEST, Piece, pieces

if TYPE_CHECKING:
    from pathlib import Path

    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Session
    from worklog_tui.worklog.model import Week

FOLDER: Final = "comments"
_PAUSE: Final = 0.0005  # seconds left to the screen before each page that is read

Read = Callable[["PageRef"], "Week | None"]


class Placed(NamedTuple):
    """A comment on its page. ``found`` None: what it spoke of is not there any more; ``page`` None: nor is the page."""

    thread: Thread
    page: PageRef | None
    found: Found | None

    @property
    def gone(self) -> bool:
        """Whether what it spoke of is not there any more."""
        return self.found is None

    @property
    def line(self) -> int:
        """The line of the page it is shown at, from 1."""
        return self.found.piece.line if self.found is not None and self.found.piece is not None else 0


class Comments:
    """Part of the session; thread-safe. What it writes is on the disk when the call returns. ``follow`` False: places
    are never written anew (whoever only reads leaves no trace but their own comments).
    """

    def __init__(
        self, session: Session, root: Path, clock: Callable[[], dt.datetime], name_of: Callable[[PageRef], str]
    ) -> None:
        self._session, self._clock, self._name_of = session, clock, name_of
        self._files = RecordFolder(root, FOLDER, session.state_dir)
        self._lock = threading.RLock()
        self._stamps: dict[str, Stamp] = {}
        self._known: dict[str, Thread] = {}  # by file
        self._trouble: dict[str, str] = {}
        self._fresh: dict[str, Anchor] = {}  # where the file could not be written, or is not to be
        self._gone: set[str] = set()  # what they spoke of was seen to go
        self.follow = True
        self.homes = Homes(session, name_of)

    # --- asking --------------------------------------------------------------------------------------------------

    @property
    def threads(self) -> tuple[Thread, ...]:
        """Every comment, oldest first."""
        self._look()
        return self.known

    @property
    def known(self) -> tuple[Thread, ...]:
        """The same as last read: no file is looked at."""
        with self._lock:
            found = [self._with_fresh(thread) for thread in self._known.values()]
        return tuple(sorted(found, key=lambda thread: (thread.at, thread.id)))

    @property
    def troubles(self) -> tuple[str, ...]:
        """A sentence for each file that cannot be read; it is left as it is."""
        self._look()
        return tuple(self._trouble.values())

    def thread(self, name: str) -> Thread | None:
        """The comment of this id."""
        return next((thread for thread in self.threads if thread.id == name), None)

    def of(self, page: PageRef, week: Week, *, look: bool = True) -> tuple[Placed, ...]:
        """The page's comments, as it reads in ``week``: in its order, those without a place last. ``look`` False: as
        the files were when last read.
        """
        threads = self.threads if look else self.known
        here = [thread for thread in threads if thread.status != "withdrawn" and self.homes.is_at(thread, page)]
        every = pieces(week) if here else ()
        found = [Placed(thread, page, self._find(every, thread)) for thread in here]
        return tuple(sorted(found, key=lambda placed: (placed.gone, placed.line, placed.thread.at)))

    def _find(self, every: Sequence[Piece], thread: Thread) -> Found | None:
        strict = thread.id in self._gone
        return find(every, thread.anchor, strict=strict) or find(every, thread.made, strict=True)

    def open_on(self) -> dict[str, int]:
        """How many open comments pages have, by their names in the journal; no page is read."""
        found = [page for t in self.threads if t.status == "open" and (page := self.homes.of(t)) is not None]
        return dict(Counter(page.rel for page in found))

    def everywhere(self) -> Iterator[Placed]:
        """Every comment with its place, in the order of the journal. Reads pages: in a thread of your own."""
        read = self.settle()
        left = {thread.id: thread for thread in self.known if thread.status != "withdrawn"}
        for page in self.homes.pages():
            here = any(self.homes.is_at(thread, page) for thread in left.values())
            week = read(page) if here else None
            for placed in self.of(page, week, look=False) if week is not None else ():
                left.pop(placed.thread.id, None)
                yield placed
        for thread in left.values():
            yield Placed(thread, self.homes.of(thread), None)

    def anchor(self, page: PageRef, week: Week, piece: Piece | None) -> Anchor:
        """What a comment on this piece of the page (None: on the page) would speak of."""
        return anchor_of(week, piece, self._name_of(page), page.language)

    # --- saying --------------------------------------------------------------------------------------------------

    def add(self, page: PageRef, week: Week, piece: Piece | None, text: str, *, by: str) -> Thread:
        """A comment on this piece of the page (None: on the page). Raises NotSaved."""
        at = self._now()
        thread = f"{at:%Y%m%d}-{secrets.token_hex(4)}"
        quote = piece.words[:LONGEST] if piece is not None else ""
        note = Note(numbered(0, secrets.token_hex(4)), at, by, _checked(text), quote=quote)
        anchor = self.anchor(page, week, piece)
        self._files.change(
            file_name(thread), lambda _: with_place(with_note(new_file(thread), note), secrets.token_hex(4), at, anchor)
        )
        return Thread(thread, (note,), anchor, anchor)

    def say(self, thread: Thread, does: Does, text: str = "", *, by: str) -> Note:
        """An answer, or that it is resolved, open again, withdrawn; with words or without. Raises NotSaved."""
        words = _checked(text) if text.strip() or does == "answer" else ""
        note = Note(numbered(len(thread.notes), secrets.token_hex(4)), self._now(), by, words, does)
        self._change(thread, lambda held: with_note(held, note))
        return note

    def moved(self, pages: Iterable[tuple[PageRef, PageRef]]) -> None:
        """Pages lie under other names now: their comments go with them, where their files can be written."""
        names = {self._name_of(old): self._name_of(new) for old, new in pages}
        for thread in self.threads:
            if thread.anchor.page in names:
                self._place(thread, thread.anchor._replace(page=names[thread.anchor.page]), always=True)

    # --- following what changes ----------------------------------------------------------------------------------

    def seen(self, page: PageRef, week: Week, *, look: bool = True) -> bool:
        """The page reads so now: the comments whose rows have changed take their new words. Whether some had to."""
        changed = False
        placed = self.of(page, week, look=look)
        every = pieces(week) if placed else ()
        for one in placed:
            changed = self._seen(one, page, week, every) or changed
        return changed

    def _seen(self, one: Placed, page: PageRef, week: Week, every: Sequence[Piece]) -> bool:
        thread, found = one.thread, one.found
        (self._gone.add if found is None else self._gone.discard)(thread.id)
        if found is None:
            return False
        anchor = anchor_of(week, found.piece, self._name_of(page), page.language, every)
        if (anchor.token, anchor.page) != (thread.anchor.token, thread.anchor.page):
            self._place(thread, anchor)
            return True
        if anchor != thread.anchor:  # only what is around it: not worth a line in a file
            with self._lock:
                self._fresh[thread.id] = anchor
        return False

    def settle(self) -> Read:
        """Makes out where comments belong whose page or row is elsewhere now. Reads pages: in a thread of your own.

        What was read is given on, for whoever goes on with it.
        """
        threads = [thread for thread in self.threads if thread.status != "withdrawn"]
        weeks: dict[str, Week | None] = {}

        def read(page: PageRef) -> Week | None:
            if page.rel not in weeks:
                weeks[page.rel] = self._week(page)
            return weeks[page.rel]

        self.homes.settle(threads, read)
        for page in {p.rel: p for t in self.known if (p := self.homes.of(t)) is not None}.values():
            if (week := read(page)) is not None:
                self.seen(page, week, look=False)
        return read

    def _place(self, thread: Thread, anchor: Anchor, *, always: bool = False) -> None:
        with self._lock:
            self._fresh[thread.id] = anchor
        if self.follow or always:
            with contextlib.suppress(NotSaved):  # it is known here, and made out anew elsewhere
                self._change(thread, lambda held: with_place(held, secrets.token_hex(4), self._now(), anchor))
                with self._lock:
                    self._fresh.pop(thread.id, None)

    def _week(self, page: PageRef) -> Week | None:
        """None: it cannot be read."""
        week = self._session.peek(page)
        if week is None:
            time.sleep(_PAUSE)
            with contextlib.suppress(PageUnreadable):
                week = self._session.glance(page, self._session.source(page))
        return week

    # --- files ---------------------------------------------------------------------------------------------------

    def take_in(self, thread: Thread) -> tuple[int, bool]:
        """What another journal says of this comment is added to what is known: how many notes were new, and whether
        the comment was. Raises NotSaved.
        """
        known = self.thread(thread.id)
        new = [note for note in thread.notes if known is None or not known.said_by(note)]
        if not new:
            return 0, False

        def change(held: bytes) -> bytes:
            held = held or new_file(thread.id)
            for note in new:
                held = with_note(held, note)
            return held if known is not None else with_place(held, secrets.token_hex(4), thread.at, thread.anchor)

        self._files.change(self._file_of(thread.id), change)
        return len(new), known is None

    def _change(self, thread: Thread, change: Callable[[bytes], bytes]) -> None:
        def checked(held: bytes) -> bytes:
            if not held:
                raise NotRecords("gone")
            return change(held)

        self._files.change(self._file_of(thread.id), checked)

    def _file_of(self, thread: str) -> str:
        with self._lock:
            return next((name for name, known in self._known.items() if known.id == thread), file_name(thread))

    def _look(self) -> None:
        """Takes in the files that have changed since."""
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

    def _take(self, name: str) -> None:
        self._trouble.pop(name, None)
        self._known.pop(name, None)
        try:
            thread = read_thread(name.removesuffix(".toml"), self._files.read(name))
        except PageUnreadable as error:
            self._trouble[name] = str(error)
        except NotRecords:
            self._trouble[name] = f"{self._files.called(name)} is not valid TOML: its comment is not shown; mend it."
        else:
            if thread is None:
                self._trouble[name] = f"{self._files.called(name)} holds no comment: it is left as it is."
            else:
                self._known[name] = thread

    def _with_fresh(self, thread: Thread) -> Thread:
        anchor = self._fresh.get(thread.id)
        return thread._replace(anchor=anchor) if anchor is not None else thread

    def _now(self) -> dt.datetime:
        return self._clock().astimezone(dt.UTC)


def _checked(text: str) -> str:
    """Raises NotSaved."""
    words = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not words:
        raise NotSaved("There is nothing to say yet: write a few words.")
    if len(words) > LONGEST_TEXT:
        raise NotSaved(f"A comment holds {LONGEST_TEXT:,} characters at most: this one is longer.")
    return words
