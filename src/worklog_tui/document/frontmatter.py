"""Placeholder until the reader of front matters lands."""

from __future__ import annotations

import re

from worklog_tui.document.model import FrontMatter, Span

_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\v\f\r\n]*(?P<open>---|\+\+\+)")


def split(source: bytes) -> FrontMatter:
    """YAML and TOML fences only."""
    match = _HEAD.match(source)
    if match is None:
        return FrontMatter(None, Span(0, 0), Span(0, 0))
    end = source.find(b"\n" + match["open"], match.end())
    if end < 0:
        return FrontMatter(None, Span(0, 0), Span(0, 0))
    body = end + 4
    rest = source[body : body + 2]
    body += 2 if rest == b"\r\n" else 1 if rest[:1] in (b"\r", b"\n") else 0
    kind = "yaml" if match["open"] == b"---" else "toml"
    return FrontMatter(kind, Span(match.start("open"), body), Span(match.end(), end + 1))
