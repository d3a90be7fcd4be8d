"""Cells compared with what goldmark printed: rendered by markdown-it-py, whose inline rules are CommonMark's too."""

from __future__ import annotations

import html
import re
from functools import cache

from markdown_it import MarkdownIt

from worklog_tui.document.model import Document, Row, Table

_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}(?:.*\{\{[<%]\s*/.*?[>%]\}\})?", re.DOTALL)
_SHORTCODE_OUTPUT = re.compile(r"HAHAHUGOSHORTCODE\w*HBHB|<div data-args=.*?</div>|shortcode[0-9a-f]{32}", re.DOTALL)
_TAG_END = re.compile(r"\s*/?>")


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("strikethrough")


def rendered(raw: str, body: str) -> str:
    """The cell's HTML: reference definitions are looked up in ``body``; in code the backslash before a pipe goes."""
    markdown = _renderer()
    environment: dict[str, object] = {}
    if "[" in raw:
        markdown.parse(body, environment)
    tokens = markdown.parseInline(raw, environment)
    for token in tokens[0].children or []:
        if token.type == "code_inline":
            token.content = token.content.replace("\\|", "|")
    return str(markdown.renderer.render(tokens, markdown.options, environment))


def comparable(text: str) -> str:
    """HTML without what differs and means the same: entities, tag ends, ``~`` of strikethrough, shortcodes' output."""
    text = _SHORTCODE_OUTPUT.sub("", text)
    text = re.sub(r"</?(?:s|del)>", "~", text)
    text = _TAG_END.sub(">", html.unescape(text))
    return re.sub(r"~+", "~", text).strip(" \t\r\n")


def cells(document: Document, table: Table, row: Row) -> list[str]:
    """The row as Hugo shows it: each cell's Markdown, padded or cut to the table's columns."""
    raw = [_SHORTCODE.sub("", document.text(cell.content)) for cell in row.cells[: table.columns]]
    return raw + [""] * (table.columns - len(raw))


def shape(document: Document) -> list[list[int]]:
    """For every table the number of cells of each row, header first."""
    return [[table.columns] * (1 + len(table.rows)) for table in document.tables]
