"""Friday: a week's draft of achievements and of the next week's objectives, and putting them in as one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.record import replace
from worklog_tui.session.lockstep import Follow, Step
from worklog_tui.session.reworded import Reworded
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.worklog.friday.drafting import draft_of, finished, left_over
from worklog_tui.worklog.friday.headings import heading_for
from worklog_tui.worklog.friday.model import Commit, Draft, Line, put_text
from worklog_tui.worklog.friday.placing import put
from worklog_tui.worklog.friday.twin import in_own_words, own_words, reworded
from worklog_tui.worklog.intentions import AddSection
from worklog_tui.worklog.model import OutlineItem
from worklog_tui.worklog.twins.pairing import Copied, pairing

if TYPE_CHECKING:
    import datetime as dt

    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Change, Session
    from worklog_tui.worklog.intentions import Intention
    from worklog_tui.worklog.model import SectionRole, Week

_NEAR = 6  # pages looked at for the words of a heading


class Put(NamedTuple):
    """Lines to put into a section of ``page``; ``source``: the page whose rows they came from."""

    page: PageRef
    role: SectionRole
    lines: tuple[Line, ...]
    source: PageRef


def achievements(session: Session, page: PageRef, today: dt.date, commits: Sequence[Commit] = ()) -> Draft:
    """The draft from the page's finished tasks, and commits of its days. Raises PageUnreadable."""
    week = session.week(page)
    return draft_of(finished(week, today), week, "achievements", commits, Reworded(session).of(page))


def objectives(session: Session, page: PageRef, following: PageRef | None, today: dt.date) -> Draft:
    """The draft of the next week's objectives from the tasks that are not finished. Raises PageUnreadable."""
    week = session.week(page)
    into = session.week(following) if following is not None else None
    again = Reworded(session).of(following) if following is not None else {}
    return draft_of(left_over(week, today), into, "objectives", (), again)


def following(session: Session, page: PageRef) -> PageRef | None:
    """The next week's page in the same language; None: there is none."""
    entry = session.journal.entry_of(page)
    if entry is None:
        return None
    weeks = session.journal.weeks
    at = weeks.index(entry) + 1
    if at >= len(weeks):
        return None
    return next((p for p in weeks[at].pages if p.language == page.language), None)


def put_in(session: Session, asked: Sequence[Put], label: str) -> Step | None:
    """Puts the lines into their pages, and into the twins as lock-step has it, as one step. None: all is said already.

    Raises Refused, PageUnreadable; then nothing is changed.
    """
    plain: list[tuple[PageRef, Change]] = []
    follows: list[tuple[Put, Follow]] = []
    for one in asked:
        intentions = _intentions(session, one)
        if intentions:
            plain.append((one.page, intentions))
            twins = session.lockstep.plan(one.page, intentions) if session.lockstep.mode != "off" else ()
            follows += [(one, follow) for follow in twins]
    if not plain:
        return None
    able = [(one, follow) for one, follow in follows if follow.mirror.intentions]
    left = tuple(follow for _, follow in follows if follow.mirror.reason is not None)
    own = [_in_own_words(session, one, follow) for one, follow in able]
    words = [(one.page, reworded(session.week(one.source), one.lines)) for one in asked]
    if session.lockstep.mode == "ask":
        edit = session.execute_together(plain, label)[0]
        last = session.history[-1].number if session.history else 0
        Reworded(session).add(words)
        return Step(edit, (), tuple(own), left, label, last if own else 0)
    try:
        edit = session.execute_together([*plain, *_changes(own)], label)[0]
    except Refused:  # the twin's words cannot stand there: copies can, they were planned
        own = [follow for _, follow in able]
        edit = session.execute_together([*plain, *_changes(own)], label)[0]
    Reworded(session).add(words)
    for follow in own:
        if follow.mirror.copies:
            session.lockstep.marks.add(follow.page, session.week(follow.page), follow.mirror.copies)
    return Step(edit, tuple(own), (), left, label)


def _changes(follows: Sequence[Follow]) -> list[tuple[PageRef, Change]]:
    return [(follow.page, follow.mirror.intentions) for follow in follows]


def _intentions(session: Session, one: Put) -> list[Intention]:
    week = session.week(one.page)
    outline = [OutlineItem(line.level, put_text(line)) for line in one.lines]
    missing = week.section(one.role) is None
    heading = heading_for(week, one.role, _others(session, one.page)) if missing else None
    return put(week, one.role, outline, heading)


def _others(session: Session, page: PageRef) -> Iterator[Week]:
    """The pages in the same language, the nearest weeks first."""
    entry = session.journal.entry_of(page)
    weeks = session.journal.weeks
    if entry is None:
        return
    at = weeks.index(entry)
    near = sorted((n for n in range(len(weeks)) if n != at), key=lambda n: (abs(n - at), n))[:_NEAR]
    for n in near:
        other = next((p for p in weeks[n].pages if p.language == page.language), None)
        if other is not None:
            try:
                yield session.glance(other, session.source(other))
            except PageUnreadable:
                continue


def _in_own_words(session: Session, one: Put, follow: Follow) -> Follow:
    """The twin says what its own rows say, where they correspond; what waits to be translated there waits here too."""
    asked, copies = follow.mirror.intentions, follow.mirror.copies
    source = _twin_of(session, one.source, follow.page)
    if source is not None:
        here, there = session.week(one.source), session.week(source)
        if pairing(here, there).reason("tasks") is None:
            known = own_words(here, there, one.lines)
            waiting = {text.text for text in session.lockstep.to_translate(source)}
            asked, left = in_own_words(asked, copies, known)
            lent = [known[copy.text] for copy in copies if copy not in left]
            copies = (*left, *(Copied(copies[0].part, text) for text in lent if text in waiting))
    if any(isinstance(it, AddSection) for it in asked):
        twin = session.week(follow.page)
        heading = heading_for(twin, one.role, _others(session, follow.page))
        if heading is not None:
            asked = tuple(
                replace(it, heading=heading.text, level=heading.level) if isinstance(it, AddSection) else it
                for it in asked
            )
    return follow._replace(mirror=follow.mirror._replace(intentions=asked, copies=copies, edit=None))


def _twin_of(session: Session, page: PageRef, like: PageRef) -> PageRef | None:
    """The page's twin in the language of ``like``."""
    entry = session.journal.entry_of(page)
    found = next((p for p in entry.pages if p.language == like.language), None) if entry is not None else None
    return found if found is not None and found != page else None
