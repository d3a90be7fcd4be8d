"""A week under another number: what its page says of it, and what other pages say where they point at it. Pure.

Only this week's own number changes: dates, days and the numbers of the weeks beside it stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from worklog_tui.document.model import Document, Entry, Link, Span
from worklog_tui.patterns import regex
from worklog_tui.record import replace
from worklog_tui.worklog.intentions import SetFrontMatter, SetWords
from worklog_tui.worklog.newweek.advancing import Advance, mentions
from worklog_tui.worklog.newweek.front import is_address, is_title, is_weight

if TYPE_CHECKING:
    from worklog_tui.document.patch import Edit
    from worklog_tui.worklog.intentions import Intention
    from worklog_tui.worklog.model import Week

_LAST_NUMBER = regex(r"(\d+)(?=\.?\s*(?:<|$))")
_PARTS = regex(r"([/?#\"'`\s<>()])")
_ENDING = regex(r"(?:\.[A-Za-z]{2}(?:-\w{2,4})?)?\.(?:md|markdown|html)$")
_LINE = regex(rb"[^\r\n]*")


class Mended(NamedTuple):
    """What one page needs. ``left``: the lines (1-based, with their text) that name the week and stay as they are."""

    changes: tuple[SetWords, ...]
    left: tuple[tuple[int, str], ...]


def own_changes(week: Week, advance: Advance, others: Sequence[tuple[int, int]]) -> list[Intention]:
    """The headings and front matter of the week's own page. ``others``: numbers and weights of the weeks beside it."""
    doc = week.document
    out: list[Intention] = []
    for heading in reversed(doc.headings):
        text = doc.text(heading.text_span)
        new = advance.text(text)
        if new != text:
            out.append(SetWords(*heading.text_span, new))
    for entry in doc.front_matter.entries:
        value = _value(entry, advance, others)
        if value != entry.value:
            out.append(SetFrontMatter(entry.key, value))
    return out


def _value(entry: Entry, advance: Advance, others: Sequence[tuple[int, int]]) -> object:
    value, key = entry.value, entry.key
    if isinstance(value, bool) or not isinstance(value, str | int):
        return value
    if is_weight(key):
        return _weight(value, advance, others)
    if not isinstance(value, str):
        return value
    if is_title(key):
        return own_title(value, advance)
    if key[-1] == "pre":
        numbers = _LAST_NUMBER.findall(value)
        return advance.last_number(value) if numbers and int(numbers[-1]) == advance.old else value
    if is_address(key):
        return advance.path(value) if mentions(value) or "/" in value else advance.name(value)
    if isinstance(key[-1], int):
        return advance.digits(advance.new, value) if value == str(advance.old) else advance.text(value, name=True)
    return advance.text(value)


def own_title(text: str, advance: Advance) -> str:
    """The week's title; one that names another week alone (a page copied and not renamed) is set right."""
    named = [int(m[0]) for m in mentions(text)]
    if named and advance.old not in named:
        advance = replace(advance, old=named[0])
    return advance.text(text)


def _weight(value: str | int, advance: Advance, others: Sequence[tuple[int, int]]) -> object:
    """The weight follows where it is the number, or where it grows with the numbers of all weeks beside it."""
    if isinstance(value, str) and not value.strip().isdecimal():
        return value
    now, old = int(value), advance.old
    if old is None:
        return value
    new = advance.new
    if now != old:
        steps = {(now - weight) / (old - number) for number, weight in others if number != old}
        if len(steps) != 1 or not next(iter(steps)).is_integer():
            return value
        new = now + int(next(iter(steps))) * (advance.new - old)
    if new <= 0:
        return value
    return advance.digits(new, value) if isinstance(value, str) else new


def mended(
    doc: Document,
    names: Mapping[str, str],
    advance: Advance,
    leads: Callable[[str], bool],
    arrives: Callable[[str], bool],
    *,
    lists: bool,
) -> Mended:
    """The links of a page that lead to the week. ``names``: its folders' and files' old names and their new ones;
    ``leads`` tells whether a target means the week now, ``arrives`` whether one will, once it is moved; ``lists``: the
    page is an index: the number beside such a link is the week's too.
    """
    spelled = {variant: new for old, moved in names.items() for variant, new in _spellings(old, moved)}
    if not spelled or not any(name in doc.source.decode("utf-8", "replace").casefold() for name in spelled):
        return Mended((), ())
    changes: dict[tuple[int, int], str] = {}
    done: list[Span] = []
    for link in doc.links:
        new = _target(link.target, spelled)
        if link.target_span is None or new == link.target or not leads(link.target) or not arrives(new):
            continue
        changes[link.target_span] = _target(doc.text(link.target_span), spelled)
        done.append(link.span)
        if link.label_span is not None and not link.image:
            changes[link.label_span] = advance.text(doc.text(link.label_span))
    if lists:
        changes.update(_beside(doc, done, advance))
    out = [SetWords(*at, new) for at, new in sorted(changes.items(), reverse=True) if doc.text(Span(*at)) != new]
    return Mended(tuple(out), _left(doc, spelled, done))


def _spellings(old: str, new: str) -> list[tuple[str, str]]:
    """The name as it may stand in addresses, in lower case, and what each becomes."""
    pairs = [(old, new), (old.replace(" ", "-"), new.replace(" ", "-")), (quote(old), quote(new))]
    return [(one.casefold(), two) for one, two in dict.fromkeys(pairs)]


def _target(target: str, spelled: Mapping[str, str]) -> str:
    """The address with the week's own names replaced; one in lower case stays so."""

    def part(text: str) -> str:
        ended = _ENDING.search(text)
        end = ended[0] if ended is not None else ""
        name = text.removesuffix(end)
        new = spelled.get(name.casefold())
        if new is None:
            return text
        return (new.lower() if name == name.lower() else new) + end

    return "".join(part(p) for p in _PARTS.split(target))


def _beside(doc: Document, links: Sequence[Span], advance: Advance) -> dict[tuple[int, int], str]:
    """The week's number on the lines of an index that hold one link to it: in words, or alone in a cell."""
    out: dict[tuple[int, int], str] = {}
    for span in links:
        start = doc.source.rfind(b"\n", 0, span.start) + 1
        found = _LINE.match(doc.source, start)
        end = found.end() if found is not None else span.end
        if sum(start <= other.start < end for other in links) > 1:
            continue
        held = [link.span for link in doc.links if start <= link.span.start < end]
        line = doc.source[start:end].decode("utf-8", "surrogateescape")
        for named in (*mentions(line), *re.finditer(r"(?<=\|)\s*(\d+)\s*(?=\|)", line)):
            digits = named[1] if named.re.groups else named[0]
            head = line[: named.start(1) if named.re.groups else named.start()]
            at = start + len(head.encode("utf-8", "surrogateescape"))
            if int(digits) == advance.old and not any(s.start <= at < s.end for s in held):
                out[at, at + len(digits)] = advance.digits(advance.new, digits)
    return out


def _left(doc: Document, spelled: Mapping[str, str], done: Sequence[Span]) -> tuple[tuple[int, str], ...]:
    """The lines that name the week's folder or file outside the links that are mended."""
    rest = bytearray(doc.source)
    for span in done:
        rest[span.start : span.end] = b" " * (span.end - span.start)
    token = regex("|".join(rf"(?<![\w.-]){re.escape(name)}(?![\w-])" for name in spelled))
    out = []
    for number, line in enumerate(bytes(rest).split(b"\n"), 1):
        text = line.decode("utf-8", "replace")
        if token.search(text.casefold()):
            out.append((number, " ".join(text.split())))
    return tuple(out)


def plan_words(week: Week, it: SetWords, _: dict[str, Any]) -> Edit:
    """The proven edit: only these bytes change, and what they stand in stays what it is."""
    from worklog_tui.document.model import Refused
    from worklog_tui.document.patch import Patch, Splice
    from worklog_tui.document.proof import Expectation, first_proven, require, unchanged

    doc = week.document
    old, new = doc.source[it.start : it.end], it.text.encode("utf-8", "surrogateescape")
    if not doc.body.start <= it.start <= it.end <= len(doc.source) or b"\n" in old + new:
        raise Refused("The page has changed since it was read: try again.")
    if old == new:
        return unchanged(doc)

    def reads(after: Document) -> None:
        require(after.source[it.start : it.start + len(new)] == new, "it would not be there")
        require([_kind(x) for x in after.links] == [_kind(x) for x in doc.links], "a link would be lost or made")

    expectation = Expectation(Span(it.start, it.end), reads)
    return first_proven(doc, [(Patch((Splice(it.start, old, new),)), expectation)], "These words cannot be changed")


def _kind(link: Link) -> tuple[str, bool]:
    return link.kind, link.image


PLANS = {SetWords: plan_words}
