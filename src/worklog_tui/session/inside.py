"""Following a target inside the site: to a page of the journal, or to a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.storage.files import inside
from worklog_tui.worklog.site.inside import files_meant, inside_path, pages_meant
from worklog_tui.worklog.site.names import split_page_name

if TYPE_CHECKING:
    from pathlib import Path

    from worklog_tui.session.journal import Journal, PageRef


class Inside(NamedTuple):
    """What a target inside the site means: a page of the journal, else a file, else nothing that is there."""

    page: PageRef | None = None
    file: Path | None = None


def follow(journal: Journal, page: PageRef, target: str) -> Inside | None:
    """Where the target leads; None where it leads out of the site. A place on the page itself is the page."""
    path = inside_path(target)
    if path is None:
        return None
    if not path:
        return Inside(page)
    config = journal.site.config if journal.site is not None else None
    found = {p.rel: p for week in journal.weeks for p in week.pages}
    pages = [found[rel] for rel in pages_meant(path, page.rel, found, config)]
    if pages:
        named = {path.strip("/").split("/")[0].lower(), split_page_name(path.rsplit("/", 1)[-1], frozenset())[1]}
        asked = next((p for p in pages if p.language in named), None)
        own = next((p for p in pages if p.language == page.language), None)
        return Inside(asked or own or pages[0])
    root = os.path.realpath(journal.root)
    for rel in files_meant(path, page.rel, config):
        real = os.path.realpath(os.path.join(root, *rel.split("/")))
        if inside(real, root) and os.path.isfile(real):
            return Inside(file=journal.root.joinpath(*rel.split("/")))
    return Inside()
