"""The rule link-local."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_files_and_servers_of_one_s_own() -> None:
    for target in ("file:///tmp/a.pdf", "http://localhost:1313/x", "http://127.0.0.1/", "C:/Users/ann/plan.pdf"):
        assert lines("link-local", subject(page(4, ("(https://example.org/pumps)", f"({target})")))) == [19], target


def test_a_page_about_localhost() -> None:
    assert not lines("link-local", subject(page(4, ("https://example.org/pumps", "https://example.org/localhost"))))
