"""The journal's site built by the user's Hugo, into a folder of ours; why it does not build, with the places."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.storage import hugo as program
from worklog_tui.storage.errors import PageUnreadable, StorageError
from worklog_tui.storage.files import inside, read_page
from worklog_tui.worklog.site.hugo_says import BuildError, build_errors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from worklog_tui.session.nouns import Journal

_PAGES = re.compile(rb"^\s*Pages\s*(.*)$", re.M)


class BuildProblem(NamedTuple):
    """Why the site does not build. ``file``: absolute, None where Hugo names none; ``line`` 1-based."""

    file: Path | None
    line: int
    message: str

    def place(self, root: Path) -> str:
        """``content/…/_index.md:41``, relative to the site; empty where there is no place."""
        if self.file is None:
            return ""
        name = os.path.relpath(self.file, root).replace(os.sep, "/") if self.file.is_relative_to(root) else self.file
        return f"{name}:{self.line}"


class NotBuilt(Exception):
    """The site was not built. ``str(error)``: one sentence that says what to do; ``problems``: why, where Hugo said."""

    def __init__(self, sentence: str, problems: tuple[BuildProblem, ...] = ()) -> None:
        super().__init__(sentence)
        self.problems = problems


class Built(NamedTuple):
    """A site that builds. ``seconds`` it took; ``warnings`` Hugo gave."""

    version: str
    pages: int
    seconds: float
    warnings: tuple[str, ...] = ()


def site_of(journal: Journal) -> Path:
    """The root of the journal's site. Raises NotBuilt where it is a folder of pages."""
    if journal.site is None or not journal.site.configured:
        raise NotBuilt("There is no Hugo site around this journal: it has no hugo.toml or config file.")
    return Path(journal.site.root)


def hugo_of() -> str:
    """The user's Hugo. Raises NotBuilt."""
    found = program.find_hugo()
    if found is None:
        raise NotBuilt(program.MISSING)
    return found


def asks_of(root: Path) -> tuple[str, ...]:
    """What this site asks Hugo to run or fetch besides itself: to be asked about."""
    from worklog_tui.session.finding import configuration
    from worklog_tui.worklog.site.config import read_table
    from worklog_tui.worklog.site.hugo_runs import runs

    places = [root]
    with suppress(OSError):
        places += [Path(entry.path) for entry in os.scandir(root / "themes") if entry.is_dir()]
    names: set[str] = set()
    for place in places:
        with suppress(OSError):
            names |= set(os.listdir(place))
    return runs(read_table(configuration(str(root))), names, vendored=(root / "_vendor").is_dir())


def check_themes(root: Path) -> None:
    """Raises NotBuilt where a theme is a submodule that was never fetched."""
    try:
        said = (root / ".gitmodules").read_text("utf-8", "replace")
    except OSError:
        return
    for line in said.splitlines():
        key, _, value = line.partition("=")
        path = value.strip()
        folder = root / path
        if key.strip() != "path" or not path.startswith("themes/") or not inside(str(folder), str(root)):
            continue
        if not folder.is_dir() or not any(folder.iterdir()):
            raise NotBuilt(f"The theme in {path} was not fetched: git submodule update --init --recursive does it.")


def build_site(root: Path, hugo: str, *, shown_as: Path | None = None) -> Built:
    """Builds the site at ``root`` as it is published. ``shown_as``: its problems are told of this folder instead.

    Raises NotBuilt with the problems.
    """
    check_themes(root)
    scratch = program.Scratch(root, hugo)
    start = time.monotonic()
    try:
        ran = program.build(hugo, root, scratch, in_git=shown_as is None)
        if ran.code:
            raise failed(root, ran.words.splitlines(), shown_as=shown_as)
        return Built(program.version(hugo), _pages(ran.out), time.monotonic() - start, _warnings(ran.words))
    except StorageError as error:
        raise NotBuilt(str(error)) from error
    finally:
        scratch.close()


def failed(root: Path, lines: Iterable[str], *, shown_as: Path | None = None) -> NotBuilt:
    """What Hugo said of a build that failed, as the error to raise."""
    lines = list(lines)
    problems = tuple(located(root, error, shown_as or root) for error in build_errors(lines))
    if not problems:
        last = next((line.strip() for line in reversed(lines) if line.strip()), "Hugo ended without a word")
        problems = (BuildProblem(None, 1, last[:400]),)
    first = problems[0]
    place = first.place(shown_as or root)
    return NotBuilt(f"The site does not build: {place + ': ' if place else ''}{first.message}", problems)


def located(root: Path, error: BuildError, shown_as: Path) -> BuildProblem:
    """The error at its place on this disk."""
    if error.file is None:
        return BuildProblem(None, 1, _relative(error.message, root))
    path = Path(os.path.normpath(root / error.file))
    line = error.line or 1
    if error.key is not None and not error.line:
        line = _line_of(path, error.key)
    if path.is_relative_to(root):
        path = shown_as / path.relative_to(root)
    return BuildProblem(path, line, _relative(error.message, root))


def _relative(message: str, root: Path) -> str:
    return message.replace(f"{root}{os.sep}", "")


def _line_of(path: Path, key: str) -> int:
    """Where a page's front matter has this key."""
    from worklog_tui.document.parse import parse

    try:
        document = parse(read_page(path).data)
    except PageUnreadable:
        return 1
    entry = document.front_matter.find(key)
    return document.line_of(entry.span.start) if entry is not None else 1


def _pages(out: bytes) -> int:
    """The sum of the languages in the table Hugo prints."""
    found = _PAGES.search(out)
    return sum(int(n) for n in re.findall(rb"\d+", found[1])) if found else 0


def _warnings(words: str) -> tuple[str, ...]:
    found = [line.removeprefix("WARN").strip()[:400] for line in words.splitlines() if line.startswith("WARN")]
    return tuple(dict.fromkeys(found))
