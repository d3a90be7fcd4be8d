"""Which links are opened, and as what."""

from __future__ import annotations

import threading

import pytest

from tests.tui.conftest import Opener
from tests.tui.test_editing import to_task
from worklog_tui.tui import links
from worklog_tui.tui.links import NotOpened, address, host_of


@pytest.mark.parametrize(
    ("target", "safe"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://Example.org", "http://example.org/"),
        ("https://example.org/đường dẫn".replace(" ", "%20"), "https://example.org/%C4%91%C6%B0%E1%BB%9Dng%20d%E1%BA%ABn"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://example.org:8080/x", "https://example.org:8080/x"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://example.org/\"'`<>|;$(x)", "https://example.org/%22%27%60%3C%3E%7C;$(x)"),
        ("mailto:an@example.org", "mailto:an@example.org"),
        ("mailto:an@example.org?subject=x&attach=/etc/passwd", "mailto:an@example.org"),
    ],
)  # fmt: skip
def test_what_is_opened(target: str, safe: str) -> None:
    assert address(target) == safe


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "/images/x.png", "content/3-Blogs/x.md", "",
        "https://", "https:///path", "http://-oProxyCommand=x/", "--help", "-x", "https://user@example.org/",
        "https://example.org@evil.example/", "https://example.org/\x1b]0;x\x07", "https://exam\nple.org", "http://a b/",
        "https://example.org\u00a0/", "vscode://x", "mailto:-x@example.org", "mailto:", "http://[::1",
        "https://exa$mple.org/", "data:text/html,x", "about:blank", "https://example.org:99999/",
    ],
)  # fmt: skip
def test_what_is_not(target: str) -> None:
    with pytest.raises(NotOpened) as caught:
        address(target)
    assert str(caught.value).endswith(".")
    assert host_of(target) == ""


async def test_o_shows_the_host_and_asks_where_there_are_several(
    week2: object, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    done = threading.Event()

    def browser(url: str) -> bool:
        asked.append(url)
        done.set()
        return True

    monkeypatch.setattr("webbrowser.open", browser)
    async with opened(week2) as run:
        await to_task(run, 2)
        await run.press("o")  # a link in the task, another in its reference column
        await run.press("down", "enter")
        assert done.wait(2)
        assert asked == ["https://example.org/rules"]
        assert "example.org" in run.said()
        await run.press("down", "o")
        assert run.said() == "No link in this row."


def test_a_link_is_never_opened_unchecked() -> None:
    with pytest.raises(NotOpened):
        links.open_in_browser("file:///etc/passwd", print)
