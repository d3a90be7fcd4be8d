"""``python -m tests.faults [--quick] [--only WORD]``: tries them all, prints a line each; exit 1 if one is bad."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults import disks, prefixes, requests, scenes, sweeps
from tests.faults.report import Report


def main() -> int:
    """The exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    asked.add_argument("--quick", action="store_true", help="in memory, fewer error numbers, fewer power cuts")
    asked.add_argument("--only", default="", help="scenes whose name holds this word")
    options = asked.parse_args()
    report = Report()
    makes = scenes.scenes(options.only)
    own = Path(tempfile.gettempdir())
    with tempfile.TemporaryDirectory(prefix="worklog-faults-", dir=disks.fast(own) if options.quick else own) as folder:
        base = Path(folder)
        base.chmod(0o777)
        scenes.warm(base / "warm")
        report.add(sweeps.sweep(makes, base, quick=options.quick))
        report.add(requests.sweep(makes, base, quick=options.quick))
        report.add(disks.full(makes, base))
        report.add(disks.read_only(makes, base))
        report.add(disks.power_cuts(makes, base, quick=options.quick))
        report.add(prefixes.sweep(makes, base, quick=options.quick))
    return 0 if report.end() else 1


if __name__ == "__main__":
    sys.exit(main())
