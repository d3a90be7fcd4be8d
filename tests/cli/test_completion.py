"""The completion scripts, judged by the shells that are there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_commands import worklog
from worklog_tui.cli.main import COMMANDS

_ASK = """
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(( $# - 1 ))
$(complete -p worklog | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def bash(tmp_path: Path) -> Path:
    """The script for bash, in a file."""
    if shutil.which("bash") is None:
        pytest.skip("needs bash")
    script = tmp_path / "worklog.bash"
    script.write_text(worklog("completion", "bash", cwd=tmp_path).stdout, encoding="utf-8")
    return script


def complete(script: Path, *words: str) -> set[str]:
    """What bash offers for the last word."""
    asked = subprocess.run(
        ["bash", "-c", _ASK, "bash", script, *words], cwd=script.parent, capture_output=True, text=True, check=False
    )
    assert asked.stderr == ""
    return set(asked.stdout.split("\n")) - {""}


def test_bash_completes_commands_options_and_choices(bash: Path) -> None:
    assert complete(bash, "worklog", "") >= set(COMMANDS)
    assert complete(bash, "worklog", "che") == {"check"}
    assert complete(bash, "worklog", "check", "--severity", "") == {"error", "warning", "info"}
    assert "--dry-run" in complete(bash, "worklog", "new-week", "--")


def test_bash_completes_paths(bash: Path) -> None:
    (bash.parent / "journal one").mkdir()
    (bash.parent / "journal.md").write_text("")
    assert complete(bash, "worklog", "show", "jour") == {"journal one", "journal.md"}
    assert complete(bash, "worklog", "init", "jour") == {"journal one"}


def test_every_shell_has_its_script(tmp_path: Path) -> None:
    for shell in ("zsh", "fish", "tcsh", "powershell"):
        said = worklog("completion", shell, cwd=tmp_path)
        assert said.returncode == 0
        assert "new-week" in said.stdout
    assert worklog("completion", "zsh", cwd=tmp_path).stdout.startswith("#compdef worklog\n")


def test_an_unknown_shell_is_said(tmp_path: Path) -> None:
    said = worklog("completion", cwd=tmp_path, SHELL="/bin/strange")
    assert said.returncode == 3
    assert said.stderr.startswith("worklog: Which shell?")
