"""Words of a comment or an answer, kept while they are typed and until they are on the disk.

Where the app ended before that they are opened again at their place.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from worklog_tui.storage.drafts import KeptDraft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.watching import Watch


class About(NamedTuple):
    """What words are asked for. ``title``: of the frame, may hold page text; ``key``: the one that asked; ``called``:
    what is typed, as people call it; ``path``: of the page; ``place``: how another run finds where it belongs.
    """

    title: str
    key: str
    called: str
    path: Path
    place: Mapping[str, Any]


class Spoken:
    """What is being said."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    @property
    def watch(self) -> Watch:
        """What keeps it."""
        found: Watch = self.screen.room("typed").watch("said")
        return found

    def begin(self, about: About, old: str, words: Callable[[], str]) -> KeptDraft:
        """It is being typed; ``old``: what stands there already."""
        kept = KeptDraft(os.path.realpath(about.path), about.called, "", old, about.place)
        self.watch.begin(kept, words)
        return kept

    def put_back(self, draft: KeptDraft, page: PageRef, opened: Callable[[], object]) -> bool:
        """Opens it where it belongs; ``opened`` is called once it stands there."""
        from worklog_tui.tui.screens.review import ReviewScreen

        shown = self.screen.app.screen
        review = shown if isinstance(shown, ReviewScreen) else ReviewScreen(self.screen, page)
        if review is not shown:
            self.screen.app.push_screen(review, self.screen.room("review").gone)
        elif review.page != page:
            review.show_page(page)
        review.speak_again(draft.place, draft.words, opened)
        return True
