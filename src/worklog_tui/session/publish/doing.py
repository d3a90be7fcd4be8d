"""A planned hand-in made: committed as it was shown and built, pushed, and seen to be there."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.session.publish.ground import CannotHandIn, find_ground, git_for
from worklog_tui.session.publish.plan import make_tree, saved
from worklog_tui.storage.errors import StorageError
from worklog_tui.storage.git import GitFailed
from worklog_tui.storage.git_says import sentence

if TYPE_CHECKING:
    from worklog_tui.session.publish.plan import Plan, Step
    from worklog_tui.session.session import Session
    from worklog_tui.storage.git import Git

_AGAIN = "The files have changed since they were looked at: look again, then hand in."


class Handed(NamedTuple):
    """What was done. ``commit``: what is published now; ``where``: ``origin/main``."""

    commit: str
    where: str


def hand_in(
    session: Session,
    plan: Plan,
    message: str = "",
    *,
    asks: bool = False,
    step: Step = lambda words: None,  # noqa: ARG005
) -> Handed:
    """Commits what was planned, and only that, and pushes it. For a thread of one's own.

    Raises CannotHandIn; a commit that was made stays then, and the next hand-in pushes it.
    """
    try:
        saved(session)
        git = git_for(Path(session.journal.root), asks=asks)
        _same_still(git, plan)
        if plan.take:
            step("Committing")
            _commit(git, plan, message.strip() or plan.message)
        step("Pushing")
        return _push(git, plan)
    except GitFailed as error:
        raise CannotHandIn(sentence(error.said, "git could not do it")) from error
    except (StorageError, OSError) as error:
        raise CannotHandIn(str(error)) from error


def _same_still(git: Git, plan: Plan) -> None:
    """What is there now is what was shown and built."""
    ground = find_ground(git, fetch=False)
    if (ground.head, ground.branch) != (plan.ground.head, plan.ground.branch):
        raise CannotHandIn(_AGAIN)
    with tempfile.TemporaryDirectory(prefix="worklog-hand-in-", ignore_cleanup_errors=True) as folder:
        if make_tree(git, ground, plan.take, Path(folder) / "index") != plan.tree:
            raise CannotHandIn(_AGAIN)


def _commit(git: Git, plan: Plan, message: str) -> None:
    """Commits these files alone; what else the user has staged stays staged."""
    top = str(plan.ground.top)
    names = ["--pathspec-from-file=-", "--pathspec-file-nul"]
    fresh = "\0".join(one.path for one in plan.take if one.new).encode("utf-8", "surrogateescape")
    feed = "\0".join(one.path for one in plan.take).encode("utf-8", "surrogateescape")
    if fresh:
        added = git.write("-C", top, "add", "--intent-to-add", *names, feed=fresh)
        if added.code:
            raise CannotHandIn(sentence(added.words, "git could not take the files"))
    ran = git.write("-C", top, "commit", "--quiet", "--only", "-m", message, *names, feed=feed)
    if ran.code:
        if fresh:  # git is to know them no more than before
            git.write("-C", top, "reset", "--quiet", *names, feed=fresh)
        why = sentence(ran.words, "git, or a hook of the repository, refused the commit")
        raise CannotHandIn(f"{why.rstrip('.')}. Nothing was committed or pushed.")
    made = git.text("rev-parse", "HEAD^{tree}")
    if made != plan.tree:
        raise CannotHandIn(
            "A hook changed the files while they were committed: the commit stays here, nothing was pushed. Look at "
            "it, then hand in again."
        )


def _push(git: Git, plan: Plan) -> Handed:
    ground = plan.ground
    head = git.text("rev-parse", "HEAD")
    words = ["push", "--porcelain", "--no-progress"] + ([] if ground.follows else ["--set-upstream"])
    try:
        ran = git.write("-C", str(ground.top), *words, ground.remote, f"refs/heads/{ground.branch}:{ground.target}")
    except StorageError as error:
        raise CannotHandIn(f"{error} {_kept(head, plan)}") from error
    if ran.code:
        why = sentence(ran.words, f"{ground.where} did not take it")
        raise CannotHandIn(f"{why.rstrip('.')}. {_kept(head, plan)}")
    return Handed(head, ground.where)


def _kept(head: str, plan: Plan) -> str:
    made = "Committed here" if plan.take else "Your commits are here"
    return f"{made} ({head[:8]}), not pushed."
