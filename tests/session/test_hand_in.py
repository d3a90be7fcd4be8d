"""Handing in against a bare repository: what goes is what was built and shown, and whatever fails, nothing is lost."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hugo_judge import needs_hugo
from tests.publish_fixture import WEEK4, WEEK4_VI, Repository, git, needs_git, repo  # noqa: F401 - a fixture
from worklog_tui.session.publish.doing import Handed, hand_in
from worklog_tui.session.publish.ground import CannotHandIn
from worklog_tui.session.publish.plan import Plan, message_for, plan_hand_in
from worklog_tui.session.publish.unpublished import Published
from worklog_tui.session.session import Session
from worklog_tui.worklog.intentions import SetField

pytestmark = [needs_git, needs_hugo, pytest.mark.hugo]


@pytest.fixture
def session(repo: Repository, tmp_path: Path) -> Iterator[Session]:  # noqa: F811
    session = repo.session(tmp_path / "state")
    yield session
    session.close()


def refusal(session: Session, **how: bool) -> str:
    """Why nothing can be handed in."""
    with pytest.raises(CannotHandIn) as error:
        plan_hand_in(session, **how)
    words = str(error.value)
    assert "\n" not in words
    return words


def handed(session: Session, **how: bool) -> tuple[Plan, Handed]:
    plan = plan_hand_in(session, **how)
    return plan, hand_in(session, plan)


def test_nothing_to_hand_in(repo: Repository, session: Session) -> None:  # noqa: F811
    before = repo.published
    plan = plan_hand_in(session)
    assert plan.nothing
    assert (plan.pages, plan.files, plan.take, plan.stay, plan.built) == ((), (), (), (), None)
    assert repo.published == before


def test_a_changed_cell_is_told_committed_and_pushed(repo: Repository, session: Session) -> None:  # noqa: F811
    page = session.journal.weeks[3].pages[0]
    session.execute(page, SetField(1, 1, "Another task"))
    plan, done = handed(session)
    assert [change.page.rel for change in plan.pages] == [WEEK4]
    assert [(c.sort, c.now) for c in plan.pages[0].changes if c.kind == "cell"] == [("changed", "Another task")]
    assert plan.built is not None
    assert plan.built.pages == 18  # 9 pages in two languages, as Hugo's own table has it
    assert repo.published == done.commit == repo.git("rev-parse", "HEAD")
    assert repo.git("log", "-1", "--format=%s|%an") == "Worklog: week 4|An Intern"
    assert repo.git("show", "--name-only", "--format=", "HEAD") == WEEK4
    assert "Another task" in git(repo.bare, "show", f"main:{WEEK4}")
    assert repo.git("status", "--porcelain") == ""
    assert plan_hand_in(session).nothing


def test_only_the_journals_files_go(repo: Repository, session: Session) -> None:  # noqa: F811
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    (repo.site / "notes.txt").write_text("mine")
    repo.edit("hugo.toml", "greenhouse", "glasshouse")
    (repo.site / "layouts" / "x.html").write_text("x")
    repo.git("add", "hugo.toml")  # staged by the user: stays so
    picture = repo.site / "static/images/1-Worklog/wiring.png"
    picture.write_bytes(picture.read_bytes() + b"\0")  # shown by a page
    (repo.site / "static" / "unused.png").write_bytes(b"x")
    (repo.site / ".worklog").mkdir()
    (repo.site / ".worklog" / "translate.toml").write_text("# marks\n")
    plan, _ = handed(session)
    assert {one.path for one in plan.stay} == {"notes.txt", "hugo.toml", "layouts/x.html", "static/unused.png"}
    gone = set(repo.git("show", "--name-only", "--format=", "HEAD").splitlines())
    assert gone == {WEEK4, "static/images/1-Worklog/wiring.png", ".worklog/translate.toml"}
    assert repo.git("status", "--porcelain").splitlines() == [
        "M  hugo.toml", "?? layouts/x.html", "?? notes.txt", "?? static/unused.png",
    ]  # fmt: skip


def test_everything_goes_where_that_is_asked(repo: Repository, session: Session) -> None:  # noqa: F811
    (repo.site / "notes.txt").write_text("mine")
    (repo.site / "deep" / "er").mkdir(parents=True)
    (repo.site / "deep" / "er" / "file").write_text("x")
    (repo.site / WEEK4_VI).unlink()
    assert plan_hand_in(session).take
    _, _done = handed(session, take_all=True)
    assert repo.git("status", "--porcelain") == ""
    tree = git(repo.bare, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert {"notes.txt", "deep/er/file"} <= set(tree)
    assert WEEK4_VI not in tree


def test_new_and_removed_pages_are_told_as_such(repo: Repository, session: Session) -> None:  # noqa: F811
    new = repo.site / "content/1-Worklog/1.8-Week8/_index.md"
    new.parent.mkdir()
    shutil.copy(repo.site / WEEK4, new)
    (repo.site / WEEK4_VI).unlink()
    session.refresh()
    plan, _ = handed(session)
    assert [(p.page.rel.split("/")[2], p.sort, p.tasks) for p in plan.pages] == [
        ("1.8-Week8", "added", 5), ("1.4-Week4", "removed", 0),
    ]  # fmt: skip


def test_names_of_all_kinds(repo: Repository, session: Session) -> None:  # noqa: F811
    for name in ("tuần 4.txt", "a\nb.txt", "-rf", ":(top)x", "*.md", "“q”.png"):
        (repo.site / "content/1-Worklog/1.4-Week4" / name).write_text("x")
    handed(session)
    assert repo.git("status", "--porcelain") == ""
    names = git(repo.bare, "ls-tree", "-r", "-z", "--name-only", "main").split("\0")
    assert "content/1-Worklog/1.4-Week4/a\nb.txt" in names
    assert "content/1-Worklog/1.4-Week4/*.md" in names


# --- what does not build -------------------------------------------------------------------------------------------


def test_what_does_not_build_is_not_pushed(repo: Repository, session: Session) -> None:  # noqa: F811
    before, published = repo.git("rev-parse", "HEAD"), repo.published
    repo.edit(WEEK4, "### Week 4", "{{< nosuch >}}\n### Week 4")
    files = repo.snapshot()
    with pytest.raises(CannotHandIn, match=rf"The site does not build: {WEEK4}:\d+: .*nosuch") as error:
        plan_hand_in(session)
    (problem,) = error.value.problems
    assert problem.file == repo.site / WEEK4
    said = (repo.site / WEEK4).read_text("utf-8").splitlines()
    assert said[problem.line - 1] == "{{< nosuch >}}"
    assert (repo.git("rev-parse", "HEAD"), repo.published, repo.snapshot()) == (before, published, files)
    assert repo.git("diff", "--cached", "--name-only") == ""


def test_what_builds_here_only_is_not_pushed(repo: Repository, session: Session) -> None:  # noqa: F811
    """A page needs a layout that is not among the journal's files: the site would not build where it is published."""
    repo.edit(WEEK4, "### Week 4", "{{< fresh >}}\n### Week 4")
    (repo.site / "layouts/shortcodes/fresh.html").write_text("<b>new</b>")
    published = repo.published
    words = refusal(session)
    assert f"{WEEK4}:" in words
    assert "without the file that stays behind, such as layouts/shortcodes/fresh.html: take them too" in words
    assert repo.published == published
    repo.edit(WEEK4, "### Week 4", "{{< nosuch >}}\n### Week 4")
    assert "stays behind" not in refusal(session)  # that is not why
    repo.edit(WEEK4, "{{< nosuch >}}\n", "")
    handed(session, take_all=True)
    assert repo.published != published


def test_the_build_leaves_nothing_in_the_site(repo: Repository, session: Session) -> None:  # noqa: F811
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    before = repo.snapshot()
    plan_hand_in(session)
    assert repo.snapshot() == before
    assert not (repo.site / "public").exists()


def test_without_hugo_nothing_is_handed_in(
    repo: Repository,  # noqa: F811
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    monkeypatch.setattr("worklog_tui.storage.hugo.find_hugo", lambda: None)
    published = repo.published
    assert "install it" in refusal(session)
    assert repo.published == published


def test_a_theme_that_was_not_fetched(repo: Repository, session: Session) -> None:  # noqa: F811
    (repo.site / ".gitmodules").write_text('[submodule "t"]\n\tpath = themes/learn\n\turl = https://example.org/t\n')
    (repo.site / "themes" / "learn").mkdir(parents=True)
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    assert refusal(session).startswith("The theme in themes/learn was not fetched: git submodule update --init")


def test_a_site_that_asks_git_for_dates(repo: Repository, session: Session) -> None:  # noqa: F811
    said = (repo.site / "hugo.toml").read_text()
    (repo.site / "hugo.toml").write_text(f"enableGitInfo = true\n{said}")
    repo.git("commit", "-qam", "dates")
    repo.git("push", "-q")
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    assert plan_hand_in(session).built is not None
    (repo.site / "layouts" / "x.html").write_text("x")  # stays behind: what is built is no repository
    assert plan_hand_in(session).built is not None


# --- git that does not do it ---------------------------------------------------------------------------------------


def test_no_git(repo: Repository, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # noqa: F811
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(session).startswith("git was not found: install it")


def test_no_repository(repo: Repository, session: Session) -> None:  # noqa: F811
    shutil.rmtree(repo.site / ".git")
    assert refusal(session).startswith("The journal is in no git repository")


def test_a_detached_head(repo: Repository, session: Session) -> None:  # noqa: F811
    repo.git("checkout", "-q", "--detach")
    assert "No branch is checked out (detached HEAD): git switch" in refusal(session)


def test_no_remote(repo: Repository, session: Session) -> None:  # noqa: F811
    repo.git("remote", "remove", "origin")
    assert "git remote add origin" in refusal(session)


def test_no_upstream_is_pushed_for_the_first_time(repo: Repository, session: Session) -> None:  # noqa: F811
    repo.git("switch", "-q", "-c", "draft")
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    plan, done = handed(session)
    assert not plan.ground.follows
    assert git(repo.bare, "rev-parse", "draft") == done.commit
    assert repo.git("rev-parse", "--abbrev-ref", "@{upstream}") == "origin/draft"


def test_no_identity(repo: Repository, session: Session) -> None:  # noqa: F811
    repo.git("config", "--unset", "user.name")
    repo.git("config", "--unset", "user.email")
    repo.git("config", "user.useConfigOnly", "true")
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    head = repo.git("rev-parse", "HEAD")
    assert refusal(session).startswith("git does not know who you are: git config --global user.name")
    assert repo.git("rev-parse", "HEAD") == head


def test_a_merge_under_way(repo: Repository, session: Session, tmp_path: Path) -> None:  # noqa: F811
    repo.git("switch", "-q", "-c", "other")
    repo.edit(WEEK4, "### Week 4", "### Week four")
    repo.git("commit", "-qam", "other")
    repo.git("switch", "-q", "main")
    repo.edit(WEEK4, "### Week 4", "### Week IV")
    repo.git("commit", "-qam", "mine")
    with pytest.raises(AssertionError):
        repo.git("merge", "-q", "other")
    assert refusal(session).startswith("A merge is under way: finish it (git commit), or give it up")


def test_work_that_is_only_there(repo: Repository, session: Session, tmp_path: Path) -> None:  # noqa: F811
    repo.elsewhere(tmp_path)
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    files, head = repo.snapshot(), repo.git("rev-parse", "HEAD")
    assert refusal(session) == "origin/main has 1 commit that is not here: git pull --rebase, then hand in."
    assert (repo.snapshot(), repo.git("rev-parse", "HEAD")) == (files, head)
    repo.git("stash", "-q")
    repo.git("pull", "-q", "--rebase")
    repo.git("stash", "pop", "-q")
    handed(session)
    assert "Week 4 " in git(repo.bare, "show", f"main:{WEEK4}")


def test_a_push_that_is_refused_loses_nothing(repo: Repository, session: Session, tmp_path: Path) -> None:  # noqa: F811
    """Somebody publishes between the look and the push."""
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    plan = plan_hand_in(session)
    repo.elsewhere(tmp_path)
    theirs = repo.published
    with pytest.raises(
        CannotHandIn, match=r"git pull --rebase, then hand in again\. Committed here \(\w{8}\), not pushed\."
    ):
        hand_in(session, plan)
    assert repo.published == theirs
    assert repo.git("log", "-1", "--format=%s") == "Worklog: week 4"
    assert refusal(session).startswith("origin/main has 1 commit that is not here")
    repo.git("pull", "-q", "--rebase")
    again = plan_hand_in(session)
    assert not again.take
    assert [commit.subject for commit in again.ground.ahead] == ["Worklog: week 4"]
    assert [page.page.rel for page in again.pages] == [WEEK4]
    assert hand_in(session, again).commit == repo.published


def hook(folder: Path, name: str, script: str) -> None:
    path = folder / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_a_hook_that_refuses_the_commit(repo: Repository, session: Session) -> None:  # noqa: F811
    hook(repo.site / ".git", "pre-commit", "echo 'lines are too long' >&2; exit 1")
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    (repo.site / "content/1-Worklog/1.4-Week4/new.txt").write_text("x")
    files, status = repo.snapshot(), repo.git("status", "--porcelain")
    plan = plan_hand_in(session)
    with pytest.raises(CannotHandIn, match=r"a hook of the repository.*: lines are too long\. Nothing was committed"):
        hand_in(session, plan)
    assert (repo.snapshot(), repo.git("status", "--porcelain")) == (files, status)


def test_a_hook_that_changes_what_was_built(repo: Repository, session: Session) -> None:  # noqa: F811
    hook(repo.site / ".git", "pre-commit", f"echo '{{{{< nosuch >}}}}' >> {WEEK4}; git add {WEEK4}")
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    published = repo.published
    plan = plan_hand_in(session)
    with pytest.raises(CannotHandIn, match="A hook changed the files while they were committed"):
        hand_in(session, plan)
    assert repo.published == published
    assert "does not build" in refusal(session)


def test_a_remote_that_refuses(repo: Repository, session: Session) -> None:  # noqa: F811
    hook(repo.bare, "pre-receive", "echo 'the term is over' >&2; exit 1")
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    plan = plan_hand_in(session)
    with pytest.raises(CannotHandIn, match=r"The remote refused the push: the term is over\. Committed here"):
        hand_in(session, plan)


def test_a_remote_that_is_not_there(repo: Repository, session: Session) -> None:  # noqa: F811
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    shutil.move(repo.bare, repo.bare.with_name("moved.git"))
    plan = plan_hand_in(session)
    assert plan.notes == ("The remote repository was not found: git remote -v shows its address.",)
    with pytest.raises(CannotHandIn, match=r"git remote -v shows its address\. Committed here"):
        hand_in(session, plan)
    shutil.move(repo.bare.with_name("moved.git"), repo.bare)
    assert handed(session)[1].commit == repo.published


def test_another_git_at_work(repo: Repository, session: Session) -> None:  # noqa: F811
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    plan = plan_hand_in(session)
    lock = repo.site / ".git" / "index.lock"
    lock.touch()
    with pytest.raises(CannotHandIn, match="Another git is at work"):
        hand_in(session, plan)
    lock.unlink()
    assert hand_in(session, plan).commit == repo.published


def test_what_changed_since_it_was_shown_is_not_committed(repo: Repository, session: Session) -> None:  # noqa: F811
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    plan, head = plan_hand_in(session), repo.git("rev-parse", "HEAD")
    repo.edit(WEEK4, "Week 4 ", "Week 4  ")
    with pytest.raises(CannotHandIn, match="have changed since they were looked at"):
        hand_in(session, plan)
    assert repo.git("rev-parse", "HEAD") == head


def test_a_page_that_is_not_saved_is_not_handed_in(repo: Repository, session: Session) -> None:  # noqa: F811
    page = session.journal.weeks[3].pages[0]
    task = session.week(page).tasks[0].fields[1].text
    repo.edit(WEEK4, task, "Their task")
    session.execute(page, SetField(1, 1, "My task"))
    files = repo.snapshot()
    assert "changed" in refusal(session)
    assert repo.snapshot() == files


def test_looking_runs_nothing_of_the_repositorys(repo: Repository, session: Session, tmp_path: Path) -> None:  # noqa: F811
    """A file monitor, a hook or a filter of a repository one was handed are programs of its maker."""
    mark = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    script.chmod(0o755)
    repo.git("config", "core.fsmonitor", str(script))
    repo.git("config", "filter.x.clean", str(script))
    (repo.site / ".gitattributes").write_text("*.md filter=x\n")
    repo.edit(WEEK4, "Week 4", "Week 4 ")
    assert Published().missing(session.journal) == {session.journal.weeks[3].key}
    assert not mark.exists()


def test_weeks_that_are_not_published_are_known(repo: Repository, session: Session, tmp_path: Path) -> None:  # noqa: F811
    looker, weeks = Published(), session.journal.weeks
    assert looker.missing(session.journal) == frozenset()
    repo.edit(WEEK4_VI, "1.4", "1.4 ")
    assert looker.missing(session.journal) == {weeks[3].key}
    repo.git("commit", "-qam", "here only")
    assert looker.missing(session.journal) == {weeks[3].key}
    repo.git("push", "-q")
    assert looker.missing(session.journal) == frozenset()
    repo.git("switch", "-q", "-c", "fresh")
    assert looker.missing(session.journal) == {week.key for week in weeks}  # never pushed
    repo.git("remote", "remove", "origin")
    assert looker.missing(session.journal) == frozenset()  # nowhere to push: what is committed counts
    shutil.rmtree(repo.site / ".git")
    assert looker.missing(session.journal) is None


def test_line_ends_git_changes_are_no_change(repo: Repository, session: Session) -> None:  # noqa: F811
    repo.git("config", "core.autocrlf", "true")
    (repo.site / WEEK4).unlink()
    repo.git("checkout", "-q", "--", WEEK4)
    assert b"\r\n" in (repo.site / WEEK4).read_bytes()
    assert Published().missing(session.journal) == frozenset()
    assert plan_hand_in(session).nothing


def test_a_site_below_the_repositorys_root(tmp_path: Path, repo: Repository) -> None:  # noqa: F811
    (repo.site / "docs").mkdir()
    for name in ("content", "hugo.toml", "layouts", "static"):
        repo.git("mv", name, f"docs/{name}")
    repo.git("commit", "-qm", "moved")
    repo.git("push", "-q")
    from worklog_tui.session.journal import open_journal

    session = Session(open_journal(repo.site / "docs", cwd=tmp_path), state_dir=tmp_path / "state")
    repo.edit(f"docs/{WEEK4}", "Week 4", "Week 4 ")
    (repo.site / "docs" / "stray.txt").write_text("x")
    assert Published().missing(session.journal) == {session.journal.weeks[3].key}
    plan, done = handed(session)
    assert [one.path for one in plan.take] == [f"docs/{WEEK4}"]
    assert repo.published == done.commit
    session.close()


def test_a_message_names_its_weeks() -> None:
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.publish.changed import FileChange, PageChange

    def pages(*numbers: int | None) -> list[PageChange]:
        return [PageChange(PageRef("/", "x", None, n), "", "changed", ()) for n in numbers]

    assert message_for(pages(4), ()) == "Worklog: week 4"
    assert message_for(pages(5, 4, 4), ()) == "Worklog: weeks 4 and 5"
    assert message_for(pages(1, 2, 3), ()) == "Worklog: weeks 1 to 3"
    assert message_for(pages(1, 2, 4), ()) == "Worklog: weeks 1, 2 and 4"
    assert message_for(pages(None), ()) == "Worklog: the weeks' index"
    assert message_for((), [FileChange("a", "added", "0", "1")]) == "Worklog: files of the site"


def test_a_file_github_does_not_take(repo: Repository, session: Session) -> None:  # noqa: F811
    big = repo.site / "content/1-Worklog/1.4-Week4/film.mp4"
    with big.open("wb") as file:
        file.truncate((100 << 20) + 1)
    repo.git("remote", "set-url", "--push", "origin", "https://github.com/a/b.git")
    with pytest.raises(CannotHandIn, match=r"film\.mp4 is 100 MiB and GitHub takes no file over 100: make it smaller"):
        plan_hand_in(session, fetch=False)


def test_what_git_ignores_and_a_public_folder_are_told(repo: Repository, session: Session) -> None:  # noqa: F811
    (repo.site / "public").mkdir()
    (repo.site / "public" / "index.html").write_text("x")
    repo.git("add", "-f", "public")
    repo.git("commit", "-qm", "public")
    (repo.site / ".gitignore").write_text("1.8-Week8\n")
    ignored = repo.site / "content/1-Worklog/1.8-Week8/_index.md"
    ignored.parent.mkdir()
    shutil.copy(repo.site / WEEK4, ignored)
    session.refresh()
    first, second = plan_hand_in(session).notes
    assert first == "git ignores content/1-Worklog/1.8-Week8/_index.md."
    assert second.startswith("public/ is in the repository and stays as it is")


def test_a_plain_folder_of_pages_is_handed_in_unbuilt(repo: Repository, tmp_path: Path) -> None:  # noqa: F811
    for name in ("hugo.toml", "layouts", "static"):
        repo.git("rm", "-rq", name)
    repo.git("mv", "content/1-Worklog", "weeks")
    repo.git("rm", "-rq", "content")
    repo.git("commit", "-qm", "a folder of pages")
    repo.git("push", "-q")
    from worklog_tui.session.journal import open_journal

    session = Session(open_journal(repo.site / "weeks", cwd=tmp_path), state_dir=tmp_path / "state")
    repo.edit("weeks/1.4-Week4/_index.md", "Week 4", "Week 4 ")
    plan, done = handed(session)
    assert plan.built is None
    assert repo.published == done.commit
    session.close()
