"""``python -m tests.fuzz [--seconds N] [--only WORD] [--keep FOLDER]``: each target in turn, driven by coverage.

Prints how often each ran, what it reached and what it found; exit 1 if it found anything. An input that was found
lies in FOLDER/found: move it to tests/fuzz/found/TARGET-… so that it is tried from then on, and mend the code.
Needs atheris, which has wheels for CPython on Linux and macOS only: without it the reason is printed, and exit is 0.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

MOST_FINDINGS: Final = 5
LONGEST: Final = 8192  # bytes of an input
SLOWEST: Final = 20  # seconds for one input

_STATUS = re.compile(r"#(\d+)\s.*?cov: (\d+) ft: (\d+) corp: (\d+)/")
_DONE = re.compile(r"stat::number_of_executed_units: (\d+)")
_ERROR = re.compile(r"=== Uncaught Python exception: ===\n(.*)|ERROR: (libFuzzer: .*)|^(\w*Error: .*)", re.MULTILINE)


class Ran(NamedTuple):
    """What came of one target. ``reached``: edges of our code; ``found``: the inputs and what they did."""

    executions: int
    reached: int
    corpus: int
    found: tuple[str, ...]


def main() -> int:
    """The exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--seconds", type=int, default=120, help="for all targets together")
    asked.add_argument("--only", default="", help="targets whose name holds this word")
    asked.add_argument("--keep", type=Path, help="where the corpus and findings are kept between runs")
    options = asked.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print(f"Fuzzing is skipped: atheris is not installed here (Python {sys.version.split()[0]}, {sys.platform}).")
        return 0
    names = [name for name in TARGETS if options.only in name]
    with tempfile.TemporaryDirectory(prefix="worklog-fuzz-") as scratch:
        folder = options.keep or Path(scratch)
        results = {name: fuzz(name, folder, options.seconds / len(names)) for name in names}
    count, found = sum(r.executions for r in results.values()), sum(len(r.found) for r in results.values())
    print(f"\n{count:,} executions, {found} found")
    return int(any(r.found for r in results.values()))


def fuzz(name: str, folder: Path, seconds: float) -> Ran:
    """One target for so long; after a finding it goes on, with what it had reached."""
    corpus, found = folder / name, folder / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number:03}").write_bytes(seed[:LONGEST])
    end, total, reached, findings = time.monotonic() + seconds, 0, 0, list[str]()
    while len(findings) < MOST_FINDINGS and (left := round(end - time.monotonic())) > 0:
        code, said = _run(name, corpus, found, left)
        total += max((int(n) for n in _DONE.findall(said) or [m[1] for m in _STATUS.finditer(said)]), default=0)
        reached = max([reached, *(int(m[2]) for m in _STATUS.finditer(said))])
        if not code:
            break
        findings.append(_told(said))
        print(f"  {name}: {findings[-1]}", flush=True)
    size = sum(1 for _ in corpus.iterdir())
    print(f"{name:12}{total:>12,} executions  {reached:>6} edges  {size:>5} inputs  {len(findings)} found", flush=True)
    return Ran(total, reached, size, tuple(findings))


def _run(name: str, corpus: Path, found: Path, seconds: int) -> tuple[int, str]:
    args = [
        f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOWEST}", "-rss_limit_mb=3000",
        "-print_final_stats=1", f"-artifact_prefix={found}/{name}-", str(corpus),
    ]  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.drive", name, *args],
        check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return ran.returncode, ran.stdout.decode("utf-8", "replace")


def _told(said: str) -> str:
    """The error and where it came from, with the file of the input."""
    places = re.findall(r'File ".*?((?:src|tests)/[^"]+)", line (\d+)', said)
    place = ":".join(places[-1]) if places else ""
    error = next((text for m in _ERROR.finditer(said) for text in m.groups() if text), said.strip())[-200:]
    file = re.search(r"Test unit written to (\S+)", said)
    return f"{error} at {place} ({file[1] if file else 'no input kept'})"


if __name__ == "__main__":
    sys.exit(main())
