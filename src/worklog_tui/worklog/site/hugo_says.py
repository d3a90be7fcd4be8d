"""What Hugo says, read: errors with their places, addresses of pages, where its server is. Pure.

Forms of Hugo 0.110 to 0.168: ``ERROR … "/site/content/x.md:41:1": failed to …``, ``Error: … see /site/content/x.md``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

_PLACE = re.compile(r'"((?:[A-Za-z]:)?[^":\n]+):(\d+)(?::(\d+))?"')
_FILE = re.compile(r'(?:see |file |of |for )"?((?:[A-Za-z]:)?[/\\][^":\n]+?\.(?:md|markdown|html|toml|ya?ml|json))\b')
_KEY = re.compile(r'the "(\w+)" front matter field')
_BEGIN = re.compile(r"^(?:ERROR|Error:|error:|panic:)\s*(?:\d{4}/\d\d/\d\d \d\d:\d\d:\d\d\s+)?")
_LEAD = re.compile(
    r"^(?:Rebuild failed: |error building site: |command error: |assemble: |process: |render: |readAndProcessContent: "
    r"|failed to create page from pageMetaSource [^:]+: |\[[^\]]*\] |failed to render pages: )+"
)
_REF = re.compile(r'REF_NOT_FOUND: Ref "([^"]*)"')
_THEME = re.compile(r'module "([^"]+)" not found in "[^"]*\bthemes\b')
_COUNT = re.compile(r"logged \d+ error\(s\)$")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_SERVED = re.compile(r"Web Server is available at (\S+) \(bind address [^)]*\)\s*([A-Za-z][\w-]*)?")


class BuildError(NamedTuple):
    """Why a site does not build. ``file`` as Hugo names it, None: no file; ``line`` 1-based, 0: not said; ``key``: the
    front matter value meant.
    """

    file: str | None
    line: int
    message: str
    key: str | None = None


def build_errors(lines: Iterable[str]) -> tuple[BuildError, ...]:
    """The errors in what Hugo said, each once, in order; the sum at the end only where nothing else was said."""
    found: dict[BuildError, None] = {}
    counts: dict[BuildError, None] = {}
    for line in lines:
        words = _COLOUR.sub("", line).strip()
        head = _BEGIN.match(words)
        if head is None:
            continue
        error = _read(words[head.end() :])
        (counts if _COUNT.search(error.message) else found)[error] = None
    return tuple(found or counts)


def _read(words: str) -> BuildError:
    places = [(m[1], int(m[2])) for m in _PLACE.finditer(words)]
    key = _KEY.search(words)
    if places:
        pages = [place for place in places if place[0].endswith((".md", ".markdown"))]
        file, line = pages[-1] if pages else places[-1]  # the page, which is what one writes; else the innermost
        return BuildError(file, line, _message(words), key[1] if key else None)
    named = _FILE.search(words)
    return BuildError(named[1] if named else None, 0, _message(words), key[1] if key else None)


def _message(words: str) -> str:
    """The sentence without the names of Hugo's stages and without places, which are shown beside it."""
    missing = _REF.search(words)
    if missing is not None:
        return f"the reference “{missing[1]}” leads to no page of the site"
    theme = _THEME.search(words)
    if theme is not None:
        return f"the theme “{theme[1]}” is not in themes/: git submodule update --init --recursive, or put it there"
    words = _LEAD.sub("", words)
    last = list(_PLACE.finditer(words))
    if last and last[-1].end() < len(words):
        words = words[last[-1].end() :].lstrip(": ") or words
    elif last:
        words = re.sub(r"[.:,]?\s*(?:[Ss]ee|in|at)?\s*$", "", words[: last[-1].start()]) or words
    words = re.sub(r"^\[\d+:\d+\] ", "", words)
    words = re.sub(r"^execute of template failed(?: at <[^>]*>)?: template: \S+ ", "", words)
    return re.sub(r": see \S+$", "", words.strip())[:400]


def addresses(listed: str) -> dict[str, str]:
    """``hugo list all``: the path of each page (relative to the site, ``/``) and its address."""
    rows = csv.reader(listed.splitlines())
    head: list[str] = []
    out: dict[str, str] = {}
    for row in rows:
        if "path" in row and "permalink" in row:
            head = row
        elif head and len(row) == len(head):
            one = dict(zip(head, row, strict=True))
            out[one["path"].replace("\\", "/")] = one["permalink"]
    return out


def served_at(line: str) -> tuple[str, str | None] | None:
    """The address in the line that says where the server is, and its language where each has a server of its own."""
    found = _SERVED.search(_COLOUR.sub("", line))
    if found is None:
        return None
    url = found[1]
    return ("http:" + url if url.startswith("//") else url), found[2]


def address_served(permalink: str, servers: Mapping[str | None, str], language: str | None) -> str:
    """The page's address on the server: Hugo's server keeps the path of ``baseURL``, and changes the host."""
    base = servers.get(language) or servers.get(None) or next(iter(servers.values()))
    parts = urlsplit(permalink)
    host = urlsplit(base)
    return f"{host.scheme}://{host.netloc}{parts.path or '/'}"
