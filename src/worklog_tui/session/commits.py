"""The commits of a week in the repositories the settings name, by the person who writes the journal.

git only reads here: nothing of a repository's own configuration that would run a program is obeyed.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from worklog_tui.storage.settings import Settings
from worklog_tui.worklog.friday.model import Commit

PATIENCE: Final = 10.0
"""Seconds for one repository."""
_MOST: Final = 2_000  # commits of one repository
_LONGEST: Final = 300  # characters of a subject
_QUIET: Final = (
    "--no-pager",
    "-c", "core.fsmonitor=false",
    "-c", "log.showSignature=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "diff.external=",
)  # fmt: skip


class Found(NamedTuple):
    """The commits, oldest first in each repository; ``notes``: a sentence for each repository that was not read."""

    commits: tuple[Commit, ...] = ()
    notes: tuple[str, ...] = ()


def repositories(settings: Settings, root: Path) -> tuple[Path, ...]:
    """The repositories named for the journal at ``root`` (its site's root or any folder in it), then those for all."""
    own = os.path.realpath(root)
    out: dict[str, None] = {}
    for journal, named in settings.repositories.items():
        place = os.path.realpath(Path(journal).expanduser()) if journal != "all" else own
        if place == own or own.startswith(place.rstrip(os.sep) + os.sep):
            out.update(dict.fromkeys(named))
    return tuple(Path(name).expanduser() for name in out)


def calendar_week(days: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """The Monday before the first day to the Sunday after the last: what was committed on a weekend is of that week."""
    first, last = days
    return first - dt.timedelta(days=first.weekday()), last + dt.timedelta(days=6 - last.weekday())


def read_commits(settings: Settings, root: Path, days: tuple[dt.date, dt.date], *, patience: float = PATIENCE) -> Found:
    """What was committed on these days, the last one included. Runs git: not for the UI thread. Never raises."""
    commits: list[Commit] = []
    notes: list[str] = []
    for repository in repositories(settings, root):
        try:
            commits += _of(repository, settings, days, patience)
        except _NotRead as why:
            notes.append(f"{repository.name or repository}: {why}")
    return Found(tuple(commits), tuple(notes))


def commit_text(settings: Settings, root: Path, repository: str, commit: str) -> tuple[str, ...]:
    """What a commit says and which files it changed, as lines. Runs git: not for the UI thread. Never raises."""
    shown = ("show", "--stat=100", "--no-color", "--no-ext-diff", "--no-textconv", "--encoding=UTF-8",
             "--format=%H%n%aN <%aE>, %aI%n%n%B", commit, "--")  # fmt: skip
    why = "this repository is not in the settings any more."
    for path in repositories(settings, root):
        if _label(path) == repository:
            try:
                return tuple(_git(path, shown, PATIENCE).rstrip().split("\n"))[:_MOST]
            except _NotRead as error:
                why = str(error)
    return (f"{repository}: {why}",)


def _label(repository: Path) -> str:
    return repository.resolve().name or str(repository)


class _NotRead(Exception):
    """``str()`` is a clause."""


def _of(repository: Path, settings: Settings, days: tuple[dt.date, dt.date], patience: float) -> list[Commit]:
    if not repository.is_dir():
        raise _NotRead(f"there is no folder {repository}, look in the settings under “repositories”.")
    mine = _names(repository, settings, patience)
    if not mine:
        raise _NotRead("git does not know who you are there: set user.email, or “author” in the settings.")
    first, last = days
    since = f"--since={first - dt.timedelta(days=1):%Y-%m-%d}T00:00:00Z"
    shown = ("log", "-z", "--no-merges", "--no-color", f"--max-count={_MOST}", "--encoding=UTF-8", since,
             "--format=%H%x1f%aI%x1f%aN%x1f%aE%x1f%s", "HEAD", "--branches")  # fmt: skip
    out: dict[tuple[dt.date, str], Commit] = {}
    for entry in _git(repository, shown, patience).split("\0"):
        parts = entry.split("\x1f")
        if len(parts) != 5:
            continue
        digest, when, name, address, subject = parts
        try:
            day = dt.date.fromisoformat(when[:10])
        except ValueError:
            continue
        if first <= day <= last and mine & {name.casefold().strip(), address.casefold().strip()}:
            commit = Commit(_label(repository), digest[:10], day, " ".join(subject.split())[:_LONGEST])
            out.setdefault((day, commit.subject), commit)  # one change picked onto a second branch
    oldest_first = list(out.values())[::-1]
    return sorted(oldest_first, key=lambda commit: commit.date)


def _names(repository: Path, settings: Settings, patience: float) -> frozenset[str]:
    """What the author is called in commits: the address and name git would write there, and the settings' author."""
    said = [settings.author or ""]
    for key in ("user.email", "user.name"):
        try:
            said.append(_git(repository, ("config", "--get", key), patience))
        except _NotRead as why:
            if "git" in str(why):
                raise
    return frozenset(text.strip().casefold() for text in said if text.strip())


def _git(repository: Path, words: Sequence[str], patience: float) -> str:
    try:
        done = subprocess.run(
            ["git", *_QUIET, "-C", str(repository), *words],
            check=False,
            capture_output=True,
            timeout=patience,
            stdin=subprocess.DEVNULL,
            env=_environment(os.environ),
        )
    except FileNotFoundError as error:
        raise _NotRead("git is not installed: its commits are left out.") from error
    except subprocess.TimeoutExpired as error:
        raise _NotRead(f"git took longer than {patience:g} seconds: its commits are left out.") from error
    except (OSError, ValueError) as error:
        raise _NotRead(f"git could not be run ({type(error).__name__}).") from error
    if done.returncode != 0:
        why = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if words[0] == "config":
            raise _NotRead("not set")
        raise _NotRead(f"git says “{why[-1][:120] if why else 'nothing'}”, its commits are left out.")
    return done.stdout.decode("utf-8", "replace")


def _environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Ours without what would make git speak of another repository, ask something, or run a program."""
    kept = {name: text for name, text in environment.items() if not name.startswith("GIT_")}
    return {**kept, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
