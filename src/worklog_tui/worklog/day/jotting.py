"""What a person types to log something: lines as items with levels, and the links in them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.cell_text import split_lead
from worklog_tui.worklog.model import Outline, OutlineItem

_TAB = 2
_LINK = regex(
    r"(?P<code>`+[^`]*`+)|(?P<image>!\[[^\[\]]*\]\([^()\s]*\))"
    r"|\[(?P<label>[^\[\]]*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    r"|<(?P<auto>https?://[^\s<>]+)>"
    r"|(?<![\w(\[<\"'=])(?P<bare>https?://[^\s<>|]+)"
    r"|\((?P<within>https?://[^\s<>|()]+)\)",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?*_~'\""  # what goldmark's linkify leaves out at a URL's end
_JOINTS = " \t,;:–—"
_LEADS_ON = regex(
    r"\b(?:at|in|on|from|to|via|with|see|and|or|of|for|the|tại|ở|từ|trên|theo|xem|và|của|với)\Z", re.IGNORECASE
)


class Jotted(NamedTuple):
    """A link as it was typed; ``label`` "" for a bare URL."""

    label: str
    target: str


class Jotting(NamedTuple):
    """Items without the links that are taken out of them, and these links."""

    items: Outline
    links: tuple[Jotted, ...]


def read_items(text: str) -> Outline:
    """Lines as items: two blanks or a tab are a level, bullets fall away, empty lines too."""
    items: list[OutlineItem] = []
    widths: list[int] = []  # indents of the lines this one stands under
    for raw in re.split(r"\r\n|\r|\n", text):
        line = raw.expandtabs(_TAB).rstrip()
        words = split_lead(line.lstrip(" \u00a0\u2003"))[1].strip(" \t")
        if not words.strip("-*+•◦▪‣–—"):
            continue
        width = len(line) - len(line.lstrip(" \u00a0\u2003"))
        while widths and widths[-1] >= width:
            widths.pop()
        items.append(OutlineItem(len(widths), words))
        widths.append(width)
    return tuple(items)


def without_links(items: Outline) -> Jotting:
    """The items without their links: a label stays as words; a bare URL goes where it stands at an end of its line or
    in brackets, in the middle of a sentence it stays.
    """
    kept: list[OutlineItem] = []
    links: list[Jotted] = []
    for item in items:
        words, found = _parted(item.text)
        links += [link for link in found if link.target not in {known.target for known in links}]
        if words:
            kept.append(item._replace(text=words))
    return Jotting(_levelled(kept), tuple(links))


def links_in(text: str) -> tuple[Jotted, ...]:
    """All links of a text, images left out."""
    return tuple(_link(m) for m in _LINK.finditer(text) if not (m["code"] or m["image"]))


def _levelled(items: Iterable[OutlineItem]) -> Outline:
    out: list[OutlineItem] = []
    for item in items:
        out.append(item._replace(level=min(item.level, out[-1].level + 1 if out else 0)))
    return tuple(out)


def _link(m: re.Match[str]) -> Jotted:
    if m["target"] is not None:
        return Jotted(m["label"].strip(), m["target"])
    return Jotted("", m["auto"] or m["within"] or _url(m["bare"]))


def _url(bare: str) -> str:
    url = bare.rstrip(_TRAILING)
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(_TRAILING)
    return url


def _parted(text: str) -> tuple[str, list[Jotted]]:
    out, at, links = "", 0, []
    for m in _LINK.finditer(text):
        if m["code"] or m["image"]:
            continue
        link = _link(m)
        start, end = m.span()
        if m["bare"]:
            end = start + len(link.target)
        if not link.label and not _at_an_end(text, start, end, bracketed=bool(m["within"])):
            continue
        links.append(link)
        out += text[at:start] + link.label
        at = end
        if not link.label:
            out = out.rstrip(_JOINTS)
    words = (out + text[at:]).strip(" \t")
    return (words.lstrip(_JOINTS).strip(" \t") if links else words), links


def _at_an_end(text: str, start: int, end: int, *, bracketed: bool) -> bool:
    """Whether nothing but other links and marks stands on one side, and no word before it needs it (``see``)."""
    if bracketed:
        return True
    if _LEADS_ON.search(text[:start].rstrip()):
        return False
    return not (_letters(text[:start]) and _letters(text[end:]))


def _letters(text: str) -> bool:
    return any(c.isalnum() for c in _LINK.sub(" ", text))
