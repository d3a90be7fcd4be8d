"""A part of the page in $EDITOR: its bytes go out, what was changed comes back as one edit."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import to_task
from worklog_tui.tui.app import WorklogApp


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file a test writes its editor into: Python that has the text as ``d`` and leaves what is to be as ``d``."""
    body = tmp_path / "body.py"
    script = tmp_path / "myeditor"
    script.write_text(
        f"#!{sys.executable}\nimport sys\np = sys.argv[-1]\nd = open(p, 'rb').read()\n"
        f"open({str(tmp_path / 'given')!r}, 'wb').write(d)\nexec(open({str(body)!r}).read())\nopen(p, 'wb').write(d)\n"
    )
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    monkeypatch.setattr(WorklogApp, "suspend", lambda _: contextlib.nullcontext())
    return body


async def here(run: Running) -> None:
    run.screen.run_command("editor_here")
    await run.pilot.pause(0.2)


async def test_the_table_of_a_task_goes_out_and_comes_back(
    week2: Path, opened: Opener, editor: Path, tmp_path: Path
) -> None:
    editor.write_text("d = d.replace(b'Meet', b'Greet')")
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 2)
        await here(run)
        assert run.saved(week2) == before.replace(b"Meet", b"Greet")
        assert (tmp_path / "given").read_bytes() == before[before.index(b"| Day") : before.index(b"\n### Week 2 Achi")]
        assert "Your editor's text is on the page" in run.said()
        await run.press("u")
        assert run.saved(week2) == before


async def test_no_change_is_no_change_also_with_a_final_newline_more(week2: Path, opened: Opener, editor: Path) -> None:
    week2.write_bytes(week2.read_bytes().replace(b"\n", b"\r\n").rstrip(b"\r\n"))
    before = week2.read_bytes()
    async with opened(week2) as run:
        for body in ("pass", "d = d + b'\\n'"):
            editor.write_text(body)
            await run.press("home", "home", "tab")
            await here(run)
            assert run.said() == "Nothing was changed."
            await run.press("home", "home", *["tab"] * 4)
            await here(run)
            assert run.said() == "Nothing was changed."
        assert run.saved(week2) == before
        assert not run.screen.session.can_undo(None)


async def test_line_ends_stay_and_an_own_line_takes_the_page_s(week2: Path, opened: Opener, editor: Path) -> None:
    week2.write_bytes(week2.read_bytes().replace(b"\n", b"\r\n"))
    before = week2.read_bytes()
    editor.write_text("d = d.replace(b'- Second', b'- Between\\n- Second')")
    async with opened(week2) as run:
        await run.press("home", "home", "tab")
        await here(run)
        assert run.saved(week2) == before.replace(b"- Second", b"- Between\r\n- Second")


async def test_what_is_refused_or_failed_changes_nothing_and_is_kept(week2: Path, opened: Opener, editor: Path) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "tab")
        editor.write_text("d = d + b'{{< unknown >}}'")
        await here(run)
        assert "Your text is in " in run.said()
        kept = Path(run.said().rsplit(" in ", 1)[1].rstrip("."))
        assert kept.read_bytes().endswith(b"{{< unknown >}}")
        kept.unlink()
        editor.write_text("sys.exit(3)")
        await here(run)
        assert "ended with an error (3)" in run.said()
        assert run.saved(week2) == before


async def test_a_part_changed_meanwhile_is_not_written_over(week2: Path, opened: Opener, editor: Path) -> None:
    other = week2.read_bytes().replace(b"First aim", b"Their aim")
    editor.write_text(f"open({str(week2)!r}, 'wb').write({other!r}); d = d.replace(b'First', b'My')")
    async with opened(week2) as run:
        await run.press("home", "home", "tab")
        await here(run)
        assert "changed by another program" in run.said()
        assert run.saved(week2) == other
        Path(run.said().rsplit(" in ", 1)[1].rstrip(".")).unlink()
