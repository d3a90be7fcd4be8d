"""`worklog completion SHELL`: the script that lets a shell complete commands, options and paths."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Final

from worklog_tui.cli.output import Failure, say

if TYPE_CHECKING:
    import argparse

HELP = "Print the completion script of a shell; the first line of what is printed says where it belongs."
SHELLS: Final = ("bash", "zsh", "fish", "tcsh", "powershell")
HOW: Final = {
    "bash": 'put this into ~/.bashrc: eval "$(worklog completion bash)"',
    "zsh": "worklog completion zsh > ~/.zfunc/_worklog, with fpath+=~/.zfunc before compinit in ~/.zshrc",
    "fish": "worklog completion fish > ~/.config/fish/completions/worklog.fish",
    "tcsh": "worklog completion tcsh > ~/.worklog.tcsh, and source it in ~/.tcshrc",
    "powershell": "worklog completion powershell >> $PROFILE",
}
_FILES: Final = frozenset({"path", "file", "files", "journal", "base", "ours", "theirs", "out", "pages"})
_FOLDERS: Final = frozenset({"directory", "dir", "folder", "copy_to"})


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "shell", nargs="?", choices=SHELLS, metavar="SHELL", help=f"{', '.join(SHELLS)} (default: the one in use)"
    )


def run(args: argparse.Namespace) -> int:
    """Prints the script. Raises Failure where the shell is not known."""
    shell = args.shell or _current()
    if shell is None:
        raise Failure(f"Which shell? Say one of {', '.join(SHELLS)}: worklog completion bash")
    script = script_of(shell)
    if shell == "zsh":  # its first line must stay the first
        first, rest = script.split("\n", 1)
        say(f"{first}\n# {HOW[shell]}\n{rest}")
    else:
        say(f"# {HOW[shell]}\n{script}")
    return 0


def script_of(shell: str) -> str:
    """The script, made out of the parsers of all commands."""
    import shtab

    script: str = shtab.complete(_parser(), shell)
    if shell == "bash":  # where the script knows nothing, the shell's own completion of paths
        script = re.sub(r"^complete -o bashdefault ", "complete -o bashdefault -o default ", script, flags=re.MULTILINE)
    return script.rstrip("\n")


def _parser() -> argparse.ArgumentParser:
    import argparse

    import shtab

    from worklog_tui.cli.main import COMMANDS, command

    whole = argparse.ArgumentParser(prog="worklog")
    whole.add_argument("--version", action="store_true", help="say the version")
    commands = whole.add_subparsers()
    for name in COMMANDS:
        module = command(name)
        parser = commands.add_parser(name, help=module.HELP.split(";")[0].split(":")[0].rstrip("."))
        module.configure(parser)
        for action in parser._actions:
            if action.dest in _FOLDERS:
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
            elif action.dest in _FILES:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
    return whole


def _current() -> str | None:
    """The shell one is in, as far as the environment tells."""
    name = os.path.basename(os.environ.get("SHELL", ""))
    if name in SHELLS:
        return name
    return "powershell" if sys.platform == "win32" else None
