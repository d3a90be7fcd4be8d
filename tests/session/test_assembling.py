"""What is put in on Friday: bytes of the page, of its twin and of the next week, as one step that undo takes back."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal, page_path
from worklog_tui.document.model import Refused
from worklog_tui.session.assembling import Put, achievements, following, objectives, put_in
from worklog_tui.session.commits import calendar_week, read_commits, repositories
from worklog_tui.session.journal import open_journal
from worklog_tui.session.session import Session
from worklog_tui.storage.settings import Settings
from worklog_tui.worklog.friday import changing
from worklog_tui.worklog.friday.model import Line
from worklog_tui.worklog.model import OutlineItem

TODAY = dt.date(2025, 10, 8)  # of the first week: its third task goes on until the 9th
ENGLISH = "- Measure the beds\n  - North wall\n  - South wall\n- Sort the seeds by year\n"
VIETNAMESE = "- Đo các luống\n  - Tường bắc\n  - Tường nam\n- Xếp hạt giống theo năm\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build_journal(tmp_path / "site")


@pytest.fixture
def session(root: Path, tmp_path: Path) -> Iterator[Session]:
    made = opened(root, tmp_path)
    yield made
    made.close()


def opened(root: Path, tmp_path: Path, settings: Settings | None = None) -> Session:
    return Session(open_journal(root, cwd=root), settings=settings, state_dir=tmp_path / "state")


def change(root: Path, old: str, new: str, language: str = "en", number: int = 1) -> None:
    path = root / page_path(number, language)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def lines(session: Session, language: str = "en") -> tuple[Line, ...]:
    page = session.journal.weeks[0].page(language)
    return achievements(session, page, TODAY).lines


def put(session: Session, drafted: tuple[Line, ...] | None = None, language: str = "en"):
    page = session.journal.weeks[0].page(language)
    shown = lines(session, language) if drafted is None else drafted
    step = put_in(session, [Put(page, "achievements", shown, page)], "assemble the week")
    assert session.flush()
    return step


def test_the_page_gains_the_lines_and_its_twin_the_same_in_its_own_words(root: Path, session: Session) -> None:
    files = [root / page_path(1, language) for language in ("en", "vi")]
    first = [path.read_bytes() for path in files]
    step = put(session)
    assert [path.read_bytes() for path in files] == [first[0] + ENGLISH.encode(), first[1] + VIETNAMESE.encode()]
    assert step.words == "vi too"
    assert session.to_translate(session.journal.weeks[0].page("vi")) == ()
    session.undo()
    assert session.flush()
    assert [path.read_bytes() for path in files] == first
    assert not session.can_undo()


def test_a_line_in_other_words_is_a_copy_to_translate_on_the_twin(root: Path, session: Session) -> None:
    page = session.journal.weeks[0].page("en")
    draft = changing.edited(
        achievements(session, page, TODAY),
        [OutlineItem(0, "Measured all the beds"), OutlineItem(0, "Sort the seeds by year")],
    )
    step = put(session, draft.lines)
    assert step.words == "vi too, to translate"
    vietnamese = (root / page_path(1, "vi")).read_text(encoding="utf-8")
    assert vietnamese.endswith("- Measured all the beds\n- Xếp hạt giống theo năm\n")
    waiting = session.to_translate(session.journal.weeks[0].page("vi"))
    assert [text.text for text in waiting] == ["Measured all the beds"]


def test_a_twins_row_that_waits_to_be_translated_gives_a_line_that_waits(root: Path, session: Session) -> None:
    from worklog_tui.worklog.twins.changes import Copied

    change(root, "Xếp hạt giống theo năm", "Sort the seeds by year", "vi")
    twin = session.journal.weeks[0].page("vi")
    session.lockstep.marks.add(twin, session.week(twin), [Copied("tasks", "Sort the seeds by year")])
    put(session)
    waiting = [(text.part, text.text) for text in session.to_translate(twin)]
    assert ("achievements", "Sort the seeds by year") in waiting


def test_twins_out_of_step_are_left_alone_and_the_reason_is_said(root: Path, session: Session) -> None:
    change(root, "- Đã xếp hạt giống\n", "", "vi")
    before = (root / page_path(1, "vi")).read_bytes()
    step = put(session)
    assert (root / page_path(1, "vi")).read_bytes() == before
    assert "Achievements: 2 items, vi has 1" in step.words


def test_rows_that_do_not_correspond_lend_no_words(root: Path, session: Session) -> None:
    change(root, "| 3 | Xếp hạt giống theo năm | 07/10/2025 | 07/10/2025", "| 3 | Khác | 05/10/2025 | 05/10/2025", "vi")
    step = put(session)
    assert (root / page_path(1, "vi")).read_text(encoding="utf-8").endswith(ENGLISH)
    assert "to translate" in step.words


def test_with_lock_step_off_the_twin_stays(root: Path, session: Session) -> None:
    session.lockstep.mode = "off"
    before = (root / page_path(1, "vi")).read_bytes()
    put(session)
    assert (root / page_path(1, "vi")).read_bytes() == before


def test_a_twin_that_is_asked_for_follows_in_the_same_step(root: Path, session: Session) -> None:
    session.lockstep.mode = "ask"
    files = [root / page_path(1, language) for language in ("en", "vi")]
    first = [path.read_bytes() for path in files]
    step = put(session)
    assert files[1].read_bytes() == first[1]
    session.lockstep.follow(step)
    assert session.flush()
    assert files[1].read_bytes() == first[1] + VIETNAMESE.encode()
    session.undo()
    assert session.flush()
    assert [path.read_bytes() for path in files] == first


def test_a_section_both_languages_lack_is_made_under_headings_of_the_journals_own(root: Path, session: Session) -> None:
    for language, heading in (("en", "### Week 1 Achievements"), ("vi", "### Kết quả đạt được tuần 1")):
        path = root / page_path(1, language)
        path.write_text(path.read_text(encoding="utf-8").split(heading)[0].rstrip("\n") + "\n", encoding="utf-8")
    change(root, "### Kết quả đạt được tuần 2", "### Thành tựu tuần 2", "vi", 2)
    files = [root / page_path(1, language) for language in ("en", "vi")]
    first = [path.read_bytes() for path in files]
    put(session)
    made = [f"\n### Week 1 Achievements\n\n{ENGLISH}", f"\n### Thành tựu tuần 1\n\n{VIETNAMESE}"]
    assert [path.read_bytes() for path in files] == [old + new.encode() for old, new in zip(first, made, strict=True)]
    session.undo()
    assert session.flush()
    assert [path.read_bytes() for path in files] == first


def test_what_is_left_becomes_the_next_weeks_objectives_in_the_same_step(root: Path, session: Session) -> None:
    page = session.journal.weeks[0].page("en")
    target = following(session, page)
    assert target is not None
    assert target.number == 2
    left = objectives(session, page, target, TODAY)
    assert [line.text for line in left.lines] == ["Repair the hose | the long one"]
    files = [root / page_path(number, language) for number in (1, 2) for language in ("en", "vi")]
    first = [path.read_bytes() for path in files]
    puts = [Put(page, "achievements", lines(session), page), Put(target, "objectives", left.lines, page)]
    put_in(session, puts, "assemble the week")
    assert session.flush()
    now = [path.read_text(encoding="utf-8") for path in files]
    assert "- Read the chapter on soils\n- Repair the hose | the long one\n" in now[2]
    assert "- Đọc chương về đất\n- Sửa ống nước | ống dài\n" in now[3]
    session.undo()
    assert session.flush()
    assert [path.read_bytes() for path in files] == first


def test_the_last_week_has_no_next_one(session: Session) -> None:
    assert following(session, session.journal.weeks[-1].page("en")) is None


def test_nothing_new_is_no_step(session: Session) -> None:
    drafted = lines(session)
    put(session, drafted)
    assert put(session, drafted) is None
    assert len({entry.number for entry in session.history}) == 1


def test_a_line_that_cannot_be_written_changes_nothing(root: Path, session: Session) -> None:
    files = [root / page_path(1, language) for language in ("en", "vi")]
    first = [path.read_bytes() for path in files]
    with pytest.raises(Refused, match="shortcode"):
        put(session, (*lines(session), Line(0, "Call {{< nothing >}}")))
    assert [path.read_bytes() for path in files] == first


# --- git ---------------------------------------------------------------------------------------------------------


def git(folder: Path, *words: str, day: str = "2025-10-06T10:00:00+07:00") -> None:
    env = {
        **os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, env=env)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "api"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.email", "me@example.org")
    git(folder, "config", "user.name", "Me")
    for subject, day in (
        ("Before", "2025-10-05T23:00:00+07:00"),
        ("Add the search", "2025-10-06T00:10:00+07:00"),
        ("Mend the pool", "2025-10-12T23:50:00-05:00"),
        ("After", "2025-10-13T00:10:00+07:00"),
    ):
        git(folder, "commit", "-q", "--allow-empty", "-m", subject, day=day)
    git(folder, "commit", "-q", "--allow-empty", "-m", "Theirs", "--author", "You <you@example.org>")
    return folder


WEEK = calendar_week((dt.date(2025, 10, 6), dt.date(2025, 10, 9)))


def test_commits_are_those_of_the_weeks_days_by_the_author(root: Path, repository: Path) -> None:
    found = read_commits(Settings(repositories={str(root): (str(repository),)}), root, WEEK)
    assert (dt.date(2025, 10, 6), dt.date(2025, 10, 12)) == WEEK
    assert [(c.repository, c.date.day, c.subject) for c in found.commits] == [
        ("api", 6, "Add the search"),
        ("api", 12, "Mend the pool"),
    ]
    assert found.notes == ()


def test_the_author_of_the_settings_counts_too(root: Path, repository: Path) -> None:
    settings = Settings(repositories={"all": (str(repository),)}, author="you")
    assert "Theirs" in [c.subject for c in read_commits(settings, root, WEEK).commits]


def test_a_change_picked_onto_a_second_branch_and_what_is_stashed_count_once_or_not(
    root: Path, repository: Path
) -> None:
    git(repository, "switch", "-q", "-c", "second", "HEAD~3")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Add the search")
    (repository / "file").write_text("x")
    git(repository, "add", "file")
    git(repository, "stash")
    found = read_commits(Settings(repositories={"all": (str(repository),)}), root, WEEK)
    assert [c.subject for c in found.commits] == ["Add the search", "Mend the pool"]


def test_repositories_are_those_of_the_journal(root: Path, tmp_path: Path) -> None:
    settings = Settings(repositories={str(root): ("/a", "/b"), "/elsewhere": ("/c",), "all": ("/b", "/d")})
    assert [str(path) for path in repositories(settings, root)] == ["/a", "/b", "/d"]


def test_what_cannot_be_read_is_a_sentence(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").mkdir()
    settings = Settings(repositories={"all": (str(tmp_path / "gone"), str(tmp_path / "plain"))}, author="me")
    found = read_commits(settings, root, WEEK)
    assert found.commits == ()
    assert len(found.notes) == 2
    assert "there is no folder" in found.notes[0]
    assert "not a git repository" in found.notes[1]
    monkeypatch.setenv("PATH", str(tmp_path))
    found = read_commits(Settings(repositories={"all": (str(tmp_path / "plain"),)}), root, WEEK)
    assert "git is not installed" in found.notes[0]


def test_git_that_does_not_answer_is_left_in_time(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    slow = tmp_path / "bin" / "git"
    slow.write_text("#!/bin/sh\nexec /bin/sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    found = read_commits(Settings(repositories={"all": (str(tmp_path),)}, author="me"), root, WEEK, patience=0.2)
    assert "longer than 0.2 seconds" in found.notes[0]


def test_a_repositorys_own_configuration_runs_no_program(root: Path, repository: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {trap}\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "gpg.program", "core.pager", "pager.log", "diff.external", "core.sshCommand"):
        git(repository, "config", key, str(program))
    git(repository, "config", "log.showSignature", "true")
    read_commits(Settings(repositories={"all": (str(repository),)}), root, WEEK)
    assert not trap.exists()


# --- put in, in other words --------------------------------------------------------------------------------------


def test_a_line_put_in_in_other_words_is_not_offered_again(root: Path, session: Session) -> None:
    page = session.journal.weeks[0].page("en")
    words = [OutlineItem(0, "Everything measured"), OutlineItem(0, "Sort the seeds by year")]
    draft = changing.edited(achievements(session, page, TODAY), words)
    lines = (draft.lines[0]._replace(sources=achievements(session, page, TODAY).lines[0].sources), draft.lines[1])
    put(session, lines)
    assert (root / ".worklog/reworded.toml").read_text(encoding="utf-8").splitlines()[2:] == [
        f'["{page_path(1)}"]',
        '"measure the beds" = "Everything measured"',
    ]
    again = achievements(session, page, TODAY)
    assert [(line.text, line.why, line.said) for line in again.out] == [
        ("Measure the beds", "there", "Everything measured"),
        ("Sort the seeds by year", "there", "Sort the seeds by year"),
    ]
    session.undo()
    assert achievements(session, page, TODAY).lines[0].text == "Measure the beds"


def test_what_comes_new_beneath_a_title_in_other_words_goes_beneath_it(root: Path, session: Session) -> None:
    page = session.journal.weeks[0].page("en")
    draft = achievements(session, page, TODAY)
    outline = [
        item._replace(text="All of the beds") if item.text == "Measure the beds" else item for item in draft.outline
    ]
    put(session, tuple(line._replace(text=item.text) for line, item in zip(draft.lines, outline, strict=True)))
    change(root, "South wall |", "South wall <br> &emsp; + East wall |")
    session.refresh()
    put(session)
    assert (
        "- All of the beds\n  - North wall\n  - South wall\n  - East wall\n- Sort" in (root / page_path(1)).read_text()
    )


def test_a_file_of_words_that_cannot_be_read_is_left_alone(root: Path, session: Session) -> None:
    (root / ".worklog").mkdir()
    (root / ".worklog/reworded.toml").write_text("not = [toml")
    page = session.journal.weeks[0].page("en")
    draft = changing.edited(achievements(session, page, TODAY), [OutlineItem(0, "Measure all of the beds")])
    put(session, draft.lines)
    assert (root / ".worklog/reworded.toml").read_text() == "not = [toml"


def test_what_is_remembered_goes_with_a_page_under_another_number(root: Path, session: Session) -> None:
    from worklog_tui.session.renumbering import plan_renumbering

    page = session.journal.weeks[2].page("en")
    put_in(session, [Put(page, "achievements", (lines(session)[0]._replace(text="All of the beds"),), page)], "x")
    assert session.flush()
    kept = root / ".worklog/reworded.toml"
    told = kept.read_text(encoding="utf-8")
    assert "1.3-Week3/_index.md" in told
    session.creations.renumber(plan_renumbering(session, session.journal.weeks[2], 9))
    assert kept.read_text(encoding="utf-8") == told.replace("1.3-Week3", "1.9-Week9")
