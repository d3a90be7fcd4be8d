"""Undo and redo over all pages: a step that was made on several pages is taken back on all of them, or on none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from worklog_tui.record import replace

if TYPE_CHECKING:
    from worklog_tui.document.model import Document
    from worklog_tui.document.patch import Patch
    from worklog_tui.session.creating import Creations
    from worklog_tui.session.events import Cause
    from worklog_tui.session.history import HistoryEntry
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.pages import PageState, PageStore

Way = Literal["undo", "redo"]


class Travel:
    """``show`` makes a page read so from now on; ``count`` numbers a step. Called while the session may be changed."""

    def __init__(
        self,
        pages: PageStore,
        show: Callable[[PageState, Document, Cause], None],
        count: Callable[[], int],
        creations: Callable[[], Creations | None],
    ) -> None:
        self._pages, self._show, self._count, self._creations = pages, show, count, creations

    def undo(self, page: PageRef | None, *, across: bool = False) -> HistoryEntry | None:
        """Take the last edit back; ``across``: with other programs' changes since. Raises Refused (Met where those are
        in the way); then nothing is changed."""
        last = self.last("undo", page)
        steps = [(s, step) for s in last if (step := s.history.undoing(s.data, across=across)) is not None]
        made = [self._applied(state, back) for state, (back, _, _) in steps]
        number = self._numbered("undo", [state for state, _ in steps])
        for (state, (_, done, redo)), after in zip(steps, made, strict=True):
            state.history.take_undo(done, redo, number)
            self._show(state, after, "undo")
        self._relist()
        return replace(steps[0][1][2], page=steps[0][0].page) if steps else None

    def redo(self, page: PageRef | None) -> HistoryEntry | None:
        """Make the last undone edit again. Raises Refused; then nothing is changed."""
        steps = [(s, s.history.undone[-1]) for s in self.last("redo", page)]
        made = [self._applied(state, entry.patch) for state, entry in steps]
        number = self._numbered("redo", [state for state, _ in steps])
        for (state, _), after in zip(steps, made, strict=True):
            state.history.take_redo(number)
            self._show(state, after, "redo")
        self._relist()
        return replace(steps[0][1], page=steps[0][0].page) if steps else None

    def last(self, way: Way, page: PageRef | None) -> list[PageState]:
        """The pages whose last step is to be taken back (or made again): this one or those changed last, and those
        changed in the same step. Raises Refused where one of them was changed since."""
        last = {s.page.rel: (s.history.last_step(way), s) for s in self._pages.states()}
        asked = (
            [last[page.rel]] if page is not None and page.rel in last else [] if page is not None else [*last.values()]
        )
        number = max((number for number, _ in asked), default=0)
        if not number:
            return []
        together = [s for s in self._pages.states() if s.history.has_step(way, number)]
        if any(last[s.page.rel][0] != number for s in together):
            from worklog_tui.document.model import Refused

            raise Refused("This changed another page too, which was changed again since: go there and undo that first.")
        first = [s for n, s in asked if n == number]
        return first + [s for s in together if s not in first]

    def _numbered(self, way: Way, states: list[PageState]) -> int:
        """The number of the step about to be taken; pages it made are removed (or made again) first."""
        creations = self._creations()
        return creations.go(way, states[0].history.last_step(way)) if creations and states else self._count()

    def _relist(self) -> None:
        creations = self._creations()
        if creations is not None:
            creations.relist()

    def _applied(self, state: PageState, patch: Patch) -> Document:
        """The patch's old bytes must stand where it says; the result is parsed anew."""
        return self._pages.parse(patch.apply(state.data))
