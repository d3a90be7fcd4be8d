"""Reviewing, and the comments in the main screen: opens their screens, brings one to the place that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui import links
from worklog_tui.tui.view import text
from worklog_tui.tui.view.panes import reference_label

if TYPE_CHECKING:
    from worklog_tui.session.comments import Placed
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.aside import Aside
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.screens.reviewed import Going
    from worklog_tui.tui.widgets.pageview import PageView
    from worklog_tui.worklog.finding.search import Spot
    from worklog_tui.worklog.model import Reference, Week


class Review:
    """What ``v`` and ``V`` do."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def do_review(self) -> None:
        screen = self.screen
        if screen.page is None or screen.editor is not None:
            screen.say("There is no page here to review.")
            return
        from worklog_tui.tui.screens.review import ReviewScreen

        screen.app.push_screen(ReviewScreen(screen, screen.page), self.gone)

    def do_comments(self) -> None:
        screen = self.screen
        if screen.editor is not None:
            return
        from worklog_tui.tui.screens.inbox import InboxScreen

        screen.app.push_screen(InboxScreen(screen), self._picked)

    def gone(self, going: Going | None) -> None:
        """The review was left."""
        if going is not None:
            self._go(going.page, going.spot)
        self._look_again()

    def _picked(self, one: Placed | None) -> None:
        if one is not None and one.page is not None:
            piece = one.found.piece if one.found is not None else None
            self._go(one.page, piece.spot if piece is not None else None)
            self.screen.say(f"{one.thread.by}: {' '.join(one.thread.text.split())}")
        self._look_again()

    def _look_again(self) -> None:
        """Comments may have come or been resolved."""
        self.screen.room("said").look()

    def _go(self, page: PageRef, spot: Spot | None) -> None:
        from worklog_tui.tui.view.hit_places import place_of
        from worklog_tui.tui.widgets.pageview import Cursor

        screen = self.screen
        screen.go_to_page(page)
        screen.commanding.touched = True
        if screen.week is not None:
            screen.enter_page()
            screen.view.go(place_of(screen.view.panes, spot, screen.week) if spot is not None else Cursor(0, -1))


def open_links(screen: Aside[Going | None], week: Week | None, view: PageView) -> None:
    """A link of the selected row in the browser; of several one is chosen. Nothing but addresses is opened."""
    found = {r.target: r for r in _references(week, view)} if week is not None else {}
    outside = [reference for reference in found.values() if links.host_of(reference.target)]

    def done(words: str) -> None:
        if words:
            screen.call_later(screen.say, words, bad=True)

    def go(reference: Reference) -> None:
        try:
            links.open_in_browser(reference.target, done)
        except links.NotOpened as error:
            screen.say(f"{error} ({text.cut(text.clean(reference.target), 60)})", bad=True)
        else:
            screen.say(f"Opening {links.host_of(reference.target)} in the browser")

    if not outside:
        screen.say("No link to another site in this row.")
    elif len(outside) == 1:
        go(outside[0])
    else:
        from worklog_tui.tui.screens.picker import Choice, Picker

        choices = [
            Choice(str(i), reference_label(r.label, r.target), links.host_of(r.target) or "")
            for i, r in enumerate(outside)
        ]
        screen.app.push_screen(Picker("Open which link?", choices), lambda at: go(outside[int(at)]) if at else None)


def _references(week: Week, view: PageView) -> tuple[Reference, ...]:
    row, pane = view.row, view.pane
    if row is not None and row.kind == "task":
        return week.tasks[row.at[0] - 1].references
    if row is not None and row.kind == "link":
        return tuple(r for r in week.references if r.link == row.at[0])
    if pane is None or pane.section is None:
        return week.references
    span = week.sections[pane.section].span
    return tuple(r for r in week.references if span.start <= week.document.links[r.link].span.start < span.end)
