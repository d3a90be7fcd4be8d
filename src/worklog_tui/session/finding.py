"""Finding the place a journal lies in: the Hugo site around a folder, searched upward within bounds."""

from __future__ import annotations

import os

from worklog_tui.record import record
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.files import read_page
from worklog_tui.worklog.site.config import CONFIG_NAMES, DEFAULT_FOLDER_NAMES, MAX_CONFIG, SiteConfig, read_config
from worklog_tui.worklog.site.names import split_page_name, week_name

_LEVELS = 24
_DEFAULT_FOLDER = "config/_default"


@record
class Place:
    """A folder to list from: a site's root (``site``), or a plain folder."""

    root: str
    _config: SiteConfig | None
    site: bool
    configured: bool = False
    near: bool = False  # above the folder that was named: look around there, but not far

    @property
    def config(self) -> SiteConfig:
        """The site's configuration; defaults where there is none."""
        return self._config or SiteConfig()


def find_place(folder: str) -> Place:
    """The site around a folder (a real path), else the folder itself; for a week's folder its parent."""
    site = _site_around(folder)
    if site is not None:
        return site
    above = os.path.dirname(folder)
    if week_name(os.path.basename(folder)) is None or above == folder or mentions_weeks(folder):
        return Place(folder, None, False)
    return Place(above, None, False, near=True)


def find_around(folder: str) -> tuple[Place, str] | None:
    """For a folder nobody named: the site around it, else the nearest folder upward that shows weeks by its names.

    The user's home and the file system's root are never taken for a journal unless they are a site.
    """
    site = _site_around(folder)
    if site is not None:
        return site, site.root
    home = os.path.realpath(os.path.expanduser("~"))
    for level in _upward(folder):
        if level == home or os.path.dirname(level) == level:
            return None
        if mentions_weeks(level):
            return Place(level, None, False), level
    return None


def mentions_weeks(folder: str) -> bool:
    """Whether a folder holds week pages, or week folders with pages in them, by their names alone."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name.startswith("."):
                    continue
                if name.endswith(".md"):
                    if week_name(split_page_name(name, frozenset())[0]) is not None:
                        return True
                elif week_name(name) is not None and entry.is_dir(follow_symlinks=False) and _has_pages(entry.path):
                    return True
    except OSError:
        return False
    return False


def _has_pages(folder: str) -> bool:
    try:
        return any(name.endswith(".md") for name in os.listdir(folder))
    except OSError:
        return False


def _upward(folder: str) -> list[str]:
    levels = [folder]
    while len(levels) < _LEVELS and (above := os.path.dirname(levels[-1])) != levels[-1]:
        levels.append(above)
    return levels


def _site_around(folder: str) -> Place | None:
    """A folder is a site's root if a Hugo configuration lies in it, or if it holds the ``content`` we came through."""
    below = ""
    for level in _upward(folder):
        names = _config_files(level)
        has_content = os.path.isdir(os.path.join(level, "content"))
        if any(n.startswith("hugo.") for n in names) or (names and has_content):
            config = read_config(_read(level, names))
            return Place(level, config, True, True)
        if has_content and (below == "content" or level == folder):
            return Place(level, None, True)
        if names:
            config = read_config(_read(level, names))
            if config.content_dir != "content" and os.path.isdir(os.path.join(level, config.content_dir)):
                return Place(level, config, True, True)
        below = os.path.basename(level)
    return None


def configuration(root: str) -> dict[str, bytes]:
    """The configuration files of the site at ``root``, by their paths relative to it."""
    return _read(root, _config_files(root))


def _config_files(folder: str) -> list[str]:
    """A site's configuration files, relative to its root: the first of its own, then those of ``config/_default``."""
    found = [n for n in CONFIG_NAMES if os.path.isfile(os.path.join(folder, n))][:1]
    default = os.path.join(folder, *_DEFAULT_FOLDER.split("/"))
    if os.path.isdir(default):
        found += [f"{_DEFAULT_FOLDER}/{n}" for n in DEFAULT_FOLDER_NAMES if os.path.isfile(os.path.join(default, n))]
    return found


def _read(folder: str, names: list[str]) -> dict[str, bytes]:
    out: dict[str, bytes] = {}
    for name in names:
        try:
            out[name] = read_page(os.path.join(folder, *name.split("/")), limit=MAX_CONFIG).data
        except PageUnreadable:
            continue
    return out
