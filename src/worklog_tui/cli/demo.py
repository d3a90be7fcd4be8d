"""`worklog demo`: the app on a scratch copy of the sample journal."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "Open a scratch copy of the sample journal: change what you like, nothing of yours is touched."


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--copy-to", metavar="DIR", help="copy the sample journal into DIR (new or empty) and do not open it"
    )


def run(args: argparse.Namespace) -> int:
    """Copies and opens; the scratch copy goes when the app ends."""
    from worklog_tui.cli.output import Failure, say
    from worklog_tui.resources import sample_logs_dir

    if args.copy_to:
        target = Path(args.copy_to)
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise Failure(f"{target} is not an empty folder: name a new one.")
        shutil.copytree(sample_logs_dir(), target, dirs_exist_ok=True)
        say(f"The sample journal is in {target}")
        return 0
    from worklog_tui.cli.open_app import open_path, require_terminal

    require_terminal()
    with tempfile.TemporaryDirectory(prefix="worklog-demo-", ignore_cleanup_errors=True) as scratch:
        site = Path(scratch) / "sample_logs"
        shutil.copytree(sample_logs_dir(), site)
        return open_path(str(site), remember=False)
