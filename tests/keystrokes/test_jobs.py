"""The ten everyday jobs, judged by the meaning of the bytes on disk; ours by their undo too."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from tests.keystrokes import app_keys, hands, vim, vim_keys
from tests.keystrokes.app import pressing
from tests.keystrokes.jobs import BESIDE, DIALECTS, JOBS, PLAIN, Job
from tests.keystrokes.journals import PAGE
from tests.keystrokes.keys import Strokes, count, press, vim_bytes, words
from tests.keystrokes.measure import done, ours, theirs

ROOT = Path(__file__).parent.parent.parent
NAMES = [f"{at + 1}-{job.name.replace(' ', '-')}" for at, job in enumerate(JOBS)]
needs_vim = pytest.mark.skipif(bool(why := vim.missing()), reason=why)


@pytest.mark.parametrize("twin", [False, True], ids=["one", "both"])
@pytest.mark.parametrize(("job", "keys"), list(zip(JOBS, app_keys.KEYS, strict=True)), ids=NAMES)
async def test_ours(job: Job, keys: app_keys.Ours, twin: bool, tmp_path: Path) -> None:
    await ours(job, keys, twin, tmp_path)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("at", range(len(JOBS)), ids=NAMES)
async def test_ours_in_every_dialect(at: int, dialect: str, tmp_path: Path) -> None:
    """Page and twin, whatever they write like."""
    if at == 2 and DIALECTS[dialect] is PLAIN:
        pytest.skip("a cell of plain text has no sub-items")
    own = app_keys.KEYS[at]
    await done(JOBS[at], pressing(own.keys), own.steps, True, tmp_path, DIALECTS[dialect])


@pytest.mark.parametrize("at", range(len(JOBS)), ids=NAMES)
async def test_mouse_and_arrows_alone(at: int, tmp_path: Path) -> None:
    await done(JOBS[at], hands.doer(hands.HANDS[at]), app_keys.KEYS[at].steps, True, tmp_path)


@needs_vim
@pytest.mark.parametrize("twin", [False, True], ids=["one", "both"])
@pytest.mark.parametrize("at", range(len(JOBS)), ids=NAMES)
def test_vim(at: int, twin: bool, tmp_path: Path) -> None:
    theirs(JOBS[at], (vim_keys.BOTH if twin else vim_keys.ONE)[at], twin, tmp_path)


@pytest.mark.parametrize("at", range(len(JOBS)), ids=NAMES)
def test_fewer_than_vim(at: int) -> None:
    """In both languages and in one: the app is never the longer way."""
    own = count(app_keys.KEYS[at].keys)
    assert own < count(vim_keys.ONE[at])
    assert own < count(vim_keys.BOTH[at])


@needs_vim
@pytest.mark.parametrize("at", range(len(BESIDE)), ids=lambda at: BESIDE[at].name.replace(" ", "-"))
async def test_beside_the_ten(at: int, tmp_path: Path) -> None:
    await ours(BESIDE[at], app_keys.BESIDE[at], False, tmp_path / "ours")
    theirs(BESIDE[at], vim_keys.BESIDE[at], False, tmp_path / "vim")


def test_at_most_half_of_vim_in_seven() -> None:
    pairs = zip(app_keys.KEYS, vim_keys.ONE, strict=True)
    assert sum(2 * count(own.keys) <= count(their) for own, their in pairs) >= 7


@needs_vim
@pytest.mark.parametrize("at", range(len(JOBS)), ids=NAMES)
def test_a_job_not_done_is_not_passed(at: int, tmp_path: Path) -> None:
    """The judges judge: a vim that only leaves has done nothing."""
    with pytest.raises((AssertionError, KeyError)):
        theirs(JOBS[at], (press("ZZ"),), False, tmp_path)


@needs_vim
@pytest.mark.parametrize("at", [0, 1, 2, 3, 5, 6, 8], ids=lambda at: NAMES[at])
def test_a_page_harmed_elsewhere_is_not_passed(at: int, tmp_path: Path) -> None:
    """The judges judge: the job done and one letter of another line lost."""
    keys: tuple[Strokes, ...] = (press("2Gx1G"), *vim_keys.ONE[at])
    with pytest.raises(AssertionError):
        theirs(JOBS[at], keys, False, tmp_path)


def test_keys_are_counted_as_they_are_pressed() -> None:
    sequence = (
        press("4}2f|i<br>- "),
        words("not counted"),
        press("<Esc>:w<CR>"),
        press("yF<"),
        press("7<C-a><C-v><C-a>"),
    )
    assert count(sequence) == 12 + 4 + 3 + 4
    assert vim_bytes(sequence) == b"4}2f|i<br>- not counted\x1b:w\ryF<7\x01\x16\x01"


@needs_vim
async def test_the_table_is_what_the_runs_give(tmp_path: Path) -> None:
    page = runpy.run_path(str(ROOT / "docs" / "keystrokes.py"))
    text = await page["page"](tmp_path)
    assert page["PAGE"].read_text(encoding="utf-8") == text, "run: python docs/keystrokes.py"


def test_the_journals_are_what_they_are_said_to_be(tmp_path: Path) -> None:
    """Five dialects and more over the ten jobs."""
    for job in JOBS:
        job.build(tmp_path / job.name, True)
    read = [(tmp_path / job.name / PAGE).read_bytes() for job in JOBS]
    assert sum(b"<br> &emsp; + " in page for page in read) >= 2
    assert any(b"<br>- " in page or b"<br>+ " in page for page in read)
    assert any(b"\r\n" in page for page in read)
    assert any(b"| 2025-10-22 |" in page for page in read)
    assert any(b"| 10/22 |" in page for page in read)
    assert any(b"| <https://" in page for page in read)
    assert len({page.split(b"Tasks to")[1] for page in read}) > 5
