"""The preview from the app: this week in the browser, what does not build among the problems, the page without Hugo."""

from __future__ import annotations

import asyncio
import http.client
import os
import signal
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from tests.hugo_judge import needs_hugo
from tests.tui.conftest import Opener, Running
from tests.tui.test_problems import until
from worklog_tui.tui.screens.picker import Picker
from worklog_tui.tui.screens.problems import ProblemsScreen
from worklog_tui.tui.screens.reading import ReadingScreen

LAYOUT = "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>"


@pytest.fixture
def opened_in_browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses a browser was asked to open."""
    asked: list[str] = []
    monkeypatch.setattr("worklog_tui.tui.links.open_in_browser", lambda address, _: asked.append(address))
    monkeypatch.setenv("BROWSER", "true")
    return asked


@pytest.fixture
def built(site: Path) -> Path:
    """The site with layouts, so that Hugo serves its pages."""
    for name in ("single", "list"):
        layout = site / "layouts/_default" / f"{name}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(LAYOUT)
    return site


@pytest.fixture
def no_hugo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worklog_tui.storage.hugo.find_hugo", lambda: None)


async def waited(run: Running, asked: list[str], count: int) -> str:
    """The last address, once so many were asked for."""
    for _ in range(400):
        await run.pilot.pause()
        if len(asked) >= count:
            return asked[-1]
        await asyncio.sleep(0.02)
    raise AssertionError(f"{asked}: {run.said()}")


def served(address: str) -> str:
    parts = urlsplit(address)
    link = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=10)
    link.request("GET", parts.path)
    answer = link.getresponse()
    assert answer.status == 200
    return answer.read().decode()


@needs_hugo
async def test_this_week_in_the_browser_and_the_next_one(
    built: Path, week2: Path, opened: Opener, opened_in_browser: list[str]
) -> None:
    async with opened(week2) as run:
        await run.press("P")
        first = await waited(run, opened_in_browser, 1)
        assert urlsplit(first).path == "/1-worklog/1.2-week2/"
        assert "Week 2 Worklog" in served(first)
        assert await until(run, "is in the browser")
        await run.press("right_square_bracket", "t", "P")
        assert urlsplit(await waited(run, opened_in_browser, 2)).path == "/vi/1-worklog/1.3-week3/"
        server = run.screen.room("preview").server
        assert server.running
        run.screen.run_command("preview_stop")
        assert not server.running
        with pytest.raises(ConnectionRefusedError):
            served(first)


@needs_hugo
async def test_an_edit_is_served_and_the_server_ends_with_the_screen(
    built: Path, week2: Path, opened: Opener, opened_in_browser: list[str]
) -> None:
    async with opened(week2) as run:
        await run.press("P")
        address = await waited(run, opened_in_browser, 1)
        await run.press("e")
        await run.type("Zebra ")
        await run.press("escape")
        assert run.saved(week2)
        for _ in range(200):
            if "Zebra" in served(address):
                break
            await asyncio.sleep(0.05)
        else:
            raise AssertionError("the edit does not come")
    with pytest.raises(ConnectionRefusedError):
        served(address)


@needs_hugo
async def test_what_does_not_build_is_a_problem_at_its_place(
    built: Path, week2: Path, opened: Opener, opened_in_browser: list[str]
) -> None:
    week3 = week2.parent.parent / "1.3-Week3" / "_index.md"
    async with opened(week2) as run:
        await run.press("P")
        await waited(run, opened_in_browser, 1)
        whole = week3.read_text()
        week3.write_text(whole.replace("- Second aim", "- Second aim {{< nosuch >}}"))
        said = await until(run, "problems")  # the footer counts it with the one of the page
        assert said.count("! 2 problems") == 1
        await run.press("exclamation_mark")
        assert isinstance(run.app.screen, ProblemsScreen)
        await until(run, 'Hugo: failed to extract shortcode: template for shortcode "nosuch" not found')
        await run.press("enter")
        assert run.screen.page is not None
        assert run.screen.page.path == week3
        assert run.row() == "Second aim {{< nosuch >}}"
        week3.write_text(whole)
        for _ in range(400):
            await run.pilot.pause(0.02)
            if run.screen.session.checking.built == ():
                break
        assert run.screen.session.checking.built == ()


@needs_hugo
async def test_a_site_that_does_not_build_is_served_once_it_does(
    built: Path, week2: Path, opened: Opener, opened_in_browser: list[str]
) -> None:
    whole = week2.read_text()
    week2.write_text(whole.replace("- Second aim", "- {{< nosuch >}}"))
    async with opened(week2) as run:
        await run.press("P")
        await until(run, "Hugo: failed to extract shortcode")
        assert isinstance(run.app.screen, ProblemsScreen)
        await run.press("enter")
        assert run.row() == "{{< nosuch >}}"
        assert opened_in_browser == []
        await run.press("x")
        run.saved(week2)
        assert urlsplit(await waited(run, opened_in_browser, 1)).path == "/1-worklog/1.2-week2/"


@needs_hugo
async def test_a_site_that_runs_more_is_asked_about(
    built: Path, week2: Path, opened: Opener, opened_in_browser: list[str]
) -> None:
    (built / "postcss.config.js").write_text("module.exports = {}")
    async with opened(week2) as run:
        await run.press("P")
        assert isinstance(run.app.screen, Picker)
        assert "This site's Hugo may run the site's own JavaScript" in await until(run, "I trust this site")
        await run.press("enter")  # leave it
        assert run.screen.room("preview").server is None
        await run.press("P", "down", "enter")
        await waited(run, opened_in_browser, 1)


async def test_without_hugo_the_page_is_read_here(no_hugo: None, site: Path, week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(100, 50)) as run:
        await run.press("P")
        assert isinstance(run.app.screen, ReadingScreen)
        said = await until(run, "Hugo was not found: install it")
        for words in (
            "Week 2 Worklog", "1. Mon 8 Sep 2025", "• Meet the team", "◦ Shake hands",
            "Reference Material: Map Other [1] [2]", "• Done one", "│ a quote that is kept", "[1] Map · https://example.org/map",
        ):  # fmt: skip
            assert words in said, words
        await run.press("right_square_bracket", "t")
        assert "Tuần 3 Worklog" in await until(run, "Week 3 · VI")
        await run.press("q")
        assert run.screen.page is not None
        assert run.screen.page.rel.endswith("1.3-Week3/_index.vi.md")


async def test_a_hostile_page_is_only_words(no_hugo: None, site: Path, week2: Path, opened: Opener) -> None:
    week2.write_text(week2.read_text().replace("First aim", "[@click=app.quit]x[/] \x1b]52;c;x\x07 {{< a [b] >}}"))
    async with opened(week2) as run:
        await run.press("P")
        said = await until(run, "[@click=app.quit]x[/]")
        assert "\x1b" not in said
        assert "\x07" not in said


async def test_no_site_around(no_hugo: None, tmp_path: Path, week2: Path, opened: Opener) -> None:
    page = tmp_path / "plain" / "week1.md"
    page.parent.mkdir()
    page.write_bytes(week2.read_bytes())
    async with opened(page) as run:
        await run.press("P")
        assert "There is no Hugo site around this journal" in await until(run, "as one reads it")


@needs_hugo
@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at as Linux has them")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_no_server_outlives_the_app(
    built: Path, week2: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    from tests.tui.terminal import Terminal

    def servers() -> list[int]:
        said = ((p.pid, p.info["cmdline"] or []) for p in psutil.process_iter(["cmdline"]))
        return [pid for pid, line in said if str(built) in line and "server" in line]

    monkeypatch.setenv("BROWSER", "true")
    terminal = Terminal(["-m", "worklog_tui", str(week2)], tmp_path)
    assert terminal.until("First aim"), terminal.screen.display
    terminal.read(0.5)
    terminal.write("P", 0.5)
    assert terminal.until("is in the browser"), terminal.screen.display
    assert servers()
    os.kill(terminal.pid, number)
    end = time.monotonic() + 15
    while servers() and time.monotonic() < end:
        terminal.read(0.1)
    assert servers() == []
