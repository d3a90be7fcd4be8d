"""Where a page's images live and how it links them: an image that is added lies and reads like its neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from worklog_tui.document.model import Refused
from worklog_tui.patterns import regex
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.cells.outline import read_outline
from worklog_tui.worklog.model import OutlineItem, Week

ENDINGS = ("png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp")
"""File name endings taken for images."""

_SIGNS = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"<svg", b"<?xml", b"BM", b"\x00\x00\x00",
)  # fmt: skip
_IMG = regex(r"""<img\b[^<>]*?\bsrc\s*=\s*(["'])(.*?)\1[^<>]*>""", re.IGNORECASE | re.DOTALL)
_SRC = regex(r"""(\bsrc\s*=\s*)(["']).*?\2""", re.IGNORECASE | re.DOTALL)
_ALT = regex(r"""(\balt\s*=\s*)(["']).*?\2""", re.IGNORECASE | re.DOTALL)
_ELSEWHERE = regex(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


class ImagePlace(NamedTuple):
    """A folder for images. ``static``: below the site's static folder, else below the page's own.

    ``folder``: with ``/``, "" the folder itself; ``link``: what stands before the file's name in a link.
    """

    static: bool
    folder: str
    link: str


class Taken(NamedTuple):
    """An image a page shows: its target as written, and the HTML tag where it is one."""

    target: str
    tag: str = ""


def images_of(week: Week) -> tuple[Taken, ...]:
    """The page's images in source order, those of other sites left out."""
    doc = week.document
    found = [(doc.links[i].span.start, Taken(doc.links[i].target)) for i in week.images]
    text = doc.source.decode("latin-1")
    found += [(m.start(), Taken(m[2].encode("latin-1").decode("utf-8", "replace"), m[0].encode("latin-1").decode(
        "utf-8", "replace"))) for m in _IMG.finditer(text)]  # fmt: skip
    return tuple(image for _, image in sorted(found) if image.target and not _ELSEWHERE.match(image.target))


def place_of(image: Taken, static_folders: Sequence[str]) -> ImagePlace:
    """Where an image lies. ``static_folders``: those below the site's static folder, as ``images/week1``.

    A target from the site's root may begin with the path the site is published under.
    """
    head, _, _ = image.target.replace(" ", "%20").rpartition("/")
    if not image.target.startswith("/"):
        return ImagePlace(False, unquote(head.removeprefix("./")), f"{head}/" if head else "")
    parts = [unquote(part) for part in head.split("/") if part]
    known = set(static_folders)
    for drop in range(len(parts) + 1):
        if "/".join(parts[drop:]) in known:
            return ImagePlace(True, "/".join(parts[drop:]), f"{head}/")
    return ImagePlace(True, "/".join(parts), f"{head}/")


def of_week(place: ImagePlace, was: int | None, number: int | None) -> ImagePlace:
    """The place of a neighbour's images for another week: a folder that names its week names ours."""
    if was is None or number is None or was == number:
        return place
    named = regex(rf"((?:week|wk|w|tuan|tuần)[-_ ]?0*){was}(?=$|[/_ -])", re.IGNORECASE)
    folder = named.sub(rf"\g<1>{number}", place.folder)
    if folder == place.folder:
        return place
    return place._replace(folder=folder, link=named.sub(rf"\g<1>{number}", place.link))


def usual_place(*, in_site: bool, bundle: bool, static_folders: Sequence[str]) -> ImagePlace:
    """Where images go in a journal that shows none: beside a leaf page, else the site's ``/images``."""
    if not in_site or (bundle and not any(f == "images" or f.startswith("images/") for f in static_folders)):
        return ImagePlace(False, "", "")
    return ImagePlace(True, "images", "/images/")


def safe_name(name: str, taken: Sequence[str]) -> str:
    """The file's name as an address can hold it, and as no other file of the folder is called. Raises Refused."""
    stem, dot, ending = name.rpartition(".")
    if not dot or ending.lower() not in ENDINGS:
        raise Refused(f"“{name}” is no image: its name must end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.")
    plain = unicodedata.normalize("NFD", stem.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-._")[:80] or "image"
    others = {other.casefold() for other in taken}
    number, made = 1, f"{plain}.{ending.lower()}"
    while made.casefold() in others:
        number += 1
        made = f"{plain}-{number}.{ending.lower()}"
    return made


def looks_like_image(start: bytes) -> bool:
    """Whether a file's first bytes are those of an image."""
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_SIGNS)


def image_text(target: str, alt: str, neighbour: Taken | None) -> str:
    """The link, as the neighbour is written: an ``<img>`` keeps its other attributes."""
    words = re.sub(r"[\[\]<>\"|`]+", " ", alt).strip()
    if neighbour is None or not neighbour.tag:
        return f"![{words}]({target})"
    tag = _SRC.sub(lambda m: f"{m[1]}{m[2]}{target}{m[2]}", neighbour.tag, count=1)
    return _ALT.sub(lambda m: f"{m[1]}{m[2]}{words}{m[2]}", tag, count=1)


def alt_of(name: str) -> str:
    """Words for an image made of its file's name."""
    return re.sub(r"[-_\s]+", " ", name.rpartition(".")[0]).strip()


def in_task(week: Week, task: int, column: int, text: str) -> want.Intention:
    """The image as a further line of a task's cell."""
    outline = read_outline(week.tasks[task - 1].fields[column].text)
    level = outline[-1].level if outline and outline[-1].text.startswith(("![", "<img")) else 0
    return want.SetFieldOutline(task, column, (*outline, OutlineItem(level, text)))


def in_section(week: Week, section: int, text: str) -> want.Intention:
    """The image as a further item of a section, its first one where it has no list."""
    lists = week.sections[section].lists
    return want.AddItem(lists[-1], None, text) if lists else want.AddSectionItem(section, text)
