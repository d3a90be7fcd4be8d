"""The section's index page: where it lists a line a week, the new week's line in the same form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from worklog_tui.document.model import Document, Refused, Span
from worklog_tui.patterns import regex
from worklog_tui.record import replace
from worklog_tui.worklog.intentions import AddIndexLine
from worklog_tui.worklog.newweek.advancing import Advance, mentions
from worklog_tui.worklog.newweek.lines import says_when
from worklog_tui.worklog.newweek.titles import retitled, shape

if TYPE_CHECKING:
    from worklog_tui.document.patch import Edit
    from worklog_tui.worklog.model import Week

_LINK = regex(r"\[(?P<label>[^\]\n]*)\](?P<target>\([^)\n]*\))")
_MARKER = regex(r"(\s*)(\d{1,3})([.)]\s)")
_MARKS = regex(r"[*_`~)\]]*")
_LINES = regex(r"[^\r\n]+")


class _Listed(NamedTuple):
    """A line that lists a week."""

    number: int
    start: int
    end: int
    text: str


def index_line(doc: Document, names: Mapping[str, int], advance: Advance, title: str) -> AddIndexLine | None:
    """The line to add for the new week; None where the page lists no weeks, or lists this one already.

    ``names``: folder or file names of the journal's weeks in lower case, and their numbers; ``title``: the new page's.
    """
    if doc.raw:
        return None
    listed = _listed(doc, names, advance)
    if not listed or any(line.number == advance.new for line in listed):
        return None
    if len(listed) == 1 and (len(set(names.values())) > 1 or _in_html(doc, listed[0].start)):
        return None  # one link among others, not a list of the weeks
    below = [line for line in listed if line.number < advance.new] or listed
    last = max(below, key=lambda line: (line.number, -line.start))
    before = max((x for x in listed if x.number < last.number), key=lambda line: line.number, default=None)
    own = replace(advance, old=last.number)
    if before is not None and _in_html(doc, last.start):
        return _card(doc, before, last, own)
    text = _new_line(last, before, own, title)
    at, between = _place(doc, last, before)
    return AddIndexLine(at, between + text)


def _listed(doc: Document, names: Mapping[str, int], advance: Advance) -> list[_Listed]:
    """The lines of the body that name a week's folder or file."""
    known = dict(names)
    known.update({advance.name(name).casefold(): advance.new for name, n in names.items() if n == advance.old})
    token = regex("|".join(rf"(?<![\w.-]){re.escape(n)}(?![\w-])" for n in sorted(known, key=len, reverse=True)))
    out = []
    code = [b.span for b in doc.blocks if b.kind == "code"]
    at = doc.body.start
    for line in doc.source[doc.body.start :].split(b"\n"):
        text = line.rstrip(b"\r").decode("utf-8", "replace")
        found = token.findall(text.casefold()) if known else []
        if found and len({known[f] for f in found}) == 1 and not any(s.start <= at < s.end for s in code):
            out.append(_Listed(known[found[0]], at, at + len(line.rstrip(b"\r")), text))
        at += len(line) + 1
    return out


def _new_line(last: _Listed, before: _Listed | None, advance: Advance, title: str) -> str:
    text = last.text
    tail_of = before.text if before is not None else ""
    marker, rest = _marker(text, tail_of)
    cells = re.split(r"(?<!\\)(\|)", rest) if rest.lstrip().startswith("|") else [rest]
    return (marker + "".join(c if c == "|" else _cell(c, tail_of, advance, title) for c in cells)).rstrip(" \t")


def _marker(text: str, before: str) -> tuple[str, str]:
    """An ordered list's number goes on, where the list counts."""
    own, above = _MARKER.match(text), _MARKER.match(before)
    if own is None:
        return "", text
    counts = above is None or int(above[2]) != int(own[2])
    return f"{own[1]}{int(own[2]) + counts}{own[3]}", text[own.end() :]


def _cell(text: str, before: str, advance: Advance, title: str) -> str:
    """What a line says beside its link is moved on where it names the week or its days, and goes elsewhere."""
    link = _LINK.search(text)
    if link is None:
        if mentions(text):
            parts = re.split(r"(\([^)]*/[^)]*\))", text)
            return "".join(_target(p, advance) if i % 2 else advance.text(p, own=True) for i, p in enumerate(parts))
        return text if not text.strip() else advance.text(text) if says_when(text) else " "
    named = mentions(link["label"]) or re.match(r"[\W\d]*\d+\.\d", link["label"])
    known = _LINK.search(before)
    label = retitled(link["label"], known["label"] if known else None, advance) if named else _plain(title)
    head = text[: link.start()]
    head = advance.text(head, own=True) if mentions(head) else advance.text(head)
    return head + f"[{label}]{_target(link['target'], advance)}" + _tail(text[link.end() :], advance)


def _plain(title: str) -> str:
    """A title as a link's label."""
    return re.sub(r"([\[\]|\\])", r"\\\1", " ".join(title.split()))


def _target(target: str, advance: Advance) -> str:
    parts = re.split(r"([/\"'\s()])", target)
    return "".join(advance.name(part) if part.strip("./") else part for part in parts)


def _tail(text: str, advance: Advance) -> str:
    """Closing marks and dates stay; a description goes."""
    marks = _MARKS.match(text)
    lead = marks[0] if marks else ""
    rest = text[len(lead) :]
    if not any(c.isalnum() for c in rest):
        return lead + rest
    if says_when(rest):
        return lead + advance.text(rest)
    return lead + rest[len(rest.rstrip()) :]


def _place(doc: Document, last: _Listed, before: _Listed | None) -> tuple[int, str]:
    """Where the new line goes, and what parts it from the line above it."""
    source = doc.source
    end = b"\r\n" if source[last.end : last.end + 2] == b"\r\n" else b"\n"
    at = last.end
    holder = next((i for x in doc.lists for i in x.items if i.span.start <= last.start < i.span.end), None)
    if holder is not None:
        at = max(at, len(source[: holder.span.end].rstrip()))
    else:
        block = next((b for b in doc.blocks if b.span.start <= last.start < b.span.end), None)
        lines = source[block.span.start : block.span.end].strip().count(b"\n") if block is not None else 0
        own = before is not None and block is not None and block.span.start <= before.start < block.span.end
        if block is not None and lines and not own and block.kind == "paragraph":
            at = max(at, len(source[: block.span.end].rstrip()))
    between = source[before.end : last.start] if before is not None and before.end <= last.start else b""
    if not between or between.strip():
        loose = holder is None and not last.text.lstrip().startswith("|")
        between = end * 2 if loose else end
    return at, between.decode("utf-8", "replace")


def _in_html(doc: Document, at: int) -> bool:
    return any(b.kind == "html" and b.span.start <= at < b.span.end for b in doc.blocks)


_NODES = regex(r"(<[^>]*>)")


def _card(doc: Document, before: _Listed, last: _Listed, advance: Advance) -> AddIndexLine | None:
    """Cards of HTML come round again and again: what stands between the same line of the last two, once more, with the
    words only the last one has taken out."""
    above = doc.source[: before.start].rfind(b"\n")
    text = doc.source[before.end : last.end].decode("utf-8", "surrogateescape")
    if above < 0 or before.end >= last.start:
        return None
    known = {shape(node) for node in _NODES.split(doc.text(Span(doc.body.start, before.end)))}
    out = []
    for node in _NODES.split(text):
        if node.startswith("<"):
            out.append(_NODES.sub(lambda m: re.sub(r"(?<=[\"'])[^\"']*", lambda a: advance.path(a[0]), m[0]), node))
        elif mentions(node):
            out.append(retitled(node, None, advance) if shape(node) not in known else advance.text(node, own=True))
        else:
            out.append(node if not node.strip() or shape(node) in known else "")
    return AddIndexLine(last.end, "".join(out))


def plan_index_line(week: Week, it: AddIndexLine, _: dict[str, Any]) -> Edit:
    """The proven edit: everything that stood there reads as before."""
    from worklog_tui.document.patch import Patch, Splice
    from worklog_tui.document.proof import Expectation, first_proven, require

    doc = week.document
    if not doc.body.start <= it.at <= len(doc.source):
        raise Refused("The section's index page has changed: try again.")
    new = it.text.encode("utf-8", "surrogateescape")

    def reads(after: Document) -> None:
        require(len(after.tables) == len(doc.tables), "it would make or end a table")
        require([h.text for h in after.headings] == [h.text for h in doc.headings], "it would make a heading")
        require(len(after.links) >= len(doc.links), "a link would be lost")

    patch = Patch((Splice(it.at, b"", new),))
    spelling = (patch, Expectation(Span(it.at, it.at), reads, None, frozenset()))
    return first_proven(doc, [spelling], "The section's index page cannot take a line for the new week")


PLANS = {AddIndexLine: plan_index_line}
