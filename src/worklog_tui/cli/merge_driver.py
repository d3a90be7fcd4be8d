"""`worklog merge-driver BASE OURS THEIRS [PATH]`: what git calls to merge a week both sides have changed."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.cli.output import Failure

if TYPE_CHECKING:
    import argparse

    from worklog_tui.merge.three import Merged

HELP = "Merge three versions of a page by its tasks, items and values; git calls this (see install-merge-driver)."
_USAGE = 129  # git takes an exit code over 128 for a driver that broke, and leaves the file as it was


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments: git's %O %A %B %P, %L, %X, %Y."""
    parser.add_argument("base", metavar="BASE", help="the version both sides began with (%%O)")
    parser.add_argument("ours", metavar="OURS", help="our version (%%A); the merged page is written here")
    parser.add_argument("theirs", metavar="THEIRS", help="the other version (%%B)")
    parser.add_argument("path", metavar="PATH", nargs="?", help="what the page is called in the repository (%%P)")
    parser.add_argument("--marker-size", type=int, default=7, metavar="N", help="signs of a conflict marker (%%L)")
    parser.add_argument("--ours-label", default="ours", metavar="TEXT", help="our version's name in a marker (%%X)")
    parser.add_argument("--theirs-label", default="theirs", metavar="TEXT", help="the other's (%%Y)")


def run(args: argparse.Namespace) -> int:
    """Writes the merged page over OURS. 0: merged; 1: conflict markers are left to be resolved."""
    from worklog_tui.document.limits import MAX_BODY
    from worklog_tui.merge.marked import with_markers
    from worklog_tui.merge.three import merge

    try:
        versions = [Path(name).read_bytes() for name in (args.base, args.ours, args.theirs)]
    except OSError as error:
        raise Failure(f"{error.filename} cannot be read: {error.strerror}.", _USAGE) from error
    if any(len(data) > MAX_BODY for data in versions):
        return _by_lines(args)
    found = merge(*versions)
    if _whole_page(found):
        return _by_lines(args)
    merged = with_markers(found, labels=(args.ours_label, args.theirs_label), size=args.marker_size)
    try:
        Path(args.ours).write_bytes(merged)  # git's own temporary file
    except OSError as error:
        raise Failure(f"{args.ours} cannot be written: {error.strerror}.", _USAGE) from error
    return 1 if found.conflicts else 0


def _whole_page(found: Merged) -> bool:
    return any(conflict.kind == "page" for conflict in found.conflicts)


def _by_lines(args: argparse.Namespace) -> int:
    """What git would have done without us: pages we do not read, or cannot prove."""
    labels = ["-L", args.ours_label, "-L", "base", "-L", args.theirs_label]
    command = ["git", "merge-file", f"--marker-size={args.marker_size}", *labels, args.ours, args.base, args.theirs]
    try:
        code = subprocess.run(command, check=False, capture_output=True).returncode
    except OSError as error:
        raise Failure("git cannot be called to merge this page by its lines.", _USAGE) from error
    return 0 if code == 0 else 1 if code < 128 else _USAGE
