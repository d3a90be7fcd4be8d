"""What has come apart outside of the tables: headings with what stands below them, items of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from worklog_tui.document.model import ListItem
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.intentions import AddBlocks, AddItem, AddSectionItem, Intention, MoveItem, SetListOutline
from worklog_tui.worklog.model import OutlineItem, Section, Week
from worklog_tui.worklog.twins.beside import Thing, matched, names_in
from worklog_tui.worklog.twins.drift import Drift, Place, Way, Weeks
from worklog_tui.worklog.twins.shape import LISTED, Aligned, section_part

_CANNOT = "the words are in two languages: which one is missing cannot be told"


class Lists(NamedTuple):
    """The lists of one section on both pages, and what sentences call the section."""

    both: Weeks
    name: str
    sections: tuple[int, int]

    def items(self, side: int) -> list[tuple[int, int, ListItem]]:
        """All items: their list, their place in it, themselves."""
        week = self.both.weeks[side]
        lists = week.sections[self.sections[side]].lists
        return [(n, at, item) for n in lists for at, item in enumerate(week.document.lists[n].walk())]


def section_drifts(both: Weeks) -> Iterator[Drift]:
    """Headings that only one page has; items of objectives and achievements."""
    one, two = (_headed(week) for week in both.weeks)
    found = sections_beside(*both.weeks)
    if found is None:
        words = f"Headings: {len(one)} in {both.names[0]}, {len(two)} in {both.names[1]}"
        yield Drift("heading", words, ((), ()), why=_CANNOT)
        found = _by_role(*both.weeks)
    for at, (i, j) in enumerate(found):
        if i is not None and j is not None:
            section = both.weeks[0].sections[i]
            if section_part(section) in LISTED and section_part(both.weeks[1].sections[j]) in LISTED:
                yield from _lists(Lists(both, _name(section), (i, j)))
        elif (i if i is not None else j) is not None:
            yield _heading(both, found, at)


def sections_beside(week: Week, twin: Week) -> list[Aligned] | None:
    """The sections with a heading beside each other, as indexes into ``Week.sections``; None: not certain."""
    one, two = _headed(week), _headed(twin)
    if len(one) == len(two):
        return list(zip(one, two, strict=True))
    found = matched(_things(week, one), _things(twin, two))
    if found is None:
        return None
    return [(one[i] if i is not None else None, two[j] if j is not None else None) for i, j in found]


def _by_role(week: Week, twin: Week) -> list[Aligned]:
    """The sections of the same part, where both pages have one of it."""
    out: list[Aligned] = []
    for part in LISTED:
        one = [n for n, s in enumerate(week.sections) if section_part(s) == part]
        two = [n for n, s in enumerate(twin.sections) if section_part(s) == part]
        if len(one) == len(two) == 1:
            out.append((one[0], two[0]))
    return out


def _headed(week: Week) -> list[int]:
    return [n for n, section in enumerate(week.sections) if section.heading is not None]


def _things(week: Week, sections: Sequence[int]) -> list[Thing]:
    found = [week.sections[n] for n in sections]
    return [Thing(s.role or s.within, names_in(s.heading.text if s.heading else "")) for s in found]


def _name(section: Section) -> str:
    return plain(section.heading.text).strip().rstrip(" :") if section.heading else "the text above"


def _heading(both: Weeks, found: Sequence[Aligned], at: int) -> Drift:
    """A heading that only one page has, with what stands below it, up to the next one."""
    side = 0 if found[at][0] is not None else 1
    there = 1 - side
    number = found[at][side]
    assert number is not None  # noqa: S101 - that page has it
    week, twin = both.weeks[side], both.weeks[there]
    section = week.sections[number]
    words = f"“{_name(section)}” is missing in {both.names[there]}"
    places: list[tuple[Place, ...]] = [(), ()]
    places[side] = (Place("section", number),)
    ways: list[Way | None] = [None, None]
    below = next((pair[there] for pair in found[at + 1 :] if pair[there] is not None), None)
    blocks = twin.document.blocks
    before = twin.sections[below].blocks[0] if below is not None and twin.sections[below].blocks else len(blocks)
    raw = b"".join(
        week.document.source[b.span.start : b.span.end] for n in section.blocks for b in [week.document.blocks[n]]
    )
    why = ""
    try:
        text = raw.decode("utf-8").rstrip("\r\n ")
        ways[there] = Way((AddBlocks(before, text),), copies=True)
    except UnicodeDecodeError:
        why = "it holds bytes that are not UTF-8"
    if section.heading is not None and section.heading.nested:
        ways[there], why = None, "it stands inside of something else: bring it over in your editor"
    return Drift("heading", words, (places[0], places[1]), (ways[0], ways[1]), why)


def _lists(lists: Lists) -> Iterator[Drift]:
    """The items of one section: those only one page has, and those that stand deeper there."""
    own, other = lists.items(0), lists.items(1)
    names = lists.both.names
    if [i.level for _, _, i in own] == [i.level for _, _, i in other]:
        return
    worded = [sum(bool(item.text.strip()) for _, _, item in items) for items in (own, other)]
    if worded[0] == worded[1] != len(own) + len(other) - worded[1]:
        return  # ``* - text`` is an item without words around one that has them: no difference
    if len(own) == len(other):
        yield from _levels(lists, own, other)
        return
    words = f"{lists.name}: {_count(len(own))} in {names[0]}, {len(other)} in {names[1]}"
    if not own or not other:
        yield _all(lists, words, 0 if own else 1)
        return
    counts = [len(week.sections[n].lists) for week, n in zip(lists.both.weeks, lists.sections, strict=True)]
    plain_lists = counts == [1, 1] and worded == [len(own), len(other)]
    found = matched(_items(own), _items(other)) if plain_lists else None
    if found is None:
        why = _CANNOT if counts == [1, 1] else "they stand in several lists"
        one, two = lists.sections
        yield Drift("item", words, ((Place("section", one),), (Place("section", two),)), why=why)
        return
    yield from _runs(lists, found, (own, other))


def _items(items: Sequence[tuple[int, int, ListItem]]) -> list[Thing]:
    return [Thing(item.level, names_in(item.text)) for _, _, item in items]


def _count(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items"


def _levels(
    lists: Lists, own: Sequence[tuple[int, int, ListItem]], other: Sequence[tuple[int, int, ListItem]]
) -> Iterator[Drift]:
    """As many items, some deeper there: each page could have the levels of the other."""
    names = lists.both.names
    apart = [n for n, (a, b) in enumerate(zip(own, other, strict=True)) if a[2].level != b[2].level]
    words = f"{lists.name}: item {apart[0] + 1} stands at another level in {names[1]}"
    places = tuple(tuple(Place("item", found[n][0], found[n][1]) for n in apart) for found in (own, other))
    counts = [len({n for n, _, _ in found}) for found in (own, other)]
    if counts != [1, 1]:
        yield Drift("level", words, (places[0], places[1]), why="they stand in several lists")
        return
    ways = []
    for mine, theirs in ((own, other), (other, own)):
        lines = tuple(OutlineItem(b[2].level, a[2].text) for a, b in zip(mine, theirs, strict=True))
        ways.append(Way((SetListOutline(mine[0][0], lines),)))
    yield Drift("level", words, (places[0], places[1]), (ways[0], ways[1]))


def _all(lists: Lists, words: str, side: int) -> Drift:
    """Only one page has items at all."""
    there = 1 - side
    items = lists.items(side)
    week, section = lists.both.weeks[there], lists.both.weeks[there].sections[lists.sections[there]]
    places: list[tuple[Place, ...]] = [(), ()]
    places[side] = tuple(Place("item", n, at) for n, at, _ in items)
    if section.outline or section.tables:
        why = f"{lists.both.names[there]} has other text there"
        return Drift("item", words, (places[0], places[1]), why=why)
    if len({n for n, _, _ in items}) > 1:
        return Drift("item", words, (places[0], places[1]), why="they stand in several lists")
    number = sum(1 for s in week.sections[: lists.sections[there]] for _ in s.lists)
    asked: list[Intention] = [AddSectionItem(lists.sections[there], items[0][2].text)]
    asked += [AddItem(number, at, item.text, item.level) for at, (_, _, item) in enumerate(items[1:])]
    ways: list[Way | None] = [None, None]
    ways[there] = Way(tuple(asked), copies=True)
    return Drift("item", words, (places[0], places[1]), (ways[0], ways[1]))


def _runs(
    lists: Lists, found: Sequence[Aligned], sides: tuple[Sequence[tuple[int, int, ListItem]], ...]
) -> Iterator[Drift]:
    """Each missing item with what stands below it as one."""
    side = 0 if any(j is None for _, j in found) else 1
    there = 1 - side
    at = 0
    while at < len(found):
        first = found[at][side]
        if found[at][there] is not None or first is None:
            at += 1
            continue
        end = at + 1
        top = sides[side][first][2].level
        while end < len(found) and found[end][there] is None and _level(sides[side], found[end][side]) > top:
            end += 1
        above = next((p[there] for p in reversed(found[:at]) if p[there] is not None), None)
        below = next((p[there] for p in found[end:] if p[there] is not None), None)
        run = [sides[side][n] for p in found[at:end] if (n := p[side]) is not None]
        yield _run(lists, side, run, (sides[there], above, below))
        at = end


def _level(items: Sequence[tuple[int, int, ListItem]], at: int | None) -> int:
    return items[at][2].level if at is not None else 0


def _run(
    lists: Lists,
    side: int,
    run: Sequence[tuple[int, int, ListItem]],
    around: tuple[Sequence[tuple[int, int, ListItem]], int | None, int | None],
) -> Drift:
    there = 1 - side
    items, above, below = around
    what = f"“{_cut(plain(run[0][2].text))}”" + (f" and {len(run) - 1} below it" if len(run) > 1 else "")
    words = f"{lists.name}: {what} is missing in {lists.both.names[there]}"
    places: list[tuple[Place, ...]] = [(), ()]
    places[side] = tuple(Place("item", n, at) for n, at, _ in run)
    if below is not None and items[below][2].level > run[0][2].level:
        return Drift("item", words, (places[0], places[1]), why="the items below it would become its own")
    asked: list[Intention] = []
    number, at = items[0][0], -1
    if above is None:  # below the first one, and then over it
        at = next((n for n, (_, _, item) in enumerate(items) if n and item.level == 0), len(items))
        asked = [AddItem(number, 0, run[0][2].text), MoveItem(number, at, -1)]
    else:
        asked = [AddItem(number, items[above][1], run[0][2].text, run[0][2].level)]
    start = 0 if above is None else _below(items, above, run[0][2].level)
    asked += [AddItem(number, start + n, item.text, item.level) for n, (_, _, item) in enumerate(run[1:])]
    if any(item.level > run[n][2].level + 1 for n, (_, _, item) in enumerate(run[1:])):
        return Drift("item", words, (places[0], places[1]), why="its levels cannot be told")
    ways: list[Way | None] = [None, None]
    ways[there] = Way(tuple(asked), copies=True)
    return Drift("item", words, (places[0], places[1]), (ways[0], ways[1]))


def _below(items: Sequence[tuple[int, int, ListItem]], above: int, level: int) -> int:
    """Where a new item of a level stands that is added after item ``above``."""
    while items[above][2].level > level:
        above -= 1
    if items[above][2].level < level:
        return above + 1
    return next((n for n in range(above + 1, len(items)) if items[n][2].level <= level), len(items))


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39].rstrip()}…"
