"""A new journal: a small Hugo site that builds without a theme, or a worklog section in a site that is there.

Its pages are made by python-frontmatter; every later change of them is a splice, as of any page.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import Any, Literal, NamedTuple

import frontmatter
import tomli_w
from frontmatter.default_handlers import BaseHandler, YAMLHandler

from worklog_tui.document.model import Refused
from worklog_tui.patterns import regex
from worklog_tui.resources import sample_logs_dir
from worklog_tui.session.finding import find_place
from worklog_tui.session.journal import NoJournal, open_journal
from worklog_tui.storage.creating import NewFile, create_files
from worklog_tui.worklog.newweek.calendar import monday_of
from worklog_tui.worklog.site.config import SiteConfig

Languages = Literal["en", "vi", "both"]
_SECTION = "1-Worklog"
_WEEK = "1.1-Week1"
_DAYS = {"en": ("Mon", "Tue", "Wed", "Thu", "Fri"), "vi": ("2", "3", "4", "5", "6")}
_WORDS = {
    "en": {
        "site": "Work journal", "worklog": "Worklog", "title": "Week 1 Worklog", "week": "Week 1",
        "aims": "Week 1 Objectives", "tasks": "Tasks to be carried out this week", "done": "Week 1 Achievements",
        "columns": "| Day | Task | Start Date | Completion Date | Reference Material |",
        "intro": "One page a week.",
        "home": "The weeks are in the [worklog](1-worklog/).",
    },
    "vi": {
        "site": "Nhật ký công việc", "worklog": "Nhật ký công việc", "title": "Worklog Tuần 1", "week": "Tuần 1",
        "aims": "Mục tiêu tuần 1", "tasks": "Các công việc cần triển khai trong tuần này",
        "done": "Kết quả đạt được tuần 1",
        "columns": "| Thứ | Công việc | Ngày bắt đầu | Ngày hoàn thành | Nguồn tài liệu |",
        "intro": "Mỗi tuần một trang.",
        "home": "Các tuần nằm trong [nhật ký](1-worklog/).",
    },
}  # fmt: skip


class TomlHandler(BaseHandler):
    """TOML front matter over the standard library's reader and tomli-w."""

    FM_BOUNDARY = regex(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_: object) -> Any:
        """The values of a front matter."""
        import tomllib

        return tomllib.loads(fm)

    def export(self, metadata: dict[str, object], **_: object) -> str:
        """The values as TOML."""
        return tomli_w.dumps(metadata).strip()


class Founded(NamedTuple):
    """What was made. ``site``: a whole site, else a section of one. ``files``: relative to ``root``."""

    root: Path
    files: tuple[str, ...]
    first: Path
    site: bool


def found_journal(
    folder: Path, *, title: str | None = None, languages: Languages | None = None, day: dt.date, write: bool = True
) -> Founded:
    """A journal in ``folder``: a new site where that is new or empty, a section where a Hugo site is there.

    ``day``: the first week is the one it falls in; ``languages`` None: the site's own, else both.
    Raises Refused, StorageError with a sentence; then nothing was written.
    """
    real = Path(os.path.realpath(folder))
    if real.exists() and not real.is_dir():
        raise Refused(f"{folder} is a file: name a folder.")
    place = find_place(str(real)) if real.is_dir() else None
    if place is not None and place.site:
        return _section(Path(place.root), place.config, title, languages, day, write)
    if real.is_dir() and any(not name.startswith(".") for name in os.listdir(real)):
        raise Refused(f"{folder} is not empty and holds no Hugo site: name a new folder.")
    files = _site(title, _codes(languages), day)
    return _made(real, files, write, site=True)


def _codes(languages: Languages | None) -> tuple[str, ...]:
    return ("en", "vi") if languages in (None, "both") else (str(languages),)


def _section(
    root: Path, config: SiteConfig, title: str | None, languages: Languages | None, day: dt.date, write: bool
) -> Founded:
    try:
        journal = open_journal(root, cwd=root)
    except NoJournal:
        journal = None
    if journal is not None and any(week.number is not None for week in journal.weeks):
        raise Refused(f"There is a journal already, in {journal.section}: worklog new-week makes its next week.")
    known = [code for code in config.languages if code in _WORDS]
    codes = _codes(languages) if languages is not None else tuple(known) or (config.default_language or "en",)
    codes = tuple(code for code in codes if code in _WORDS) or ("en",)
    default = config.default_language or (codes[0] if len(codes) == 1 else "en")
    folders = dict(config.content_dirs)
    handler = TomlHandler() if _writes_toml(root / config.content_dir) else YAMLHandler()
    files: dict[str, str] = {}
    for code in codes:
        own = folders.get(code)
        end = "" if own or code == default else f".{code}"
        files |= _weeks(own or config.content_dir, code, end, day, handler, title)
    return _made(root, files, write, site=False)


def _writes_toml(content: Path) -> bool:
    """Whether the site's pages have TOML front matter: its first few say."""
    heads = []
    for path in sorted(content.rglob("*.md"))[:9]:
        try:
            with path.open("rb") as file:
                heads.append(file.read(8).lstrip(b"\xef\xbb\xbf \r\n\t")[:3])
        except OSError:
            continue
    return heads.count(b"+++") > len(heads) // 2


def _site(title: str | None, codes: tuple[str, ...], day: dt.date) -> dict[str, str]:
    default = codes[0]
    config: dict[str, Any] = {
        "baseURL": "https://example.org/",
        "title": title or _WORDS[default]["site"],
        "defaultContentLanguage": default,
        "disableKinds": ["taxonomy", "term", "RSS", "sitemap"],
        "languages": {code: {"title": title or _WORDS[code]["site"], "weight": at} for at, code in enumerate(codes, 1)},
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},
    }
    files = {"hugo.toml": tomli_w.dumps(config)}
    layouts = sample_logs_dir() / "layouts" / "_default"
    for name in ("baseof.html", "list.html", "single.html"):
        files[f"layouts/_default/{name}"] = (layouts / name).read_text(encoding="utf-8")
    for code in codes:
        end = "" if code == default else f".{code}"
        words = _WORDS[code]
        files[f"content/_index{end}.md"] = _page({"title": title or words["site"]}, words["home"], YAMLHandler())
        files |= _weeks("content", code, end, day, YAMLHandler(), None, words["intro"])
    return files


def _weeks(
    content: str, code: str, end: str, day: dt.date, handler: BaseHandler, title: str | None, intro: str = ""
) -> dict[str, str]:
    """The section's index and its first week. ``intro``: what the index says instead of listing its weeks."""
    words, monday = _WORDS[code], monday_of(day)
    listed = f"**{words['week']}:** [{words['title']}]({_WEEK.lower()}/)"
    common = {"date": monday, "weight": 1, "chapter": False}
    section = {"title": title or words["worklog"], **common, "pre": " <b> 1. </b> "}
    week = {"title": words["title"], **common, "pre": " <b> 1.1. </b> "}
    return {
        f"{content}/{_SECTION}/_index{end}.md": _page(section, intro or listed, handler),
        f"{content}/{_SECTION}/{_WEEK}/_index{end}.md": _page(week, _body(code, monday), handler),
    }


def _body(code: str, monday: dt.date) -> str:
    words = _WORDS[code]
    rows = [f"| {name} |  | {monday + dt.timedelta(days=at):%d/%m/%Y} |  |  |" for at, name in enumerate(_DAYS[code])]
    lines = [f"### {words['aims']}:", "", "- ", "", f"### {words['tasks']}:", "", words["columns"],
             "| --- | --- | --- | --- | --- |", *rows, "", f"### {words['done']}:", "", "- "]  # fmt: skip
    return "\n".join(lines)


def _page(values: dict[str, object], body: str, handler: BaseHandler) -> str:
    post = frontmatter.Post(body, handler=handler, **values)
    text = frontmatter.dumps(post) if isinstance(handler, TomlHandler) else frontmatter.dumps(post, sort_keys=False)
    return str(text) + body[len(body.rstrip(" ")) :] + "\n"  # it strips the blank an empty item ends with


def _made(root: Path, files: dict[str, str], write: bool, *, site: bool) -> Founded:
    first = next(rel for rel in files if f"/{_WEEK}/" in rel)
    if write:
        new = [NewFile(str(root / rel), text.encode()) for rel, text in files.items()]
        create_files(new, root)
    return Founded(root, tuple(files), root / first, site)
