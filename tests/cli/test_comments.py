"""`worklog comments`, `digest`, `take-in`: what is printed, what is written, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal, page_path
from tests.session.test_comments import HOSTILE, opened, page_of, say, snapshot
from worklog_tui.cli.main import main


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two weeks, a comment on a row that was answered, one on a page that is resolved, one that has lost its row."""
    root = build_journal(tmp_path / "site", 2)
    session = opened(root)
    page = page_of(session, 2)
    first = say(session, page, 2, "Which seeds?\nAll \x1b[31mof them?")
    session.reviewing.comments.say(first, "answer", "All.", by="An")
    whole = session.reviewing.comments.add(page, session.week(page), None, "A good week", by="Lan")
    session.reviewing.comments.say(whole, "resolve", by="An")
    say(session, page_of(session, 1), 3, "What is a hose?")
    session.reviewing.mark(page, session.source(page))
    session.close()
    path = root / page_path(1)
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if "Repair the hose" not in line]
    path.write_text("\n".join(lines), encoding="utf-8")
    return root


def test_the_open_ones_are_listed_with_their_lines(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(site)
    files = {p: p.read_bytes() for p in (site / ".worklog").rglob("*.toml")}
    assert main(["comments", "--journal", str(site)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{page_path(1)}: Task 3, Wed 8 Oct (no longer on the page)",
        "    Lan, 3 Nov: What is a hose?",
        f"{page_path(2)}:19: Task 2, Tue 14 Oct",
        "    Lan, 3 Nov: Which seeds? All ␛[31mof them?",
        "    An, 3 Nov: All.",
        "2 open comments.",
    ]
    assert main(["comments", "--journal", str(site), "--all", "--week", "2"]) == 0
    assert f"{page_path(2)}: The page [resolved]" in capsys.readouterr().out
    assert snapshot(site) == before
    assert {p: p.read_bytes() for p in (site / ".worklog").rglob("*.toml")} == files


def test_as_json(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["comments", "--journal", str(site), "--json"]) == 0
    gone, row = json.loads(capsys.readouterr().out)
    assert (row["path"], row["line"], row["row"], row["kind"], row["status"]) == (page_path(2), 19, 2, "task", "open")
    assert [(note["by"], note["does"]) for note in row["notes"]] == [("Lan", "comment"), ("An", "answer")]
    assert row["notes"][0]["text"] == "Which seeds?\nAll \x1b[31mof them?"
    assert (gone["gone"], gone["line"], gone["quote"]) == (True, None, "Repair the hose | the long one")


def test_a_journal_without_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = build_journal(tmp_path / "site", 1)
    assert main(["comments", "--journal", str(site)]) == 0
    assert capsys.readouterr().out == "No open comments.\n"
    assert main(["comments", "--journal", str(site), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["digest", "--journal", str(site)]) == 1
    assert "no comments and no reviews" in capsys.readouterr().err
    assert not (site / ".worklog").exists()


def test_a_digest_is_written_sent_and_taken_in(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "review.md"
    for _ in range(2):  # a digest may be written over a digest
        assert main(["digest", "--journal", str(site), "--out", str(out)]) == 0
        assert capsys.readouterr().out == f"3 comments written to {out}.\n"
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# Comments on Garden report\n")
    assert "> Which seeds?\n> All ␛[31mof them?\n" in text
    assert "## Resolved\n\n- The page: A good week (An)\n" in text
    other = build_journal(tmp_path / "other", 2)
    before = snapshot(other)
    assert main(["take-in", str(out), "--journal", str(other)]) == 0
    assert capsys.readouterr().out == "3 new comments, 1 new review.\n"
    assert main(["take-in", str(out), "--journal", str(other)]) == 0
    assert capsys.readouterr().out == "Nothing new; 3 were here already.\n"
    assert snapshot(other) == before
    assert main(["comments", "--journal", str(other)]) == 0
    assert f"{page_path(1)}:20: Task 3, Wed 8 Oct" in capsys.readouterr().out  # there the row still is


def test_no_other_file_is_written_over(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "thesis.md"
    out.write_text("my thesis")
    assert main(["digest", "--journal", str(site), "--out", str(out)]) == 3
    assert "is no digest: name another file" in capsys.readouterr().err
    assert out.read_text() == "my thesis"
    assert main(["digest", "--journal", str(site), "--out", str(tmp_path / "no" / "where" / "x.md")]) == 0


def test_what_is_no_digest_is_one_sentence(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mail.txt"
    begin, end = "-----BEGIN WORKLOG COMMENTS-----", "-----END WORKLOG COMMENTS-----"
    for text, why in (
        ("Hello", "no digest in"),
        (f"{begin}\nAAAA\n{end}", "is damaged"),
        (f"{begin}\nAAAA", "no digest in"),
    ):
        path.write_text(text)
        assert main(["take-in", str(path), "--journal", str(site)]) == 3
        error = capsys.readouterr().err
        assert why in error
        assert error.count("\n") == 1
    assert main(["take-in", str(tmp_path / "none.md"), "--journal", str(site)]) == 3
    assert "does not exist" in capsys.readouterr().err


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_do_not_stop_a_command(site: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / ".worklog" / "comments" / f"{name}.toml"
    path.write_bytes(HOSTILE[name])
    assert main(["comments", "--journal", str(site)]) == 0
    told = capsys.readouterr()
    assert "2 open comments." in told.out
    assert f"{name}.toml" in told.err
    assert main(["digest", "--journal", str(site)]) == 0
    assert path.read_bytes() == HOSTILE[name]


def test_read_only_needs_a_terminal_and_says_so(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--read-only", str(site)]) == 3
    assert "needs a terminal" in capsys.readouterr().err
