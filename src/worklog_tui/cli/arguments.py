"""argparse, whose errors quote what was typed, or what the shell made of file names: made safe to print."""

from __future__ import annotations

import argparse
from typing import NoReturn

from worklog_tui.worklog.visible import visible


class Parser(argparse.ArgumentParser):
    """What a terminal would obey is shown as a symbol."""

    def error(self, message: str) -> NoReturn:
        """Usage and one line; exit code 2."""
        super().error(visible(message))
