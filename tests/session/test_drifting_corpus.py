"""Real twins: all certain differences mirrored, on copies; judged by Hugo, compared again, and taken back."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import corpus_root
from tests.hugo_judge import Facts, HugoJudge, needs_hugo
from worklog_tui.session.drifting import Mirroring, drift_of, make, plan_all
from worklog_tui.session.journal import PageRef, open_journal
from worklog_tui.session.session import Session
from worklog_tui.worklog.twins.drift import Drift

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(corpus_root() is None, reason="WORKLOG_CORPUS is not set")]


class Done(NamedTuple):
    name: str
    drift: tuple[Drift, ...]
    planned: Mirroring
    pages: dict[str, tuple[bytes, bytes]]  # by language: before and after


def mirrored_all(root: Path, tmp: Path, source: int) -> list[Done]:
    out = []
    for site in sorted(root.glob("site*")):
        copy = Path(shutil.copytree(site, tmp / site.name))
        session = Session(open_journal(copy, cwd=tmp), state_dir=tmp / "state")
        weeks = [week for week in session.journal.weeks if len(week.pages) == 2]
        out += [one_week(session, f"{site.name} {w.label}", (w.pages[0], w.pages[1]), source) for w in weeks]
        session.close()
    return out


def one_week(session: Session, name: str, pages: tuple[PageRef, PageRef], source: int) -> Done:
    found = drift_of(session, pages)
    before = [session.week(page).document.source for page in pages]
    planned = plan_all(session, pages, source)
    assert bool(planned.edits) == any(one.certain for one in found), name
    if planned.edits:
        make(session, planned, "mirror")
        assert not [one.words for one in drift_of(session, pages) if one.certain], name
    after = [session.week(page).document.source for page in pages]
    if planned.edits:
        session.undo()
        assert [session.week(page).document.source for page in pages] == before, name
    made = {p.rel: (old, new) for p, old, new in zip(pages, before, after, strict=True) if old != new}
    return Done(name, found, planned, made)


@needs_hugo
@pytest.mark.parametrize("source", [0, 1])
def test_mirroring_all_leaves_nothing_certain_and_hugo_reads_both(corpus: Path, tmp_path: Path, source: int) -> None:
    done = mirrored_all(corpus, tmp_path, source)
    assert len(done) == 268
    assert not [one.planned.refused for one in done if one.planned.refused]
    names = {f"{one.name} {rel} {n}": both[n] for one in done for rel, both in one.pages.items() for n in (0, 1)}
    facts = HugoJudge().facts(names)
    changed = 0
    for one in done:
        kinds = {drift.kind for _, drift in one.planned.done}
        for rel in one.pages:
            judge(facts[f"{one.name} {rel} 0"], facts[f"{one.name} {rel} 1"], kinds)
            changed += 1
    assert changed >= 25
    told = Counter(kind for one in done for kind in {d.kind for d in one.drift})
    print(f"\n{sum(bool(one.drift) for one in done)} of {len(done)} pairs differ: {dict(told)}")


def judge(before: Facts, after: Facts, kinds: set[str]) -> None:
    """By Hugo's word: only what was mirrored is another; what is added leaves the rest as it was."""
    assert before.params == after.params
    if kinds <= {"day", "date", "link", "status", "text", "level", "row"}:
        assert after.html == before.html  # tables left out
        for one, two in zip(before.tables, after.tables, strict=True):
            assert one.header == two.header
            added = len(two.rows) - len(one.rows)
            assert added == 0 or ("row" in kinds and added > 0)
    if "row" not in kinds and "heading" not in kinds:
        assert [len(t.rows) for t in before.tables] == [len(t.rows) for t in after.tables]
    if "heading" not in kinds:
        assert before.headings == after.headings
    grown = after.html.count("<li>") - before.html.count("<li>")
    assert grown == 0 or (grown > 0 and kinds & {"item", "heading"})
