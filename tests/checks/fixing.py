"""All certain fixes of sites made, judged by Hugo, asked for again, and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.hugo_judge import Facts, HugoJudge
from worklog_tui.checks.model import Found
from worklog_tui.checks.rules.mojibake import mend
from worklog_tui.session.journal import open_journal
from worklog_tui.session.mending import plan_fixes
from worklog_tui.session.session import Session

VALUES = {
    **dict.fromkeys(("date-off", "date-invalid"), ("date", "publishdate", "lastmod", "dat_", "date_", "pubdate")),
    **dict.fromkeys(("weight-shared", "weight-week", "menu-order"), ("weight",)),
    "pre-week": ("pre",),
    "title-week": ("title", "linktitle"),
}
"""Values of the front matter a fix may change, with those Hugo derives from them."""


def fixed_and_taken_back(sites: Iterable[Path], state: Path) -> dict[str, tuple[Found, ...]]:
    """Page → what was fixed on it. A second look finds nothing to fix, undo brings back each page's first bytes."""
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    fixed: dict[str, tuple[Found, ...]] = {}
    for site in sites:
        session = Session(open_journal(site, cwd=site), state_dir=state)
        plan = plan_fixes(session, list(session.checking.pages()))
        assert not plan.refused
        old = {one.page: one.page.path.read_bytes() for one in plan.pages}
        session.execute_together([(one.page, one.edit) for one in plan.pages], "fix")
        assert session.flush(60)
        for one in plan.pages:
            name = f"{site.name}/{one.page.rel}"
            before[name], after[name], fixed[name] = old[one.page], one.page.path.read_bytes(), one.fixed
            assert after[name] == one.edit.after.source
        again = plan_fixes(session, list(session.checking.pages()))
        assert not again.pages, [(one.page.rel, one.fixed) for one in again.pages]
        if plan.pages:
            session.undo()
            assert session.flush(60)
            assert {page: page.path.read_bytes() for page in old} == old
        session.close()
    judged(before, after, fixed)
    return fixed


def judged(before: dict[str, bytes], after: dict[str, bytes], fixed: dict[str, tuple[Found, ...]]) -> None:
    """Hugo builds what it built: all but the fixed values, headings and rows reads as it did."""
    judge = HugoJudge()
    one, two = judge.judge(before), judge.judge(after)
    for name, found in fixed.items():
        was, now = one[name], two[name]
        assert isinstance(now, Facts), name
        if not isinstance(was, Facts):
            continue  # it could not be built before
        codes = {f.problem.code for f in found}
        if "mojibake" in codes:  # Hugo's page, decoded, is Hugo's page of the decoded text
            assert now.full_html == mend(was.full_html), name
            assert now.params == {k: mend(v) if isinstance(v, str) else v for k, v in was.params.items()}, name
            continue
        keys = set(was.params) | set(now.params)
        params = {k for k in keys if was.params.get(k) != now.params.get(k)}
        assert params <= {key for code in codes for key in VALUES.get(code, ())}, name
        if not codes & {"heading-week", "row-broken"}:
            assert now.html == was.html, name
        if codes & {"row-broken", "row-empty"}:
            continue  # rows have come or gone: their words are proven by the edit
        rows = [
            (a, b) for s, t in zip(was.tables, now.tables, strict=True) for a, b in zip(s.rows, t.rows, strict=True)
        ]
        tasks = {f.problem.task for f in found if f.problem.task is not None}
        assert sum(a != b for a, b in rows) <= len(tasks), name
