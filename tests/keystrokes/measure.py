"""Runs a job one way, judges the end, and makes the page of what was counted."""

from __future__ import annotations

from pathlib import Path

from tests.keystrokes import app, app_keys, vim, vim_keys
from tests.keystrokes.jobs import BESIDE, JOBS, End, Job
from tests.keystrokes.journals import PAGE, Dialect
from tests.keystrokes.keys import Strokes, count, listed

_INTRO = """# Keystrokes

Ten everyday jobs, by the keys pressed beyond the text itself, here and in `vim -u NONE` on the raw files. Written by
`docs/keystrokes.py`: every sequence was really run, and a small reader that knows neither program found that both ended
with the same meaning on disk. The app has been opened at the site's root, vim with the week's page on its command line;
neither is counted. The vim side is as short as its author could make it, down to searching for single letters that
happen to do.

A character with shift is one key; a command line is all its characters and Enter. vim's `ZZ`, two keys, writes and
leaves; here everything is written as it is typed, and leaving is one more. A yank is let pass for a copy: it does not
reach the clipboard, `"+` before it (two keys more) would.

"In both" is the same job where the Vietnamese page has to say the same. Here it follows by itself: the keys are the
same.
"""
_BESIDE = "Beside the ten, so that nobody is fooled by their choice:\n"
_HOW = "In the sequences `…` is the text of the job, not counted, and `␣` a blank at the end."


async def ours(job: Job, keys: app_keys.Ours, twin: bool, scratch: Path) -> int:
    """The keys counted in the app. Raises AssertionError unless the job was done and u brings the first bytes back."""
    await done(job, app.pressing(keys.keys), keys.steps, twin, scratch)
    return count(keys.keys)


async def done(job: Job, act: app.Act, steps: int, twin: bool, scratch: Path, dialect: Dialect | None = None) -> None:
    """Lets the app do it, and judges. Raises AssertionError as ``ours``."""
    root = job.build(scratch / "site", twin, dialect)
    before = app.pages(root)
    left, after, back = await app.run(root, act, job.today, scratch, undo=steps)
    job.judge(End(before, after, twin or job.both, dialect or job.dialect, left.file, left.row, left.clipboard))
    assert back == before, "undo does not bring the first bytes back"


def theirs(job: Job, keys: tuple[Strokes, ...], twin: bool, scratch: Path) -> int:
    """The keys counted in vim. Raises AssertionError unless the job was done."""
    root = job.build(scratch / "site", twin)
    before = app.pages(root)
    left = vim.run(root, PAGE, keys, scratch)
    job.judge(End(before, app.pages(root), twin or job.both, job.dialect, left.file, left.text, left.register))
    return count(keys)


async def page(scratch: Path) -> str:
    """The text of docs/keystrokes.md, from real runs."""
    table = ["| | job | here | vim | of vim's | vim, in both | of vim's |", "|" + " --- |" * 7]
    ways: list[str] = []
    fewer = half = 0
    for at, job in enumerate(JOBS):
        own = await ours(job, app_keys.KEYS[at], True, scratch / f"{at}-app")
        one = theirs(job, vim_keys.ONE[at], False, scratch / f"{at}-one")
        both = theirs(job, vim_keys.BOTH[at], True, scratch / f"{at}-both")
        fewer += own < one
        half += 2 * own <= one
        table.append(f"| {at + 1} | {job.name} | {own} | {one} | {own / one:.0%} | {both} | {own / both:.0%} |")
        ways += _ways(f"{at + 1}. ", job, (own, app_keys.KEYS[at].keys), (one, vim_keys.ONE[at]))
        if vim_keys.BOTH[at] is not vim_keys.ONE[at]:
            ways.append(f"- vim, in both, {both}: {listed(vim_keys.BOTH[at])}")
    total = f"Fewer in {fewer} of {len(JOBS)}; at most half in {half}."
    beside = ["| job | here | vim |", "| --- | --- | --- |"]
    for at, job in enumerate(BESIDE):
        own = await ours(job, app_keys.BESIDE[at], False, scratch / f"{at}-beside-app")
        one = theirs(job, vim_keys.BESIDE[at], False, scratch / f"{at}-beside-vim")
        beside.append(f"| {job.name} | {own} | {one} |")
        ways += _ways("", job, (own, app_keys.BESIDE[at].keys), (one, vim_keys.BESIDE[at]))
    return "\n".join([_INTRO, *table, "", total, "", _BESIDE, *beside, "", _HOW, *ways, ""])


def _ways(
    number: str, job: Job, own: tuple[int, tuple[Strokes, ...]], vims: tuple[int, tuple[Strokes, ...]]
) -> list[str]:
    title = f"\n## {number}{job.name[0].upper()}{job.name[1:]}\n"
    return [title, f"{job.story}\n", f"- here, {own[0]}: {listed(own[1])}", f"- vim, {vims[0]}: {listed(vims[1])}"]
