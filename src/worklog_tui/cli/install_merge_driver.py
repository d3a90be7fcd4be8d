"""`worklog install-merge-driver`: tells a git repository to merge its journal's pages by `worklog merge-driver`."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.cli.output import Failure, say

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.journal import Journal

HELP = "Tell the journal's git repository to merge its pages by tasks, items and values (worklog merge-driver)."
_ARGUMENTS = "merge-driver --marker-size=%L %O %A %B %P"


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--journal", metavar="PATH", help="the journal (default: around this folder, else the last one)"
    )


def run(args: argparse.Namespace) -> int:
    """Sets git's own configuration of this clone, and a line in .gitattributes (to be committed by the user)."""
    from worklog_tui.cli.journal import find_journal, load_settings

    journal = find_journal(args.journal, load_settings())
    top = Path(_git(journal.root, "rev-parse", "--show-toplevel", sorry="it lies in no git repository"))
    _git(top, "config", "merge.worklog.name", "worklog pages, by tasks, items and values")
    _git(top, "config", "merge.worklog.driver", f"{_program()} {_ARGUMENTS}")
    line = f"{_pattern(journal, top)} merge=worklog"
    added = _add_line(top / ".gitattributes", line)
    say(f"git merges the pages of “{journal.title}” by worklog merge-driver in this clone.")
    say(f"{'Added to' if added else 'Stood already in'} .gitattributes: {line}")
    if added:
        say("Commit .gitattributes; in another clone, run worklog install-merge-driver once more.")
    return 0


def _git(folder: Path, *words: str, sorry: str = "") -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], check=False, capture_output=True, text=True)
    except OSError as error:
        raise Failure("git is not installed: there is nothing to tell.") from error
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise Failure(f"{folder} cannot be set up: {sorry or (said[-1] if said else 'git refused')}.")
    return done.stdout.strip()


def _program() -> str:
    """How git's shell calls us: by name where that is found, else as this process was started."""
    if shutil.which("worklog"):
        return "worklog"
    return f"{shlex.quote(sys.executable)} -m worklog_tui"


def _pattern(journal: Journal, top: Path) -> str:
    """The journal's pages as .gitattributes names them; a space in it is spelled as git wants it."""
    folder = os.path.relpath(os.path.realpath(journal.section), os.path.realpath(top)).replace(os.sep, "/")
    pattern = "*.md" if folder == "." else f"{folder}/**/*.md"
    return f'"{pattern}"' if " " in pattern else pattern


def _add_line(path: Path, line: str) -> bool:
    """Puts the line at the end of the file, unless it stands there."""
    from worklog_tui.storage.creating import NewFile, create_files
    from worklog_tui.storage.errors import PageUnreadable, StorageError
    from worklog_tui.storage.files import read_page
    from worklog_tui.storage.paths import app_paths
    from worklog_tui.storage.save import save_page

    wanted = line.encode()
    try:
        if not path.exists():
            create_files([NewFile(str(path), wanted + b"\n")], path.parent)
            return True
        found = read_page(path)
        if wanted in (known.strip() for known in found.data.splitlines()):
            return False
        end = b"\r\n" if b"\r\n" in found.data else b"\n"
        gap = b"" if not found.data or found.data.endswith(b"\n") else end
        save_page(found.path, found.data + gap + wanted + end, expected=found.version.digest, state=app_paths().state)
    except (StorageError, PageUnreadable) as error:
        raise Failure(str(error)) from error
    return True
