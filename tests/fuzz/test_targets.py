"""Every fuzz target on what was found before, on its seeds, and on what Hypothesis makes of those."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.document.test_identity import SCRAPS
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import PART, TARGETS

FOUND = sorted((Path(__file__).parent / "found").iterdir())
BITS = (*SCRAPS, PART, b"", b"\x1b", "đ".encode(), b"29/09/2025", b"| - x <br> &emsp; + y |")


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
def test_what_was_found_stays_mended(file: Path) -> None:
    TARGETS[file.name.split("-")[0]](file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_seeds(name: str) -> None:
    for seed in seeds(name):
        TARGETS[name](seed)


@pytest.mark.parametrize("name", TARGETS)
def test_broken_seeds(name: str) -> None:
    """Seeds cut, doubled and spliced: what Hypothesis shrinks is a smaller page."""
    cuts = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 60), st.sampled_from(BITS)), max_size=4)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(seeds(name)), cuts)
    def broken(seed: bytes, changes: list[tuple[int, int, bytes]]) -> None:
        for place, size, bit in changes:
            at = place % (len(seed) + 1)
            seed = seed[:at] + bit + seed[at + size :]
        TARGETS[name](seed)

    broken()


def test_the_coverage_guided_fuzzer_runs() -> None:
    """Where it can be installed; a few seconds of one target."""
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed: pip install 'worklog-tui[fuzz]' (Linux and macOS)")
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--only", "cells", "--seconds", "3"],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode in (0, 1), ran.stdout + ran.stderr  # 1: it found something, which `make fuzz` is for
    assert int(ran.stdout.split("cells")[1].split()[0].replace(",", "")) > 100, ran.stdout
