"""Writes docs/keystrokes.md from real runs of the app and of vim (which has to be installed)."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.keystrokes.measure import page  # noqa: E402 - the tests are no installed package

PAGE = Path(__file__).with_name("keystrokes.md")


def main() -> None:
    """The page, made in a home of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "WORKLOG_HOME"):
            os.environ[name] = str(Path(scratch) / name)
        PAGE.write_text(asyncio.run(page(Path(scratch))), encoding="utf-8")


if __name__ == "__main__":
    main()
