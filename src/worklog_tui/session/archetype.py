"""A week's page from the site's own template, where it has one that fits and that we can fill in."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.files import read_page
from worklog_tui.worklog.newweek.archetypes import Fields, NotSimple, expand, fits
from worklog_tui.worklog.site.names import split_page_name
from worklog_tui.worklog.site.sections import logical

if TYPE_CHECKING:
    from worklog_tui.session.nouns import Journal, PageRef

_FOLDER = "archetypes"


def from_archetype(journal: Journal, page: PageRef, rel: str, date: dt.date) -> tuple[bytes | None, str]:
    """The page at ``rel`` from the template for pages like ``page``; None with a sentence where it cannot be used."""
    path = _find(journal, page)
    if path is None:
        return None, ""
    shown = os.path.relpath(path, journal.root).replace(os.sep, "/")
    parts = rel.split("/")
    stem, _ = split_page_name(parts[-1], frozenset())
    name = parts[-2] if stem in ("_index", "index") else stem
    try:
        text = read_page(path, within=journal.root).data.decode("utf-8")
        made = expand(text, Fields(name, date)).encode()
    except (PageUnreadable, UnicodeDecodeError):
        return None, f"{shown} cannot be read: the last week was taken instead."
    except NotSimple as error:
        return None, f"{shown} has fields only Hugo fills in ({error}): the last week was taken instead."
    from worklog_tui.document.parse import parse

    front = parse(made).front_matter
    if front.kind is None or front.error:
        return None, f"{shown} makes no page Hugo would read: the last week was taken instead."
    return made, f"Made from {shown}."


def _find(journal: Journal, page: PageRef) -> str | None:
    if journal.site is None:
        return None
    folder = os.path.join(journal.site.root, _FOLDER)
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return None
    inner = logical(page.rel.rsplit("/", 1)[0], journal.site.config) or ""
    section = inner.split("/")[0]
    own = page.rel.rsplit("/", 1)[-1]
    found: list[tuple[bool, str]] = []
    for name in names:
        if name.startswith("."):
            continue
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            inside = os.path.join(path, own)
            if fits(name, section) and os.path.isfile(inside):
                found.append((name.casefold() != section.casefold(), inside))
            continue
        stem, code = split_page_name(name, frozenset())
        _, own_code = split_page_name(own, frozenset())
        if name.endswith(".md") and code == own_code and fits(stem, section):
            found.append((stem.casefold() != section.casefold(), path))
    return min(found)[1] if found else None
