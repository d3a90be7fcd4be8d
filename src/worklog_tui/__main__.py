"""`python -m worklog_tui`: the same as the `worklog` command."""

from worklog_tui.cli.main import run

if __name__ == "__main__":
    run()
