"""A link's or image's label and target."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator

from worklog_tui.document.edits.places import link_of
from worklog_tui.document.edits.spelling import clean, guard, in_cell
from worklog_tui.document.model import Document, Link, LinkKind, Refused, Span
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import BUT_ROWS, Expectation, Fact, first_proven, require, unchanged
from worklog_tui.patterns import regex
from worklog_tui.record import record

_BRACKET = regex(r"(?<!\\)([\[\]])")
_ENTITY = regex(r"&(?=#?\w{1,31};)")
_PIPE = regex(rb"(?<!\\)\|")
_QUOTED = str.maketrans({"|": "%7C", "<": "%3C", ">": "%3E", "\\": "%5C", "`": "%60", "\t": "%09"})
_REFERENCE = regex(rb"\[((?:[^\[\]\\]|\\.)*)\]\Z", re.DOTALL)
_DEFINITION = regex(
    rb"^[ \t>]*\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*(?:\r?\n[ \t>]*)?(?:<([^<>\n]*)>|(\S+))", re.MULTILINE | re.DOTALL
)


@record
class _Wanted:
    """How the link must read afterwards."""

    kind: LinkKind
    label: str
    target: str


def set_link(
    doc: Document,
    link: int,
    label: str | None = None,
    target: str | None = None,
    *,
    shortcodes: Collection[str] = (),
) -> Edit:
    """The link's label and target become these; None keeps. A pipe or blank in a target is written as its ``%`` code.

    A bare URL or ``<autolink>`` that gets a label is written ``[label](target)``; so is a reference that gets a target
    of its own while other links share its definition. Raises Refused.
    """
    of = link_of(doc, link)
    if label is not None:
        label = " ".join(clean(label).split("\n"))
    if target is not None:
        target = clean(target)
        if "\n" in target:
            raise Refused("A link's target is one line: take the line end out.")
    if label in (None, of.label) and target in (None, of.target):
        return unchanged(doc)
    for text in (label, target):
        guard(text or "", doc, shortcodes)
    label = None if label == of.label else label
    target = None if target == of.target else target
    return first_proven(doc, _spellings(doc, of, label, target), "This link cannot be written so")


def _spellings(doc: Document, of: Link, label: str | None, target: str | None) -> Iterator[tuple[Patch, Expectation]]:
    if of.kind == "inline":
        yield from _inline(doc, of, label, target)
    elif of.kind == "reference":
        yield from _reference(doc, of, label, target)
    else:
        yield from _plain(doc, of, label, target)


def _inline(doc: Document, of: Link, label: str | None, target: str | None) -> Iterator[tuple[Patch, Expectation]]:
    angled = of.target_span is not None and doc.source[of.target_span.start - 1 : of.target_span.start] == b"<"
    url = None if target is None else written_target(target, angled=angled)
    for text in _labels(doc, of, label):
        splices = []
        if text is not None and of.label_span is not None:
            splices.append(_splice(doc, of.label_span, text))
        if url is not None and of.target_span is not None:
            splices.append(_splice(doc, of.target_span, url))
        wanted = _Wanted("inline", of.label if text is None else text, of.target if url is None else html.unescape(url))
        yield Patch(tuple(splices)), _expect(doc, of, wanted, inner=label is None)


def _reference(doc: Document, of: Link, label: str | None, target: str | None) -> Iterator[tuple[Patch, Expectation]]:
    raw = doc.text(of.span)
    name = of.label if raw.endswith(("[]", f"[{of.label}]")) else _name(doc, of)
    if target is None:
        for text in _labels(doc, of, label):
            bang = "!" if of.image else ""
            whole = _splice(doc, of.span, f"{bang}[{text}][{name}]")
            yield Patch((whole,)), _expect(doc, of, _Wanted("reference", text or "", of.target), inner=False)
        return
    url = written_target(target, angled=False)
    alone = sum(1 for link in doc.links if link.kind == "reference" and link.target == of.target) == 1
    place = _definition(doc, name) if alone and label is None else None
    if place is not None:
        wanted = _Wanted("reference", of.label, html.unescape(url))
        yield Patch((_splice(doc, place, url),)), _expect_defined(doc, of, wanted, place)
    yield from _whole(doc, of, label if label is not None else of.label, url)


def _plain(doc: Document, of: Link, label: str | None, target: str | None) -> Iterator[tuple[Patch, Expectation]]:
    url = written_target(of.target if target is None else target, angled=False)
    if label is None:
        read = html.unescape(url)
        short = url.removeprefix("mailto:")
        if of.kind == "bare":
            yield Patch((_splice(doc, of.span, url),)), _expect(doc, of, _Wanted("bare", read, read), inner=False)
        for text in dict.fromkeys((url, short) if of.label.startswith("mailto:") else (short, url)):
            whole = _splice(doc, of.span, f"<{text}>")
            yield Patch((whole,)), _expect(doc, of, _Wanted("autolink", html.unescape(text), read), inner=False)
    yield from _whole(doc, of, label if label is not None else url, url)


def _whole(doc: Document, of: Link, label: str, url: str) -> Iterator[tuple[Patch, Expectation]]:
    bang = "!" if of.image else ""
    for text in _labels(doc, of, label):
        whole = _splice(doc, of.span, f"{bang}[{text}]({url})")
        wanted = _Wanted("inline", text or "", html.unescape(url))
        yield Patch((whole,)), _expect(doc, of, wanted, inner=False)


def _labels(doc: Document, of: Link, label: str | None) -> Iterator[str | None]:
    """The label as it stands, then with its brackets escaped; in a table with its pipes as cells hold them."""
    if label is None:
        yield None
        return
    for text in dict.fromkeys((label, _BRACKET.sub(r"\\\1", label), label.replace("\\", "\\\\"))):
        yield in_cell(text, " ") if _in_table(doc, of) else text


def written_target(target: str, *, angled: bool) -> str:
    """The target as a link's parentheses hold it: no blanks, pipes or brackets; parentheses only in pairs."""
    if "{{" in target:
        return target  # a shortcode call stands for itself
    if any((c < " " and c != "\t") or c == "\x7f" for c in target):
        raise Refused("The link's target holds a control character: take it out.")
    url = _ENTITY.sub("&amp;", target.translate(_QUOTED))
    if not angled:
        url = url.replace(" ", "%20")
        if not _paired(url):
            url = url.replace("(", "%28").replace(")", "%29")
    return url


def _paired(url: str) -> bool:
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def _name(doc: Document, of: Link) -> str:
    match = _REFERENCE.search(doc.source[of.span.start : of.span.end])
    return match[1].decode("utf-8", "replace") if match else of.label


def _definition(doc: Document, name: str) -> Span | None:
    """Where the target stands in the first definition of this name (names compare folded, blanks as one)."""
    wanted = " ".join(name.casefold().split())
    for match in _DEFINITION.finditer(doc.source, doc.body.start):
        if " ".join(match[1].decode("utf-8", "replace").casefold().split()) == wanted:
            return Span(*match.span(2 if match[2] is not None else 3))
    return None


def _in_table(doc: Document, of: Link) -> bool:
    return any(table.span.start <= of.span.start < table.span.end for table in doc.tables)


def _splice(doc: Document, span: Span, new: str) -> Splice:
    return Splice(span.start, doc.source[span.start : span.end], new.encode("utf-8"))


def _expect(doc: Document, of: Link, wanted: _Wanted, *, inner: bool) -> Expectation:
    pipes = _in_table(doc, of)

    def letter(old: bytes, new: bytes) -> None:
        require(old.count(b"\n") >= new.count(b"\n"), "it would break its line")
        require(not pipes or len(_PIPE.findall(old)) >= len(_PIPE.findall(new)), "it would part its cell")

    return Expectation(of.span, lambda after: _reads(doc, after, of, wanted, inner=inner), letter, BUT_ROWS | {"cell"})


def _expect_defined(doc: Document, of: Link, wanted: _Wanted, place: Span) -> Expectation:
    grown = len(wanted.target)

    def user(fact: Fact) -> bool:
        return fact[2][0] == "link" and fact[0] == of.span.start

    def reads(after: Document) -> None:
        index = doc.links.index(of)
        require(len(after.links) == len(doc.links), "it would make or end a link")
        now = after.links[index]
        require(
            (now.kind, now.label, now.target) == (wanted.kind, wanted.label, wanted.target),
            "the link would read differently",
        )

    def letter(_: bytes, new: bytes) -> None:
        require(b"\n" not in new and bool(grown), "it would break its line")

    return Expectation(place, reads, letter, frozenset({"block", "table", "heading", "item", "cell"}), user)


def _reads(before: Document, after: Document, of: Link, wanted: _Wanted, *, inner: bool) -> None:
    """By meaning: a link of this kind, label and target stands where it stood, and what it holds is the same."""
    now = next((link for link in after.links if link.span.start == of.span.start), None)
    require(now is not None, "it would be no link")
    if now is None:
        return
    require(now.image == of.image and now.kind == wanted.kind, "it would be another kind of link")
    require(now.label == wanted.label, "its label would read differently")
    require(now.target == wanted.target, "its target would read differently")
    if inner:
        require(_inside(before, of) == _inside(after, now), "what stands in it would read differently")


def _inside(doc: Document, of: Link) -> list[tuple[object, ...]]:
    return [
        (link.kind, link.image, link.label, link.target)
        for link in doc.links
        if of.span.start < link.span.start and link.span.end <= of.span.end
    ]
