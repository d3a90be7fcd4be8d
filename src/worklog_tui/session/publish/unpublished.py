"""Which weeks are not published as they are: told by the names of contents git keeps, without asking the remote.

One git is asked for the names of the pages in what was last pushed (or, without a remote, last committed); the pages'
own names are computed here. Nothing the repository's configuration names is run: no filter, no hook, no file monitor.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.session.publish.changed import named, within
from worklog_tui.storage.errors import PageUnreadable, StorageError
from worklog_tui.storage.files import read_page
from worklog_tui.storage.git import find_git, repository_near

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.session.nouns import Journal, PageRef
    from worklog_tui.storage.git import Git


class Published:
    """What is published of a journal. Runs git and reads files: for a thread of one's own."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[object, frozenset[str]]] = {}

    def missing(self, journal: Journal, pause: Callable[[], None] = lambda: None) -> frozenset[str] | None:
        """The keys of weeks with a page that is not published as it is; None: the journal is in no repository."""
        root = Path(journal.root)
        if not repository_near(root):
            return None
        git = find_git(root)
        if git is None:
            return None
        try:
            top = Path(git.text("rev-parse", "--show-toplevel"))
            known = _listed(git, top, [within(top, folder) for folder in journal.folders])
        except StorageError:
            return None
        out, start = set(), within(top, journal.root)
        for entry in journal.weeks:
            for page in entry.pages:
                pause()
                if known.get(named(start, page)) not in self._of(page, known):
                    out.add(entry.key)
        return frozenset(out)

    def _of(self, page: PageRef, known: dict[str, str]) -> frozenset[str]:
        """The names git may keep this file's content by: as it is, and with the line ends git may have changed."""
        try:
            found = os.stat(page.path)
            stamp = (found.st_size, found.st_mtime_ns, found.st_ino)
            held = self._names.get(page.rel)
            if held is not None and held[0] == stamp:
                return held[1]
            data = read_page(page.path).data
        except (OSError, PageUnreadable):
            return frozenset()
        long = any(len(name) == 64 for name in known.values())
        names = frozenset(_name(text, long) for text in (data, data.replace(b"\r\n", b"\n")))
        self._names[page.rel] = (stamp, names)
        return names


def _name(data: bytes, long: bool) -> str:
    """git's name of a content (gitformat-pack: the hash of ``blob SIZE NUL DATA``)."""
    text = b"blob %d\0%b" % (len(data), data)
    return (hashlib.sha256(text) if long else hashlib.sha1(text, usedforsecurity=False)).hexdigest()


def _listed(git: Git, top: Path, folders: list[str]) -> dict[str, str]:
    """Path → name of the content, in what is published; nothing where nothing is. Raises StorageError."""
    commit = _published(git)
    if commit is None:
        return {}
    said = git.text("-C", str(top), "ls-tree", "-r", "-z", "--full-tree", commit, "--", *folders)
    out = {}
    for line in said.split("\0"):
        head, _, path = line.partition("\t")
        if path:
            out[path] = head.split(" ")[2]
    return out


def _published(git: Git) -> str | None:
    """The commit that was pushed last, as far as is known here; without a remote the last one made."""
    branch = git.look("symbolic-ref", "--quiet", "HEAD").out.decode("utf-8", "surrogateescape").strip()
    if branch:
        upstream = git.text("for-each-ref", "--format=%(upstream)", branch)
        short = branch.removeprefix("refs/heads/")
        for name in (upstream, f"refs/remotes/origin/{short}"):
            if name and (found := _commit(git, name)) is not None:
                return found
    if git.text("remote"):
        return None
    return _commit(git, "HEAD")


def _commit(git: Git, name: str) -> str | None:
    ran = git.look("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return None if ran.code else ran.out.decode("ascii", "replace").strip()
