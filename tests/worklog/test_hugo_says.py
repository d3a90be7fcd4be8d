"""What Hugo says is read: errors with their places, addresses, where it serves. The lines are Hugo 0.168's own."""

from __future__ import annotations

import pytest

from worklog_tui.worklog.site.hugo_says import BuildError, address_served, addresses, build_errors, served_at

PAGE = "/site/content/1-Worklog/1.4-Week4/_index.md"


@pytest.mark.parametrize(
    ("line", "file", "at", "words"),
    [
        (
            f'ERROR error building site: assemble: failed to create page from pageMetaSource '
            f'/1-worklog/1.4-week4: "{PAGE}'
            ':41:1": failed to extract shortcode: template for shortcode "nosuch" not found',
            PAGE, 41, 'failed to extract shortcode: template for shortcode "nosuch" not found',
        ),
        (
            f'ERROR Rebuild failed: assemble: failed to create page from pageMetaSource /1-worklog/1.4-week4: '
            f'"{PAGE}:2:8"'
            ": [1:8] could not find end character of double-quoted text",
            PAGE, 2, "could not find end character of double-quoted text",
        ),
        (
            'ERROR error building site: render: [en v1.0.0 guest] failed to render pages: render of '
            '"/site/content/_index.'
            'md" failed: "/site/layouts/_default/list.html:1:8": execute of template failed: template: list.html:1:8: '
            "executing \"list.html\" at <.Nope.X>: can't evaluate field Nope in type *hugolib.pageState",
            "/site/layouts/_default/list.html", 1,
            "executing \"list.html\" at <.Nope.X>: can't evaluate field Nope in type *hugolib.pageState",
        ),
        (
            f'ERROR [en] REF_NOT_FOUND: Ref "nosuch.md": "{PAGE}:41:1": page not found',
            PAGE, 41, "the reference “nosuch.md” leads to no page of the site",
        ),
        (
            f'ERROR error building site: assemble: The "x" shortcode requires two named parameters. See "{PAGE}:9:1"',
            PAGE, 9, 'The "x" shortcode requires two named parameters',
        ),
        (
            'ERROR failed to load config: "/site/hugo.toml:16:5": unmarshal failed: toml: unexpected character',
            "/site/hugo.toml", 16, "unmarshal failed: toml: unexpected character",
        ),
        (
            'Error: error building site: "C:\\site\\content\\x.md:7:1": failed to extract shortcode',
            "C:\\site\\content\\x.md", 7, "failed to extract shortcode",
        ),
        (
            'ERROR 2023/05/01 10:00:00 render of "page" failed: "/site/content/x.md:3:1": failed to render '
            'shortcode "a": '
            '"/site/layouts/shortcodes/a.html:9:2": execute of template failed',
            "/site/content/x.md", 3, "execute of template failed",
        ),
    ],
)  # fmt: skip
def test_an_error_has_its_place(line: str, file: str, at: int, words: str) -> None:
    (error,) = build_errors([line])
    assert (error.file, error.line, error.message) == (file, at, words)


def test_a_front_matter_error_names_its_key_and_the_sum_is_no_error_beside_it() -> None:
    said = [
        f'ERROR the "date" front matter field is not a parsable date: see {PAGE}',
        "ERROR error building site: logged 1 error(s)",
    ]
    assert build_errors(said) == (BuildError(PAGE, 0, 'the "date" front matter field is not a parsable date', "date"),)
    assert build_errors(said[1:]) == (BuildError(None, 0, "logged 1 error(s)"),)


def test_what_is_no_error_is_none_and_colours_are_no_words() -> None:
    assert build_errors(["Built in 8 ms", "WARN  found no layout file", "| ERROR in a page |"]) == ()
    (error,) = build_errors(["\x1b[31mERROR\x1b[0m failed to load the moon"])
    assert error.message == "failed to load the moon"


def test_a_theme_that_is_not_there() -> None:
    said = (
        'ERROR failed to load modules: module "learn" not found in "/site/themes/learn"; either add it as a '
        "Hugo Module "
        'or store it in "/site/themes".: module does not exist'
    )
    (error,) = build_errors([said])
    assert error.file is None
    assert error.message.startswith("the theme “learn” is not in themes/: git submodule update --init")


def test_the_list_of_pages_gives_each_its_address() -> None:
    said = (
        "path,slug,title,date,expiryDate,publishDate,draft,permalink,kind,section\n"
        'content/a/_index.md,,"Week, 4",x,x,x,false,https://example.org/r/a/,section,a\n'
        "content\\b\\_index.vi.md,,B,x,x,x,false,https://example.org/r/vi/b/,section,b\n"
    )
    assert addresses(said) == {
        "content/a/_index.md": "https://example.org/r/a/",
        "content/b/_index.vi.md": "https://example.org/r/vi/b/",
    }
    assert addresses("Error: no such command\n") == {}


def test_a_page_is_served_under_its_path_on_the_server_of_its_language() -> None:
    one = served_at("Web Server is available at http://localhost:1313/r/ (bind address 127.0.0.1) ")
    bare = served_at("Web Server is available at //localhost:1313/ (bind address 127.0.0.1) ")
    own = served_at("Web Server is available at http://localhost:1314/ (bind address 127.0.0.1) vi")
    assert one == ("http://localhost:1313/r/", None)
    assert bare == ("http://localhost:1313/", None)
    assert own == ("http://localhost:1314/", "vi")
    assert served_at("Press Ctrl+C to stop") is None
    link = "https://example.org/r/vi/1-worklog/tu%E1%BA%A7n-4/"
    assert address_served(link, {None: one[0]}, "vi") == "http://localhost:1313/r/vi/1-worklog/tu%E1%BA%A7n-4/"
    servers = {"en": "http://localhost:1313/", "vi": "http://localhost:1314/"}
    assert address_served("https://vi.example.org/a/", servers, "vi") == "http://localhost:1314/a/"
    assert address_served("/a/", {None: "http://localhost:1313/"}, None) == "http://localhost:1313/a/"
