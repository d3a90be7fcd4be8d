"""Which of a site's files are weeks, which are twins, in which language, in which order. Pure: names in, values out.

The conventions are those of public Hugo worklogs: ``_index.md`` + ``_index.vi.md``, ``.en.md`` + ``.vi.md``, a
Vietnamese default with ``.en.md``, flat pages, ``content/en|vi/…``, leaf bundles, weeks by year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from worklog_tui.record import field, record, replace
from worklog_tui.worklog.site.config import SiteConfig
from worklog_tui.worklog.site.names import (
    bare_number,
    month_folder,
    natural,
    split_page_name,
    week_name,
    worklog_like,
    year_folder,
)

GUESSED = 40
"""Pages of a section whose texts are looked at for their language; each costs a read."""

_INDEX = ("_index", "index")
_FOLDER_LANGUAGES = frozenset(("en", "vi"))  # taken for languages also where no configuration names them
_NOT_PAGES = frozenset(("readme", "changelog", "contributing", "license", "code_of_conduct", "security"))


class SitePage(NamedTuple):
    """One file: its path relative to the root it was listed from, and its language where that is known."""

    rel: str
    language: str | None


class SiteWeek(NamedTuple):
    """A week with its pages, the default language first. ``key``: its path without language; unique."""

    key: str
    name: str
    year: int | None
    number: int | None
    pages: tuple[SitePage, ...]

    @property
    def label(self) -> str:
        """What a list calls it."""
        if self.number is None:
            return self.name
        return f"Week {self.number}" if self.year is None else f"{self.year} · Week {self.number}"

    @property
    def order(self) -> tuple[object, ...]:
        """Years, then numbers (12 after 9), then names; weeks without a number come last."""
        if self.number is None:
            return (1, 0, 0, natural(self.key))
        return (0, self.year or 0, self.number, self.key)


@record
class Section:
    """Weeks that belong together. ``path``: without content folder and language; "" is the root itself."""

    path: str
    weeks: tuple[SiteWeek, ...]
    weekly: bool = True  # False: pages whose names tell no week

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its pages, in the order first met."""
        return tuple(dict.fromkeys(p.language for w in self.weeks for p in w.pages if p.language))


@record(frozen=False)
class _Found:
    """A week while its pages are gathered."""

    section: str
    name: str
    year: int | None
    number: int | None
    pages: list[SitePage] = field(default_factory=list)


class _Roots:
    """Takes content folder and language off a folder's path."""

    def __init__(self, config: SiteConfig | None) -> None:
        config = config or SiteConfig(content_dir="")
        self.codes = frozenset(code.lower() for code in config.languages)
        prefixes: list[tuple[str, str | None]] = [(folder, code) for code, folder in config.content_dirs]
        prefixes.append((config.content_dir, None))
        self._prefixes = sorted(prefixes, key=lambda p: -len(p[0]))
        self._folders = self.codes | _FOLDER_LANGUAGES

    def strip(self, folder: str) -> tuple[str, str | None] | None:
        """The folder's path inside the content, and the language its place gives. None: outside the content."""
        for prefix, code in self._prefixes:
            if not prefix or folder == prefix or folder.startswith(prefix + "/"):
                inner = folder[len(prefix) :].lstrip("/")
                first, _, rest = inner.partition("/")
                if code is None and first.lower() in self._folders:
                    return rest, first.lower()
                return inner, code.lower() if code else None
        return None


def arrange(
    folders: Iterable[tuple[str, Sequence[str]]],
    config: SiteConfig | None = None,
    guess: Callable[[str], str | None] = lambda _: None,
) -> tuple[Section, ...]:
    """The sections of a listing: (folder relative to the root, page names). ``config`` None: no site, no ``content/``.

    ``guess`` tells a page's language from its text, for the pages whose language names and configuration leave open;
    of a section with more than ``GUESSED`` of them only the first is asked for.
    """
    roots = _Roots(config)
    weeks: dict[str, _Found] = {}
    rest: dict[str, _Found] = {}
    for folder, names in folders:
        place = roots.strip(folder)
        if place is not None:
            _sort_folder(folder, names, place[0], place[1], roots.codes, weeks, rest)
    out = [_section(path, found, config, guess) for path, found in _by_section(weeks).items()]
    out += [replace(_section(path, found, config, guess), weekly=False) for path, found in _by_section(rest).items()]
    return tuple(_join_translated(out))


def _sort_folder(
    folder: str,
    names: Sequence[str],
    inner: str,
    language: str | None,
    codes: frozenset[str],
    weeks: dict[str, _Found],
    rest: dict[str, _Found],
) -> None:
    """Puts a folder's pages to their weeks. Beside an index other pages are its resources, unless they name a week."""
    split = [(name, *split_page_name(name, codes)) for name in names]
    stems = {stem for _, stem, _ in split}
    own = _number(inner) if inner else None
    start = f"{folder}/" if folder else ""
    for name, stem, suffix in split:
        page = SitePage(start + name, suffix or language)
        if stem in _INDEX:
            _put(weeks if own else rest, inner, own, page)
        elif "index" in stems:  # a leaf bundle has no pages below it
            continue
        elif (number := _number(path := f"{inner}/{stem}" if inner else stem)) is not None:
            _put(weeks, path, number, page)
        elif own is not None:
            if "_index" not in stems:
                _put(weeks, path if len(stems) > 1 else inner, own, page)
        elif stem.lower() not in _NOT_PAGES:
            _put(rest, path, None, page)


def _number(path: str) -> tuple[int | None, int] | None:
    """Year and number of the week whose path this is."""
    parent, _, name = path.rpartition("/")
    found = week_name(name)
    above, year = _container(parent)
    if found is not None:
        return found.year or year, found.number
    number = bare_number(name)
    if number is not None and above and worklog_like(above.rpartition("/")[2]):
        return year, number
    return None


@lru_cache(maxsize=1024)
def _container(folder: str) -> tuple[str, int | None]:
    """The section around, folders of years and months taken off, and the year they name."""
    year = None
    while folder:
        above, _, name = folder.rpartition("/")
        found = year_folder(name)
        if found is None and not month_folder(name, above.rpartition("/")[2]):
            break
        year = year or found
        folder = above
    return folder, year


def _put(into: dict[str, _Found], path: str, number: tuple[int | None, int] | None, page: SitePage) -> None:
    found = into.get(path)
    if found is None:
        parent, _, name = path.rpartition("/")
        year, value = number or (None, None)
        found = into[path] = _Found(_container(parent)[0] if number else parent, name, year, value)
    found.pages.append(page)


def _by_section(found: dict[str, _Found]) -> dict[str, dict[str, _Found]]:
    out: dict[str, dict[str, _Found]] = {}
    for key, week in found.items():
        out.setdefault(week.section, {})[key] = week
    return out


def _section(
    path: str, found: dict[str, _Found], config: SiteConfig | None, guess: Callable[[str], str | None]
) -> Section:
    default = _default_language(found, config)
    guesses = _guesses(found, guess) if default is None else guess
    first = default or (config.default_language if config else None) or "en"
    weeks = []
    for key, week in found.items():
        pages = [p if p.language else SitePage(p.rel, default or guesses(p.rel)) for p in week.pages]
        if len(pages) > 1:
            pages.sort(key=lambda p: (p.language != first, p.language or "", p.rel))
        weeks.append(SiteWeek(key, week.name, week.year, week.number, tuple(pages)))
    return Section(path, tuple(sorted(_join_twins(weeks), key=lambda w: w.order)))


def _default_language(found: dict[str, _Found], config: SiteConfig | None) -> str | None:
    """The language of files that carry none: the site's default, else the one their twins leave, else by the text."""
    if config is not None and config.default_language:
        return config.default_language
    if config is not None and config.languages:
        return "en"  # Hugo's own default
    seen: set[str | None] = {p.language for w in found.values() for p in w.pages}
    if None not in seen:
        return None
    if seen == {None, "vi"}:
        return "en"
    return "vi" if seen == {None, "en"} else None


def _guesses(found: dict[str, _Found], guess: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """The languages of pages that only their text tells: each by its own; all by the first where they are many."""
    left = sorted((p.rel for w in found.values() for p in w.pages if p.language is None), key=natural)
    if len(left) <= GUESSED:
        return guess
    first = guess(left[0])
    return lambda _: first


def _join_twins(weeks: list[SiteWeek]) -> list[SiteWeek]:
    """One week of pages whose names are translated too (``week-4``, ``tuan-4``): same number, no language twice."""
    by_number: dict[tuple[int | None, int], list[SiteWeek]] = {}
    for week in weeks:
        if week.number is not None:
            by_number.setdefault((week.year, week.number), []).append(week)
    gone: dict[str, SiteWeek | None] = {}
    for group in by_number.values():
        languages = [p.language for w in group for p in w.pages]
        if len(group) > 1 and None not in languages and len(set(languages)) == len(languages):
            pages = tuple(p for w in group for p in w.pages)
            gone.update({w.key: None for w in group[1:]})
            gone[group[0].key] = group[0]._replace(pages=pages)
    return [merged for w in weeks if (merged := gone.get(w.key, w)) is not None]


def _join_translated(sections: list[Section]) -> list[Section]:
    """One section of two whose folder names are translated (``en/worklog``, ``vi/nhat-ky``) and whose weeks match."""
    out: list[Section] = []
    for section in sections:
        mate = next((i for i, other in enumerate(out) if _translations(other, section)), None)
        if mate is None:
            out.append(section)
            continue
        joined = _join_twins([*out[mate].weeks, *section.weeks])
        out[mate] = replace(out[mate], weeks=tuple(sorted(joined, key=lambda w: w.order)))
    return out


def _translations(one: Section, two: Section) -> bool:
    if not (one.weekly and two.weekly) or set(one.languages) & set(two.languages):
        return False
    if any(p.language is None for s in (one, two) for w in s.weeks for p in w.pages):
        return False
    first, second = ({(w.year, w.number) for w in s.weeks} for s in (one, two))
    return 2 * len(first & second) >= max(len(first), len(second))


def logical(folder: str, config: SiteConfig | None) -> str | None:
    """A folder's path without content folder and language; None outside the content."""
    place = _Roots(config).strip(folder)
    return None if place is None else place[0]


def choose(sections: Sequence[Section], start: str | None) -> Section | None:
    """The section meant by opening ``start`` (a path as ``logical`` gives; None or "": the whole site).

    The one around it, else the one with most weeks below it, else the site's one with most weeks. Sections whose pages
    name no week count where they are called a worklog, or where they are all there is in the folder opened.
    """
    weekly = [s for s in sections if s.weekly]
    start = start or ""
    own = [s for s in weekly if start and any(_within(start, w.key) for w in s.weeks)]
    if own:
        return own[0]
    around = [s for s in weekly if s.path and _within(start, s.path)]
    if around:
        return max(around, key=lambda s: len(s.path))
    below = [s for s in weekly if not start or _within(s.path, start)]
    if found := _largest(below or weekly):
        return found
    named = [s for s in sections if s.path and worklog_like(s.path.rsplit("/", 1)[-1])]
    inside = [s for s in named if not start or f"{s.path}/".startswith(f"{start}/") or start.startswith(s.path)]
    return _largest(inside or named) or next((s for s in sections if s.path == start), None)


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def _largest(sections: Sequence[Section]) -> Section | None:
    def size(section: Section) -> tuple[int, int, int]:
        return len(section.weeks), worklog_like(section.path), -section.path.count("/")

    return max(sections, key=size, default=None)
