"""A comment with its answers, as it stands in a file of ``.worklog/comments/``: records that are only ever added.

What was said is one record each, so that two people's answers meet in a merge as two lines. Where the comment belongs
is a record too, made anew when its row was edited: of several the latest counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple, get_args

from worklog_tui.patterns import regex
from worklog_tui.storage.records import Record, Tables, headed, read_records, top_value, with_record, without_record
from worklog_tui.worklog.review.anchors import Anchor
from worklog_tui.worklog.review.pieces import LONGEST, Kind

Does = Literal["comment", "answer", "resolve", "reopen", "withdraw"]
Status = Literal["open", "resolved", "withdrawn"]
LONGEST_TEXT: Final = 20_000
"""Characters of one text; more is a page, not a comment."""
_SAID: Final = "said"
_PLACE: Final = "place"
_NOTE: Final = (
    "A comment on a page of this journal, its answers, and where it belongs: one record a line, none ever rewritten.\n"
    "`worklog comments` lists them all."
)
_NAME = regex(r"[a-z0-9][a-z0-9-]{3,39}")
_WEEK: Final = 10_000
_FIRST_YEAR, _LAST_YEAR = 1990, 2200


class Note(NamedTuple):
    """One thing that was said. ``at`` is aware; ``does``: what it means for the comment; ``quote``: what the row said
    then.
    """

    key: str
    at: dt.datetime
    by: str
    text: str
    does: Does = "comment"
    quote: str = ""


class Thread(NamedTuple):
    """A comment: its notes in the order they were made, where it belongs now, and where it was made."""

    id: str
    notes: tuple[Note, ...]
    anchor: Anchor
    made: Anchor

    @property
    def by(self) -> str:
        """Whose comment it is."""
        return self.notes[0].by

    @property
    def at(self) -> dt.datetime:
        """When it was made."""
        return self.notes[0].at

    @property
    def text(self) -> str:
        """What was said first."""
        return self.notes[0].text

    @property
    def quote(self) -> str:
        """What the row said when it was commented."""
        return self.notes[0].quote

    @property
    def said(self) -> tuple[Note, ...]:
        """The notes with words."""
        return tuple(note for note in self.notes if note.text)

    @property
    def last(self) -> Note:
        """The note made last."""
        return self.notes[-1]

    def said_by(self, note: Note) -> bool:
        """Whether this very note is in it."""
        return any(one.key == note.key for one in self.notes)

    @property
    def status(self) -> Status:
        """As the last note left it that says something of it."""
        for note in reversed(self.notes):
            if note.does in ("resolve", "withdraw"):
                return "resolved" if note.does == "resolve" else "withdrawn"
            if note.does == "reopen":
                return "open"
        return "open"


def good_id(text: str) -> bool:
    """Whether it may name a comment, and so a file."""
    return _NAME.fullmatch(text) is not None


def file_name(thread: str) -> str:
    """The file of a comment."""
    return f"{thread}.toml"


def read_thread(name: str, data: bytes) -> Thread | None:
    """The comment of a file (``name``: without ``.toml``); None: it holds none. Raises NotRecords."""
    tables = read_records(data)
    notes = sorted(_notes(tables), key=lambda note: _order(note.key, note.at))
    places = _places(tables)
    said = next((i for i, note in enumerate(notes) if note.does == "comment"), None)
    if said is None or not places:
        return None
    ordered = (notes[said], *notes[:said], *notes[said + 1 :])
    known = top_value(data, "id")
    return Thread(known if good_id(known) else name, ordered, places[-1][1], places[0][1])


def _notes(tables: Tables) -> list[Note]:
    out = []
    for key, record in tables.get(_SAID, {}).items():
        at = read_moment(record.get("at"))
        does = _text(record, "does") or "comment"
        if at is not None and does in get_args(Does):
            words = _text(record, "text")[:LONGEST_TEXT]
            by = " ".join(_text(record, "by").split()) or "someone"
            out.append(Note(key, at, by, words, does, _text(record, "quote")[:LONGEST]))  # type: ignore[arg-type]
    return out


def _places(tables: Tables) -> list[tuple[tuple[dt.datetime, str], Anchor]]:
    out = []
    for key, record in tables.get(_PLACE, {}).items():
        at = read_moment(record.get("at"))
        anchor = _anchor(record)
        if at is not None and anchor is not None:
            out.append(((at, key), anchor))
    return sorted(out, key=lambda place: _order(place[0][1], place[0][0]))


def _order(key: str, at: dt.datetime) -> tuple[int, dt.datetime, str]:
    """Whoever writes counts on from what is there: the clocks of two computers may differ."""
    number = key.partition("-")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 0, at, key


def numbered(number: int, name: str) -> str:
    """The key of the record with this number, from 0."""
    return f"{number:02}-{name}"


def _anchor(record: Mapping[str, Any]) -> Anchor | None:
    kind, page = _text(record, "kind"), _text(record, "page")
    if kind not in get_args(Kind) or not page:
        return None
    week = record.get("week")
    number, first = (record.get(key) for key in ("number", "first"))
    return Anchor(
        kind,  # type: ignore[arg-type]
        page,
        _text(record, "language"),
        week if isinstance(week, int) and abs(week) < _WEEK else None,
        _text(record, "text")[:LONGEST],
        number if isinstance(number, int) and 0 < number < 1_000_000 else 1,
        _text(record, "group"),
        _text(record, "token"),
        first if isinstance(first, int) and 0 < first < 1_000_000 else 1,
        tuple(_text(record, "rows").split()[:100]),
    )


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


# --- writing -----------------------------------------------------------------------------------------------------


def new_file(thread: str) -> bytes:
    """The beginning of a comment's file."""
    return headed(_NOTE, "id", thread)


def with_note(data: bytes, note: Note) -> bytes:
    """The file with one more note. Raises NotRecords."""
    record: dict[str, str] = {"at": written_moment(note.at), "by": note.by}
    if note.does != "comment":
        record["does"] = note.does
    if note.quote:
        record["quote"] = note.quote
    if note.text:
        record["text"] = note.text
    return with_record(data, _SAID, note.key, record)


def with_place(data: bytes, name: str, at: dt.datetime, anchor: Anchor) -> bytes:
    """The file with another place: where the comment was made stays in it, places in between go. Raises NotRecords."""
    old = _places(read_records(data))
    last = _order(old[-1][0][1], at)[0] + 1 if old else 0
    data = without_record(data, _PLACE, [place[0][1] for place in old[1:]])
    return with_record(data, _PLACE, numbered(last, name), {"at": written_moment(at), **_anchor_record(anchor)})


def _anchor_record(anchor: Anchor) -> Record:
    record: dict[str, str | int] = {"kind": anchor.kind, "page": anchor.page}
    if anchor.language:
        record["language"] = anchor.language
    if anchor.week is not None:
        record["week"] = anchor.week
    if anchor.kind != "page":
        record |= {"number": anchor.number, "group": anchor.group, "token": anchor.token, "text": anchor.text}
    return record | {"first": anchor.first, "rows": " ".join(anchor.rows)}


def read_moment(value: object) -> dt.datetime | None:
    """A moment as our files have it (or TOML's own), always aware; None: it is none, or of no time anybody wrote in."""
    try:
        found = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None
    if not isinstance(found, dt.datetime) or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=dt.UTC)


def written_moment(at: dt.datetime) -> str:
    """``2025-11-03T10:15:00Z``, with milliseconds where it has some."""
    unit = "milliseconds" if at.microsecond >= 1000 else "seconds"
    return at.astimezone(dt.UTC).isoformat(timespec=unit).replace("+00:00", "Z")
