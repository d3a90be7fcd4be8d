"""A change that was asked for becomes an edit of the page as it is now, whatever has come in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused
from worklog_tui.document.patch import Edit, Patch
from worklog_tui.session.rebase import difference
from worklog_tui.session.reconcile import reconciled
from worklog_tui.worklog.plans.trial import Trial

if TYPE_CHECKING:
    from worklog_tui.document.model import Document
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.pages import PageStore
    from worklog_tui.session.session import Change
    from worklog_tui.worklog.model import Week


def planned(pages: PageStore, page: PageRef, change: Change, seen: Week | None) -> Edit:
    """The change of the page as accepted now; ``seen``: the reading it was asked for, whose rows and items it counts.

    Raises Refused, PageUnreadable.
    """
    if isinstance(change, Edit):
        edit = change
    else:
        now = pages.week(page)
        trial = Trial(seen or now, lambda document: pages.reading(page, document))
        trial.plan_all(change)
        edit = trial.edit
        if edit.before.source != now.document.source:
            edit = _carried(edit, now.document)
    state = pages.state(page)
    if edit.before.source != state.data or edit.patch.apply(state.data) != edit.after.source:
        raise Refused("The page has changed since it was read: try again.")
    return edit


def _carried(edit: Edit, now: Document) -> Edit:
    """The edit beside the change of another program. Raises Refused where the two meet."""
    if edit.patch.empty:
        return Edit(Patch(()), now, now)
    after = reconciled(edit.before.source, edit.after.source, now.source)
    return Edit(difference(now.source, after.source), now, after)
