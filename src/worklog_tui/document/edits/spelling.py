"""How text is written so that it reads back: pipes, breaks, shortcodes, line beginnings that would start a block."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

from worklog_tui.document.model import Document, Refused
from worklog_tui.patterns import regex

BLANKS = " \t\r\n"
"""What is trimmed around a value. NBSP and other Unicode spaces are content."""

Zone = Literal["text", "code", "url", "tag", "call"]

_NEWLINE = regex(r"\r\n|\r|\n")
_TICKS = regex(r"`+")
_AUTOLINK = regex(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>")
_TAG = regex(r"</?[A-Za-z][^<>]*>")
_BARE = regex(r"(?:https?|ftp)://[^\s<]+|www\.[^\s<]+", re.IGNORECASE)
_STOP = regex(r"[\\`<{hHfFwW]")
_ESCAPED_PIPE = regex(r"(\\*)\|")
_COMMENT = regex(r"\{\{([<%])\s*/\*.*?\*/\s*[>%]\}\}", re.DOTALL)
_CALL = regex(r"\{\{([<%])\s*(/?)\s*([\w./-]+)[^{}]*?([>%])\}\}")

_ANYWHERE = (
    r"()[-+*](?=[ \t]|$)",  # bullet
    r"(\d{1,9})[.)](?=[ \t]|$)",  # number
    r"()#{1,6}(?=[ \t]|$)",
    r"()>",
    r"()(?:`{3,}(?=[^`]*$)|~{3,})",  # fence
    r"()([-*_])[ \t]*(?:\2[ \t]*){2,}$",  # rule
    r"()\[[^\]]*\]:",  # footnote and link definitions
)
_UNDER_TEXT = (
    r"()(?:=+|-+)[ \t]*$",  # underline of a heading
    r"():(?=[ \t]|$)",  # definition
    r"()[|:]?[ \t]*:?-[-:| \t]*$",  # delimiter line of a table
)
_STARTS = tuple(regex(p) for p in _ANYWHERE)
_STARTS_UNDER_TEXT = tuple(regex(p) for p in _ANYWHERE + _UNDER_TEXT)


def clean(value: str) -> str:
    """The value with outer blanks trimmed and every line end as ``\\n``. Raises Refused for what no page can hold."""
    text = _NEWLINE.sub("\n", value).strip(BLANKS)
    if "\0" in text:
        raise Refused("The text holds a NUL character, which no page can show: take it out.")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise Refused("The text holds half a character (a lone surrogate), which cannot be written: type it again.")
    return text


def guard(written: str, doc: Document, known: Collection[str] = (), *, within: bool = False) -> None:
    """Raises Refused where ``written`` would begin a shortcode the site does not have, or cut the page in two.

    ``within``: it may hold one tag of a pair (whoever asks looks after the other).
    """
    if not within and "<!--more-->" in written:
        raise Refused("<!--more--> would end the table or list here: leave it out.")
    if "{{<" not in written and "{{%" not in written:
        return
    rest = _CALL.sub("", _COMMENT.sub("", written))
    depth: dict[str, int] = {}
    for match in _CALL.finditer(written):
        opened, slash, name, closed = match.groups()
        if not _known(match[0], name, doc, known) or {"<": ">", "%": "%"}[opened] != closed:
            raise Refused(f"There is no shortcode “{name}” on this site: write its braces apart, as {{ {{.")
        depth[name] = depth.get(name, 0) + (-1 if slash else 1)
        if depth[name] < 0 and not within:
            raise Refused(f"The shortcode “{name}” is closed here but not opened.")
    if "{{<" in rest or "{{%" in rest:
        raise Refused("{{< and {{% begin a shortcode for Hugo: write the braces apart, as { {.")


def _known(call: str, name: str, doc: Document, known: Collection[str]) -> bool:
    return name in known or call.encode("utf-8") in doc.source


def zones(text: str) -> Iterator[tuple[Zone, str]]:
    """The text cut into code spans, URLs, HTML tags and the rest (CommonMark 6.1, 6.5, 6.6). Linear in its length."""
    runs: dict[int, list[int]] = {}
    for match in _TICKS.finditer(text):
        runs.setdefault(len(match[0]), []).append(match.start())
    at = done = 0
    while at < len(text):
        hit = _STOP.search(text, at)
        if hit is None:
            break
        at = hit.start()
        zone, end = _zone_at(text, at, runs)
        if zone == "text":
            at = end
            continue
        if done < at:
            yield "text", text[done:at]
        yield zone, text[at:end]
        at = done = end
    if done < len(text):
        yield "text", text[done:]


def _zone_at(text: str, at: int, runs: dict[int, list[int]]) -> tuple[Zone, int]:
    char = text[at]
    if char == "\\":
        return "text", at + 2
    if char == "`":
        width = len(_TICKS.match(text, at)[0])  # type: ignore[index]
        same = runs.get(width, [])  # the rest of a run whose first tick is escaped may be of a width of its own
        while same and same[0] <= at:
            same.pop(0)
        return ("code", same[0] + width) if same else ("text", at + width)
    if char == "{":
        call = _CALL.match(text, at)
        return ("call", call.end()) if call else ("text", at + 1)
    if char == "<":
        for zone, pattern in (("url", _AUTOLINK), ("tag", _TAG)):
            match = pattern.match(text, at)
            if match:
                return ("url" if zone == "url" else "tag"), match.end()
        return "text", at + 1
    match = None if at and text[at - 1].isalnum() else _BARE.match(text, at)
    return ("url", match.end()) if match else ("text", at + 1)


def _escaped_pipes(value: str) -> str:
    """The value with its pipes as a cell holds them; a typed ``\\|`` outside code would print its backslash."""
    return "".join(_escaped(zone, part) for zone, part in zones(value))


def _escaped(zone: Zone, part: str) -> str:
    if zone == "call":
        return part  # pipes in shortcode calls do not count
    if zone == "code":
        return part.replace("|", "\\|")
    if zone == "tag":
        return part.replace("|", "&#124;")
    if zone == "url":
        return part.replace("\\|", "|").replace("|", "%7C")
    return _ESCAPED_PIPE.sub(lambda m: m[1][: len(m[1]) // 2 * 2] + "\\|", part)


def in_cell(value: str, line_break: str) -> str:
    """What is written between the pipes for ``value``: its pipes escaped, its newlines as the page breaks."""
    text = _escaped_pipes(value) if "|" in value else value
    if "\n" not in text:
        return text
    lines = [line.strip(" \t\r") for line in text.split("\n")]
    # braces right before a break would begin a shortcode
    joined = line_break.join(line + " " if line.endswith("{{") and line_break[:1] in "<%" else line for line in lines)
    return joined.strip(BLANKS)


def kept_in_cell(raw: str, value: str, line_break: str) -> str:
    """``value`` as a cell says it whose bytes were ``raw``: what the two share at both ends keeps its bytes (a pipe in
    an address is written ``%7C`` now, one that was there may be ``\\|``)."""
    places = [m.start() for m in re.finditer(r"\\\||[\s\S]", raw)] + [len(raw)]
    old = read_cell(raw)
    start = end = 0
    least = min(len(old), len(value))
    while start < least and old[start] == value[start]:
        start += 1
    while end < least - start and old[-1 - end] == value[-1 - end]:
        end += 1
    new = value[start : len(value) - end]
    if "|" in new:  # how a pipe is written depends on what stands around it
        return in_cell(value, line_break)
    return raw[: places[start]] + in_cell(f"x{new}x", line_break)[1:-1] + raw[places[len(old) - end] :]


def read_cell(written: str) -> str:
    """What a cell's bytes read as: ``\\|`` is a pipe."""
    return written.replace("\\|", "|")


def escaped_start(line: str, *, under_text: bool = True) -> str:
    """The line with a backslash where it would start a block. ``under_text``: a line of text stands above it."""
    for pattern in _STARTS_UNDER_TEXT if under_text else _STARTS:
        match = pattern.match(line)
        if match:
            at = match.end(1)
            return f"{line[:at]}\\{line[at:]}"
    return line


def paragraph(value: str) -> list[str]:
    """The lines of a paragraph that says ``value``. Raises Refused for a value with an empty line in it."""
    lines = [line.strip(BLANKS) for line in value.split("\n")]
    if "" in lines[1:]:
        raise Refused("An empty line would end this text: take it out, or add another item.")
    return [escaped_start(line, under_text=i > 0) for i, line in enumerate(lines)]
