"""The last week of every real site under another number: only that changes, links lead on, undo brings all back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import corpus_root
from tests.session.test_newweek_corpus import SITES, copied, tree
from worklog_tui.session.inside import follow
from worklog_tui.session.journal import open_journal
from worklog_tui.session.renumbering import plan_renumbering
from worklog_tui.session.session import Session

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(corpus_root() is None, reason="WORKLOG_CORPUS is not set")]


def numberless(data: bytes, old: int, new: int) -> bytes:
    """The bytes with either number as one sign: what is left must be the same before and after."""
    return re.sub(rb"(?<!\d)0*(?:%d|%d)(?!\d)" % (old, new), b"#", data)


@pytest.mark.parametrize("site", SITES)
def test_there_and_back(site: str, tmp_path: Path) -> None:
    root = copied(site, tmp_path)
    before = tree(root)
    session = Session(open_journal(root, cwd=root), state_dir=tmp_path / "state")
    entry = [e for e in session.journal.weeks if e.number is not None][-1]
    assert entry.number is not None
    new = entry.number + (31 if entry.year is None else 9)
    plan = plan_renumbering(session, entry, new)
    pages = session.creations.renumber(plan)
    assert session.flush(20)
    after = tree(root)
    assert len(after) == len(before)
    renamed = {c.was.rel: c.page.rel for c in (*plan.pages, *plan.links)}
    renamed |= {old.rel: now.rel for old, now in zip(entry.pages, pages, strict=True)}
    for old, now in renamed.items():
        assert numberless(after[now], entry.number, new) == numberless(before[old], entry.number, new), now
    unchanged = [data for name, data in before.items() if name not in renamed]
    assert sorted(unchanged) == sorted(data for name, data in after.items() if name not in renamed.values())
    assert new in [e.number for e in session.journal.weeks]
    for change in plan.links:  # what led to the week leads to it still
        for link in session.week(change.page).document.links:
            found = follow(session.journal, change.page, link.target)
            if found is not None and str(new) in link.target:
                assert found.page in pages or found.file is not None, link.target
    session.undo(None)
    session.flush(20)
    assert tree(root) == before
    session.close()
