"""Vietnamese input methods through a real terminal: what Telex and VNI send, typed into every kind of field.

The bursts are what such a method sends when it composes as one types: the letters so far, then backspaces and the
letters that take their place, faster than any hand.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal
from worklog_tui.storage.paths import app_paths

pytestmark = pytest.mark.linux

WORDS = "việc được mười người"
BURST = (
    "vie\x7fê\x7fệc d\x7fđuo\x7f\x7fươc\x7f\x7fợc "  # Telex: vieejc dduwowcj
    "muoi\x7f\x7f\x7fươi\x7f\x7fời nguoi\x7f\x7f\x7fươi\x7f\x7fời"  # VNI: muoi72 nguoi72
)
MONDAY = "thu\x7fư\x7fứ 2"  # Telex: thuws 2
END, ESC, ENTER, DOWN, RIGHT = "\x1b[F", "\x1b", "\r", "\x1b[B", "\x1b[C"


def day(number: int) -> str:
    """Of the week that holds today; 0 is its Monday."""
    today = dt.date.today()
    return f"{today - dt.timedelta(days=today.weekday() - number):%d/%m/%Y}"


def page_text() -> str:
    rows = f"| 2 | Cellword <br> &emsp; + Subword | {day(0)} | {day(1)} | [Linkword](https://example.org/a) |\n"
    rows += "".join(f"| {n + 2} | Day{n} | {day(n)} | {day(n)} | |\n" for n in range(1, 6))
    rows += f"| CN | Day6 | {day(6)} | {day(6)} | |\n"
    return (
        '---\ntitle: "Titleword"\nweight: 1\nauthor: "Authorword"\n---\n\n### Objectives\n\n- Aimword\n\n### Tasks\n\n'
        "| Day | Task | Start Date | Completion Date | Reference |\n| --- | --- | --- | --- | --- |\n"
        f"{rows}\n### Notes\n\nProseword here.\n\n> Rawword\n"
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "site" / "content" / "1-Worklog" / "1.1-Week1"
    folder.mkdir(parents=True)
    (tmp_path / "site" / "hugo.toml").write_text('title = "R"\n')
    path = folder / "_index.md"
    path.write_text(page_text(), encoding="utf-8")
    return path


def other_text() -> str:
    """A page to look for the words on."""
    return page_text().replace("Day4", f"Day4 {WORDS}").replace("Day5", "Day5 viec duoc muoi nguoi")


@pytest.fixture
def searched(page: Path) -> None:
    """The page holds the words, before the app opens it."""
    page.write_text(other_text(), encoding="utf-8")


@pytest.fixture
def terminal(page: Path, tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(["-m", "worklog_tui", str(page)], tmp_path / "home")
    assert terminal.until("Cellword"), terminal.screen.display
    terminal.read(0.3)
    yield terminal
    for _ in range(4):
        terminal.write(ESC, 0.15)
    terminal.write("\x11", 0.3)
    assert terminal.end() == 0, terminal.screen.display


def go_to(terminal: Terminal, word: str) -> None:
    """The cursor on what says this, by the search line."""
    terminal.write("/", 0.2)
    terminal.write(word, 0.1)
    assert terminal.until("1 hit", 5), terminal.screen.display
    terminal.write(ENTER, 0.3)


def saved(terminal: Terminal, page: Path, wanted: str) -> None:
    """Waits until the page reads so."""
    for _ in range(40):
        if page.read_text(encoding="utf-8") == wanted:
            return
        terminal.read(0.1)
    assert page.read_text(encoding="utf-8") == wanted, "\n".join(terminal.screen.display)


def on_screen(terminal: Terminal, words: str) -> None:
    assert terminal.until(words, 6), "\n".join(terminal.screen.display)


def kept() -> str:
    """The settings file."""
    path = app_paths().settings
    return path.read_text(encoding="utf-8") if path.exists() else ""


FIELDS = {
    "title": "Titleword",
    "item": "Aimword",
    "outline": "Subword",
    "one line": "Day3",
    "paragraph": "Proseword here.",
    "raw block": "Rawword",
}


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_at_the_end_of_a_field(field: str, terminal: Terminal, page: Path) -> None:
    word = FIELDS[field]
    go_to(terminal, word)
    terminal.write("e", 0.3)
    terminal.write(END, 0.1)
    terminal.write(" " + BURST, 0.3)
    terminal.write(ESC, 0.3)
    saved(terminal, page, page_text().replace(word, f"{word} {WORDS}"))


def down_to(terminal: Terminal, word: str, key: str = DOWN) -> None:
    """The cursor on the line that says this, by arrows."""
    for _ in range(12):
        if any(line.lstrip("▕ ").startswith("▸") and word in line for line in lines(terminal)):
            return
        terminal.write(key, 0.25)
    raise AssertionError("\n".join(terminal.screen.display))


def lines(terminal: Terminal) -> list[str]:
    """What stands right of the week list."""
    return [line.partition("▕")[2] for line in terminal.screen.display]


def test_a_front_matter_value(terminal: Terminal, page: Path) -> None:
    go_to(terminal, "Titleword")
    down_to(terminal, "Authorword")
    terminal.write("e", 0.3)
    terminal.write(END + " " + BURST, 0.3)
    terminal.write(ENTER, 0.3)
    saved(terminal, page, page_text().replace("Authorword", f"Authorword {WORDS}"))


def test_a_new_key_of_the_front_matter(terminal: Terminal, page: Path) -> None:
    go_to(terminal, "Titleword")
    down_to(terminal, "+ new key")
    terminal.write("e", 0.3)
    terminal.write("note: " + BURST, 0.3)
    terminal.write(ENTER, 0.3)
    saved(terminal, page, page_text().replace('Authorword"\n', f'Authorword"\nnote: "{WORDS}"\n'))


def test_a_heading(terminal: Terminal, page: Path) -> None:
    go_to(terminal, "Aimword")
    terminal.write("\x1b[A", 0.2)
    terminal.write("e", 0.3)
    terminal.write(END + " " + BURST, 0.3)
    terminal.write(ENTER, 0.3)
    saved(terminal, page, page_text().replace("### Objectives", f"### Objectives {WORDS}"))


def test_a_new_line_of_an_outline(terminal: Terminal, page: Path) -> None:
    go_to(terminal, "Subword")
    terminal.write("e", 0.3)
    terminal.write(END + ENTER + BURST, 0.3)
    terminal.write(ESC, 0.3)
    saved(terminal, page, page_text().replace("+ Subword", f"+ Subword <br> &emsp; + {WORDS}"))


def test_a_link_s_label(terminal: Terminal, page: Path) -> None:
    go_to(terminal, "Linkword")
    down_to(terminal, "task 1", "\t")
    terminal.write("e", 0.3)
    terminal.write(END + " " + BURST, 0.3)
    terminal.write(ENTER, 0.3)
    saved(terminal, page, page_text().replace("[Linkword]", f"[Linkword {WORDS}]"))


def test_a_date_as_people_say_it(terminal: Terminal, page: Path) -> None:
    """``thứ 2`` is the Monday of the week."""
    go_to(terminal, "Day3")
    terminal.write(RIGHT, 0.2)
    terminal.write("e", 0.3)
    terminal.write(MONDAY, 0.3)
    on_screen(terminal, "Mon")
    terminal.write(ENTER, 0.3)
    saved(terminal, page, page_text().replace(f"Day3 | {day(3)} |", f"Day3 | {day(0)} |"))


def test_a_new_item_of_today(terminal: Terminal, page: Path) -> None:
    terminal.write("a", 0.5)
    terminal.write(BURST, 0.3)
    terminal.write(ENTER, 0.4)
    terminal.write(ESC, 0.3)
    today = dt.date.today().weekday()
    for _ in range(30):
        terminal.read(0.1)
        if WORDS in page.read_text(encoding="utf-8"):
            break
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if WORDS in line]
    assert len(rows) == 1, "\n".join(terminal.screen.display)
    assert re.search(rf"(^|[^\w]){WORDS}($|[^\w])", rows[0])
    assert day(today) in rows[0]


def test_a_new_item_of_a_list(terminal: Terminal, page: Path) -> None:
    go_to(terminal, "Aimword")
    terminal.write("n", 0.4)
    terminal.write(BURST, 0.3)
    terminal.write(ESC, 0.3)
    saved(terminal, page, page_text().replace("- Aimword\n", f"- Aimword\n- {WORDS}\n"))


@pytest.mark.usefixtures("searched")
def test_the_find_line(terminal: Terminal) -> None:
    terminal.write("/", 0.4)
    terminal.write(BURST, 0.3)
    on_screen(terminal, f"Find   {WORDS}")
    on_screen(terminal, "1 hit")  # a typed mark must be there
    on_screen(terminal, f"Day4 {WORDS}")


@pytest.mark.usefixtures("searched")
def test_the_filter_line(terminal: Terminal) -> None:
    go_to(terminal, "Day3")
    terminal.write("f", 0.4)
    terminal.write(BURST, 0.4)
    on_screen(terminal, WORDS)
    terminal.write(ENTER, 0.4)
    shown = "\n".join(terminal.screen.display)
    assert f"Day4 {WORDS}" in shown
    assert "Day3" not in shown
    assert "Day5" not in shown


def test_the_shelf_line(terminal: Terminal, page: Path) -> None:
    go_to(terminal, "Day4")
    terminal.write("r", 0.5)
    terminal.write(f"https://example.org/x {BURST}", 0.4)
    on_screen(terminal, WORDS)
    terminal.write(ENTER, 0.5)
    link = f"[{WORDS}](https://example.org/x)"
    saved(
        terminal, page, page_text().replace(f"Day4 | {day(4)} | {day(4)} | |", f"Day4 | {day(4)} | {day(4)} | {link} |")
    )


def test_the_palette(terminal: Terminal, page: Path) -> None:
    before = page.read_bytes()
    terminal.write(":", 0.4)
    terminal.write(BURST, 0.4)
    on_screen(terminal, WORDS)
    terminal.write(ESC, 0.3)
    on_screen(terminal, "Cellword")
    assert page.read_bytes() == before


def test_the_dialog_that_asks_for_a_key(terminal: Terminal, page: Path) -> None:
    """A burst there is no key: the dialog stays whole, no letter of it becomes a command."""
    before = page.read_bytes()
    terminal.write(",", 0.5)
    terminal.write(END, 0.3)  # the last line: a command's keys
    terminal.write(ENTER, 0.4)
    terminal.write("u\x7fư", 0.3)
    terminal.write(BURST, 0.4)
    for _ in range(3):
        terminal.write(ESC, 0.2)
    terminal.write("q", 0.3)
    assert page.read_bytes() == before
    on_screen(terminal, "Cellword")
    assert "ê" not in kept()
    assert "ệ" not in kept()


def test_a_setting_that_is_typed(terminal: Terminal) -> None:
    terminal.write(",", 0.5)
    on_screen(terminal, "Colours")
    for _ in range(30):
        if any("▸ Editor" in line for line in terminal.screen.display):
            break
        terminal.write(DOWN, 0.15)
    terminal.write(ENTER, 0.3)
    terminal.write(BURST, 0.3)
    on_screen(terminal, f" {WORDS} ")
    terminal.write(ENTER, 0.3)
    on_screen(terminal, "x the usual")
    assert f'editor = "{WORDS}"' in kept()


def test_the_fields_of_a_new_week(terminal: Terminal, page: Path) -> None:
    terminal.write("N", 0.8)
    on_screen(terminal, "1.2-Week2")
    terminal.write("\t", 0.2)
    terminal.write("\x7f" * 12 + MONDAY, 0.3)
    on_screen(terminal, "thứ 2")
    terminal.write("\x1b[Z", 0.2)
    terminal.write(BURST + "5", 0.5)  # the number takes digits only
    on_screen(terminal, "Week")
    terminal.write(ESC, 0.3)
    assert [p.name for p in page.parents[1].iterdir() if p.is_dir()] == ["1.1-Week1"]


def test_the_path_of_an_image(terminal: Terminal, page: Path, tmp_path: Path) -> None:
    (tmp_path / f"{WORDS}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 32)
    go_to(terminal, "Aimword")
    terminal.write(":", 0.4)
    terminal.write("add an image", 0.3)
    terminal.write(ENTER, 0.5)
    terminal.write("\x7f" * 200, 0.2)
    terminal.write(f"{tmp_path}/{BURST}.png", 0.5)
    terminal.write(ENTER, 0.6)
    for _ in range(30):
        terminal.read(0.1)
        if "![" in page.read_text(encoding="utf-8"):
            break
    found = re.search(r"- Aimword !\[(.*?)\]\(", page.read_text(encoding="utf-8"))
    assert found is not None, "\n".join(terminal.screen.display)
    assert found[1] == WORDS


@pytest.mark.parametrize(("command", "letter"), [("e", "ê"), ("a", "â"), ("a", "ă"), ("e", "é")])
def test_the_letter_a_method_makes_of_a_vowel_command(
    command: str, letter: str, terminal: Terminal, page: Path
) -> None:
    """The method takes the command for a letter it has typed, and replaces it: nothing of that reaches the field."""
    go_to(terminal, "Day3")
    terminal.write(command, 0.4)
    terminal.write(f"\x7f{letter}", 0.3)
    terminal.write(f"{END} {BURST}", 0.3)
    terminal.write(ENTER if command == "a" else ESC, 0.4)
    terminal.write(ESC, 0.3)
    for _ in range(30):
        terminal.read(0.1)
        if WORDS in page.read_text(encoding="utf-8"):
            break
    text = page.read_text(encoding="utf-8")
    assert WORDS in text, "\n".join(terminal.screen.display)
    assert letter not in text.replace(WORDS, "")
    for word in ("Cellword", "Day1", "Day2", "Day3", "Day4", "Day5", "Day6"):
        assert word in text
