"""What a hand-in stands on: the repository, the branch, where it is pushed, what is published there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.storage.git import FETCH_TIME, MISSING, Git, GitFailed, find_git
from worklog_tui.storage.git_says import sentence
from worklog_tui.storage.programs import ProgramSlow

if TYPE_CHECKING:
    from worklog_tui.session.publish.building import BuildProblem

UNDER_WAY = (
    ("MERGE_HEAD", "A merge is under way: finish it (git commit), or give it up (git merge --abort), then hand in."),
    ("rebase-merge", "A rebase is under way: git rebase --continue, or --abort, then hand in."),
    ("rebase-apply", "A rebase is under way: git rebase --continue, or --abort, then hand in."),
    ("CHERRY_PICK_HEAD", "A cherry-pick is under way: git cherry-pick --continue, or --abort, then hand in."),
    ("REVERT_HEAD", "A revert is under way: git revert --continue, or --abort, then hand in."),
    ("BISECT_LOG", "A bisect is under way: git bisect reset, then hand in."),
)


class CannotHandIn(Exception):
    """Nothing is handed in. ``str(error)``: one sentence that says what to do; ``problems``: what does not build."""

    def __init__(self, sentence: str, problems: tuple[BuildProblem, ...] = ()) -> None:
        super().__init__(sentence)
        self.problems = problems


class Commit(NamedTuple):
    """A commit that is not published yet."""

    id: str
    subject: str


class Ground(NamedTuple):
    """``top``: the repository's folder. ``head``, ``published``: commits, None where there is none yet.

    ``follows``: the branch has an upstream already. ``note``: what could not be found out.
    """

    top: Path
    branch: str
    head: str | None
    remote: str
    target: str  # the branch there, refs/heads/…
    published: str | None
    base: str  # what is published, as something to compare with: the empty tree where nothing is
    follows: bool
    address: str = ""  # of the remote
    ahead: tuple[Commit, ...] = ()
    note: str = ""

    @property
    def where(self) -> str:
        """``origin/main``."""
        return f"{self.remote}/{self.target.removeprefix('refs/heads/')}"


def git_for(folder: Path, *, asks: bool = False) -> Git:
    """The user's git for this folder. Raises CannotHandIn."""
    git = find_git(folder, asks=asks)
    if git is None:
        raise CannotHandIn(MISSING)
    return git


def find_ground(git: Git, *, fetch: bool = True) -> Ground:
    """Where the journal's repository stands. ``fetch``: the remote is asked what it has. Raises CannotHandIn."""
    try:
        top = Path(git.text("rev-parse", "--show-toplevel"))
        _nothing_under_way(git)
        branch = _branch(git)
        head = _commit(git, "HEAD")
        remote, target, follows = _target(git, branch)
        note = _fetch(git, remote, target) if fetch else ""
        published = _published(git, remote, target)
        ahead = _ahead(git, published, head, f"{remote}/{target.removeprefix('refs/heads/')}")
        address = git.look("remote", "get-url", "--push", remote).out.decode("utf-8", "replace").strip()
        base = published or git.text("hash-object", "-t", "tree", "--stdin")
    except GitFailed as error:
        raise CannotHandIn(sentence(error.said, "git could not be asked")) from error
    return Ground(top, branch, head, remote, target, published, base, follows, address, ahead, note)


def check_identity(git: Git) -> None:
    """Raises CannotHandIn where git would not know whose commit it is."""
    for role in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        ran = git.look("var", role)
        if ran.code:
            raise CannotHandIn(sentence(ran.words, "git does not know who you are"))


def _nothing_under_way(git: Git) -> None:
    names = [name for name, _ in UNDER_WAY]
    paths = git.text("rev-parse", *(word for name in names for word in ("--git-path", name))).splitlines()
    for (_, words), path in zip(UNDER_WAY, paths, strict=True):
        if (git.folder / path).exists():
            raise CannotHandIn(words)
    if git.text("ls-files", "--unmerged"):
        raise CannotHandIn("Some files have conflicts of a merge: settle them and git add them, then hand in.")


def _branch(git: Git) -> str:
    ran = git.look("symbolic-ref", "--quiet", "--short", "HEAD")
    if ran.code:
        raise CannotHandIn(
            "No branch is checked out (detached HEAD): git switch main goes to one, git switch -c NAME makes one here."
        )
    return ran.out.decode("utf-8", "surrogateescape").strip()


def _commit(git: Git, name: str) -> str | None:
    ran = git.look("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return ran.out.decode("ascii", "replace").strip() if not ran.code else None


def _config(git: Git, key: str) -> str:
    return git.look("config", "--get", key).out.decode("utf-8", "surrogateescape").strip()


def _target(git: Git, branch: str) -> tuple[str, str, bool]:
    """Where the branch is pushed, and whether it follows that already (branch.*.remote, remote.pushDefault)."""
    remotes = git.text("remote").split()
    if not remotes:
        raise CannotHandIn("The repository has no remote to push to: git remote add origin ADDRESS, then hand in.")
    upstream, merge = _config(git, f"branch.{branch}.remote"), _config(git, f"branch.{branch}.merge")
    pushes = _config(git, f"branch.{branch}.pushRemote") or _config(git, "remote.pushDefault")
    if upstream == ".":
        raise CannotHandIn(f"{branch} follows a branch of this repository: git branch -u REMOTE/BRANCH, then hand in.")
    if pushes and pushes in remotes and pushes != upstream:
        return pushes, f"refs/heads/{branch}", True
    if upstream in remotes and merge:
        return upstream, merge, True
    if "origin" in remotes or len(remotes) == 1:
        return ("origin" if "origin" in remotes else remotes[0]), f"refs/heads/{branch}", False
    raise CannotHandIn(f"It is not said where {branch} is published: git push -u REMOTE {branch} once says it.")


def _fetch(git: Git, remote: str, target: str) -> str:
    """Learn what the remote has; a sentence where it does not say."""
    words = ("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", remote, target)
    try:
        ran = git.write("-c", "gc.auto=0", *words, timeout=FETCH_TIME)
    except ProgramSlow:
        return f"{remote} did not answer: this is compared with what was last known of it."
    if not ran.code or "couldn't find remote ref" in ran.words.lower():
        return ""
    return sentence(ran.words, f"{remote} could not be asked")


def _published(git: Git, remote: str, target: str) -> str | None:
    return _commit(git, f"refs/remotes/{remote}/{target.removeprefix('refs/heads/')}")


def _ahead(git: Git, published: str | None, head: str | None, where: str) -> tuple[Commit, ...]:
    """The commits here that are not there. Raises CannotHandIn where there are commits there that are not here."""
    if head is None:
        if published is not None:
            raise CannotHandIn(f"{where} has commits, and here is none: git pull, then hand in.")
        return ()
    if published is not None:
        behind = git.text("rev-list", "--count", f"{head}..{published}")
        if behind != "0":
            many = "1 commit that is" if behind == "1" else f"{behind} commits that are"
            raise CannotHandIn(f"{where} has {many} not here: git pull --rebase, then hand in.")
    span = f"{published}..{head}" if published is not None else head
    lines = git.text("log", "--format=%H%x00%s", "--max-count=200", span).splitlines()
    return tuple(Commit(*line.split("\0", 1)) for line in lines if "\0" in line)
