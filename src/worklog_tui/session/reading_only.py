"""A session that cannot change a page: whoever asks for it is refused. Comments and reviews are kept all the same."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NoReturn

from worklog_tui.document.model import Refused
from worklog_tui.session.session import Session

if TYPE_CHECKING:
    from worklog_tui.document.model import Document
    from worklog_tui.document.patch import Patch
    from worklog_tui.session.creating import Creations
    from worklog_tui.session.events import Cause
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.pages import PageState
    from worklog_tui.session.reviewing import Reviewing

_WHY: Final = "The journal is open to be read only: `worklog` without --read-only opens it to be edited."


class ReadOnly(Session):
    """What another run has left half-written stays as well: clearing it away would write."""

    def _clear_away(self) -> tuple[str, ...]:
        return ()

    def complete(self) -> None:
        """The journal was listed whole."""

    def execute_together(self, *_: object, **__: object) -> NoReturn:
        """Raises Refused."""
        _refuse()

    def undo(self, *_: object, **__: object) -> NoReturn:
        """Raises Refused."""
        _refuse()

    def redo(self, *_: object, **__: object) -> NoReturn:
        """Raises Refused."""
        _refuse()

    def keep_mine(self, *_: object) -> NoReturn:
        """Raises Refused."""
        _refuse()

    @cached_property
    def creations(self) -> Creations:
        """Raises Refused."""
        _refuse()

    @cached_property
    def reviewing(self) -> Reviewing:
        """Where comments belong is made out each time, and not written: only what is said is."""
        from worklog_tui.session.reviewing import Reviewing

        reviewing = Reviewing(self, self._clock)
        reviewing.comments.follow = False
        return reviewing

    def _accept(
        self, page: PageRef, after: Document, patch: Patch, label: str, cause: Cause, number: int | None = None
    ) -> None:
        if cause != "disk":
            _refuse()
        super()._accept(page, after, patch, label, cause, number)

    def _show(self, state: PageState, after: Document, cause: Cause) -> None:
        if cause != "disk":
            _refuse()
        super()._show(state, after, cause)


def _refuse() -> NoReturn:
    raise Refused(_WHY)
