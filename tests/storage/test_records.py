"""Files of records: one line each, everything else in the file as it was, both sides of a merge kept."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklog_tui.storage.errors import NotSaved, PageUnreadable
from worklog_tui.storage.record_files import LIMIT, RecordFolder
from worklog_tui.storage.records import NotRecords, headed, read_records, top_value, with_record, without_record

OURS = b"""\
# A comment.
id = "a1"

[said]
"1" = {by = "Lan", text = "Which lab?"}

[place]
"1" = {page = "p.md"}
"""
_TEXTS = st.text(max_size=40)


@given(_TEXTS, st.dictionaries(st.sampled_from(["at", "by", "text"]), _TEXTS | st.integers(-5, 10**6) | st.booleans()))
def test_any_text_reads_back_and_toml_reads_it_too(key: str, record: dict[str, str | int | bool]) -> None:
    made = with_record(OURS, "said", key, record)
    assert read_records(made)["said"][key] == record
    assert tomllib.loads(made.decode())["said"]["1"] == {"by": "Lan", "text": "Which lab?"}
    assert made.count(b"\n") == OURS.count(b"\n") + (key != "1")  # one line, whatever it says
    if key != "1":
        assert without_record(made, "said", [key]) == OURS


def test_a_record_goes_to_the_end_of_its_table_and_all_else_stays() -> None:
    made = with_record(OURS, "said", "2", {"by": "An", "text": "Lab 43"})
    old, new = OURS.decode().splitlines(), made.decode().splitlines()
    assert [line for line in new if line not in old] == ['"2" = {by = "An", text = "Lab 43"}']
    assert new.index('"2" = {by = "An", text = "Lab 43"}') == new.index('"1" = {by = "Lan", text = "Which lab?"}') + 1
    assert [line for line in new if line in old] == old


def test_a_new_file_and_a_new_table() -> None:
    made = with_record(
        headed("For people.\nTwo lines.", "name", 'Lan "L" Nguyễn'), "pages", "a/b.md", {"at": "x", "n": 3}
    )
    assert made.decode().splitlines() == [
        "# For people.", "# Two lines.", 'name = "Lan \\"L\\" Nguyễn"', "", "[pages]", '"a/b.md" = {at = "x", n = 3}',
    ]  # fmt: skip
    assert top_value(made, "name") == 'Lan "L" Nguyễn'


def test_what_is_not_known_stays() -> None:
    source = OURS.replace(b"[place]", b"[mood]\ncolour = [1, 2]\n\n[place]").replace(
        b'id = "a1"', b'id = "a1" # mine\nx = 1.5'
    )
    made = with_record(source, "place", "1", {"page": "q.md"})
    assert made == source.replace(b"p.md", b"q.md")


def test_crlf_stays_crlf() -> None:
    made = with_record(OURS.replace(b"\n", b"\r\n"), "said", "2", {"by": "An"})
    assert made.count(b"\r\n") == made.count(b"\n")


@pytest.mark.parametrize(
    "source",
    [b"[said\n", b'"a" = {', b"\xff\xfe", b'[said]\n"1" = {a = 1}\n"1" = {a = ', b"a = " + b"[" * 5000],
    ids=["table", "record", "bytes", "torn", "deep"],
)
def test_a_broken_file_is_refused_and_never_guessed(source: bytes) -> None:
    with pytest.raises(NotRecords):
        read_records(source)
    with pytest.raises(NotRecords):
        with_record(source, "said", "2", {"by": "An"})


def test_a_record_written_over_several_lines_by_hand_is_not_replaced_by_half() -> None:
    source = OURS.replace(
        b'"1" = {by = "Lan", text = "Which lab?"}', b'[said."1"]\nby = "Lan"\ntext = """Which\nlab?"""'
    )
    with pytest.raises(NotRecords):
        with_record(source.replace(b"[said]\n", b""), "said", "1", {"by": "An"})


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_both_sides_of_a_conflict_git_left_in_the_file_are_read(style: str) -> None:
    base = '||||||| base\n"2" = {by = "old"}\n' if style == "diff3" else ""
    source = OURS.replace(
        b"\n[place]",
        f'<<<<<<< HEAD\n"2" = {{by = "An"}}\n{base}=======\n"3" = {{by = "Lan"}}\n>>>>>>> theirs\n\n[place]'.encode(),
    )
    found = read_records(source)
    assert list(found["said"]) == ["1", "2", "3"]
    assert found["said"]["2"] == {"by": "An"}
    made = with_record(source, "said", "4", {"by": "x"})
    assert list(tomllib.loads(made.decode())["said"]) == ["1", "2", "3", "4"]


def test_of_one_key_on_both_sides_the_later_record_counts() -> None:
    source = b'[pages]\n"p" = {at = "2025-11-03", n = 1}\n"p" = {at = "2025-11-02", n = 2}\n'
    assert read_records(source)["pages"] == {"p": {"at": "2025-11-03", "n": 1}}


# --- the folder --------------------------------------------------------------------------------------------------


def _folder(root: Path) -> RecordFolder:
    return RecordFolder(root, "comments", root / "state")


def test_files_are_listed_read_and_changed(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    assert folder.stamps() == {}
    folder.change("a.toml", lambda held: with_record(held, "said", "1", {"by": "Lan"}))
    assert list(folder.stamps()) == ["a.toml"]
    assert read_records(folder.read("a.toml")) == {"said": {"1": {"by": "Lan"}}}
    folder.change("a.toml", lambda _: b"")
    assert folder.stamps() == {}


def test_what_cannot_be_merged_is_left_alone(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    path = tmp_path / ".worklog" / "comments" / "a.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"[said\n")
    with pytest.raises(NotSaved, match="mend it in your editor"):
        folder.change("a.toml", lambda held: with_record(held, "said", "1", {"by": "Lan"}))
    assert path.read_bytes() == b"[said\n"


def test_links_and_huge_files_are_neither_read_nor_written(tmp_path: Path) -> None:
    site, away = tmp_path / "site", tmp_path / "away"
    away.mkdir()
    (away / "x.toml").write_bytes(b"[said]\n")
    (site / ".worklog").mkdir(parents=True)
    (site / ".worklog" / "comments").symlink_to(away)
    folder = RecordFolder(site, "comments", tmp_path / "state")
    with pytest.raises(PageUnreadable):
        folder.read("x.toml")
    with pytest.raises(NotSaved, match="outside the journal"):
        folder.change("x.toml", lambda _: b"other")
    assert (away / "x.toml").read_bytes() == b"[said]\n"
    (site / ".worklog" / "comments").unlink()
    folder.change("big.toml", lambda _: b"# " + b"x" * LIMIT)
    with pytest.raises(PageUnreadable, match=r"“\.worklog/comments/big\.toml” is larger than 256 KiB"):
        folder.read("big.toml")
    with pytest.raises(NotSaved, match="larger than"):
        folder.change("big.toml", lambda _: b"")


def test_two_people_who_answer_at_the_same_time_merge_without_a_conflict(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    _git(one, "init", "-q", "-b", "main")
    folder = _folder(one)
    folder.change("a.toml", lambda held: with_record(held or headed("x"), "said", "1", {"by": "Lan"}))
    _commit(one)
    _git(tmp_path, "clone", "-q", str(one), str(two))
    for root, by in ((one, "An"), (two, "Lan")):
        _folder(root).change("a.toml", lambda held, by=by: with_record(held, "said", f"2-{by}", {"by": by}))  # type: ignore[misc]
        _commit(root)
    _git(two, "pull", "-q", "--no-rebase", "origin", "main")
    assert set(read_records(_folder(two).read("a.toml"))["said"]) == {"1", "2-An", "2-Lan"}
    assert b"<<<<" not in _folder(two).read("a.toml")


def _commit(root: Path) -> None:
    _git(root, "add", ".worklog")
    _git(root, "commit", "-q", "-m", "x")


def _git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)
