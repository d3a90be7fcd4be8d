"""``demo.py COMMAND…``: the command opens the sample journal in a terminal, shows a week, and leaves at q."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.terminal import Program, environment


def main() -> int:
    """Exit 0 when it did."""
    with tempfile.TemporaryDirectory(prefix="worklog-ci-") as home:
        program = Program(sys.argv[1:], environment(Path(home)), cwd=Path(home)).start()
        shown = program.wait_for(lambda screen: "Week 7 Worklog" in screen and "24 Oct" in screen, 30_000)
        program.press("q")
        program.settle(3000, 10_000)
        left = program.ended
        screen = program.screen()
        program.stop()
    if not (shown and left):
        print(screen)
        print(f"shown: {shown}, left at q: {left}")
    return 0 if shown and left else 1


if __name__ == "__main__":
    sys.exit(main())
