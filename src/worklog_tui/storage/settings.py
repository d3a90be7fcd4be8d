"""The user's settings: a TOML file a person may write by hand. What we do not know in it is kept when we write it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from worklog_tui.record import field, record
from worklog_tui.storage.errors import NotSaved, PageUnreadable, reason
from worklog_tui.storage.files import read_page

_LIMIT = 256 * 1024
LockStep = Literal["mirror", "ask", "off"]
CarryBy = Literal["copy", "move"]
_Words = Mapping[str, tuple[str, ...]]


@record
class Settings:
    """What the user chose. Each field is a key of the file (``_`` written as ``-`` is accepted too)."""

    theme: str | None = None
    editor: str | None = None
    """The command that opens a page elsewhere; None: $VISUAL, $EDITOR."""
    author: str | None = None
    """Who reviews and comments; None: git's user.name, else the login."""
    language: str | None = None
    """The language shown first where a week has twins; None: the site's default."""
    list_width: int | None = None
    """Columns of the week list; None: as wide as it needs."""
    lock_step: LockStep = "mirror"
    """Whether a week's page in another language follows an edit: ``mirror``, ``ask`` or ``off``."""
    carry: CarryBy = "copy"
    """What carrying tasks over to the next week offers first: they stay behind too (``copy``) or go (``move``)."""
    versions_days: int = 90
    """Days saved versions of a page are kept; 0: none is."""
    versions_size: int = 64
    """MiB all kept versions may take; the oldest go first."""
    headings: _Words = field(default_factory=dict)
    """Further heading texts by section role: ``objectives = ["Goals of the sprint"]``."""
    columns: _Words = field(default_factory=dict)
    """Further column headers by column role: ``task = ["Ticket"]``."""
    checks: Mapping[str, str] = field(default_factory=dict)
    """Checks by their code: ``off``, ``on``, ``error``, ``warning`` or ``info``."""
    repositories: _Words = field(default_factory=dict)
    """Git repositories by the folder of the journal whose work they hold; ``all``: of every journal."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys by command id: ``next-week = ["]", "L"]``."""
    other: Mapping[str, Any] = field(default_factory=dict)
    """The whole file as read, so that unknown keys survive a rewrite."""


@record
class Loaded:
    """Settings, and what was wrong with the file in one sentence (then the defaults stand in)."""

    settings: Settings
    warning: str | None = None


_DEFAULTS = Settings()


def load(path: Path | None = None) -> Loaded:
    """Read the settings file (default: the user's own). Never raises: a bad file gives defaults and a sentence."""
    path = _default_path() if path is None else path
    if not path.exists():
        return Loaded(Settings())
    import tomllib

    from worklog_tui.guards import guarded_toml

    try:
        table = tomllib.loads(guarded_toml(read_page(path, limit=_LIMIT).data.decode("utf-8-sig")))
    except PageUnreadable as error:
        return Loaded(Settings(), f"The settings are not used: {error}")
    except (ValueError, RecursionError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        return Loaded(Settings(), f"The settings in {path} are not used, they are not valid TOML: {first}.")
    return _typed(table, path)


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings; keys of the file that are not ours stay, comments do not. Raises NotSaved."""
    table = dict(settings.other)
    for name in _READERS:
        _put(table, name, getattr(settings, name))
    _write(table, _default_path() if path is None else path)


def change(name: str, value: object, path: Path | None = None) -> Settings:
    """One field of the file as it is now gets another value; all else in it stays, comments do not. The settings then.

    Raises NotSaved, also for a file that is not valid TOML: it is not written over.
    """
    path = _default_path() if path is None else path
    found = load(path)
    if found.warning and not found.settings.other:
        raise NotSaved(f"{found.warning} Mend or remove the file first: nothing was changed.")
    table = dict(found.settings.other)
    _put(table, name, value)
    _write(table, path)
    return _typed(table, path).settings


def has_comments(path: Path | None = None) -> bool:
    """Whether the file has lines of comment, which writing it loses."""
    path = _default_path() if path is None else path
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return any(line.lstrip().startswith("#") for line in lines)


def _put(table: dict[str, Any], name: str, value: object) -> None:
    """The field in the table as the file holds it; a default is left out. The spelling that is there is kept."""
    spelling = name.replace("_", "-") if name.replace("_", "-") in table else name
    for known in (name, name.replace("_", "-")):
        if known != spelling:
            table.pop(known, None)
    if value == getattr(_DEFAULTS, name):
        table.pop(spelling, None)
    else:
        table[spelling] = _listed(value) if isinstance(value, Mapping) else value


def _listed(value: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v if isinstance(v, str) else list(v) for k, v in value.items()}


def _write(table: dict[str, Any], path: Path) -> None:
    import tomli_w

    from worklog_tui.storage.lowlevel import replace_own

    try:
        replace_own(os.path.realpath(path), tomli_w.dumps(table).encode())
    except (OSError, TypeError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise NotSaved(f"The settings were not saved in {path}: {why}.") from error


def _default_path() -> Path:
    from worklog_tui.storage.paths import app_paths

    return app_paths().settings


def _typed(table: dict[str, Any], path: Path) -> Loaded:
    """Known keys by their types; a wrong one is left at its default and named."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in _READERS:
            continue
        try:
            values[name] = _READERS[name](value)
        except (TypeError, ValueError):
            wrong.append(key)
    warning = None
    if wrong:
        named = ", ".join(wrong)
        warning = f"In the settings ({path}) the value of {named} cannot be used: its default stands in."
    return Loaded(Settings(**values, other=table), warning)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _width(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 200:
        raise TypeError(value)
    return value


def _amount(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100_000:
        raise TypeError(value)
    return value


def _lock_step(value: object) -> LockStep:
    for known in get_args(LockStep):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise ValueError(value)


def _carry(value: object) -> CarryBy:
    for known in get_args(CarryBy):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise ValueError(value)


def _choices(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise TypeError(value)
    return {str(key): text.strip().lower() for key, text in value.items()}


def _words(value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise TypeError(value)
    out = {}
    for key, words in value.items():
        listed = [words] if isinstance(words, str) else words
        if not isinstance(listed, list) or not all(isinstance(w, str) for w in listed):
            raise TypeError(words)
        out[str(key)] = tuple(listed)
    return out


_READERS: dict[str, Callable[[object], object]] = {
    "theme": _text,
    "editor": _text,
    "author": _text,
    "language": _text,
    "list_width": _width,
    "lock_step": _lock_step,
    "carry": _carry,
    "versions_days": _amount,
    "versions_size": _amount,
    "headings": _words,
    "columns": _words,
    "checks": _choices,
    "repositories": _words,
    "keys": _words,
}


def ensure_file(path: Path | None = None) -> Path:
    """The settings file's path, its folder made, so that an editor can open it."""
    path = _default_path() if path is None else path
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    return path
