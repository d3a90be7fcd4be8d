"""What is saved, and how: each scene makes its files, says what runs, and judges what is there afterwards."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from worklog_tui.session.beginning import finish_interrupted
from worklog_tui.storage import exchange
from worklog_tui.storage.creating import NewFile, create_files
from worklog_tui.storage.errors import StorageError
from worklog_tui.storage.files import digest, read_page
from worklog_tui.storage.listing import list_pages
from worklog_tui.storage.restore import write_again
from worklog_tui.storage.save import save_page
from worklog_tui.storage.shared import FOLDER, load_tables, save_tables

SHORT = b"old text, of which every line is the same\n" * 230
LONG = "một dòng mới, dài hơn một chút, có số thứ tự\n".encode() * 400
SAID, NOT_SAID = 0, 7
NOBODY = 65534


class Ways(NamedTuple):
    """How a page lies there. ``saved``: the bytes before and after."""

    name: str
    old: bytes = SHORT
    new: bytes = LONG
    symlink: bool = False
    hard_link: bool = False
    folder_mode: int = 0o777
    owner: int | None = None  # root's file in another's hands: its owner cannot be kept
    exchanged: bool = True
    in_place: bool = False


WAYS = (
    Ways("plain file"),
    Ways("plain file, shorter text", LONG, SHORT),
    Ways("plain file, no exchange of names", exchanged=False),
    Ways("symlink", symlink=True),
    Ways("hard link", hard_link=True, in_place=True),
    Ways("hard link, shorter text", LONG, SHORT, hard_link=True, in_place=True),
    Ways("unwritable folder", folder_mode=0o555, in_place=True),
    Ways("owner that cannot be kept", owner=0, in_place=True),
)


class Scene:
    """One page, saved. Everything lies below ``base``."""

    def __init__(self, base: Path, way: Ways) -> None:
        self.base, self.way, self.name = base, way, way.name
        self.site, self.state = base / "site", base / "state"
        self.page = self.site / "week" / "_index.md"

    def lay_out(self) -> None:
        """Makes the files, durably."""
        self.page.parent.mkdir(parents=True)
        self.state.mkdir()
        self.page.write_bytes(self.way.old)
        if self.way.symlink:
            (self.site / "link").mkdir()
            (self.site / "link" / "_index.md").symlink_to("../week/_index.md")
        if self.way.hard_link:
            os.link(self.page, self.site / "other.md")
        for folder in (self.base, self.site, self.state, self.page.parent):
            folder.chmod(0o777)
        self.page.chmod(0o666)
        if os.geteuid() == 0 and self.way.owner is None and self.alone:
            os.chown(self.page, NOBODY, NOBODY)
        self.page.parent.chmod(self.way.folder_mode)

    @property
    def alone(self) -> bool:
        """Whether root's rights would hide what the scene is about."""
        return self.way.folder_mode != 0o777 or self.way.owner is not None

    def first(self) -> None:
        """In the process that saves."""
        exchange._renameat2()
        if not self.way.exchanged:
            exchange._renameat2 = lambda: None  # type: ignore[assignment]
        if self.alone and os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    def work(self) -> int:
        """The save, as a process: SAID where it says saved."""
        path = self.site / "link" / "_index.md" if self.way.symlink else self.page
        try:
            version = save_page(path, self.way.new, expected=digest(self.way.old), state=self.state)
        except StorageError as error:
            return NOT_SAID if str(error) and "\n" not in str(error) else 97
        return SAID if version.digest == digest(self.way.new) else 96

    # -- afterwards ---------------------------------------------------------------------------------------------------

    def wrong(self, exit_code: int | None) -> Iterator[str]:
        """What is wrong, after the save ended with this exit code (None: killed)."""
        if exit_code not in (SAID, NOT_SAID, None):
            yield f"the save ended with {exit_code}"
        before = self.page.read_bytes()
        if exit_code == SAID and before != self.way.new:
            yield "saved was said of what is not there"
        if not self.way.in_place and before not in (self.way.old, self.way.new):
            yield "neither old nor new"
        yield from next_start(self.site, self.state)
        after = self.page.read_bytes()
        if after not in (self.way.old, self.way.new):
            yield f"neither old nor new at the next start ({len(after)} bytes)"
        elif exit_code == SAID and after != self.way.new:
            yield "saved, and old again at the next start"
        yield from self._kind()
        if after == self.way.old:
            yield from self._again()

    def _kind(self) -> Iterator[str]:
        found = self.page.lstat()
        if stat.S_IMODE(found.st_mode) != 0o666:
            yield f"its mode is {stat.S_IMODE(found.st_mode):o}"
        if self.way.symlink and not (self.site / "link" / "_index.md").is_symlink():
            yield "the link is a file now"
        if self.way.hard_link and (self.site / "other.md").stat().st_ino != found.st_ino:
            yield "the hard link is broken"
        if self.way.owner is not None and os.geteuid() == 0 and found.st_uid != self.way.owner:
            yield "its owner changed"

    def _again(self) -> Iterator[str]:
        """The next save goes through."""
        try:
            save_page(self.page, self.way.new, expected=digest(self.way.old), state=self.state)
        except StorageError as error:
            yield f"the next save fails: {error}"
        if self.page.read_bytes() != self.way.new:
            yield "the next save did not come to disk"


def next_start(site: Path, state: Path) -> Iterator[str]:
    """What the next start does, two minutes later; and what it leaves."""
    copies = state / "copies"
    for path in [*site.rglob(".wl-*"), *(copies.iterdir() if copies.is_dir() else ())]:
        os.utime(path, (time.time() - 120,) * 2)
    journal: Any = SimpleNamespace(root=site, listing=list_pages(site))
    for note in finish_interrupted(state, journal):
        yield f"the next start needs the user: {note}"
    left = [*site.rglob(".wl-*"), *(copies.iterdir() if copies.is_dir() else ())]
    if left:
        yield f"left over: {', '.join(p.name for p in left)}"


class Made(Scene):
    """Two new pages and their folder: each is whole or not there."""

    def __init__(self, base: Path) -> None:
        super().__init__(base, Ways("new pages"))
        folder = self.site / "week 2"
        self.files = [
            NewFile(str(folder / "_index.md"), SHORT, str(self.page)),
            NewFile(str(folder / "_index.vi.md"), LONG),
        ]

    def work(self) -> int:
        try:
            create_files(self.files, self.site)
        except StorageError:
            return NOT_SAID
        return SAID

    def wrong(self, exit_code: int | None) -> Iterator[str]:
        if exit_code not in (SAID, NOT_SAID, None):
            yield f"ended with {exit_code}"
        yield from next_start(self.site, self.state)
        there = [f for f in self.files if os.path.lexists(f.path)]
        for file in there:
            if Path(file.path).read_bytes() != file.data:
                yield f"{Path(file.path).name} is torn"
        if exit_code == SAID and len(there) != 2:
            yield "said to be made, and not there"
        for file in there:
            os.unlink(file.path)
        try:
            create_files(self.files, self.site)
        except StorageError as error:
            yield f"the next try fails: {error}"


class Again(Scene):
    """A page that was removed, written once more: whole or not there."""

    def __init__(self, base: Path) -> None:
        super().__init__(base, Ways("removed page, written again"))

    def lay_out(self) -> None:
        super().lay_out()
        self.page.unlink()

    def work(self) -> int:
        try:
            write_again(self.page, LONG)
        except StorageError:
            return NOT_SAID
        return SAID

    def wrong(self, exit_code: int | None) -> Iterator[str]:
        if exit_code not in (SAID, NOT_SAID, None):
            yield f"ended with {exit_code}"
        yield from next_start(self.site, self.state)
        there = self.page.exists()
        if there and read_page(self.page).data != LONG:
            yield "the page is torn"
        if exit_code == SAID and not there:
            yield "said to be written, and not there"


class Tables(Scene):
    """What is kept beside a journal (``.worklog/``): the old tables or the new ones."""

    OLD, NEW = {"aliases": {"a": "b"}}, {"aliases": {f"key {n}": "value" * 20 for n in range(60)}}

    def __init__(self, base: Path) -> None:
        super().__init__(base, Ways("tables of .worklog"))

    def lay_out(self) -> None:
        super().lay_out()
        save_tables(self.site, "shelf.toml", self.OLD, "note")

    def work(self) -> int:
        try:
            save_tables(self.site, "shelf.toml", self.NEW, "note")
        except StorageError:
            return NOT_SAID
        return SAID

    def wrong(self, exit_code: int | None) -> Iterator[str]:
        if exit_code not in (SAID, NOT_SAID, None):
            yield f"ended with {exit_code}"
        try:
            found = load_tables(self.site, "shelf.toml")
        except StorageError as error:
            yield str(error)
            return
        if found not in (self.OLD, self.NEW) or (exit_code == SAID and found != self.NEW):
            yield "neither old nor new, or saved was said too early"
        yield from next_start(self.site, self.state)
        if sorted(p.name for p in (self.site / FOLDER).iterdir()) != ["shelf.toml"]:
            yield "left over beside the tables"


def scenes(only: str = "") -> list[Callable[[Path], Scene]]:
    """One maker each; ``only``: a word of the name."""
    made: list[Callable[[Path], Scene]] = [lambda base, way=way: Scene(base, way) for way in WAYS]
    made += [Made, Again, Tables]
    return [make for make in made if only in make(Path()).name]


def warm(base: Path) -> None:
    """Every scene once, so that no import or first lock is among the calls that are counted."""
    for number, make in enumerate(scenes()):
        scene = make(base / f"warm{number}")
        scene.lay_out()
        with contextlib.redirect_stderr(io.StringIO()):
            scene.work()
