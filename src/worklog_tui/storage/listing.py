"""Which Markdown files lie under a folder: names only, within bounds, never following a link to a folder."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

from worklog_tui.record import field, record
from worklog_tui.storage.files import inside

IGNORED = frozenset({"public", "resources", "node_modules", "themes", "__pycache__"})
"""Folders of generated or foreign files, skipped outside ``content/``; hidden ones are skipped everywhere."""

_PAGE_ENDS = (".md", ".markdown")


@record
class Limits:
    """How far a listing goes: folder levels, directory entries seen, seconds.

    ``last``: for a first look at a long journal: of a folder's sub-folders only so many are gone into, those whose
    names are the highest (longer is higher, so that 12 comes after 9); ``way``, an absolute path, is gone into anyway.
    """

    depth: int = 8
    entries: int = 200_000
    seconds: float = 3.0
    last: int | None = None
    way: str = ""


@record
class Listing:
    """What was found. ``folders``: (path relative to the root with ``/``, "" for the root itself; its page names)."""

    root: str
    folders: tuple[tuple[str, tuple[str, ...]], ...]
    temps: tuple[str, ...] = ()  # left-over temporary files of ours, absolute
    stopped: str | None = None  # one sentence, where a limit ended the search early
    partial: bool = False  # a first look: not all folders were gone into


@record(frozen=False)
class _Walk:
    root: str
    ignored: frozenset[str]
    limits: Limits
    clock: Callable[[], float]
    deadline: float
    left: int
    folders: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    temps: list[str] = field(default_factory=list)
    stopped: str | None = None
    partial: bool = False

    def visit(self, path: str, rel: str, depth: int) -> None:
        pages: list[str] = []
        below: list[str] = []
        try:
            with os.scandir(path) as entries:
                self._look(entries, pages, below)
        except OSError:
            return  # a folder that may not be read has no pages for us
        if pages:
            self.folders.append((rel, tuple(pages)))
        if self.left <= 0:
            self.stopped = f"Only the first {self.limits.entries} files were looked at: open the section itself."
        if below and depth >= self.limits.depth:
            self.stopped = self.stopped or f"Folders deeper than {self.limits.depth} levels were not looked at."
            return
        for name in self._chosen(path, below):
            if self.left <= 0 or self._late():
                return
            self.visit(f"{path}{os.sep}{name}", f"{rel}/{name}" if rel else name, depth + 1)

    def _chosen(self, path: str, below: list[str]) -> list[str]:
        """The sub-folders to go into."""
        last, way = self.limits.last, self.limits.way
        if last is None or len(below) <= last:
            return below
        self.partial = True
        below.sort(key=lambda name: (len(name), name))
        on_the_way = [n for n in below[:-last] if f"{way}{os.sep}".startswith(f"{path}{os.sep}{n}{os.sep}")]
        return on_the_way + below[-last:]

    def _look(self, entries: Iterator[os.DirEntry[str]], pages: list[str], below: list[str]) -> None:
        for entry in entries:
            name = entry.name
            self.left -= 1
            if name[0] == ".":
                if name.startswith(".wl-") and name.endswith(".tmp"):
                    self.temps.append(entry.path)
            elif name.endswith(_PAGE_ENDS):
                if entry.is_file(follow_symlinks=False) or (entry.is_symlink() and self._inner_link(entry.path)):
                    pages.append(name)
            elif name not in self.ignored and entry.is_dir(follow_symlinks=False):
                below.append(name)

    def _late(self) -> bool:
        if self.clock() < self.deadline:
            return False
        self.stopped = f"Looking for pages took over {self.limits.seconds:g} seconds: open the section itself."
        return True

    def _inner_link(self, path: str) -> bool:
        real = os.path.realpath(path)
        return inside(real, self.root) and os.path.isfile(real)


def list_pages(
    root: str | os.PathLike[str],
    *,
    under: tuple[str, ...] = ("",),
    ignored: frozenset[str] = IGNORED,
    limits: Limits | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Listing:
    """The pages below ``root`` (in its sub-folders ``under``, "/"-separated). Never raises for what cannot be read."""
    limits = limits or Limits()
    real = os.path.realpath(root)
    walk = _Walk(real, ignored, limits, clock, clock() + limits.seconds, limits.entries)
    for rel in under:
        walk.visit(os.path.join(real, *rel.split("/")) if rel else real, rel, 0)
    return Listing(real, tuple(walk.folders), tuple(walk.temps), walk.stopped, walk.partial)
