"""Targets inside the site: which files a link to no other host may mean. Pure; whoever asks looks which of them exist.

Hugo publishes ``content/1-Worklog/1.2-Week2/_index.vi.md`` as ``/vi/1-worklog/1.2-week2/``: paths compare in lower
case, blanks as dashes, without the name of an index page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from worklog_tui.patterns import regex
from worklog_tui.worklog.site.config import SiteConfig
from worklog_tui.worklog.site.names import split_page_name
from worklog_tui.worklog.site.sections import logical

_CALL = regex(r"\{\{[<%]\s*(?:rel)?ref\s+[\"'`]?([^\"'`\s>%]+)[\"'`]?.*?[>%]\}\}")
_INDEX = ("_index", "index")


def inside_path(target: str) -> str | None:
    """The path a target names inside its site, without query and fragment; None where it leads elsewhere."""
    call = _CALL.fullmatch(target.strip())
    if call is not None:
        target = call[1]
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or "\\" in parts.path or "\0" in target:
        return None
    return unquote(parts.path)


def published(rel: str, config: SiteConfig | None) -> tuple[str, str | None] | None:
    """A page's path on the site without its language (``1-worklog/1.2-week2``) and its language by its name; None for a
    file outside the content. ``rel`` is relative to the site's root.
    """
    folder, _, name = rel.rpartition("/")
    inner = logical(folder, config)
    if inner is None:
        return None
    stem, language = split_page_name(name, frozenset(config.languages if config is not None else ()))
    return _same(inner if stem in _INDEX else posixpath.join(inner, stem)), language


def _same(path: str) -> str:
    return path.strip("/").lower().replace(" ", "-")


def meant_paths(path: str, page: str, config: SiteConfig | None) -> tuple[str, ...]:
    """The published paths a link's ``path`` may mean on the page ``page`` (relative to the site's root), likeliest
    first. Relative ones count from the page's address, and from its folder as people write them for file managers.
    """
    own = published(page, config)
    languages = frozenset(code.lower() for code in (config.languages if config is not None else ())) | {"en", "vi"}
    if path.startswith("/") or own is None:
        found = [path]
    else:
        folder = logical(posixpath.dirname(page), config) or ""
        found = [posixpath.join("/", base, path) for base in (own[0], folder)]
    out: list[str] = []
    for one in found:
        plain = _same(posixpath.normpath(_without_page_name(one)))
        plain = "" if plain == "." else plain
        first, _, rest = plain.partition("/")
        out += [plain, *([rest] if first in languages else [])]
    return tuple(dict.fromkeys(out))


def _without_page_name(path: str) -> str:
    """``/x/_index.vi.md`` → ``/x/``, ``/x/week-2.md`` → ``/x/week-2``."""
    head, _, name = path.rpartition("/")
    if not name.endswith((".md", ".markdown", ".html")):
        return path
    stem, _ = split_page_name(name, frozenset())
    return f"{head}/" if stem in _INDEX else f"{head}/{stem}"


def files_meant(path: str, page: str, config: SiteConfig | None) -> Iterator[str]:
    """Files below the site's root a path may name, as written: beside the page, static, an asset, a page."""
    content = config.content_dir if config is not None else "content"
    clean = posixpath.normpath("/" + path).lstrip("/")
    if not path.startswith("/"):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    for base in ("static", "assets", content, ""):
        yield posixpath.join(base, clean)
    for name in ("_index.md", "index.md"):
        yield posixpath.join(content, clean, name)
    yield posixpath.join(content, clean + ".md")


def pages_meant(path: str, page: str, rels: Iterable[str], config: SiteConfig | None) -> tuple[str, ...]:
    """Those of the pages ``rels`` the path means: all languages of the likeliest meaning."""
    known: dict[str, list[str]] = {}
    for rel in rels:
        where = published(rel, config)
        if where is not None:
            known.setdefault(where[0], []).append(rel)
    return next((tuple(known[path]) for path in meant_paths(path, page, config) if path in known), ())
