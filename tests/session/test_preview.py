"""The preview against the real ``hugo server``: served, edits seen, errors at their line, ports, no Hugo, no trace."""

from __future__ import annotations

import http.client
import queue
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.hugo_judge import needs_hugo
from worklog_tui.resources import sample_logs_dir
from worklog_tui.session.journal import open_journal
from worklog_tui.session.nouns import Journal
from worklog_tui.session.publish.building import NotBuilt, asks_of, build_site, hugo_of, site_of
from worklog_tui.session.publish.preview import Preview, Rebuilt
from worklog_tui.storage.serving import free_port

pytestmark = [needs_hugo, pytest.mark.hugo]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copytree(sample_logs_dir(), tmp_path / "site")
    return tmp_path / "site"


class Served:
    """A preview that runs, and what it has told."""

    def __init__(self, site: Path, port: int = 0) -> None:
        self.site, self.news = site, queue.Queue[Rebuilt]()
        self.journal: Journal = open_journal(site, cwd=site)
        self.preview = Preview(site_of(self.journal), hugo_of(), self.news.put, port=port or free_port(0))

    def address(self, week: int, language: str) -> str:
        entry = next(entry for entry in self.journal.weeks if entry.number == week)
        return self.preview.address(self.journal, entry.page(language))

    def next(self) -> Rebuilt:
        return self.news.get(timeout=20)


@pytest.fixture
def served(site: Path) -> Iterator[Served]:
    served = Served(site)
    served.preview.start()
    yield served
    served.preview.close()


def get(address: str) -> tuple[int, str]:
    """What is served there, on the loopback."""
    parts = urlsplit(address)
    assert parts.hostname in ("localhost", "127.0.0.1")
    link = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=10)
    link.request("GET", parts.path)
    answer = link.getresponse()
    if answer.status == 301:  # of an index.html to its folder; browsers follow
        return get(address[: address.rindex("/") + 1])
    return answer.status, answer.read().decode("utf-8", "replace")


def replace(file: Path, old: str, new: str) -> None:
    said = file.read_text("utf-8")
    assert old in said
    file.write_text(said.replace(old, new, 1), "utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def week4(site: Path) -> Path:
    return site / "content/1-Worklog/1.4-Week4/_index.md"


def test_the_page_is_served_and_an_edit_is_seen(served: Served, site: Path) -> None:
    assert served.preview.running
    english, vietnamese = served.address(4, "en"), served.address(4, "vi")
    assert urlsplit(english).path == "/1-worklog/1.4-week4/"
    assert urlsplit(vietnamese).path == "/vi/1-worklog/1.4-week4/"
    assert get(english)[0] == get(vietnamese)[0] == 200
    assert "Tuần 4" in get(vietnamese)[1] or "tuần 4" in get(vietnamese)[1]
    replace(week4(site), "### Week 4", "### Seen at once\n\n### Week 4")
    assert served.next().problems == ()
    assert "Seen at once" in get(english)[1]


def test_a_page_that_breaks_the_build_is_told_at_its_line(served: Served, site: Path) -> None:
    page = week4(site)
    whole = page.read_text("utf-8")
    replace(page, "### Week 4", "{{< nosuch >}}\n### Week 4")
    (problem,) = served.next().problems
    assert problem.file == page
    assert page.read_text("utf-8").splitlines()[problem.line - 1] == "{{< nosuch >}}"
    assert 'shortcode "nosuch" not found' in problem.message
    assert served.preview.problems == (problem,)
    page.write_text(whole, "utf-8")
    assert served.next().problems == ()
    assert get(served.address(4, "en"))[0] == 200
    replace(page, "title: ", 'title: "')
    (problem,) = served.next().problems
    assert problem.file == page
    assert problem.line == 2


def test_a_layout_that_breaks_the_build_is_told_too(served: Served, site: Path) -> None:
    layout = site / "layouts/_default/list.html"
    layout.write_text("<main>\n{{ .Nope.X }}\n</main>\n")
    problems = served.next().problems
    assert {(one.file, one.line) for one in problems} == {(layout, 2)}


def test_a_site_that_does_not_build_does_not_start(site: Path) -> None:
    page = week4(site)
    whole = page.read_text("utf-8")
    replace(page, 'date: "2025-09-29"', 'date: "29/09/2025"')
    served = Served(site)
    with pytest.raises(NotBuilt, match=r"The site does not build: content/.*/_index\.md:3: .*date") as error:
        served.preview.start()
    (problem,) = error.value.problems
    assert (problem.file, problem.line) == (page, 3)
    assert not served.preview.running
    with pytest.raises(NotBuilt, match="does not run"):
        served.address(4, "en")
    page.write_text(whole, "utf-8")
    again = Served(site)
    again.preview.start()
    assert get(again.address(4, "en"))[0] == 200
    again.preview.close()


def test_a_busy_port_is_left_to_whoever_has_it(site: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        served = Served(site, port)
        served.preview.start()
        assert served.preview.port != port
        assert get(served.address(4, "en"))[0] == 200
        served.preview.close()


def test_a_port_taken_after_we_looked(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        ports = iter([port, free_port(0)])
        monkeypatch.setattr("worklog_tui.session.publish.preview.free_port", lambda _: next(ports))
        served = Served(site)
        served.preview.start()
        assert get(served.address(4, "en"))[0] == 200
        served.preview.close()


def test_nothing_is_left_in_the_site_and_nothing_runs_on(site: Path) -> None:
    (site / "assets").mkdir()
    (site / "assets/a.js").write_text("console.log(1)\n")
    with (site / "hugo.toml").open("a") as config:
        config.write("\n[build.buildStats]\nenable = true\n")
    with (site / "layouts/_default/list.html").open("a") as layout:
        layout.write('{{ with resources.Get "a.js" | js.Build }}{{ .RelPermalink }}{{ end }}')
    before = files(site)
    served = Served(site)
    served.preview.start()
    address = served.address(4, "en")
    assert get(address)[0] == 200
    served.preview.close()
    build_site(site, hugo_of())
    assert files(site) == before
    assert not served.preview.running
    with pytest.raises(ConnectionRefusedError):
        get(address)


def test_a_server_that_dies_is_told(served: Served) -> None:
    process = served.preview._served
    assert process is not None
    process._process.terminate()
    news = served.next()
    assert news.over
    assert not served.preview.running


@pytest.mark.parametrize(
    ("config", "english", "vietnamese"),
    [
        ('baseURL = "https://example.org/a/b/"', "/a/b/1-worklog/1.4-week4/", "/a/b/vi/1-worklog/1.4-week4/"),
        ('baseURL = "/"', "/1-worklog/1.4-week4/", "/vi/1-worklog/1.4-week4/"),
        ("", "/1-worklog/1.4-week4/", "/vi/1-worklog/1.4-week4/"),
        ("defaultContentLanguageInSubdir = true", "/en/1-worklog/1.4-week4/", "/vi/1-worklog/1.4-week4/"),
        ("uglyURLs = true", "/1-worklog/1.4-week4/index.html", "/vi/1-worklog/1.4-week4/index.html"),
        ("disablePathToLower = true", "/1-Worklog/1.4-Week4/", "/vi/1-Worklog/1.4-Week4/"),
        ('[permalinks.section]\n"1-worklog" = "/log/:slugorcontentbasename/"', "/log/1-4-week4/", "/vi/log/1-4-week4/"),
    ],
)
def test_the_address_is_the_one_hugo_gives(site: Path, config: str, english: str, vietnamese: str) -> None:
    said = (site / "hugo.toml").read_text().replace('baseURL = "https://example.org/"\n', "", 1)
    (site / "hugo.toml").write_text(f"{said}\n{config}\n" if config.startswith("[") else f"{config}\n{said}")
    served = Served(site)
    served.preview.start()
    try:
        for language, path in (("en", english), ("vi", vietnamese)):
            address = served.address(4, language)
            status, text = get(address)
            assert status == 200
            assert f"{'Week' if language == 'en' else 'tuần'} 4" in text
            if "permalinks" not in config:
                assert urlsplit(address).path == path
    finally:
        served.preview.close()


def test_slug_and_url_of_the_page_itself_and_drafts_of_days_to_come(site: Path) -> None:
    replace(week4(site), "title:", "url: /tuần bốn/\ndraft: true\ntitle:")
    replace(week4(site), 'date: "2025-09-29"', "date: 2999-01-01")
    served = Served(site)
    served.preview.start()
    try:
        address = served.address(4, "en")
        assert urlsplit(address).path == "/tu%E1%BA%A7n%20b%E1%BB%91n/"
        assert get(address)[0] == 200
    finally:
        served.preview.close()


def test_each_language_on_a_server_of_its_own(site: Path) -> None:
    said = (site / "hugo.toml").read_text()
    said = said.replace("[languages.en]\n", '[languages.en]\nbaseURL = "https://en.example.org/r/"\n')
    said = said.replace("[languages.vi]\n", '[languages.vi]\nbaseURL = "https://vi.example.org/"\n')
    (site / "hugo.toml").write_text(said)
    served = Served(site)
    served.preview.start()
    try:
        english, vietnamese = urlsplit(served.address(4, "en")), urlsplit(served.address(4, "vi"))
        assert english.port != vietnamese.port
        assert (english.path, vietnamese.path) == ("/r/1-worklog/1.4-week4/", "/1-worklog/1.4-week4/")
        assert get(english.geturl())[0] == get(vietnamese.geturl())[0] == 200
    finally:
        served.preview.close()


def test_a_hugo_that_lists_no_sections_is_helped(
    served: Served,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = [served.address(4, language) for language in ("en", "vi")]
    monkeypatch.setattr("worklog_tui.session.publish.preview.addresses", lambda _: {})
    assert [served.address(4, language) for language in ("en", "vi")] == right


def test_no_hugo_and_no_site(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worklog_tui.storage.hugo._bundled", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotBuilt, match="Hugo was not found: install it"):
        hugo_of()
    plain = tmp_path / "weeks"
    plain.mkdir()
    shutil.copy(week4(site), plain / "week1.md")
    with pytest.raises(NotBuilt, match="There is no Hugo site around this journal"):
        site_of(open_journal(plain, cwd=tmp_path))


def test_what_a_site_would_run_is_known_before(site: Path) -> None:
    assert asks_of(site) == ()
    (site / "postcss.config.js").write_text("module.exports = {}")
    with (site / "hugo.toml").open("a") as config:
        config.write('\n[security.exec]\nallow = [".*"]\n')
    assert asks_of(site) == (
        "run other programs (.*)", "run the site's own JavaScript (postcss.config.js)",
    )  # fmt: skip


def test_stopped_while_it_starts(site: Path) -> None:
    import threading

    served = Served(site)
    raised: list[str] = []

    def start() -> None:
        try:
            served.preview.start()
        except NotBuilt as error:
            raised.append(str(error))

    thread = threading.Thread(target=start)
    thread.start()
    time.sleep(0.05)
    served.preview.close()
    thread.join(20)
    assert not thread.is_alive()
    assert raised == ["The preview was stopped."]
