"""Comments beside the pages: they follow their rows, meet in merges, and no page ever changes for them."""

from __future__ import annotations

import datetime as dt
import subprocess
from itertools import count
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal, page_path
from worklog_tui.document.model import Refused
from worklog_tui.session.comments import Comments, Placed
from worklog_tui.session.digest import compose, read_digest, take_in
from worklog_tui.session.journal import open_journal
from worklog_tui.session.nouns import PageRef
from worklog_tui.session.reading_only import ReadOnly
from worklog_tui.session.renumbering import plan_renumbering
from worklog_tui.session.session import Session
from worklog_tui.session.threads import Thread
from worklog_tui.storage.errors import NotSaved
from worklog_tui.storage.settings import Settings
from worklog_tui.worklog.finding.search import Spot
from worklog_tui.worklog.intentions import MoveTask, RemoveTask, SetField
from worklog_tui.worklog.review.pieces import piece_at

NOW = dt.datetime(2025, 11, 3, 10, 15, tzinfo=dt.UTC)


def opened(site: Path, *, state: str = "state", kind: type[Session] = Session) -> Session:
    settings, seconds = Settings(author="Lan"), count()
    journal = open_journal(site, settings=settings, cwd=site)
    clock = lambda: NOW + dt.timedelta(seconds=next(seconds))  # noqa: E731
    return kind(journal, settings=settings, state_dir=site.parent / state, clock=clock)


def page_of(session: Session, number: int, language: str = "en") -> PageRef:
    return next(w for w in session.journal.weeks if w.number == number).page(language)


def say(session: Session, page: PageRef, row: int, words: str, by: str = "Lan") -> Thread:
    week = session.week(page)
    return session.reviewing.comments.add(page, week, piece_at(week, Spot("task", (row,))), words, by=by)


def here(session: Session, page: PageRef) -> list[Placed]:
    return list(session.reviewing.comments.of(page, session.week(page)))


def row_of(session: Session, page: PageRef, thread: Thread) -> int | None:
    """The row the comment stands on; None: it has lost its place."""
    placed = next(p for p in here(session, page) if p.thread.id == thread.id)
    return placed.found.piece.number if placed.found is not None and placed.found.piece is not None else None


def snapshot(site: Path) -> dict[str, tuple[bytes, int]]:
    return {str(p): (p.read_bytes(), p.stat().st_mtime_ns) for p in site.rglob("*.md")}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_journal(tmp_path / "site")


def test_a_comment_is_a_small_file_and_no_page_changes(site: Path) -> None:
    before = snapshot(site)
    session = opened(site)
    page = page_of(session, 2)
    thread = say(session, page, 2, "Which seeds?\nAll of them?")
    comments = session.reviewing.comments
    comments.say(thread, "answer", "All.", by="An")
    comments.say(thread, "resolve", by="Lan")
    session.close()
    assert snapshot(site) == before
    files = list((site / ".worklog" / "comments").glob("*.toml"))
    assert [f.name for f in files] == [f"{thread.id}.toml"]
    lines = files[0].read_text(encoding="utf-8").splitlines()
    assert sum("All of them?" in line for line in lines) == 1  # a record is a line
    again = opened(site)
    found = again.reviewing.comments.thread(thread.id)
    assert found is not None
    assert [(n.by, n.does, n.text) for n in found.notes] == [
        ("Lan", "comment", "Which seeds?\nAll of them?"), ("An", "answer", "All."), ("Lan", "resolve", ""),
    ]  # fmt: skip
    assert (found.status, found.quote) == ("resolved", "Sort the seeds by year")
    again.close()


def test_a_comment_belongs_to_one_language(site: Path) -> None:
    session = opened(site)
    page, twin = page_of(session, 2), page_of(session, 2, "vi")
    say(session, page, 2, "Here")
    assert (len(here(session, page)), len(here(session, twin))) == (1, 0)
    assert session.reviewing.comments.open_on() == {page.rel: 1}
    session.close()


def test_it_follows_edits_moves_and_undo_in_the_app(site: Path) -> None:
    session = opened(site)
    page, comments = page_of(session, 2), session.reviewing.comments
    thread = say(session, page, 2, "Which?")

    def step(change: object) -> int | None:
        if change is None:
            session.undo(page)
        else:
            session.execute(page, change)  # type: ignore[arg-type]
        comments.seen(page, session.week(page))
        return row_of(session, page, thread)

    assert step(MoveTask(2, 1)) == 3
    assert step(SetField(3, 1, "Order the seeds, colour by colour")) == 3
    assert step(SetField(3, 1, "Nothing like it was")) == 3
    assert step(MoveTask(3, -2)) == 1
    assert step(RemoveTask(1)) is None
    assert step(None) == 1
    for _ in range(3):
        step(None)
    assert step(None) == 2
    assert session.week(page).tasks[1].task[0].text == "Sort the seeds by year"
    session.close()


def test_where_it_was_followed_to_is_known_to_the_next_run(site: Path) -> None:
    session = opened(site)
    page, comments = page_of(session, 2), session.reviewing.comments
    thread = say(session, page, 2, "Which?")
    session.execute(page, MoveTask(2, 1))
    comments.seen(page, session.week(page))
    session.execute(page, SetField(3, 1, "Nothing like it was"))
    comments.seen(page, session.week(page))
    session.close()
    again = opened(site)
    assert row_of(again, page_of(again, 2), thread) == 3
    found = again.reviewing.comments.thread(thread.id)
    assert found is not None
    assert (found.quote, found.made.number) == ("Sort the seeds by year", 2)  # where it was made is not forgotten
    again.close()


def test_it_follows_what_other_programs_do(site: Path) -> None:
    session = opened(site)
    page = page_of(session, 2)
    thread = say(session, page, 2, "Which?")
    session.close()
    path = site / page_path(2)
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [i for i, line in enumerate(lines) if "/2025" in line and line.startswith("|")]
    lines[rows[1]], lines[rows[2]] = lines[rows[2]], lines[rows[1]].replace("by year", "by year and colour")
    path.write_text("\n".join(lines), encoding="utf-8")
    again = opened(site)
    assert row_of(again, page_of(again, 2), thread) == 3
    again.close()


def test_a_comment_without_a_place_stays_on_its_page_and_says_so(site: Path) -> None:
    session = opened(site)
    page = page_of(session, 2)
    thread = say(session, page, 2, "Which?")
    session.execute(page, RemoveTask(2))
    placed = here(session, page)
    assert [(p.thread.id, p.gone) for p in placed] == [(thread.id, True)]
    session.close()


def test_a_week_renumbered_in_the_app_takes_its_comments_along(site: Path) -> None:
    session = opened(site)
    page = page_of(session, 3)
    thread = say(session, page, 2, "Which?")
    session.reviewing.mark(page, session.source(page))
    entry = next(w for w in session.journal.weeks if w.number == 3)
    session.creations.renumber(plan_renumbering(session, entry, 7))
    session.flush(10)
    new = page_of(session, 7)
    assert row_of(session, new, thread) == 2
    assert session.reviewing.state(new) == "changed"  # its title is another now
    session.undo(None)
    session.flush(10)
    assert row_of(session, page_of(session, 3), thread) == 2
    assert session.reviewing.state(page_of(session, 3)) == "yes"
    session.close()


def test_weeks_renamed_by_another_program_are_found_by_what_they_say(site: Path) -> None:
    """Week 3 becomes week 4, and another page takes its place."""
    session = opened(site)
    marks = {n: say(session, page_of(session, n), 2, f"of {n}") for n in (2, 3)}
    session.close()
    folder = site / page_path(3).rsplit("/", 1)[0]
    folder.rename(folder.with_name("1.4-Week4"))
    (site / page_path(2)).parent.rename(folder)
    again = opened(site)
    found = {p.thread.text: p for p in again.reviewing.comments.everywhere()}
    assert {words: (p.page.rel if p.page else None, p.gone) for words, p in found.items()} == {
        "of 2": (page_path(3), False), "of 3": (page_path(4), False),
    }  # fmt: skip
    again.close()
    later = opened(site)  # and it is known from now on
    assert row_of(later, page_of(later, 4), marks[3]) == 2
    later.close()


def test_a_page_that_is_gone_leaves_its_comments_in_the_inbox(site: Path) -> None:
    session = opened(site)
    say(session, page_of(session, 3), 2, "of 3")
    session.close()
    for name in ("_index.md", "_index.vi.md"):
        (site / page_path(3)).with_name(name).unlink()
    again = opened(site)
    assert [(p.thread.text, p.page, p.gone) for p in again.reviewing.comments.everywhere()] == [("of 3", None, True)]
    again.close()


def test_a_row_carried_to_another_week_takes_its_comment_along(site: Path) -> None:
    session = opened(site)
    page = page_of(session, 2)
    session.execute(page, SetField(2, 1, "Write the chapter on the northern wall and its climbers"))
    session.flush(10)
    thread = say(session, page, 2, "When?")
    session.close()
    there, here_ = site / page_path(3), site / page_path(2)
    row = next(line for line in here_.read_text("utf-8").split("\n") if "northern wall" in line)
    here_.write_text(here_.read_text("utf-8").replace(row + "\n", ""), encoding="utf-8")
    last = next(line for line in there.read_text("utf-8").split("\n") if "Repair the hose" in line)
    there.write_text(
        there.read_text("utf-8").replace(last, f"{last}\n{row.replace('14/10', '23/10')}"), encoding="utf-8"
    )
    again = opened(site)
    (placed,) = again.reviewing.comments.everywhere()
    assert placed.thread.id == thread.id
    assert placed.page is not None
    assert (placed.page.rel, placed.gone) == (page_path(3), False)
    again.close()


# --- files that are not as they should be ------------------------------------------------------------------------

HOSTILE = {
    "broken": b"[said\n",
    "binary": bytes(range(256)),
    "huge": b"# " + b"x" * 300_000,
    "empty": b"",
    "other": b'[said]\n"a" = {at = 5, by = ["x"], text = {y = 1}}\n[place]\n"a" = {kind = "moon", page = 3}\n',
    "deep": b"a = " + b"[" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_one_sentence_and_never_written_over(site: Path, name: str) -> None:
    session = opened(site)
    page = page_of(session, 2)
    say(session, page, 2, "Good")
    path = site / ".worklog" / "comments" / f"{name}.toml"
    path.write_bytes(HOSTILE[name])
    (sentence,) = session.reviewing.comments.troubles
    assert f"“.worklog/comments/{name}.toml”" in sentence
    assert sentence.count(". ") == 0
    assert [p.thread.text for p in here(session, page)] == ["Good"]
    session.execute(page, SetField(2, 1, "Sort all the seeds by year"))
    session.reviewing.comments.seen(page, session.week(page))
    assert path.read_bytes() == HOSTILE[name]
    session.close()


def test_what_is_not_known_in_a_file_stays_in_it(site: Path) -> None:
    session = opened(site)
    page, comments = page_of(session, 2), session.reviewing.comments
    thread = say(session, page, 2, "Which?")
    path = site / ".worklog" / "comments" / f"{thread.id}.toml"
    text = path.read_text(encoding="utf-8")
    own = text.replace("[said]", "mood = 3 # mine\n\n[later]\nx = [1]\n\n[said]").replace(
        'text = "Which?"', 'text = "Which?", stars = 5'
    )
    path.write_text(own, encoding="utf-8")
    comments.say(thread, "answer", "All", by="An")
    session.execute(page, SetField(2, 1, "Sort all the seeds by year"))
    comments.seen(page, session.week(page))
    now = path.read_text(encoding="utf-8")
    assert [line for line in own.split("\n") if line not in now] == []
    assert "stars = 5" in now
    session.close()


def test_control_characters_are_kept_as_data_and_never_as_lines(site: Path) -> None:
    session = opened(site)
    words = "red \x1b[31m, bell \x07, nul \x00, \u202eback\nsecond"
    thread = say(session, page_of(session, 2), 2, words, by="x\x1b[2J\ny")
    again = session.reviewing.comments.thread(thread.id)
    assert again is not None
    assert again.text == words
    assert again.by == "x\x1b[2J y"
    session.close()


def test_nothing_and_too_much_are_refused(site: Path) -> None:
    session = opened(site)
    for words, why in (("  \n ", "nothing to say"), ("x" * 20_001, "20,000 characters")):
        with pytest.raises(NotSaved, match=why):
            say(session, page_of(session, 2), 2, words)
    assert not (site / ".worklog").exists()
    session.close()


def test_a_file_that_is_gone_is_not_made_again_by_an_answer(site: Path) -> None:
    session = opened(site)
    thread = say(session, page_of(session, 2), 2, "Which?")
    (site / ".worklog" / "comments" / f"{thread.id}.toml").unlink()
    with pytest.raises(NotSaved):
        session.reviewing.comments.say(thread, "answer", "All", by="An")
    assert not list((site / ".worklog" / "comments").glob("*.toml"))
    session.close()


# --- two people --------------------------------------------------------------------------------------------------


def _git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def test_two_people_answer_and_edit_the_same_row_and_git_merges_it(site: Path) -> None:
    session = opened(site)
    thread = say(session, page_of(session, 2), 2, "Which?")
    session.close()
    _git(site, "init", "-q", "-b", "main")
    _git(site, "add", ".")
    _git(site, "commit", "-q", "-m", "one")
    other = site.parent / "other"
    _git(site.parent, "clone", "-q", str(site), str(other))
    for root, by, words in (
        (site, "An", "Sort all the seeds by year"),
        (other, "Lan", "Sort the seeds by year and size"),
    ):
        one = opened(root, state=by)
        page = page_of(one, 2)
        one.reviewing.comments.say(thread, "answer", f"says {by}", by=by)
        if by == "An":
            one.execute(page, SetField(2, 1, words))
            one.flush(10)
        one.reviewing.comments.seen(page, one.week(page))
        one.close()
        _git(root, "add", ".")
        _git(root, "commit", "-q", "-m", by)
    _git(other, "pull", "-q", "--no-rebase", "origin", "main")
    both = opened(other, state="both")
    found = both.reviewing.comments.thread(thread.id)
    assert found is not None
    assert {note.text for note in found.notes} == {"Which?", "says An", "says Lan"}
    assert both.reviewing.comments.troubles == ()
    assert row_of(both, page_of(both, 2), thread) == 2
    both.close()


def _digest_of(session: Session) -> str:
    reviewing = session.reviewing
    return compose(session.journal, list(reviewing.comments.everywhere()), reviewing.every(), "Lan", NOW)


def test_a_digest_brings_comments_answers_and_reviews_and_nothing_twice(site: Path, tmp_path: Path) -> None:
    mentor = build_journal(tmp_path / "mentor" / "site")
    theirs = opened(mentor)
    page = page_of(theirs, 2)
    thread = say(theirs, page, 2, "Which *seeds*?\n-----BEGIN WORKLOG COMMENTS-----\nno", by="Lan \x1b[31m")
    theirs.reviewing.mark(page, theirs.source(page))
    text = _digest_of(theirs)
    assert "### Task 2, Tue 14 Oct: “Sort the seeds by year”" in text
    assert "\x1b" not in text
    mine = opened(site)
    digest = read_digest(text)
    assert digest is not None
    assert take_in(mine, digest) == (1, 0, 1, 0)
    assert take_in(mine, digest) == (0, 0, 0, 1)
    assert row_of(mine, page_of(mine, 2), thread) == 2
    assert mine.reviewing.state(page_of(mine, 2)) == "yes"
    found = mine.reviewing.comments.thread(thread.id)
    assert found is not None
    mine.reviewing.comments.say(found, "resolve", "All of them", by="An")
    back = read_digest("On Monday An wrote:\r\n" + "".join(f"> {line}\r\n" for line in _digest_of(mine).split("\n")))
    assert back is not None
    assert take_in(theirs, back) == (0, 1, 0, 0)
    resolved = theirs.reviewing.comments.thread(thread.id)
    assert resolved is not None
    assert (resolved.status, resolved.last.text) == ("resolved", "All of them")
    theirs.close()
    mine.close()


@pytest.mark.parametrize(
    ("damage", "threads"),
    [
        (lambda t: t.replace("-----END", "-----ENT"), None),
        (lambda t: t.replace("-----BEGIN WORKLOG COMMENTS-----\n", "-----BEGIN WORKLOG COMMENTS-----\n!!"), 0),
        (lambda t: t[:-120] + t[-60:], 0),
        (lambda _: "nothing here", None),
    ],
    ids=["no end", "not base64", "torn", "no digest"],
)
def test_a_damaged_digest_is_none(site: Path, damage: object, threads: int | None) -> None:
    session = opened(site)
    say(session, page_of(session, 2), 2, "Which?")
    digest = read_digest(damage(_digest_of(session)))  # type: ignore[operator]
    assert (len(digest.threads) if digest is not None else None) == threads
    assert digest is None or digest.wrong
    session.close()


def test_a_digest_names_no_files_of_its_own(site: Path) -> None:
    import base64
    import json
    import zlib

    session = opened(site)
    good = _file_text(session, say(session, page_of(session, 2), 2, "Which?"))
    named = {"../../evil": good, "a/b-c-d": good, "x": good, "good-name": good, "bad-toml": "[said"}
    reviews = [{"page": "p", "by": "x" * 5000, "at": "2025", "digest": "zz", "git": ""}, 5, {"page": "p"}]
    packed = base64.b64encode(zlib.compress(json.dumps({"format": 1, "comments": named, "reviews": reviews}).encode()))
    digest = read_digest(f"-----BEGIN WORKLOG COMMENTS-----\n{packed.decode()}\n-----END WORKLOG COMMENTS-----")
    assert digest is not None
    assert (digest.threads, digest.reviews, digest.wrong) == ((), (), 8)
    bomb = base64.b64encode(zlib.compress(b"[" * 100_000_000)).decode()
    assert read_digest(f"-----BEGIN WORKLOG COMMENTS-----\n{bomb}\n-----END WORKLOG COMMENTS-----") == ((), (), 1)
    session.close()


def _file_text(session: Session, thread: Thread) -> str:
    path = session.reviewing.root / ".worklog" / "comments" / f"{thread.id}.toml"
    return path.read_text(encoding="utf-8")


# --- read only ---------------------------------------------------------------------------------------------------


def test_a_session_that_only_reads_changes_no_page_and_no_place_of_a_comment(site: Path) -> None:
    session = opened(site)
    page = page_of(session, 2)
    thread = say(session, page, 2, "Which?")
    session.close()
    path = site / page_path(2)
    path.write_text(path.read_text("utf-8").replace("by year", "by colour"), encoding="utf-8")
    before, file = snapshot(site), _file_text(session, thread)
    only = opened(site, kind=ReadOnly)
    comments: Comments = only.reviewing.comments
    for attempt in (
        lambda: only.execute(page, RemoveTask(1)),
        lambda: only.execute_together([(page, RemoveTask(1))]),
        lambda: only.undo(page),
        lambda: only.redo(page),
        lambda: only.keep_mine(page),
        lambda: only.creations,
        lambda: only.lockstep.execute(page, RemoveTask(1)),
    ):
        with pytest.raises(Refused, match="read only"):
            attempt()
    list(comments.everywhere())
    comments.seen(page, only.week(page))
    assert row_of(only, page, thread) == 2
    assert _file_text(only, thread) == file
    answer = comments.say(thread, "answer", "Mine", by="Mentor")
    only.close()
    assert answer.text in _file_text(only, thread)
    assert snapshot(site) == before


def test_what_a_killed_run_left_beside_the_comments_goes_at_the_next_start(site: Path) -> None:
    import os

    session = opened(site)
    say(session, page_of(session, 2), 2, "Which?")
    session.close()
    left = site / ".worklog" / "comments" / ".wl-0123abcd.tmp"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    opened(site, kind=ReadOnly).close()
    assert left.exists()
    again = opened(site)
    assert not left.exists()
    assert len(again.reviewing.comments.threads) == 1
    again.close()


def test_marks_of_a_conflict_that_were_committed_are_read_past(site: Path) -> None:
    session = opened(site)
    page, comments = page_of(session, 2), session.reviewing.comments
    thread = say(session, page, 2, "Which?")
    path = site / ".worklog" / "comments" / f"{thread.id}.toml"
    mine, theirs = (
        f'"01-{by}" = {{at = "2025-11-03T11:00:00Z", by = "{by}", does = "answer", text = "says {by}"}}'
        for by in ("an", "lan")
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("\n\n[place]", f"\n<<<<<<< HEAD\n{mine}\n=======\n{theirs}\n>>>>>>> other\n\n[place]"),
        encoding="utf-8",
    )
    found = comments.thread(thread.id)
    assert found is not None
    assert [note.text for note in found.notes] == ["Which?", "says an", "says lan"]
    comments.say(found, "resolve", by="Lan")
    assert "<<<<" not in path.read_text(encoding="utf-8")
    assert comments.troubles == ()
    session.close()


@pytest.mark.parametrize(
    "at", ['"0001-01-01T00:00:00Z"', '"9999-12-31T23:59:59-12:00"', '"soon"', "5", "2025-11-03", "07:00:00"]
)
def test_a_note_of_no_time_is_passed_over(site: Path, at: str) -> None:
    session = opened(site)
    thread = say(session, page_of(session, 2), 2, "Which?")
    path = site / ".worklog" / "comments" / f"{thread.id}.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("\n\n[place]", f'\n"01-x" = {{at = {at}, by = "An", does = "answer", text = "a"}}\n\n[place]')
    )
    found = session.reviewing.comments.thread(thread.id)
    assert found is not None
    assert [note.text for note in found.notes] == ["Which?"]
    session.close()


def test_a_moment_written_as_toml_has_it_counts(site: Path) -> None:
    session = opened(site)
    thread = say(session, page_of(session, 2), 2, "Which?")
    path = site / ".worklog" / "comments" / f"{thread.id}.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            "\n\n[place]", '\nx = {at = 2025-11-04T07:00:00, by = "An", does = "answer", text = "a"}\n\n[place]'
        )
    )
    found = session.reviewing.comments.thread(thread.id)
    assert found is not None
    assert [note.text for note in found.notes] == ["Which?", "a"]
    session.close()
