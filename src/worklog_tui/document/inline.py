"""Links and images in a stretch of text, by goldmark's parser/link.go, parser/auto_link.go and extension/linkify.go.

One pass that jumps from one special byte to the next. What could be looked for again and again in vain (the end of a
code span, of a comment, of ``<…``) is remembered, so that the time grows with the text's length only.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from worklog_tui.document.cursor import SPACE
from worklog_tui.document.limits import MAX_LINK_LABEL
from worklog_tui.document.model import LinkKind
from worklog_tui.document.paragraphs import PUNCT, TITLES, destination, label_key
from worklog_tui.patterns import regex
from worklog_tui.record import record

_TOKEN = regex(
    rb"\\" + PUNCT + rb"|`+|<|!?\[|\]|(?:https?|ftp):|www\.|@"
)  # what the scan stops at; all other bytes are text
_AUTOLINK = regex(rb"<([A-Za-z][A-Za-z0-9+.-]{1,32}:[^\x00-\x20<>]*+)>")
_LOCAL = rb"[A-Za-z0-9!#$%&'*+\-./=?^_`{|}~]"
_DOMAIN = rb"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"
_AUTOMAIL = regex(rb"<(" + _LOCAL + rb"++@" + _DOMAIN + rb")>")
_MAIL = regex(_LOCAL + rb"++@(" + _DOMAIN + rb")")
_LOCAL_RUN = regex(_LOCAL + rb"++")
_URL = regex(
    rb"(?:http|https|ftp)://[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?"
    rb"(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'\">^{}\[\]`]*)?"
)
_WWW = regex(rb"www\.[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?:[/#?][-a-zA-Z0-9@:%_+.~#!?&/=();,'\">^{}\[\]`]*)?")
_ATTRIBUTE = (
    rb"""(?:[ \t\r\n]++[a-zA-Z_:][a-zA-Z0-9:._-]*+"""
    rb"""(?:[ \t\r\n]*+=[ \t\r\n]*+(?:[^"'=<>`\x00-\x20]++|'[^']*+'|"[^"]*+"))?+)"""
)
_TAG = regex(rb"<(?:[A-Za-z][A-Za-z0-9-]*+" + _ATTRIBUTE + rb"*+[ \t\r\n]*+/?|/[A-Za-z][A-Za-z0-9-]*+[ \t\r\n]*+)>")
_RAW_ENDS = ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<![CDATA[", b"]]>"), (b"<!", b">"))
_FOOTNOTE = regex(rb"!?\[\^((?:\\" + PUNCT + rb"|[^\[\]\n\\])++)\]")
_ENTITY = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_ESCAPE = regex(r"\\([!-/:-@\[-`{-~])")
_BEFORE_BARE = b" \n*_~("  # not a tab inside a line: so goldmark has it
_NOT_AT_END = b"?!.,:*_~"


def may_link(text: bytes) -> bool:
    """A quick look: False means there is certainly no link and no image in it."""
    return b"]" in text or b"://" in text or b"@" in text or b"www." in text or (b":" in text and b"<" in text)


def resolve(raw: bytes) -> str:
    """A target as written, its backslashes and entities read."""
    text = raw.decode("utf-8", "replace")
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "&" in text:
        from html import unescape  # its table of names is large, and few targets need it

        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    return text


@record(frozen=False)
class Found:
    """A link or image; offsets are of the text that was searched. ``label_start`` -1: its text is its target."""

    kind: LinkKind
    image: bool
    start: int
    end: int
    label_start: int
    label_end: int
    target: str
    target_start: int
    target_end: int


Definitions = dict[str, str]  # label key → target


class Scanner:
    """One stretch of text: a paragraph, a heading, a cell."""

    def __init__(self, text: bytes, definitions: Definitions, footnotes: frozenset[bytes]) -> None:
        self.text = text
        self.definitions = definitions
        self.footnotes = footnotes
        self.found: list[Found] = []
        self.brackets: list[tuple[int, bool]] = []  # open ones: offset, whether of an image
        self.last_link = -1  # where the last link began: a bracket before it cannot become one
        self.node_end = 0  # where the last thing ended after which a bare URL may begin
        self.escaped = -1  # the offset after the last escaped character
        self.missing: dict[bytes, bool] = {}
        self.ticks: dict[int, list[int]] | None = None
        self.no_angle = -1  # before this offset no ``>`` closes a target

    def scan(self, start: int = 0) -> list[Found]:
        """All links and images from ``start`` on, in the order they begin."""
        text = self.text
        self.node_end = start
        find = _TOKEN.search
        match = find(text, start)
        while match is not None:
            at = match.start()
            byte = text[at]
            if byte == 0x5C:
                at = self.escaped = match.end()
            elif byte == 0x60:
                at = self._code(at, match.end())
            elif byte == 0x3C:
                at = self._angle(at)
            elif byte in (0x5B, 0x21):
                at = self._open(at, match.end())
            elif byte == 0x5D:
                at = self._close(at)
            elif byte == 0x40:
                at = self._mail(at)
            else:
                at = self._bare(at, match.end())
            match = find(text, at)
        self.found.sort(key=lambda link: link.start)
        return self.found

    def _code(self, at: int, end: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for run in re.finditer(rb"`+", self.text[at:]):
                self.ticks.setdefault(run.end() - run.start(), []).append(run.start() + at)
        places = self.ticks.get(end - at, [])
        i = bisect_left(places, end)
        self.node_end = places[i] + end - at if i < len(places) else end
        return self.node_end

    def _angle(self, at: int) -> int:
        text = self.text
        match = _AUTOMAIL.match(text, at)
        if match is not None:
            return self._autolink(match, "mailto:")
        match = _AUTOLINK.match(text, at)
        if match is not None:
            return self._autolink(match, "")
        match = _TAG.match(text, at)
        if match is not None:
            self.node_end = match.end()
            return self.node_end
        for opener, closer in _RAW_ENDS:
            if text.startswith(opener, at):
                if opener == b"<!" and not text[at + 2 : at + 3].isupper():
                    continue
                return self._raw(at, at + len(opener), closer)
        return at + 1

    def _autolink(self, match: re.Match[bytes], scheme: str) -> int:
        start, end = match.span(1)
        target = scheme + match[1].decode("utf-8", "replace")
        self.found.append(Found("autolink", False, match.start(), match.end(), -1, -1, target, start, end))
        self.node_end = match.end()
        return self.node_end

    def _raw(self, at: int, after: int, closer: bytes) -> int:
        if not self.missing.get(closer):
            end = self.text.find(closer, after)
            if end >= 0:
                self.node_end = end + len(closer)
                return self.node_end
            self.missing[closer] = True
        return at + 1

    def _open(self, at: int, end: int) -> int:
        if self.text[end : end + 1] == b"^" and self.footnotes:
            match = _FOOTNOTE.match(self.text, at)
            if match is not None and match[1] in self.footnotes:
                self.node_end = match.end()
                return match.end()
        self.brackets.append((at, end - at == 2))
        self.node_end = end
        return end

    def _close(self, at: int) -> int:
        end = at + 1
        if not self.brackets:
            return end
        start, image = self.brackets.pop()
        if self.brackets and self.brackets[-1][0] + 1 - self.brackets[0][0] > MAX_LINK_LABEL:
            return end
        if not image and self.last_link > start:
            return end
        label = start + 2 if image else start + 1
        done = self._inline(start, label, at, image) if self.text[end : end + 1] == b"(" else 0
        return done or self._reference(start, label, at, image) or end

    def _inline(self, start: int, label: int, at: int, image: bool) -> int:
        text = self.text
        after = _skip(text, at + 2)
        target: tuple[int, int] = (after, after)
        if text[after : after + 1] != b")":
            got = self._destination(after)
            if got is None:
                return 0
            target, after = got
            after = _skip(text, after)
            if text[after : after + 1] != b")":
                title = TITLES.get(text[after : after + 1])
                match = title.match(text, after) if title is not None else None
                if match is None:
                    return 0
                after = _skip(text, match.end())
                if text[after : after + 1] != b")":
                    return 0
        self._add("inline", (start, after + 1), (label, at), image, resolve(text[target[0] : target[1]]), target)
        return after + 1

    def _destination(self, at: int) -> tuple[tuple[int, int], int] | None:
        if self.text[at : at + 1] != b"<":
            return destination(self.text, at)
        if at < self.no_angle:
            return None
        got = destination(self.text, at)
        if got is None:
            line = self.text.find(b"\n", at)
            self.no_angle = len(self.text) if line < 0 else line
        return got

    def _reference(self, start: int, label: int, at: int, image: bool) -> int:
        if not self.definitions:
            return 0
        text = self.text
        end = at + 1
        span = label, at
        match = _LABEL.match(text, end)
        if match is not None:
            end = match.end()
            span = match.span(1) if match[1].strip(SPACE) else span
        if span[1] - span[0] > MAX_LINK_LABEL + 1:
            return 0
        target = self.definitions.get(label_key(text[span[0] : span[1]]))
        if target is None:
            return 0
        self._add("reference", (start, end), (label, at), image, target, (-1, -1))
        return end

    def _add(
        self,
        kind: LinkKind,
        span: tuple[int, int],
        label: tuple[int, int],
        image: bool,
        to: str,
        target: tuple[int, int],
    ) -> None:
        if image:  # what stands in its label is read as plain text
            while self.found and self.found[-1].start > span[0]:
                self.found.pop()
        else:
            self.last_link = span[0]
        self.found.append(Found(kind, image, *span, *label, to, *target))
        self.node_end = span[1]

    def _bare(self, at: int, end: int) -> int:
        text = self.text
        if self.brackets or not self._may_begin(at):
            return end
        www = text[at] == 0x77
        match = (_WWW if www else _URL).match(text, at)
        if match is None:
            return end
        stop = _trim_url(text, at, match.end())
        raw = text[at:stop].decode("utf-8", "replace")
        self.found.append(Found("bare", False, at, stop, -1, -1, "https://" + raw if www else raw, at, stop))
        self.node_end = stop
        return stop

    def _may_begin(self, at: int) -> bool:
        """Whether a bare URL may begin here: after white space, some punctuation, or another construct."""
        if at == self.node_end:
            return True
        before = self.text[at - 1]
        if before in _BEFORE_BARE:
            return at != self.escaped or before in SPACE
        while at and self.text[at - 1] in b" \t\r":  # the indent of a line
            at -= 1
        return before in b"\t\r" and (not at or self.text[at - 1] == 0x0A)

    def _mail(self, at: int) -> int:
        """An address around the ``@``: from the first place in the run of its characters where a link may begin."""
        if self.brackets:
            return at + 1
        text = self.text
        start = at
        while start > self.node_end and _LOCAL_RUN.match(text, start - 1, start):
            start -= 1
        while start < at and (text[start : start + 1] in _PUNCTUATION or not self._may_begin(start)):
            start += 1
        match = _MAIL.match(text, start) if start < at else None
        if match is None or b"." not in text[at : match.end() - 1]:
            return at + 1
        stop = match.end()
        if text[stop : stop + 1] in (b"-", b"_"):
            return at + 1
        raw = text[start:stop].decode("ascii", "replace")
        self.found.append(Found("bare", False, start, stop, -1, -1, "mailto:" + raw, start, stop))
        self.node_end = stop
        return stop


_PUNCTUATION = frozenset(bytes([byte]) for byte in b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LABEL = regex(rb"\[((?:\\" + PUNCT + rb"|[^\[\]])*+)\]", re.S)
_SPACES = regex(rb"[ \t\r\n]*")


def _skip(text: bytes, at: int) -> int:
    match = _SPACES.match(text, at)
    return match.end() if match else at


def _trim_url(text: bytes, start: int, stop: int) -> int:
    """A bare URL ends before punctuation, before parentheses it did not open, and before an entity."""
    while stop - 1 > start and text[stop - 1] in _NOT_AT_END:
        stop -= 1
    if text[stop - 1] == 0x29:
        part = text[start:stop]
        stop -= max(part.count(b")") - part.count(b"("), 0)
    elif text[stop - 1] == 0x3B:
        i = stop - 2
        while i >= start and text[i : i + 1].isalnum():
            i -= 1
        if i != stop - 2 and text[i] == 0x26:
            stop = i
    return stop
