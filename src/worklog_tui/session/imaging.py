"""An image brought into the journal: copied where the page's others lie, linked as they are."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.session.journal import Journal
from worklog_tui.session.nouns import PageRef
from worklog_tui.session.session import Session
from worklog_tui.storage.creating import NewFile, create_files, remove_files
from worklog_tui.storage.errors import PageUnreadable, StorageError, reason
from worklog_tui.worklog import images
from worklog_tui.worklog.intentions import Intention

MOST = 32 * 1024 * 1024  # bytes of an image
_FOLDERS = 2000  # folders of a static folder that are looked at
_NEARBY = 6  # weeks before this one whose images tell where they lie


class Brought(NamedTuple):
    """What was done: the file as it is called now (relative to the journal's root), and whether it was copied."""

    name: str
    target: str
    copied: bool


def bring_image(
    session: Session, page: PageRef, source: Path, ask: Callable[[str], Intention], run: Callable[[Intention], bool]
) -> Brought | None:
    """Copies the image (never over another file), then has ``run`` make the edit ``ask`` wants for its link.

    None: ``run`` did not make it; the copy is gone again. The same image in that folder is not copied twice.
    Raises Refused, StorageError.
    """
    data = read_image(source)
    place, neighbour = find_place(session, page)
    root = _root(session.journal, page, place)
    folder = root / place.folder if place.folder else root
    there = sorted(os.listdir(folder)) if folder.is_dir() else []
    name = next((n for n in there if _same(folder / n, data, source)), "")
    copied: list[NewFile] = []
    made: Sequence[str] = ()
    if not name:
        name = images.safe_name(source.name, there)
        copied = [NewFile(str(folder / name), data)]
        made = create_files(copied, _within(session.journal), most=MOST)
    target = place.link + name
    if not run(ask(images.image_text(target, images.alt_of(source.name), neighbour))):
        remove_files(copied, made)
        return None
    return Brought(os.path.relpath(folder / name, _within(session.journal)), target, bool(copied))


def read_image(source: Path) -> bytes:
    """The file's bytes. Raises Refused for what is no image, cannot be read or is too large."""
    images.safe_name(source.name, ())
    try:
        fd = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise Refused(f"“{source.name}” could not be read: {reason(error)}.") from error
    with os.fdopen(fd, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST:
            raise Refused(f"“{source.name}” is no file of at most {MOST >> 20} MiB: choose another.")
        data = file.read(MOST + 1)
    if not images.looks_like_image(data[:64]):
        raise Refused(f"“{source.name}” does not begin as an image does: choose another.")
    return data


def find_place(session: Session, page: PageRef) -> tuple[images.ImagePlace, images.Taken | None]:
    """Where the page's images lie and how the last of them is written; else those of its twins and the weeks before."""
    journal = session.journal
    folders = _static_folders(journal)
    week = session.week(page)
    if own := images.images_of(week):
        return images.place_of(own[-1], folders), own[-1]
    for other in _neighbours(journal, page):
        try:
            near = session.week(other)
        except PageUnreadable:
            continue
        if found := images.images_of(near):
            place = images.of_week(images.place_of(found[-1], folders), near.number, week.number)
            return place, found[-1]
    bundle = page.path.name.split(".")[0] == "index"
    return images.usual_place(in_site=journal.site is not None, bundle=bundle, static_folders=folders), None


def _neighbours(journal: Journal, page: PageRef) -> list[PageRef]:
    at = next((n for n, entry in enumerate(journal.weeks) if page in entry.pages), 0)
    near = [*reversed(journal.weeks[max(0, at - _NEARBY) : at + 1]), *journal.weeks[at + 1 : at + _NEARBY]]
    return [p for entry in near for p in entry.pages if p != page]


def _static_folders(journal: Journal) -> list[str]:
    if journal.site is None:
        return []
    top = os.path.join(journal.site.root, "static")
    out = []
    for folder, inner, _ in os.walk(top):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        out.append(os.path.relpath(folder, top).replace(os.sep, "/"))
        if len(out) >= _FOLDERS:
            break
    return ["" if name == "." else name for name in out]


def _root(journal: Journal, page: PageRef, place: images.ImagePlace) -> Path:
    if not place.static:
        return page.path.parent
    if journal.site is None:
        raise Refused("This page's images lie in a site's static folder, but there is no site around it.")
    return Path(journal.site.root) / "static"


def _within(journal: Journal) -> str:
    return str(journal.site.root if journal.site is not None else journal.root)


def _same(file: Path, data: bytes, source: Path) -> bool:
    """Whether this file is that image already."""
    if file.suffix.lower() != source.suffix.lower():
        return False
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


__all__ = ["Brought", "StorageError", "bring_image", "find_place", "read_image"]
