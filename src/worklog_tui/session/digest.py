"""The comments of a journal as one file to send: Markdown for people, with the same in a block for the program.

The block is armoured like a signed mail, so that a mail program that breaks lines or quotes them does it no harm.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from worklog_tui.guards import guarded_json
from worklog_tui.patterns import regex
from worklog_tui.session.reviewing import Reviewed
from worklog_tui.session.threads import (
    Note,
    Thread,
    good_id,
    new_file,
    read_moment,
    read_thread,
    with_note,
    with_place,
    written_moment,
)
from worklog_tui.storage.errors import NotSaved, PageUnreadable, reason
from worklog_tui.storage.files import read_page
from worklog_tui.storage.lowlevel import replace_own
from worklog_tui.storage.records import NotRecords
from worklog_tui.worklog.cells.display import full_date
from worklog_tui.worklog.review.wording import place_words
from worklog_tui.worklog.visible import visible

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from worklog_tui.session.comments import Placed
    from worklog_tui.session.nouns import Journal
    from worklog_tui.session.session import Session

BEGIN: Final = "-----BEGIN WORKLOG COMMENTS-----"
END: Final = "-----END WORKLOG COMMENTS-----"
MOST: Final = 8 * 1024 * 1024
"""Bytes of what a block may hold, unpacked."""
_FORMAT: Final = 1
_QUOTE: Final = 80  # characters of a row in a heading
_HEX = regex(r"[0-9a-f]{0,64}")


class Digest(NamedTuple):
    """What a digest holds; ``wrong``: how many parts of it could not be read."""

    threads: tuple[Thread, ...]
    reviews: tuple[Reviewed, ...]
    wrong: int = 0


class Taken(NamedTuple):
    """What was new in a digest; ``known``: comments that were here already."""

    comments: int
    notes: int
    reviews: int
    known: int


# --- writing -----------------------------------------------------------------------------------------------------


def compose(journal: Journal, found: Sequence[Placed], reviews: Sequence[Reviewed], by: str, now: dt.datetime) -> str:
    """The digest: readable, and to be taken in. Text of pages and comments is made safe to print."""
    open_ones = [one for one in found if one.thread.status == "open"]
    done = [one for one in found if one.thread.status == "resolved"]
    lines = [f"# Comments on {_line(journal.title)}", ""]
    words = f"{len(open_ones)} open" + (f", {len(done)} resolved" if done else "")
    lines += [f"{_line(by)} · {full_date(now.date())} · {words}", ""]
    for name, placed in _by_week(journal, open_ones):
        lines += [f"## {name}", ""]
        for one in placed:
            lines += _told(one)
    if done:
        lines += ["## Resolved", ""]
        lines += [f"- {_where(one)}: {_line(one.thread.text)} ({_line(one.thread.last.by)})" for one in done]
        lines.append("")
    if reviews:
        lines += ["## Reviewed", ""]
        lines += [f"- {_line(r.page)}: {_line(r.by)}, {full_date(r.at.astimezone().date())}" for r in reviews]
        lines.append("")
    lines += [
        "---",
        "",
        "To take this in: `worklog take-in` and the name of this file. The block below is for that.",
        "",
    ]
    return "\n".join([*lines, "```", *_armour([one.thread for one in found], reviews), "```", ""])


def _by_week(journal: Journal, found: Sequence[Placed]) -> Iterator[tuple[str, list[Placed]]]:
    groups: dict[str, list[Placed]] = {}
    for one in found:
        entry = journal.entry_of(one.page) if one.page is not None else None
        label = entry.label if entry is not None else one.thread.anchor.page
        language = one.thread.anchor.language if entry is not None and len(entry.pages) > 1 else ""
        groups.setdefault(_line(f"{label} · {language}" if language else label), []).append(one)
    yield from groups.items()


def _where(one: Placed) -> str:
    piece = one.found.piece if one.found is not None else None
    gone = " (no longer on the page)" if one.found is None else ""
    return place_words(one.thread.anchor, piece) + gone


def _told(one: Placed) -> list[str]:
    words = _line(one.thread.quote)
    words = words if len(words) <= _QUOTE else words[:_QUOTE].rsplit(" ", 1)[0] + " …"
    quote = f": “{words}”" if words else ""
    lines = [f"### {_where(one)}{quote}", ""]
    for note in one.thread.said:
        lines += [f"**{_line(note.by)}**, {full_date(note.at.astimezone().date())}:", ""]
        lines += [f"> {visible(line)}".rstrip() for line in note.text.split("\n")]
        lines.append("")
    return lines


def _line(words: str) -> str:
    return visible(" ".join(words.split()))


def _armour(threads: Iterable[Thread], reviews: Iterable[Reviewed]) -> list[str]:
    held = {
        "format": _FORMAT,
        "comments": {thread.id: _file(thread).decode() for thread in threads},
        "reviews": [
            {"page": r.page, "by": r.by, "at": written_moment(r.at), "digest": r.digest, "git": r.git} for r in reviews
        ],
    }
    packed = base64.b64encode(zlib.compress(json.dumps(held).encode(), 9)).decode()
    return [BEGIN, *(packed[i : i + 64] for i in range(0, len(packed), 64)), END]


def _file(thread: Thread) -> bytes:
    data = new_file(thread.id)
    for note in thread.notes:
        data = with_note(data, note)
    data = with_place(data, "made", thread.at, thread.made)
    return with_place(data, "now", thread.at, thread.anchor) if thread.anchor != thread.made else data


def whole(session: Session, now: dt.datetime) -> str:
    """The digest of all the journal. Reads pages, and may ask git: in a thread of your own."""
    reviewing = session.reviewing
    return compose(session.journal, list(reviewing.comments.everywhere()), reviewing.every(), reviewing.author, now)


def write_digest(path: Path, text: str) -> None:
    """Write it to a file; an older digest is written over, another file is not. Raises NotSaved."""
    try:
        if os.path.lexists(path) and BEGIN.encode() not in read_page(path).data:
            raise NotSaved(f"{path} is there already and is no digest: name another file.")
        replace_own(os.path.realpath(path), text.encode(), mode=0o666)
    except PageUnreadable as error:
        raise NotSaved(str(error)) from error
    except OSError as error:
        raise NotSaved(f"{path} could not be written: {reason(error)}.") from error


# --- reading -----------------------------------------------------------------------------------------------------


def read_digest(text: str) -> Digest | None:
    """What a digest, or a mail that holds one, says; None: there is none in it. Nothing of it is believed unseen."""
    threads: dict[str, Thread] = {}
    reviews: list[Reviewed] = []
    wrong, some = 0, False
    flat = "".join(line.strip().lstrip(">| \t") for line in text.split("\n"))
    for block in flat.split(BEGIN)[1:]:  # the words may also stand in a comment: then no end follows
        packed, end, _ = block.partition(END)
        if not end:
            continue
        some = True
        held = _unpacked(packed)
        if held is None:
            wrong += 1
            continue
        comments, listed = held.get("comments"), held.get("reviews")
        for name, data in comments.items() if isinstance(comments, dict) else ():
            thread = _thread(name, data)
            if thread is None:
                wrong += 1
            else:
                threads[thread.id] = thread
        for record in listed if isinstance(listed, list) else ():
            review = _review(record)
            if review is None:
                wrong += 1
            else:
                reviews.append(review)
    return Digest(tuple(threads.values()), tuple(reviews), wrong) if some else None


def _unpacked(packed: str) -> dict[str, Any] | None:
    try:
        data = zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), MOST)
        held = json.loads(guarded_json(data.decode("utf-8"), MOST))
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None
    return held if isinstance(held, dict) and held.get("format") == _FORMAT else None


def _thread(name: object, data: object) -> Thread | None:
    if not isinstance(name, str) or not good_id(name) or not isinstance(data, str):
        return None
    try:
        found = read_thread(name, data.encode("utf-8", "replace"))
    except NotRecords:
        return None
    return found if found is not None and found.id == name else None


def _review(record: object) -> Reviewed | None:
    if not isinstance(record, dict):
        return None
    page, by, at, digest, git = (record.get(key) for key in ("page", "by", "at", "digest", "git"))
    texts = [one for one in (page, by, at, digest, git) if isinstance(one, str)]
    if len(texts) < 5 or not page or max(map(len, texts)) > 1000:
        return None
    moment = read_moment(texts[2])
    if moment is None or not _HEX.fullmatch(texts[3]) or not _HEX.fullmatch(texts[4]):
        return None
    return Reviewed(texts[0], " ".join(texts[1].split())[:80] or "someone", moment, texts[3], texts[4])


def take_in(session: Session, digest: Digest) -> Taken:
    """Its comments, answers and reviews are added to the journal's; what is known stays as it is. Raises NotSaved."""
    reviewing = session.reviewing
    comments = notes = known = 0
    for thread in digest.threads:
        added, new = reviewing.comments.take_in(thread)
        comments += new
        notes += added if not new else 0
        known += not added
    reviews = sum(reviewing.take_in(review) for review in digest.reviews)
    return Taken(comments, notes, reviews, known)


__all__ = ["BEGIN", "Digest", "Note", "Taken", "compose", "read_digest", "take_in"]
