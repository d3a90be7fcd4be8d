"""What a hand-in would publish: which files go, what they differ in from what is published, told as tasks and cells."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from worklog_tui.session.nouns import PageRef
from worklog_tui.session.versions import told
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.shared import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from worklog_tui.merge.told import Change
    from worklog_tui.session.publish.ground import Ground
    from worklog_tui.session.session import Session
    from worklog_tui.storage.git import Git

Sort = Literal["changed", "added", "removed"]
_SORTS: dict[str, Sort] = {"A": "added", "D": "removed"}


class Dirty(NamedTuple):
    """A file that differs from the last commit. ``path`` relative to the repository; ``new``: git does not know it."""

    path: str
    new: bool


class FileChange(NamedTuple):
    """A file that differs from what is published. ``old``, ``new``: names of its contents in git; zeros: none."""

    path: str
    sort: Sort
    old: str
    new: str


class PageChange(NamedTuple):
    """A page that differs, and in what. ``page`` is one of the journal's, or of a file that was one."""

    page: PageRef
    name: str
    sort: Sort
    changes: tuple[Change, ...]
    tasks: int = 0  # of the page as it would be


def dirty(git: Git, top: Path, folders: Iterable[str]) -> tuple[Dirty, ...]:
    """What differs from the last commit; in ``folders`` (relative to ``top``) file by file. Raises GitFailed."""
    words = ("status", "--porcelain=v2", "-z", "--no-renames", "--ignore-submodules=none")
    found = _entries(git.text("-C", str(top), *words, "--untracked-files=normal"))
    above = [path for path in found if path.endswith("/") and any(f"{near}/".startswith(path) for near in folders)]
    near = dict.fromkeys([*folders, *above])
    found |= _entries(git.text("-C", str(top), *words, "--untracked-files=all", "--", *near))
    whole = {path for path, new in found.items() if new and path.endswith("/")}
    split = {path for path in whole if any(p != path and p.startswith(path) for p in found)}
    return tuple(Dirty(path, new) for path, new in sorted(found.items()) if path not in split)


def _entries(said: str) -> dict[str, bool]:
    """Path → whether git does not know it (git-status(1), porcelain format 2)."""
    out = {}
    for entry in said.split("\0"):
        kind, _, rest = entry.partition(" ")
        if kind == "?":
            out[rest] = True
        elif kind == "1":
            out[rest.split(" ", 7)[7]] = False
        elif kind == "u":
            out[rest.split(" ", 9)[9]] = False
    return out


def own_folders(session: Session, top: Path) -> tuple[str, ...]:
    """The folders whose files are the journal's, relative to the repository: the weeks' and ``.worklog``."""
    journal = session.journal
    root = journal.site.root if journal.site is not None else journal.root
    places = [*journal.folders, str(Path(root) / FOLDER)]
    return tuple(within(top, place) for place in places)


def near_folders(session: Session, top: Path) -> tuple[str, ...]:
    """Where files lie that its pages show."""
    journal = session.journal
    root = Path(journal.site.root if journal.site is not None else journal.root)
    return tuple(within(top, root / name) for name in ("static", "assets") if (root / name).is_dir())


def within(top: Path, place: Path | str) -> str:
    """A place relative to the repository, with ``/``."""
    return os.path.relpath(os.path.realpath(place), os.path.realpath(top)).replace(os.sep, "/")


def named(start: str, page: PageRef) -> str:
    """A page relative to the repository; ``start``: the journal's root there."""
    return page.rel if start == "." else f"{start}/{page.rel}"


def sorted_out(
    session: Session, top: Path, found: Sequence[Dirty], take_all: bool
) -> tuple[tuple[Dirty, ...], tuple[Dirty, ...]]:
    """The files that go (the journal's, and what its pages show), and those that stay behind."""
    own = own_folders(session, top)
    journals = {d for d in found if take_all or _below(d.path, own)}
    others = [d for d in found if d not in journals]
    if others and _below_any(others, near_folders(session, top)):
        shown = _shown_files(session, top)
        journals |= {d for d in others if d.path in shown}
    return tuple(d for d in found if d in journals), tuple(d for d in found if d not in journals)


def _below(path: str, folders: Iterable[str]) -> bool:
    return any(folder in (".", path) or path.startswith(f"{folder}/") for folder in folders)


def _below_any(found: Iterable[Dirty], folders: Sequence[str]) -> bool:
    return any(_below(one.path, folders) for one in found)


def _shown_files(session: Session, top: Path) -> set[str]:
    """The files of the site that the journal's pages link to or show."""
    from worklog_tui.session.inside import follow

    out = set()
    for page in session.checking.pages():
        try:
            week = session.glance(page, session.source(page))
        except PageUnreadable:
            continue
        for target in {link.target for link in week.document.links}:
            meant = follow(session.journal, page, target)
            if meant is not None and meant.file is not None:
                out.add(within(top, meant.file))
    return out


def differences(git: Git, top: Path, base: str, tree: str) -> tuple[FileChange, ...]:
    """What differs between what is published and what would be. Raises GitFailed."""
    said = git.text("-C", str(top), "diff-tree", "-r", "-z", "--raw", "--no-renames", "--full-index", base, tree)
    parts = said.split("\0")
    out = []
    for head, path in zip(parts[::2], parts[1::2], strict=False):
        _, _, old, new, letter = head.split(" ")
        out.append(FileChange(path, _SORTS.get(letter[:1], "changed"), old, new))
    return tuple(out)


def page_changes(
    session: Session, git: Git, ground: Ground, found: Sequence[FileChange], step: Callable[[], None] = lambda: None
) -> tuple[tuple[PageChange, ...], tuple[FileChange, ...]]:
    """The pages among the files, each with what it differs in, in the journal's order; and the other files."""
    journal = session.journal
    own = own_folders(session, ground.top)
    start = within(ground.top, journal.root)
    order = {named(start, page): (n, page) for n, page in enumerate(session.checking.pages())}
    pages, files = [], []
    for one in found:
        is_page = one.path.endswith((".md", ".markdown")) and f"/{FOLDER}/" not in f"/{one.path}"
        if not is_page or not (one.path in order or _below(one.path, own)):
            files.append(one)
            continue
        rel = within(Path(journal.root), ground.top / one.path)
        n, page = order.get(one.path, (len(order), PageRef(str(journal.root), rel, None, None)))
        old, new = (_content(git, name) for name in (one.old, one.new))
        told_of = _told(session, page, old, new)
        tasks = len(session.glance(page, new).tasks) if new is not None else 0
        pages.append((n, one.path, PageChange(page, _name(session, page), one.sort, told_of, tasks)))
        step()
    return tuple(change for _, _, change in sorted(pages, key=lambda p: p[:2])), tuple(files)


def _content(git: Git, name: str) -> bytes | None:
    return None if not name.strip("0") else git.look("cat-file", "blob", name).out


def _told(session: Session, page: PageRef, old: bytes | None, new: bytes | None) -> tuple[Change, ...]:
    if old is None or new is None:
        return ()
    return told(session.glance(page, old), session.glance(page, new))


def _name(session: Session, page: PageRef) -> str:
    entry = session.journal.entry_of(page)
    language = f" · {page.language.upper()}" if page.language else ""
    if entry is None:
        return f"Index of the weeks{language}" if page.path.name.startswith("_index.") else page.rel
    return (f"Week {entry.number}" if entry.number is not None else entry.label) + language
