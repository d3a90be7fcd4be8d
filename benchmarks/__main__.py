"""``python -m benchmarks [--only WORD] [--quick] [--json FILE]``: prints the figures; exit 1 if one is over."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import board, commands, finding, growth, journals, moves, pages, report, start

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTHS = (52, 520, 5200)
TERM = 12  # weeks of an internship's journal
INTERNSHIP = 13  # and of the longest usual one


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    out = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    out.add_argument("--only", default="", help="start, keys, finding, board, pages, commands or growth")
    out.add_argument("--quick", action="store_true", help="fewer rounds: a look, no proof")
    out.add_argument("--json", type=Path, help="write the figures there as well")
    return out


def measure(root: Path, only: str, quick: bool) -> list[report.Figure]:
    """Runs the groups whose name holds ``only``."""
    home, today = root / "home", dt.date.today()
    home.mkdir()

    def journal(name: str, weeks: int) -> Path:
        return journals.write(root / name, weeks, last=today)

    def starts() -> list[report.Figure]:
        return start.figures({weeks: journal(f"start{weeks}", weeks) for weeks in LENGTHS}, home, 5 if quick else 15)

    def keys() -> list[report.Figure]:
        first = journal("keys", 520)
        shutil.copytree(first, root / "typing")
        return moves.figures(first, root / "typing", 520, home, 60 if quick else 200)

    def in_process() -> list[report.Figure]:
        found = sorted(journal("pages", 30).rglob("1.*/*.md"))
        rounds = 5 if quick else 15
        saves = pages.saving(root, rounds * 10)
        checks = pages.checking(root / "pages", rounds)
        return [pages.reading(found, rounds), checks, pages.editing(found, rounds * 10), saves]

    def processes() -> list[report.Figure]:
        term, rounds = journal("list", TERM), 11 if quick else 31
        adds = [commands.adding(journal(f"add{n}", TERM), home, rounds, twins=n == 2) for n in (1, 2)]
        return [commands.listing(term, TERM, home, rounds), commands.searching(term, TERM, home, rounds), *adds]

    def search() -> list[report.Figure]:
        return finding.figures(journal("finding", LENGTHS[-1]), LENGTHS[-1], home, 60 if quick else 200)

    def boards() -> list[report.Figure]:
        term, long = journal("board", INTERNSHIP), journal("board520", LENGTHS[1])
        return board.figures(term, INTERNSHIP, long, LENGTHS[1], home, 12 if quick else 40)

    groups: dict[str, Callable[[], list[report.Figure]]] = {
        "start": starts,
        "keys": keys,
        "finding": search,
        "board": boards,
        "pages": in_process,
        "commands": processes,
        "growth": lambda: growth.figures(1 if quick else 3, growth.SIZE // 8 if quick else growth.SIZE),
    }
    out: list[report.Figure] = []
    for name, group in groups.items():
        if only in name:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            out += group()
    return out


def main() -> int:
    """Prints the table."""
    args = parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="worklog-bench-") as scratch:
        figures = measure(Path(scratch), args.only, args.quick)
    print(report.table(figures))
    if args.json:
        args.json.write_text(json.dumps(report.as_json(figures), indent=2, ensure_ascii=False), encoding="utf-8")
    return int(any(f.verdict == "OVER" for f in figures))


if __name__ == "__main__":
    sys.exit(main())
