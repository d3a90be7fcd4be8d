"""What the first paint may cost, told without a clock: which modules are loaded, how much is styled, what is parsed."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

from tests.tui.conftest import Opener
from worklog_tui.resources import styles_dir

NOT_YET = (
    "textual.widgets._markdown", "textual.widgets._text_area", "textual.widgets._data_table", "tree_sitter", "sqlite3",
    "tomlkit", "watchfiles", "filelock", "frontmatter", "tomli_w", "webbrowser", "worklog_tui.worklog.plans.plan",
    "worklog_tui.tui.editing", "worklog_tui.tui.widgets.editors", "worklog_tui.tui.screens.help",
)  # fmt: skip


def test_modules_at_first_paint(site: Path, tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import asyncio, datetime as dt, sys
        from pathlib import Path
        from worklog_tui.storage.settings import Settings
        from worklog_tui.tui.app import WorklogApp
        def session(where):
            from worklog_tui.session.journal import open_journal
            from worklog_tui.session.session import Session
            journal = open_journal(where, settings=Settings(), cwd=Path.cwd())
            return Session(journal, settings=Settings(), state_dir=Path(sys.argv[2]))
        app = WorklogApp(session, path=Path(sys.argv[1]), settings=Settings(), today=dt.date(2025, 9, 10))
        async def main():
            async with app.run_test(size=(120, 40)):
                names = set(sys.modules)
            print("\\n".join(sorted(names)))
        asyncio.run(main())
        """
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(site), str(tmp_path / "state")], capture_output=True, text=True, check=True
    )
    loaded = set(run.stdout.split())
    assert "worklog_tui.tui.screens.main" in loaded
    assert not [name for name in NOT_YET if name in loaded or any(m.startswith(name + ".") for m in loaded)]


def test_styles_of_the_first_screen_are_small() -> None:
    size = sum((styles_dir() / name).stat().st_size for name in ("main.tcss",))
    assert size <= 5 * 1024


async def test_only_the_shown_week_is_parsed_on_the_ui_thread(site: Path, opened: Opener, monkeypatch: object) -> None:
    import threading

    from worklog_tui.session.session import Session

    main = threading.get_ident()
    parsed: list[str] = []
    week = Session.week

    def counting(self: Session, page: object) -> object:
        if threading.get_ident() == main and self.peek(page) is None:  # type: ignore[arg-type]
            parsed.append(page.rel)  # type: ignore[attr-defined]
        return week(self, page)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "week", counting)  # type: ignore[attr-defined]
    async with opened(site / "content" / "1-Worklog" / "1.2-Week2" / "_index.md") as run:
        await run.pilot.pause(0.3)
    assert parsed == ["content/1-Worklog/1.2-Week2/_index.md"]
