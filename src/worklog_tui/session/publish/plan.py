"""A hand-in before it is made: the journal checked, the tree that would be published built, what changes in it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.session.publish.building import Built, NotBuilt, build_site, check_themes, hugo_of
from worklog_tui.session.publish.changed import (
    Dirty,
    FileChange,
    PageChange,
    differences,
    dirty,
    near_folders,
    own_folders,
    page_changes,
    sorted_out,
    within,
)
from worklog_tui.session.publish.ground import CannotHandIn, Ground, check_identity, find_ground, git_for
from worklog_tui.storage.errors import PageUnreadable, StorageError
from worklog_tui.storage.git import GitFailed
from worklog_tui.storage.git_says import sentence

if TYPE_CHECKING:
    from worklog_tui.checks.model import Found
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Session
    from worklog_tui.storage.git import Git

Step = Callable[[str], None]
"""Told what is being done, in two or three words."""


MOST_GITHUB = 100 << 20
"""Bytes of a file GitHub accepts (its documentation, “About large files on GitHub”)."""


class Plan(NamedTuple):
    """What would be handed in. ``tree``: the content that was built and is to be published, as git names it."""

    ground: Ground
    errors: tuple[tuple[PageRef, Found], ...]
    warnings: int
    built: Built | None  # None: there is no Hugo site around
    take: tuple[Dirty, ...]
    stay: tuple[Dirty, ...]
    tree: str
    pages: tuple[PageChange, ...]
    files: tuple[FileChange, ...]
    message: str
    notes: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether all is published already."""
        return not self.take and not self.ground.ahead


def plan_hand_in(
    session: Session,
    *,
    take_all: bool = False,
    fetch: bool = True,
    asks: bool = False,
    step: Step = lambda words: None,  # noqa: ARG005
) -> Plan:
    """Everything but the commit. Reads, checks, builds: for a thread of one's own. Raises CannotHandIn.

    ``take_all``: every changed file of the repository goes, not only the journal's.
    """
    try:
        return _planned(session, take_all, fetch, asks, step)
    except NotBuilt as error:
        raise CannotHandIn(str(error), error.problems) from error
    except GitFailed as error:
        raise CannotHandIn(sentence(error.said, "git could not do it")) from error
    except (StorageError, OSError) as error:
        raise CannotHandIn(str(error)) from error


def _planned(session: Session, take_all: bool, fetch: bool, asks: bool, step: Step) -> Plan:
    saved(session)
    journal = session.journal
    git = git_for(Path(journal.root), asks=asks)
    step("Asking the remote" if fetch else "Looking at git")
    ground = find_ground(git, fetch=fetch)
    found = dirty(git, ground.top, [*own_folders(session, ground.top), *near_folders(session, ground.top)])
    take, stay = sorted_out(session, ground.top, found, take_all)
    if take:
        check_identity(git)
        _check_sizes(ground, take)
    step("Checking the pages")
    errors, warnings = _checked(session)
    with tempfile.TemporaryDirectory(prefix="worklog-hand-in-", ignore_cleanup_errors=True) as folder:
        index = Path(folder) / "index"
        tree = make_tree(git, ground, take, index)
        built = None
        if take or ground.ahead:
            step("Building the site")
            built = _built(session, git, ground, stay, index, Path(folder) / "tree")
    step("Comparing with what is published")
    pages, files = page_changes(session, git, ground, differences(git, ground.top, ground.base, tree))
    notes = tuple(_notes(session, git, ground))
    return Plan(ground, errors, warnings, built, take, stay, tree, pages, files, message_for(pages, files), notes)


def saved(session: Session) -> None:
    """Everything accepted is on the disk. Raises CannotHandIn."""
    session.flush(30.0)
    for page in session.unsaved():
        raise CannotHandIn(session.failure(page) or f"{page.rel} is not saved yet: try again in a moment.")


def _checked(session: Session) -> tuple[tuple[tuple[PageRef, Found], ...], int]:
    """The errors of all pages in all languages, and how many warnings."""
    errors, warnings = [], 0
    for page in session.checking.pages():
        with suppress(PageUnreadable):  # git and Hugo read it too, and say why not
            for one in session.checking.of(page):
                if one.problem.severity == "error":
                    errors.append((page, one))
                warnings += one.problem.severity == "warning"
    return tuple(errors), warnings


def make_tree(git: Git, ground: Ground, take: Sequence[Dirty], index: Path) -> str:
    """The content that would be committed, made in an index of its own: the user's stays as it is. Raises GitFailed."""
    top = str(ground.top)
    git.text("-C", top, "read-tree", ground.head or "--empty", index=index)
    if take:
        names = "\0".join(one.path for one in take).encode("utf-8", "surrogateescape")
        git.text("-C", top, "add", "-A", "--pathspec-from-file=-", "--pathspec-file-nul", index=index, feed=names)
    return git.text("-C", top, "write-tree", index=index)


def _built(session: Session, git: Git, ground: Ground, stay: Sequence[Dirty], index: Path, place: Path) -> Built | None:
    """The site as it would be published. What stays behind is not in it. Raises NotBuilt."""
    journal = session.journal
    if journal.site is None or not journal.site.configured:
        return None
    hugo, root = hugo_of(), Path(journal.site.root)
    inner = within(ground.top, root)
    behind = [one.path for one in stay if inner == "." or one.path.startswith(f"{inner}/")]
    if not behind:
        return build_site(root, hugo)
    check_themes(root)
    laid_out = _lay_out(git, ground, index, place, root, inner)
    try:
        return build_site(laid_out, hugo, shown_as=root)
    except NotBuilt as error:
        build_site(root, hugo)  # where this fails too, what stays behind is not why
        files = "the file that stays" if len(behind) == 1 else f"the {len(behind)} files that stay"
        words = f"{error} (without {files} behind, such as {behind[0]}: take them too, or mend the page)"
        raise NotBuilt(words, error.problems) from error


def _lay_out(git: Git, ground: Ground, index: Path, place: Path, root: Path, inner: str) -> Path:
    """The tree as files, with the submodules and Node's modules of the working tree beside."""
    place.mkdir()
    git.text("-C", str(ground.top), "checkout-index", "--all", "--force", f"--prefix={place}{os.sep}", index=index)
    listed = git.text("-C", str(ground.top), "ls-files", "--stage", "-z", index=index).split("\0")
    for line in listed:
        head, _, path = line.partition("\t")
        if head.startswith("160000") and (ground.top / path).is_dir():
            shutil.copytree(ground.top / path, place / path, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git"))
    site = place if inner == "." else place / inner
    modules = root / "node_modules"
    if modules.is_dir() and site.is_dir() and not (site / "node_modules").exists():
        with suppress(OSError):
            (site / "node_modules").symlink_to(modules, target_is_directory=True)
    return site


def _check_sizes(ground: Ground, take: Sequence[Dirty]) -> None:
    """A file GitHub takes from nobody is better not committed: it could only be taken out of the history again."""
    host = ground.address.lower()
    for one in take if "github.com" in host else ():
        with suppress(OSError):
            size = (ground.top / one.path).stat().st_size
            if size > MOST_GITHUB:
                raise CannotHandIn(
                    f"{one.path} is {size >> 20} MiB and GitHub takes no file over 100: make it smaller, or name it in "
                    ".gitignore."
                )


def _notes(session: Session, git: Git, ground: Ground) -> Iterator[str]:
    """What the user should know besides."""
    if ground.note:
        yield ground.note
    if ignored := _ignored(session, git, ground):
        yield f"git ignores {ignored[0]}" + (f" and {len(ignored) - 1} more." if len(ignored) > 1 else ".")
    site = session.journal.site
    if site is not None and site.configured:
        public = within(ground.top, Path(site.root) / "public")
        if git.text("-C", str(ground.top), "ls-files", "-z", "--", public):
            yield f"{public}/ is in the repository and stays as it is: where that is what is published, run hugo first."


def _ignored(session: Session, git: Git, ground: Ground) -> list[str]:
    """Pages of the journal git is told to ignore."""
    pages = {within(ground.top, page.path) for page in session.checking.pages()}
    words = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", *own_folders(session, ground.top))
    return sorted(set(git.text("-C", str(ground.top), *words).split("\0")) & pages)


def message_for(pages: Sequence[PageChange], files: Sequence[FileChange]) -> str:
    """What the commit is called: its weeks, in order."""
    numbers = sorted({one.page.number for one in pages if one.page.number is not None})
    if not numbers:
        return "Worklog: " + ("the weeks' index" if pages else "files of the site" if files else "update")
    if len(numbers) == 1:
        return f"Worklog: week {numbers[0]}"
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 2:
        return f"Worklog: weeks {numbers[0]} to {numbers[-1]}"
    return f"Worklog: weeks {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
