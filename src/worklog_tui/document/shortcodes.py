"""Shortcode calls: found by one linear scan, then hidden or opened up in a shadow of the page that has its length.

What Hugo does to them before Markdown is read (hugolib/shortcode.go), and what stands in the shadow instead:

- ``{{< a >}}``, also with everything up to its ``{{< /a >}}``: a word; its output is put in afterwards. A shadow word.
- ``{{% a %}}…{{% /a %}}``: replaced by its output, which is then read as Markdown of the page. Taken as a template of
  ``<div>``, blank line, ``.Inner``, blank line, ``</div>``, which fits into the tags: ``{{%a%}}`` is no shorter than
  ``<div>`` and two line ends. Pairs of ``<`` inside it are opened up likewise.
- ``{{% a %}}`` pairs inside another shortcode: their inner text is rendered first, as a document of its own.
"""

from __future__ import annotations

import re

from worklog_tui.document.limits import MAX_SHORTCODE_DEPTH
from worklog_tui.patterns import regex
from worklog_tui.record import field, record

_CALL = regex(
    rb"""\{\{(?:<(?P<a>[^"`{}<>%\\]*+(?:(?:"(?:[^"\\\n]|\\.)*+"|`[^`]*+`|<(?!<)|>(?!\}\})|%)[^"`{}<>%\\]*+)*+)>\}\}"""
    rb"""|%(?P<b>[^"`{}<>%\\]*+(?:(?:"(?:[^"\\\n]|\\.)*+"|`[^`]*+`|[<>]|%(?!\}\}))[^"`{}<>%\\]*+)*+)%\}\})""",
    re.S,
)
_NAME = regex(rb"[ \t\r\n]*(?P<close>/?)[ \t\r\n]*(?P<name>[A-Za-z0-9_][\w./-]*)")
_WORD = b"X"  # upper case, as what Hugo puts there: a bare URL before it ends


PAGE, APART = -1, -2  # owner of a document: it is the page itself; its output goes where Markdown is not read


@record(frozen=False)
class Call:
    """One call, with its closing tag when it has one. Offsets are of the file."""

    start: int
    end: int
    markdown: bool  # written with %
    name: bytes
    close_start: int = -1
    close_end: int = -1
    inner: list[Call] = field(default_factory=list)

    @property
    def paired(self) -> bool:
        """Whether it has inner text."""
        return self.close_start >= 0


@record(frozen=False)
class Shadow:
    """What to read as Markdown instead of the page: texts of its length and the part of each that is a document."""

    documents: list[tuple[bytes, int, int, int]]  # text, start, end; which one holds its output, PAGE or APART
    opened: list[tuple[int, int]]  # pairs whose inner text is read as Markdown, tags included, outermost only
    words: list[tuple[int, int]]  # calls that became a word


def shadow(source: bytes, start: int, end: int) -> Shadow:
    """The shadow of ``source[start:end]``; the file itself where it names no shortcode."""
    calls = find_calls(source, start, end) if source.find(b"{{", start, end) >= 0 else []
    if not calls:
        return Shadow([(source, start, end, PAGE)], [], [])
    return _Layout(source, start, end).lay(calls)


def find_calls(source: bytes, start: int, end: int) -> list[Call]:
    """The outermost calls in order, each with those inside it."""
    top: list[Call] = []
    open_: list[Call] = []  # calls not closed so far; whether they are ever closed is not known yet
    count: dict[bytes, int] = {}
    for match in _tags(source, start, end):
        body = match["a"] if match["a"] is not None else match["b"]
        name = _NAME.match(body)
        if name is None:
            continue
        if name["close"]:
            if count.get(name["name"]):
                _close(open_, count, top, name["name"], match.span())
            continue
        call = Call(*match.span(), match["b"] is not None, name["name"])
        if body.rstrip().endswith(b"/"):
            (open_[-1].inner if open_ else top).append(call)
        else:
            open_.append(call)
            count[call.name] = count.get(call.name, 0) + 1
    for call in open_:  # never closed: what follows them stands beside them
        top.append(call)
        top += call.inner
        call.inner = []
    top.sort(key=lambda call: call.start)
    return top


def _tags(source: bytes, start: int, end: int) -> list[re.Match[bytes]]:
    found: list[re.Match[bytes]] = []
    at = source.find(b"{{", start, end)
    while at >= 0:
        match = _CALL.match(source, at, end)
        if match is None:
            at = source.find(b"{{", at + 1, end)
        else:
            found.append(match)
            at = source.find(b"{{", match.end(), end)
    return found


def _close(open_: list[Call], count: dict[bytes, int], top: list[Call], name: bytes, span: tuple[int, int]) -> None:
    """Close the last open call of this name; calls opened since and not closed stand alone inside it."""
    alone: list[Call] = []
    while True:
        call = open_.pop()
        count[call.name] -= 1
        if call.name == name:
            break
        alone += call.inner
        call.inner = []
        alone.append(call)
    call.inner += alone
    call.inner.sort(key=lambda inner: inner.start)
    call.close_start, call.close_end = span
    (open_[-1].inner if open_ else top).append(call)


_PAGE, _INNER, _HIDDEN = (
    0,
    1,
    2,
)  # where a call stands: in the page, in inner text read as Markdown, in inner text that is not


class _Layout:
    """Writes the shadows: one buffer a depth of documents, since documents of one depth do not overlap."""

    def __init__(self, source: bytes, start: int, end: int) -> None:
        self.source = source
        self.buffers = [bytearray(source)]
        self.spans = [(0, start, end, PAGE)]
        self.out = Shadow([], [], [])

    def lay(self, calls: list[Call]) -> Shadow:
        """Lay out the calls of the page."""
        waiting = [(call, 0, _PAGE) for call in reversed(calls)]
        while waiting:
            call, owner, place = waiting.pop()
            owner, place = self._call(call, owner, place)
            waiting += [(child, owner, place) for child in reversed(call.inner)]
        texts = [bytes(buffer) for buffer in self.buffers]
        self.out.documents = [(texts[depth], start, end, owner) for depth, start, end, owner in self.spans]
        return self.out

    def _call(self, call: Call, owner: int, place: int) -> tuple[int, int]:
        """Write one call into the document ``owner``; says where the calls inside it stand."""
        depth = self.spans[owner][0]
        if not call.paired:
            if place != _HIDDEN:
                self._word(depth, call.start, call.end, place)
            return owner, place
        if call.markdown and place != _PAGE and depth < MAX_SHORTCODE_DEPTH:
            if place == _INNER:
                self._open(depth, call)
                self._fill(depth, call.end, call.close_start)
            self.spans.append((depth + 1, call.end, call.close_start, owner if place == _INNER else APART))
            if depth + 1 == len(self.buffers):
                self.buffers.append(bytearray(self.source))
            return len(self.spans) - 1, _INNER
        if place == _INNER or (call.markdown and place == _PAGE):
            self._open(depth, call)
            if place == _PAGE:
                self.out.opened.append((call.start, call.close_end))
            return owner, _INNER
        if place == _PAGE:
            self._word(depth, call.start, call.close_end, place)
        return owner, _HIDDEN

    def _word(self, depth: int, start: int, end: int, place: int) -> None:
        self._fill(depth, start, end)
        if place == _PAGE:
            self.out.words.append((start, end))

    def _fill(self, depth: int, start: int, end: int) -> None:
        self.buffers[depth][start:end] = _WORD * (end - start)

    def _open(self, depth: int, call: Call) -> None:
        """The tags as lines of HTML around the inner text."""
        buffer = self.buffers[depth]
        size = call.end - call.start
        buffer[call.start : call.end] = b"<div" + b" " * (size - 7) + b">\n\n"
        size = call.close_end - call.close_start
        mark = b"\n\n</div" + b" " * (size - 9) + b">\n" if size > 8 else b"\n</div>\n"
        buffer[call.close_start : call.close_end] = mark
