"""`worklog add` as a user meets it: a real process, what it prints, its exit code, the bytes on disk."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_commands import worklog
from tests.journal_fixture import build_journal, page_path

WEEK3 = dt.date(2025, 10, 20)  # its Monday


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_journal(tmp_path / "site")


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    return build_journal(tmp_path / "site", layout="single")


def bytes_of(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*.md")}


def changed(site: Path, before: dict[str, bytes]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Of each page that changed: the lines that went and those that came."""
    for name, data in bytes_of(site).items():
        if data != before[name]:
            old, new = before[name].decode().splitlines(), data.decode().splitlines()
            yield name, [x for x in old if x not in new], [x for x in new if x not in old]


def test_an_item_goes_into_the_days_row(alone: Path) -> None:
    before = bytes_of(alone)
    done = worklog("add", "Weed", "the beds", "--day", "2025-10-20", cwd=alone)
    assert (done.returncode, done.stderr) == (0, "")
    ((name, (old,), (new,)),) = changed(alone, before)
    assert name == page_path(3, layout="single")
    assert new == old.replace("+ South wall", "+ South wall <br> - Weed the beds")
    assert done.stdout.splitlines() == [f"Week 3 · Mon 20 Oct 2025 · {name}", "  + Weed the beds"]


def test_both_languages_get_it(site: Path) -> None:
    before = bytes_of(site)
    done = worklog("add", "Weed https://example.org/weed", "--day", "2025-10-24", "--json", cwd=site)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told == {
        "path": page_path(3),
        "language": "en",
        "week": 3,
        "date": "2025-10-24",
        "row": 4,
        "made": True,
        "items": ["Weed"],
        "references": ["https://example.org/weed"],
        "followed": [page_path(3, "vi")],
    }
    pages = {name: new for name, old, new in changed(site, before) if not old}
    assert set(pages) == {page_path(3), page_path(3, "vi")}
    assert pages[page_path(3)] == ["| 6 | Weed | 24/10/2025 |  | <https://example.org/weed> |"]


def test_lang_chooses_the_page(site: Path) -> None:
    told = json.loads(worklog("add", "Cỏ", "--day", "2025-10-20", "--lang", "vi", "--json", cwd=site).stdout)
    assert (told["path"], told["language"]) == (page_path(3, "vi"), "vi")


def test_a_week_that_has_not_begun_is_said_and_nothing_is_written(site: Path) -> None:
    before = bytes_of(site)
    done = worklog("add", "Weed", "--day", "2025-10-27", cwd=site)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "worklog: Week 4 (Mon 27 – Fri 31 Oct) has not begun: worklog new-week starts it.\n"
    assert worklog("add", "Weed", cwd=site).returncode == 3  # today, years later
    assert bytes_of(site) == before


def test_a_week_named_by_its_number(alone: Path) -> None:
    told = json.loads(worklog("add", "Weed", "--week", "2", "--day", "2025-10-14", "--json", cwd=alone).stdout)
    assert (told["week"], told["row"], told["made"]) == (2, 2, False)
    before = bytes_of(alone)
    for words in ((), ("--day", "2025-10-27")):  # never into another week than that of the day
        done = worklog("add", "Weed", "--week", "2", *words, cwd=alone)
        assert (done.returncode, done.stderr.count("\n")) == (3, 1)
        assert "Week 2 (Mon 13 – Thu 16 Oct) does not hold" in done.stderr
        assert bytes_of(alone) == before
    told = json.loads(worklog("add", "Weed", "--week", "2", "--day", "tue", "--json", cwd=alone).stdout)
    assert told["date"] == "2025-10-14"


def test_pages_without_any_year(alone: Path) -> None:
    for page in alone.rglob("*.md"):
        text = re.sub(r"(\d\d/10)/2025", r"\1", page.read_text(encoding="utf-8"))
        page.write_text(re.sub(r"(?m)^date: .*\n", "", text), encoding="utf-8")
    for _ in range(2):  # the second time from what the first one kept
        told = json.loads(worklog("add", "Weed", "--day", "2025-10-15", "--json", cwd=alone).stdout)
        assert (told["week"], told["row"], told["made"]) == (2, 3, False)
    assert "has not begun" in worklog("add", "Weed", "--day", "2025-10-28", cwd=alone).stderr


def test_lines_from_stdin_are_items(alone: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "worklog_tui", "add", "-", "--day", "2025-10-21"],
        input="- Weed\n  - Nettles\n- Água | água\n".encode(),
        capture_output=True,
        cwd=alone,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    line = next(
        x for x in bytes_of(alone)[page_path(3, layout="single")].decode().splitlines() if x.startswith("| 3 |")
    )
    assert "Sort the seeds by year" in line
    assert [part in line for part in ("Weed", "Nettles", "Água \\| água")] == [True] * 3


def test_row_end_and_references(alone: Path) -> None:
    words = ("add", "Weed", "--row", "--day", "2025-10-20", "--end", "+1d", "--ref", "https://example.org/weed")
    before = bytes_of(alone)
    assert worklog(*words, cwd=alone).returncode == 0
    ((_, old, new),) = changed(alone, before)
    assert old == []
    assert new == ["| 2 | Weed | 20/10/2025 | 21/10/2025 | <https://example.org/weed> |"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add",), 2),
        (("add", "x", "--day", "someday"), 2),
        (("add", "x", "--week", "two"), 2),
        (("add", "  ", "--day", "2025-10-20"), 3),
        (("add", "{{< x >}}", "--day", "2025-10-20"), 3),
        (("add", "x", "--week", "9"), 3),
        (("add", "x", "--lang", "fr"), 3),
        (("add", "x", "--journal", "nowhere"), 3),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_written(site: Path, words: tuple[str, ...], code: int) -> None:
    before = bytes_of(site)
    done = worklog(*words, cwd=site)
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr
    assert code == 2 or done.stderr.count("\n") == 1
    assert bytes_of(site) == before


def test_text_that_begins_with_a_dash_and_options_after_it(alone: Path) -> None:
    told = json.loads(worklog("add", "--json", "--day", "2025-10-20", "- Weed", cwd=alone).stdout)
    assert told["items"] == ["Weed"]


def test_a_page_changed_between_reading_and_writing_is_read_again(alone: Path) -> None:
    """Another program writes right before the save: the item is added to what it wrote."""
    code = (
        "import sys, pathlib; import worklog_tui.storage.save as save; real = save.save_page; done = []\n"
        f"page = pathlib.Path({str(alone / page_path(3, layout='single'))!r})\n"
        "def late(path, data, **more):\n"
        "    if not done:\n"
        "        done.append(1); page.write_bytes(page.read_bytes().replace(b'Sort the', b'Sort all the'))\n"
        "    return real(path, data, **more)\n"
        "save.save_page = late\n"
        "from worklog_tui.cli.main import main\n"
        "sys.exit(main(['add', 'Weed', '--day', '2025-10-20']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=alone, check=False)
    assert done.returncode == 0, done.stderr
    text = (alone / page_path(3, layout="single")).read_text(encoding="utf-8")
    assert "Sort all the seeds" in text
    assert text.count("- Weed") == 1


def test_many_at_once_lose_nothing(alone: Path) -> None:
    words = [sys.executable, "-m", "worklog_tui", "add", "--day", "2025-10-20", "--journal", str(alone)]
    running = [
        subprocess.Popen([*words, f"Item {n}"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for n in range(4)
    ]
    said = [process.communicate()[1].decode() for process in running]
    text = (alone / page_path(3, layout="single")).read_text(encoding="utf-8")
    for n, (process, words_said) in enumerate(zip(running, said, strict=True)):
        assert (f"- Item {n}" in text) == (process.returncode == 0), words_said
        assert process.returncode in (0, 3)


def test_no_textual_is_imported(alone: Path) -> None:
    code = (
        "import sys; from worklog_tui.cli.main import main; "
        "assert main(['add', 'x', '--day', '2025-10-20']) == 0; "
        "assert not [m for m in sys.modules if m.startswith(('textual', 'rich', 'worklog_tui.tui', 'filelock'))]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=alone, check=False)
    assert done.returncode == 0, done.stderr
