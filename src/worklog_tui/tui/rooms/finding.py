"""Finding: a line above the week, the hits beneath it; this week's at once, all others as they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.searcher import FIRST, Found, Searcher
from worklog_tui.tui.view.hit_places import place_of
from worklog_tui.tui.view.panes import Pane, panes_of
from worklog_tui.tui.view.people import count, short_span
from worklog_tui.tui.widgets.findline import FindBar, FindLine
from worklog_tui.tui.widgets.hits import KINDS, Hits, Line
from worklog_tui.worklog.finding.query import parse_query
from worklog_tui.worklog.finding.search import search_units, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.session.journal import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.worklog.finding.search import Hit, Unit
    from worklog_tui.worklog.model import Week

AHEAD: Final = 20
"""Hits left below the chosen one when more are asked for."""


class Finding:
    """The search on the main screen."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.line: FindLine | None = None
        self.hits: Hits | None = None
        self.bar: FindBar | None = None
        self._last = ""
        self._query = parse_query("")
        self._units: tuple[Unit, ...] = ()
        self._here: tuple[Hit, ...] = ()
        self._found: Found | None = None
        self._asked = FIRST
        self._eager = ""  # the command for a hit that came before the first one
        self._searcher: Searcher | None = None
        self._panes: dict[str, tuple[Week, Sequence[Pane]]] = {}

    # --- opening and leaving -------------------------------------------------------------------------------------

    def do_find(self) -> None:
        screen = self.screen
        if self.line is not None or screen.editor is not None:
            return
        screen.enter_page()
        self._query, self._here, self._found, self._asked, self._eager = parse_query(""), (), None, FIRST, ""
        self._panes.clear()
        self.bar = FindBar(screen.paint, "Find")
        self.hits = Hits(screen.paint, self._moved, self._looked, self.do_find_go)
        self.line = FindLine("find", self._typed, self._last, "words in tasks, links, sections")
        screen.editor = self.line
        screen.mount(self.bar, self.hits, self.line)
        screen.set_focus(self.line)
        screen.footer.show("find")
        self._units = units(screen.week) if screen.week is not None else ()
        self._searching().open(self._order())
        if self._last:
            self._typed(self._last)
        else:
            self._show()

    def _searching(self) -> Searcher:
        if self._searcher is None:
            self._searcher = Searcher(self.screen.session, self._tell)
        return self._searcher

    def _tell(self, found: Found) -> None:
        """In the searching thread."""
        if self.hits is not None:
            self.hits.post_message(Hits.Looked(found))

    def _order(self) -> list[PageRef]:
        """The shown week's other pages, then the other weeks, the latest first; the shown language first in each."""
        screen = self.screen
        language = screen.page.language if screen.page is not None else screen.language
        weeks = list(reversed(screen.session.journal.weeks))
        if (entry := screen.entry) is not None:
            weeks = [entry, *(week for week in weeks if week.key != entry.key)]
        pages = [page for week in weeks for page in sorted(week.pages, key=lambda p: p.language != language)]
        return [page for page in pages if page != screen.page]

    def leave(self) -> None:
        """Takes the line and the hits away; one stays where one was."""
        line, hits, bar = self.line, self.hits, self.bar
        self.line = self.hits = self.bar = None
        if line is None or hits is None or bar is None:
            return
        self._last = line.value
        if self._searcher is not None:
            self._searcher.rest()
        line.gone = True
        screen = self.screen
        screen.editor = None
        if screen.focused in (line, None):
            screen.set_focus(screen.view)
        for widget in (line, hits, bar):
            widget.remove()
        screen.footer.show(screen.where)
        screen.view.moved()

    def close(self) -> None:
        """The screen goes: so does the thread."""
        if self._searcher is not None:
            self._searcher.close()

    def do_find_leave(self) -> None:
        self.leave()

    def do_find_go(self) -> None:
        self._go("find_go")

    def do_find_edit(self) -> None:
        if self._go("find_edit"):
            self.screen.run_command("edit")

    def _go(self, way: str) -> bool:
        """To the chosen hit; False: there is none, and ``way`` is done when one is found."""
        hits = self.hits
        if hits is None:
            return False
        line = hits.line
        if line is None or line.hit is None:
            self._eager = way if self._query and not self._looked_through() else ""
            self.screen.say("Looking…" if self._eager else "Nothing is chosen: type what to look for, or Esc.")
            return False
        page, week, hit = self._page_of(line), self._week_of(line), line.hit
        self.leave()
        screen = self.screen
        if page is not None and page != screen.page:
            screen.go_to_page(page)
        if week is not None:
            screen.commanding.touched = True
            screen.view.go(place_of(screen.view.panes, hit.spot, screen.week or week, hit.item))
        return True

    def do_find_next(self) -> None:
        if self.hits is not None:
            self.hits.step(1)
            self._want_more()

    def do_find_previous(self) -> None:
        if self.hits is not None:
            self.hits.step(-1)

    def do_find_page_down(self) -> None:
        self._leap(1)

    def do_find_page_up(self) -> None:
        self._leap(-1)

    def _leap(self, way: int) -> None:
        hits = self.hits
        if hits is not None:
            for _ in range(max(1, hits.room.height - 2)):
                hits.step(way)
            self._want_more()

    # --- what is found -------------------------------------------------------------------------------------------

    def _looked_through(self) -> bool:
        """Whether every page was looked at for these words."""
        found = self._found
        return found is not None and found.query == self._query and found.complete and not found.more

    def _typed(self, words: str) -> None:
        self._eager = ""
        self._query = parse_query(words)
        self._here = search_units(self._units, self._query)
        if self._found is not None and self._found.query is not None and not self._query:
            self._found = None
        self._asked = FIRST
        if self.hits is not None:
            self.hits.top = 0
        self._show(anew=True)
        query, searcher = self._query, self._searching()
        self.screen.call_after_refresh(lambda: searcher.want(query if query else None))

    def _looked(self, found: Found) -> None:
        if self.hits is None or (found.query is not None and found.query != self._query):
            return
        self._found = found
        self._show()
        if self._eager and (self.hits.line is not None or self._looked_through()):
            way, self._eager = self._eager, ""
            self.screen.run_command(way)

    def _want_more(self) -> None:
        hits, found = self.hits, self._found
        if hits is None or found is None or not found.more or found.query != self._query:
            return
        known = sum(len(page.hits) for page in found.pages)
        if len(hits.lines) - hits.at < AHEAD and self._asked <= known:
            self._asked = known + FIRST
            self._searching().want(self._query, self._asked)

    def _show(self, *, anew: bool = False) -> None:
        """The hits as lines; the chosen one stays chosen, on a new word it is the first."""
        hits, bar = self.hits, self.bar
        if hits is None or bar is None:
            return
        lines: list[Line] = []
        if self._here:
            lines.append(Line(0, "This week", count(len(self._here), "hit")))
            lines += [_line(0, hit) for hit in self._here]
        found = self._found if self._found is not None and self._found.query == self._query else None
        for number, page in enumerate(found.pages if found is not None else (), 1):
            lines.append(Line(number, self._name(page.page, page.week), self._note(page.page, page.reading)))
            lines += [_line(number, hit) for hit in page.hits]
        at = hits.at if not anew and hits.line is not None and hits.at < len(lines) else -1
        if at < 0 or lines[at].hit is None:
            at = 1 if lines else -1
        hits.show(lines, at, self._nothing())
        bar.say(*self._status(found))
        self._moved()

    def _nothing(self) -> str:
        if not self._query:
            return "Type to find: this week first, then the whole journal. Accents may be left out."
        if not self._looked_through():
            return "Not in this week; looking through the others…"
        return "Nothing found. Fewer letters find more; accents may be left out."

    def _status(self, found: Found | None) -> tuple[str, str]:
        any_found = found if found is not None else self._found
        reading = ""
        if any_found is not None and not any_found.complete:
            reading = f"reading {any_found.looked:,} of {any_found.total:,}"
        if not self._query:
            return reading, "muted"
        hits = len(self._here) + sum(len(page.hits) for page in (found.pages if found is not None else ()))
        more = "+" if found is not None and (found.more or not found.complete) else ""
        words = f"{hits:,}{more} {'hit' if hits == 1 and not more else 'hits'}"
        return " · ".join(part for part in (words, reading) if part), "muted"

    def _name(self, page: PageRef, number: int | None) -> str:
        entry = self.screen.session.journal.entry_of(page)
        name = entry.label if entry is not None else f"Week {number}" if number is not None else page.rel
        several = entry is not None and len(entry.pages) > 1
        return f"{name} · {page.language}" if several and page.language else name

    def _note(self, page: PageRef, week: Week) -> str:
        return short_span(week.days) if week.days else page.rel

    # --- the chosen one ------------------------------------------------------------------------------------------

    def _page_of(self, line: Line) -> PageRef | None:
        if line.page == 0:
            return self.screen.page
        return self._found.pages[line.page - 1].page if self._found is not None else None

    def _week_of(self, line: Line) -> Week | None:
        if line.page == 0:
            return self.screen.week
        return self._found.pages[line.page - 1].reading if self._found is not None else None

    def _moved(self) -> None:
        """The detail shows what the chosen hit stands in."""
        hits = self.hits
        line = hits.line if hits is not None else None
        screen = self.screen
        if line is None or line.hit is None:
            screen.view.moved()
            return
        page, week, hit = self._page_of(line), self._week_of(line), line.hit
        if page is None or week is None:
            return

        def make(width: int) -> Lines:
            from worklog_tui.tui.view.detail import detail_of

            held = self._panes.get(page.rel)
            if held is None or held[0] is not week:
                held = self._panes[page.rel] = (week, panes_of(week))
            at = place_of(held[1], hit.spot, week)
            pane = held[1][at.pane]
            row = pane.rows[at.row] if 0 <= at.row < len(pane.rows) else None
            return detail_of(week, pane, row, width, str(page.path), (hit.spot.column, hit.item))

        screen.detail.show(make)


def _line(page: int, hit: Hit) -> Line:
    name = KINDS[hit.kind]
    if hit.spot.what == "task" and hit.kind == "task":
        name = f"task {hit.spot.at[0]}"
    return Line(page, name, "", hit)
