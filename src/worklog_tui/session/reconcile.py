"""Three versions of a page → one: our edits and another program's, where the two do not meet. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused

if TYPE_CHECKING:
    from worklog_tui.document.model import Document


def reconciled(base: bytes, mine: bytes, theirs: bytes) -> Document:
    """The page with both changes, parsed. Raises Refused where they meet or where it would not read as both."""
    from worklog_tui.document.parse import parse
    from worklog_tui.merge.three import merge

    found = merge(base, mine, theirs)
    if found.conflicts:
        raise Refused("Another program has changed the same place of this page.")
    return parse(found.resolved(lambda conflict: conflict.mine))
