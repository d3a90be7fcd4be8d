"""`worklog hand-in`: checked, built, shown page by page, then committed and pushed after a yes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from worklog_tui.cli.journal import find_journal, load_settings, start_session
from worklog_tui.cli.output import Failure, complain, say, say_json

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.publish.changed import PageChange
    from worklog_tui.session.publish.doing import Handed
    from worklog_tui.session.publish.ground import CannotHandIn
    from worklog_tui.session.publish.plan import Plan
    from worklog_tui.session.session import Session

HELP = (
    "Hand the journal in: all pages are checked, the site is built by Hugo into a temporary folder, what changed since "
    "it was last published is shown, then it is committed and pushed by your own git. Nothing is pushed that does not "
    "build."
)

_FEW = 12  # lines of a page, or files, that are shown
_MARKS = {"added": "+", "removed": "-", "moved": "↕", "changed": "~", "spacing": "~"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--journal", metavar="PATH", help="the journal (default: around this folder, else the last one)"
    )
    parser.add_argument("--yes", "-y", action="store_true", help="commit and push without asking")
    parser.add_argument("--dry-run", action="store_true", help="check, build and show; commit and push nothing")
    parser.add_argument("--message", "-m", metavar="TEXT", default="", help="the commit's message")
    parser.add_argument("--all", action="store_true", help="take every changed file, not only the journal's")
    parser.add_argument("--offline", action="store_true", help="do not ask the remote first what it has")
    parser.add_argument("--trust", action="store_true", help="let the site's Hugo run what it asks for")
    parser.add_argument("--json", action="store_true", help="one JSON document (its fields: docs/json.md)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when it is handed in, or was already; 3 when it was not."""
    from worklog_tui.session.publish.doing import hand_in
    from worklog_tui.session.publish.ground import CannotHandIn
    from worklog_tui.session.publish.plan import plan_hand_in

    settings = load_settings()
    session = start_session(find_journal(None if args.journal is None else args.journal, settings), settings)
    asks = sys.stdin.isatty() and not args.json
    step = _Steps(args.json)
    try:
        trusted(session, given=args.trust)
        plan = plan_hand_in(session, take_all=args.all, fetch=not args.offline, asks=asks, step=step)
        step.end()
        if not args.json:
            _show(plan)
        handed = None
        if not plan.nothing and not args.dry_run:
            _agreed(args, plan, asks)
            handed = hand_in(session, plan, args.message, asks=asks, step=step)
            step.end()
        _said(args, plan, handed)
        return 0
    except CannotHandIn as error:
        step.end()
        raise _failure(error) from error
    finally:
        session.close()


def trusted(session: Session, *, given: bool) -> None:
    """Raises Failure where the site asks Hugo for more than building, and nobody has said yes to that."""
    from pathlib import Path

    from worklog_tui.session.publish.building import asks_of
    from worklog_tui.storage.trust import is_trusted, trust

    site = session.journal.site
    if site is None or not site.configured:
        return
    root = Path(site.root)
    asks = asks_of(root)
    if not asks or is_trusted(session.state_dir, root, asks):
        return
    if not given:
        raise Failure(f"This site's Hugo may {'; '.join(asks)}: where you trust it, say --trust once.")
    trust(session.state_dir, root, asks)


class _Steps:
    """What is being done, on one line of the terminal that goes again."""

    def __init__(self, quiet: bool) -> None:
        self._shown = not quiet and sys.stderr.isatty()

    def __call__(self, words: str) -> None:
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{words}…")
            sys.stderr.flush()

    def end(self) -> None:
        """Other words come."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _failure(error: CannotHandIn) -> Failure:
    """The sentence; further problems of the build on lines of their own before it."""
    for problem in error.problems[1:]:
        complain(f"{f'{problem.file}:{problem.line}: ' if problem.file else ''}{problem.message}")
    return Failure(str(error))


def _agreed(args: argparse.Namespace, plan: Plan, asks: bool) -> None:
    """Raises Failure unless the user says yes."""
    if args.yes:
        return
    if not asks:
        raise Failure("Nothing was handed in: --yes commits and pushes what --dry-run shows.")
    what = f"Commit as “{args.message or plan.message}” and push" if plan.take else "Push"
    sys.stdout.write(f"{what} to {plan.ground.where}? [y/N] ")
    sys.stdout.flush()
    if sys.stdin.readline().strip().casefold() not in ("y", "yes", "c", "có"):
        raise Failure("Nothing was handed in.")


def _show(plan: Plan) -> None:
    """What was found, as text."""
    lines = [f"{page.rel}:{one.problem.line}: error: {one.problem.message}" for page, one in plan.errors[:_FEW]]
    if len(plan.errors) > _FEW:
        lines.append(f"and {_count(len(plan.errors) - _FEW, 'more error')}")
    told = [_count(len(plan.errors), "error"), _count(plan.warnings, "warning")]
    lines.append(f"Checked: {', '.join(told)}" + (" (worklog check shows them)" if plan.warnings else ""))
    if plan.built is not None:
        lines.append(
            f"Builds: {_count(plan.built.pages, 'page')}, Hugo {plan.built.version}, {plan.built.seconds:.1f} s"
        )
    elif not plan.nothing:
        lines.append("Not built: there is no Hugo site around this journal.")
    for before, page in zip((None, *plan.pages), plan.pages, strict=False):
        apart = before is None or before.changes or page.changes
        lines += [*([""] if apart else []), _heading(page), *_changes(page)]
    if plan.files:
        marks = {"added": "+", "removed": "-", "changed": "~"}
        lines += ["", "Other files", *(f"  {marks[f.sort]} {f.path}" for f in plan.files[:_FEW])]
        lines += [f"  and {len(plan.files) - _FEW} more"] if len(plan.files) > _FEW else []
    if plan.ground.ahead:
        lines += ["", "Commits not pushed yet", *(f"  {c.id[:8]} {c.subject}" for c in plan.ground.ahead[:_FEW])]
    if plan.stay:
        lines += ["", "Stays behind (--all takes it too)", *(f"  {d.path}" for d in plan.stay[:_FEW])]
        lines += [f"  and {len(plan.stay) - _FEW} more"] if len(plan.stay) > _FEW else []
    say("\n".join([*lines, *(["", *plan.notes] if plan.notes else []), ""]))


def _heading(page: PageChange) -> str:
    if page.sort == "added":
        return f"{page.name}: new" + (f", {_count(page.tasks, 'task')}" if page.tasks else "")
    return page.name + (": removed" if page.sort == "removed" else "")


def _changes(page: PageChange) -> list[str]:
    lines = [f"  {_MARKS[one.sort]} {_short(one.sentence)}" for one in page.changes[:_FEW]]
    return lines + ([f"  and {len(page.changes) - _FEW} more"] if len(page.changes) > _FEW else [])


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 160 else words[:159] + "…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _said(args: argparse.Namespace, plan: Plan, handed: Handed | None) -> None:
    if args.json:
        say_json(_json(plan, args.message or plan.message, handed))
    elif handed is not None:
        say(f"Handed in: {handed.where} is at {handed.commit[:8]} now.")
    elif plan.nothing:
        say(f"Everything is published on {plan.ground.where} already.")
    else:
        say("Nothing was committed or pushed (--dry-run).")


def _json(plan: Plan, message: str, handed: Handed | None) -> dict[str, Any]:
    ground, built = plan.ground, plan.built
    return {
        "published_to": ground.where,
        "handed_in": handed is not None,
        "commit": handed.commit if handed is not None else None,
        "message": message if plan.take else None,
        "errors": [
            {"path": page.rel, "line": one.problem.line, "code": one.problem.code, "message": one.problem.message}
            for page, one in plan.errors
        ],
        "warnings": plan.warnings,
        "built": {"hugo": built.version, "pages": built.pages} if built is not None else None,
        "pages": [
            {
                "path": page.page.rel,
                "language": page.page.language,
                "week": page.page.number,
                "sort": page.sort,
                "changes": [{"sort": c.sort, "where": c.where, "was": c.was, "now": c.now} for c in page.changes],
            }
            for page in plan.pages
        ],
        "files": [{"path": one.path, "sort": one.sort} for one in plan.files],
        "unpushed": [{"commit": one.id, "subject": one.subject} for one in ground.ahead],
        "left": [one.path for one in plan.stay],
        "notes": list(plan.notes),
    }
