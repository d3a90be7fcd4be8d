"""Differences between both languages, mirrored by one key from the side the cursor is on: the bytes of both pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal, page_path, page_text
from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import changed_lines, to_task
from tests.tui.test_twins import VIETNAMESE_TABLE, side, twin2
from worklog_tui.resources import sample_logs_dir
from worklog_tui.tui.screens.drift import DriftScreen
from worklog_tui.tui.screens.fixes import FixesScreen
from worklog_tui.tui.screens.twins import TwinsScreen

__all__ = ["twin2"]

MARKS = ".worklog/translate.toml"


def changed(path: Path, old: str, new: str) -> bytes:
    """The page with a change made by another hand; its bytes."""
    text = path.read_bytes().decode()
    assert text.count(old) == 1, text.count(old)
    path.write_bytes(text.replace(old, new).encode())
    return path.read_bytes()


def below(run: Running) -> str:
    """What is said of the difference, and of what the key would do."""
    return "\n".join(line.strip() for line in run.lines()[-3:-1])


async def seek(run: Running) -> None:
    """Side by side, at the first difference."""
    await run.press("T", "home", "tab")


async def check_both_ways(run: Running, own: Path, twin: Path, there: bytes, wanted: tuple[bytes, bytes]) -> None:
    """From the first page the twin's changed line becomes ``wanted[0]``, from the twin ours becomes ``wanted[1]``;
    undone each time.
    """
    before = own.read_bytes()
    await run.press("m")
    old, new = changed_lines(there, run.saved(twin))
    assert (len(old), new) == (1, [wanted[0]])
    assert run.saved(own) == before
    await run.press("u")
    assert (run.saved(own), run.saved(twin)) == (before, there)
    await run.press("right", "m")
    old, new = changed_lines(before, run.saved(own))
    assert (len(old), new) == (1, [wanted[1]])
    assert run.saved(twin) == there
    await run.press("u")
    assert (run.saved(own), run.saved(twin)) == (before, there)


async def test_a_date_goes_to_the_page_the_cursor_is_not_on(week2: Path, twin2: Path, opened: Opener) -> None:
    there = changed(twin2, "|9-9-2025|9-9-2025|", "|9-9-2025|12-9-2025|")
    async with opened(week2) as run:
        await seek(run)
        assert below(run) == "Row 2 ends 9 Sep in en, 12 Sep in vi\nm mirrors it: en → vi."
        await run.press("right")
        assert below(run).endswith("m mirrors it: vi → en.")
        await run.press("left")
        row = VIETNAMESE_TABLE.split("\n")[3].encode() + b"\r"
        ours = next(line for line in week2.read_bytes().split(b"\n") if b"**Read**" in line)
        moved = ours.replace(b"| 09/09/2025 | <", b"| 12/09/2025 | <")
        await check_both_ways(run, week2, twin2, there, (row, moved))


async def test_a_day_goes_in_the_pages_own_words(week2: Path, twin2: Path, opened: Opener) -> None:
    there = changed(twin2, "|T3|", "|T6|")
    async with opened(week2) as run:
        await seek(run)
        assert "the day is “3” in en, “T6” in vi" in below(run)
        row = VIETNAMESE_TABLE.split("\n")[3].encode() + b"\r"
        ours = next(line for line in week2.read_bytes().split(b"\n") if b"**Read**" in line)
        await check_both_ways(run, week2, twin2, there, (row, ours.replace(b"| 3   |", b"| 6   |")))


async def test_a_link_that_leads_elsewhere(week2: Path, twin2: Path, opened: Opener) -> None:
    there = changed(twin2, "https://example.org/rules|", "https://example.org/laws|")
    async with opened(week2) as run:
        await seek(run)
        assert "a link leads to example.org/rules in en, example.org/laws in vi" in below(run)
        row = VIETNAMESE_TABLE.split("\n")[3].encode() + b"\r"
        ours = next(line for line in week2.read_bytes().split(b"\n") if b"**Read**" in line)
        moved = ours.replace(b"<https://example.org/rules>", b"<https://example.org/laws>")
        await check_both_ways(run, week2, twin2, there, (row, moved))


@pytest.mark.parametrize("from_twin", [False, True])
async def test_a_link_only_one_page_has_comes_to_the_other_from_either_side(
    week2: Path, twin2: Path, opened: Opener, from_twin: bool
) -> None:
    before = week2.read_bytes()
    there = changed(twin2, "|https://example.org/rules|", "||")
    async with opened(week2) as run:
        await seek(run)
        await run.press(*(["right"] if from_twin else []))
        assert below(run) == "Row 2: the link to example.org/rules is missing in vi\nm mirrors it: en → vi."
        await run.press("m")
        old, new = changed_lines(there, run.saved(twin2))
        assert new == [old[0].replace(b"9-9-2025||", b"9-9-2025|<https://example.org/rules>|")]
        assert run.saved(week2) == before
        assert run.app.screen.toast.words.startswith("Mirrored en → vi · ")  # type: ignore[attr-defined]
        await run.press("u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_a_row_only_one_page_has_arrives_to_translate(week2: Path, twin2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    row = VIETNAMESE_TABLE.split("\n")[3] + "\r\n"
    there = changed(twin2, row, "")
    async with opened(week2) as run:
        await seek(run)
        assert below(run) == (
            "Row 2 (9 Sep) of en is missing in vi\nm mirrors it: en → vi, its words marked to translate."
        )
        await run.press("m")
        added = "|T3|**Read** the [rules](https://example.com/rules)|9-9-2025|9-9-2025|<https://example.org/rules>|\r"
        assert changed_lines(there, run.saved(twin2)) == ([], [added.encode()])
        assert "**Read** the [rules]" in (week2.parents[3] / MARKS).read_text(encoding="utf-8")
        assert any("1 text to translate" in line for line in run.lines())
        await run.press("u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)
        assert not (week2.parents[3] / MARKS).exists()


async def test_an_item_only_one_page_has(week2: Path, twin2: Path, opened: Opener) -> None:
    changed(week2, "- First aim\n- Second aim", "- First aim: Docker\n- Second aim\n- Third aim: S3")
    before = week2.read_bytes()
    there = changed(twin2, "*   Mục tiêu một\r\n*   Mục tiêu hai", "*   Mục tiêu một: Docker\r\n*   Mục tiêu ba: S3")
    async with opened(week2) as run:
        await seek(run)
        assert "“Second aim” is missing in vi" in below(run)
        await run.press("m")
        assert changed_lines(there, run.saved(twin2)) == ([], [b"*   Second aim\r"])
        assert run.saved(week2) == before
        assert any("✎ Second aim" in line for line in run.lines())
        await run.press("u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_which_item_is_missing_is_not_guessed(week2: Path, twin2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    there = changed(twin2, "*   Mục tiêu một\r\n", "")
    async with opened(week2) as run:
        await seek(run)
        assert "Objectives: 2 items in en, 1 in vi" in below(run)
        assert "Not certain: the words are in two languages: which one is missing cannot be told." in below(run)
        await run.press("m")
        assert side(run).toast.words.startswith("Not certain, so nothing is done: the words are in two")
        await run.press("M")
        assert side(run).toast.words == "None of the differences is certain."
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_a_heading_only_one_page_has_comes_with_its_list(week2: Path, twin2: Path, opened: Opener) -> None:
    more = "\n### What comes next:\n\nTrees by `S3`.\n\n- Plant `S3` trees\n\n### Something else\n"
    changed(week2, "\n### Something else\n", more)
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2) as run:
        await seek(run)
        assert "“What comes next” is missing in vi" in below(run)
        await run.press("m")
        added = ["### What comes next:", "", "Trees by `S3`.", "", "- Plant `S3` trees", ""]
        old, new = changed_lines(there, run.saved(twin2))
        assert (old, new) == ([], [line.encode() + b"\r" for line in added])
        assert "What comes next" in (week2.parents[3] / MARKS).read_text(encoding="utf-8")
        assert any("✎ What comes next" in line for line in run.lines())
        await run.press("q", "t")
        shown = run.lines()
        assert all(any(f"✎ {words}" in line for line in shown) for words in ("What comes", "Trees by", "Plant S3"))
        await run.press("t", "T", "home", *["down"] * 30)
        while "What comes next" not in str(side(run).view.stop.halves[0]):
            await run.press("up")
        await run.press("right", "d")
        assert not any("✎ What comes next" in line for line in run.lines())
        await run.press("u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_an_empty_cell_and_a_level(week2: Path, twin2: Path, opened: Opener) -> None:
    changed(twin2, "|Đọc nội quy [ở đây](https://example.com/rules)|", "||")
    there = changed(twin2, "Gặp nhóm<br/>&nbsp;&nbsp;◦ Bắt tay", "Gặp nhóm<br/>Bắt tay")
    before = week2.read_bytes()
    async with opened(week2) as run:
        await seek(run)
        assert "the lines of “Task” are indented differently" in below(run)
        await run.press("m", "tab", "m")
        lines = run.saved(twin2).decode().split("\r\n")
        assert VIETNAMESE_TABLE.split("\n")[2] in lines
        assert (
            "|T3|**Read** the [rules](https://example.com/rules)|9-9-2025|9-9-2025|https://example.org/rules|" in lines
        )
        await run.press("u", "u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_finished_on_one_page_is_finished_on_the_other(week2: Path, twin2: Path, opened: Opener) -> None:
    head = "### Tasks\n\n| Day | Task | {} |\n| --- | --- | --- |\n"
    week2.write_text(head.format("Status") + "| 2 | Dig | Done |\n| 3 | Sow | Done |\n", encoding="utf-8")
    twin2.write_text(head.format("Trạng thái") + "| 2 | Đào | Xong |\n| 3 | Gieo | |\n", encoding="utf-8")
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2) as run:
        await seek(run)
        assert below(run) == "Row 2 is finished in en, not in vi\nm mirrors it: en → vi."
        await run.press("right", "m")
        assert run.saved(twin2) == there.replace(b"| Gieo | |", b"| Gieo | Xong |")
        assert run.saved(week2) == before
        await run.press("u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_what_a_terminal_would_obey_is_no_more_than_signs(week2: Path, twin2: Path, opened: Opener) -> None:
    nasty = "\x1b]52;c;aGk=\x07 [@click=app.quit]x[/] \u202e\x9b31m"
    changed(week2, "\n### Something else\n", f"\n### {nasty}\n\n- a\n\n### Something else\n")
    changed(twin2, "|https://example.org/rules|", f"|{nasty}|")
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2) as run:
        for keys in (("T", "home", "tab"), ("tab",), ("tab",), ("M",), ("escape",), ("m",), ("u",), ("q",), ("S",)):
            await run.press(*keys)
            await run.pilot.pause(0.2)
            assert not set("".join(run.lines())) & set("\x1b\x07\u202e\x9b"), keys
        await run.press("q")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_all_certain_ones_are_shown_and_made_as_one_step(week2: Path, twin2: Path, opened: Opener) -> None:
    before = changed(week2, "| 4   |  | 10/09/2025 |  |  |", "| 4   | Dig | 10/09/2025 | 11/09/2025 |  |")
    changed(twin2, "|9-9-2025|9-9-2025|", "|9-9-2025|12-9-2025|")
    changed(twin2, "|https://example.org/rules|", "||")
    there = changed(twin2, "*   Mục tiêu một\r\n", "")
    async with opened(week2) as run:
        await run.press("T", "M")
        assert isinstance(run.app.screen, FixesScreen)
        shown = "\n".join(run.lines())
        assert "Mirror en → vi: 4 differences, 1 left" in shown
        assert "Row 2 ends 9 Sep in en, 12 Sep in vi" in shown
        assert (run.saved(week2), run.saved(twin2)) == (before, there)
        await run.press("escape")
        assert isinstance(run.app.screen, TwinsScreen)
        await run.press("M", "enter")
        lines = run.saved(twin2).decode().split("\r\n")
        rows = VIETNAMESE_TABLE.split("\n")
        assert rows[3].replace("|https://example.org/rules|", "|<https://example.org/rules>|") in lines
        assert "|T4| Dig |10-9-2025| 11-9-2025 |-|" in lines
        assert run.saved(week2) == before
        assert side(run).toast.words.startswith("4 differences mirrored, 1 text to translate, 1 left · ")
        await run.press("M")
        assert side(run).toast.words == "None of the differences is certain."
        await run.press("u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_a_date_that_does_not_fit_its_day_follows_the_other_page(
    week2: Path, twin2: Path, opened: Opener
) -> None:
    before, there = week2.read_bytes(), twin2.read_bytes()
    changed(week2, "| 09/09/2025 | 09/09/2025 |", "| 29/12/2025 | 09/09/2025 |")
    async with opened(week2) as run:
        await run.press("T", "M", "enter")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A copy of the sample journal."""
    shutil.copytree(sample_logs_dir(), tmp_path / "samples")
    return tmp_path / "samples"


async def test_the_sample_journal_lists_its_week_and_is_brought_in_step(samples: Path, opened: Opener) -> None:
    week = samples / "content/1-Worklog/1.5-Week5"
    before, there = (week / "_index.md").read_bytes(), (week / "_index.vi.md").read_bytes()
    async with opened(samples) as run:
        await run.press("S")
        await run.pilot.pause(0.4)
        assert isinstance(run.app.screen, DriftScreen)
        lines = run.lines()
        assert "1 of 7 weeks" in lines[0]
        assert any("Week 5" in line and "EN ⇄ VI" in line and "1 row, 1 text" in line for line in lines)
        await run.press("enter")
        assert below(run).startswith("Row 4 (9 Oct) of en is missing in vi\nm mirrors it: en → vi")
        await run.press("m")
        old, new = changed_lines(there, run.saved(week / "_index.vi.md"))
        assert (old, len(new)) == ([], 1)
        assert new[0].startswith(b"| T5")
        assert b"| 09/10/2025 | 09/10/2025 |" in b" ".join(new[0].split()).replace(b" |", b" |")
        await run.press("u")
        assert (week / "_index.md").read_bytes() == before
        assert run.saved(week / "_index.vi.md") == there
        page = run.screen.page
        await run.press("q", "q")
        assert run.app.screen is run.screen
        assert run.screen.page is not None
        assert page is not None
        assert "Week5" not in str(run.screen.page.path)  # back where one was


async def test_an_item_with_children_in_the_sample_journal(samples: Path, opened: Opener) -> None:
    page = samples / "content/1-Worklog/1.1-Week1/_index.vi.md"
    there = changed(page, "  * xuất bản cuốn nhật ký này\n", "")
    async with opened(page) as run:
        await seek(run)
        assert "“publish this journal” is missing in vi" in below(run)
        await run.press("m")
        assert changed_lines(there, run.saved(page)) == ([], [b"  * publish this journal"])
        await run.press("u")
        assert run.saved(page) == there


async def test_of_three_languages_the_one_beside_is_chosen(tmp_path: Path, opened: Opener) -> None:
    root = build_journal(tmp_path / "three", weeks=1, languages=("en", "vi"))
    config = root / "hugo.toml"
    config.write_text(config.read_text(encoding="utf-8") + "\n[languages.ja]\nweight = 3\n", encoding="utf-8")
    own = root / page_path(1, "en")
    third = own.with_name("_index.ja.md")
    third.write_text(page_text(1, "en").replace("Sort the seeds by year", "種を分ける"), encoding="utf-8")
    async with opened(own) as run:
        await run.press("T")
        assert "t language" in run.lines()[-1]
        first = run.lines()[0].split()[2:5]
        await run.press("t")
        second = run.lines()[0].split()[2:5]
        assert sorted((first, second)) == [["EN", "⇄", "JA"], ["EN", "⇄", "VI"]]
        assert any("種を分ける" in line for line in run.lines()) == ("JA" in second)
        await run.press("q", "T")
        assert run.lines()[0].split()[2:5] == second
        await run.press("t")
        assert run.lines()[0].split()[2:5] == first


async def test_two_languages_offer_no_third(week2: Path, twin2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("T")
        assert "t language" not in run.lines()[-1]
        await run.press("t")
        assert side(run).toast.words == "This week is in two languages: both are shown."


@pytest.mark.parametrize("width", [60, 80, 81, 120])
async def test_both_sides_are_as_wide_and_what_wraps_hangs(
    week2: Path, twin2: Path, opened: Opener, width: int
) -> None:
    words = "An aim that is so long that it stands on two or three lines of its side"
    changed(week2, "- First aim", f"- {words}")
    async with opened(week2, size=(width, 30)) as run:
        await run.press("T", "home")
        places = side(run).view._places()
        assert places[0][1] == places[1][1]
        lines = run.lines()
        first = next(i for i, line in enumerate(lines) if "• An aim" in line)
        assert lines[first + 1].index(lines[first + 1].strip()[0]) == lines[first].index("An aim")


async def test_the_list_is_reached_from_the_side_by_side_view_and_left_where_one_was(
    week2: Path, twin2: Path, opened: Opener
) -> None:
    changed(twin2, "|9-9-2025|9-9-2025|", "|9-9-2025|12-9-2025|")
    async with opened(week2) as run:
        await to_task(run, 2, 1)
        at = run.screen.view.cursor
        await run.press("T", "S")
        await run.pilot.pause(0.4)
        assert isinstance(run.app.screen, DriftScreen)
        assert any("Week 2" in line and "1 date" in line and "all certain" in line for line in run.lines())
        await run.press("enter", "m", "q")
        await run.pilot.pause(0.4)
        assert isinstance(run.app.screen, DriftScreen)
        assert any("All weeks are in step." in line for line in run.lines())
        await run.press("S")
        assert run.app.screen is run.screen
        assert run.screen.view.cursor == at


async def test_a_page_that_cannot_be_read_is_said_in_the_list(week2: Path, twin2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.pilot.pause(0.3)
        twin1 = week2.parents[1] / "1.1-Week1" / "_index.vi.md"
        twin1.unlink()
        twin1.mkdir()
        await run.press("S")
        await run.pilot.pause(0.4)
        assert any("Week 1" in line and "folder" in line for line in run.lines()), run.lines()
        await run.press("home", "enter")
        assert isinstance(run.app.screen, DriftScreen)


async def test_a_journal_in_one_language_is_never_out_of_step(tmp_path: Path, opened: Opener) -> None:
    root = build_journal(tmp_path / "one", layout="single")
    async with opened(root) as run:
        await run.press("S")
        assert run.said() == "This journal is in one language: no week can be out of step."


async def test_a_problem_between_twins_is_gone_to_side_by_side(week2: Path, twin2: Path, opened: Opener) -> None:
    changed(twin2, "|https://example.org/rules|", "||")
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("!")
        await run.pilot.pause(0.5)
        lines = run.lines()
        at = next(i for i, line in enumerate(lines) if "link" in line and "Week 2 vi" in line)
        await run.press(*["down"] * (at - 1), "enter")
        await run.pilot.pause()
        assert isinstance(run.app.screen, TwinsScreen)
        assert "the link to example.org/rules is missing in vi" in below(run)
