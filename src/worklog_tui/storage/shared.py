"""What the app knows of a journal and keeps beside it, for everyone who has the journal: ``.worklog/`` at its root.

Files there are TOML tables of single lines, sorted, so that people can read them and git can merge them. Hugo does not
publish names with a leading dot.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from worklog_tui.storage.errors import NotSaved, PageUnreadable, reason
from worklog_tui.storage.files import inside, read_page

FOLDER = ".worklog"
_LIMIT = 1024 * 1024

Tables = Mapping[str, Mapping[str, str]]
"""Table → key → text."""


def load_tables(root: Path, name: str) -> dict[str, dict[str, str]]:
    """The tables of ``.worklog/<name>``; a missing file has none. Raises PageUnreadable with a sentence."""
    path = root / FOLDER / name
    if not os.path.lexists(path):
        return {}
    import tomllib

    from worklog_tui.guards import guarded_toml

    try:
        found = tomllib.loads(guarded_toml(read_page(path, within=root, limit=_LIMIT).data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise PageUnreadable(f"“{FOLDER}/{name}” is not valid TOML: mend it in your editor, or delete it.") from error
    return {
        table: {key: text for key, text in lines.items() if isinstance(text, str)}
        for table, lines in found.items()
        if isinstance(lines, dict)
    }


def save_tables(root: Path, name: str, tables: Tables, note: str) -> None:
    """Write them, sorted, below ``note`` as a comment; without any table the file goes. Durable. Raises NotSaved."""
    folder = root / FOLDER
    path = folder / name
    try:
        if not inside(os.path.realpath(folder), os.path.realpath(root)):
            raise NotSaved(f"“{FOLDER}” is a link to a place outside the journal: nothing is written there.")
        filled = {table: dict(sorted(lines.items())) for table, lines in sorted(tables.items()) if lines}
        if filled:
            _write(path, f"# {note}\n\n{_text(filled)}".encode())
        elif os.path.lexists(path):
            path.unlink()
    except OSError as error:
        raise NotSaved(f"“{FOLDER}/{name}” was not saved: {reason(error)}.") from error


def _text(tables: Tables) -> str:
    import tomli_w

    return tomli_w.dumps(tables)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, readable for whom the other files of the site are."""
    from worklog_tui.storage.lowlevel import replace_own

    path.parent.mkdir(exist_ok=True)
    replace_own(str(path), data, mode=0o666)
