"""Text of our files that several people write: TOML in which every record is one line of a table.

People can read it, and git can merge it: a record is added as a line of its own and never depends on another, so both
sides of a merge are kept whole, also where git left its marks in the file. What we do not know in a file (comments,
keys, tables) stays as it is, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from worklog_tui.patterns import regex

Value = str | int | bool
Record = Mapping[str, Value]
Tables = dict[str, dict[str, dict[str, Any]]]
"""Table → key → record, as read: what a record holds may be anything."""


class NotRecords(ValueError):
    """The file is not TOML, or not written in the way a record could be put into for certain."""


_MARK = regex(r"(<{7}|\|{7}|={7}|>{7})(?: |$)")
_TABLE = regex(r"\s*\[\s*([A-Za-z0-9_-]+)\s*\]\s*(?:#.*)?$")
_HEADER = regex(r"\s*\[")


def read_records(data: bytes) -> Tables:
    """The records. What is no record (other keys, other shapes) is passed over. Raises NotRecords."""
    return {
        table: {key: record for key, record in lines.items() if isinstance(record, dict)}
        for table, lines in _parsed(_settled(data)).items()
        if isinstance(lines, dict)
    }


def with_record(data: bytes, table: str, key: str, record: Record) -> bytes:
    """The file with this record, in place of one of the same key. Raises NotRecords; then it cannot be told for certain
    how to write it there."""
    text = _settled(data)
    line = f"{_string(key)} = {{{', '.join(f'{name} = {_written(value)}' for name, value in record.items())}}}"
    lines, end = _lines(text)
    start, stop = _range(lines, table)
    if start < 0:
        lines += ["", f"[{table}]", line] if any(lines) else [f"[{table}]", line]
    else:
        at = next((i for i in range(start, stop) if _is_of(lines[i], key)), None)
        if at is None:
            lines.insert(stop, line)
        else:
            lines[at] = line
    made = end.join(lines) + end
    asked = _parsed(text)
    asked.setdefault(table, {})[key] = dict(record)
    return _proven(made, asked)


def without_record(data: bytes, table: str, keys: Iterable[str]) -> bytes:
    """The file without these records. Raises NotRecords."""
    text = _settled(data)
    lines, end = _lines(text)
    asked = _parsed(text)
    for key in keys:
        start, stop = _range(lines, table)
        at = next((i for i in range(max(start, 0), stop) if _is_of(lines[i], key)), None)
        if at is not None:
            del lines[at]
            asked.get(table, {}).pop(key, None)
    return _proven(end.join(lines) + end, asked)


def headed(note: str, key: str = "", value: str = "") -> bytes:
    """The beginning of a new file: a sentence for people, and one value."""
    return "".join(
        [*(f"# {line}\n" for line in note.splitlines()), f"{key} = {_string(value)}\n" if key else ""]
    ).encode()


def top_value(data: bytes, key: str) -> str:
    """A text that stands above all tables; "" where there is none. Raises NotRecords."""
    found = _parsed(_settled(data)).get(key)
    return found if isinstance(found, str) else ""


# --- reading -----------------------------------------------------------------------------------------------------


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    from worklog_tui.guards import guarded_toml

    try:
        return tomllib.loads(guarded_toml(text))
    except (ValueError, RecursionError) as error:
        raise NotRecords(str(error)) from error


def _settled(data: bytes) -> str:
    """The text as TOML: where git has merged it by lines, or has left marks, with all lines of both sides."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotRecords(str(error)) from error
    try:
        _parsed(text)
    except NotRecords:
        text = _united(text)
        _parsed(text)
    return text


def _united(text: str) -> str:
    """Both sides of each conflict, and of two records of one key the one that says it is later."""
    out: list[str] = []
    places: dict[tuple[str, str], int] = {}
    table, base = "", False
    for line in text.split("\n"):
        mark = _MARK.match(line.rstrip("\r"))
        if mark is not None:
            base = mark[1].startswith("|")
            continue
        if base:
            continue
        head = _TABLE.match(line)
        if head is not None:
            if (table := head[1], "") in places:
                continue  # the same table on both sides
            places[table, ""] = len(out)
        elif (key := _key(line)) and (table, key) in places:
            at = places[table, key]
            out[at] = max(out[at], line, key=_later)
            continue
        elif key:
            places[table, key] = len(out)
        out.append(line)
    return "\n".join(out)


def _key(line: str) -> str:
    """The key of a line that is a record or a value by itself; else ""."""
    try:
        found = _parsed(line)
    except NotRecords:
        return ""
    return next(iter(found), "")


def _later(line: str) -> tuple[str, str]:
    record = next(iter(_parsed(line).values()))
    at = record.get("at") if isinstance(record, dict) else None
    return (at if isinstance(at, str) else ""), line


# --- writing -----------------------------------------------------------------------------------------------------


def _proven(made: str, asked: Mapping[str, Any]) -> bytes:
    found = _parsed(made)
    if {k: v for k, v in found.items() if v != {}} != {k: v for k, v in asked.items() if v != {}}:
        raise NotRecords("it is not written one record a line")
    return made.encode()


def _lines(text: str) -> tuple[list[str], str]:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = [line.rstrip("\r") for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines, end


def _range(lines: list[str], table: str) -> tuple[int, int]:
    """The lines of a table, from behind its header to behind its last one that says something; (-1, 0): none."""
    start = next((i + 1 for i, line in enumerate(lines) if (m := _TABLE.match(line)) and m[1] == table), -1)
    if start < 0:
        return -1, 0
    stop = next((i for i in range(start, len(lines)) if _HEADER.match(lines[i])), len(lines))
    while stop > start and not lines[stop - 1].strip():
        stop -= 1
    return start, stop


def _is_of(line: str, key: str) -> bool:
    return line.lstrip().startswith((_string(key) + " =", _string(key) + "="))


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _string(value) if isinstance(value, str) else str(value)


def _string(text: str) -> str:
    """A basic string on one line: JSON's escapes are TOML's, but for DEL and halves of surrogate pairs."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007F")
