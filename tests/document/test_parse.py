"""What ``parse`` finds in small pages, each said by hand."""

from __future__ import annotations

import pytest

from worklog_tui.document.limits import BODY_TOO_LARGE, MAX_BODY
from worklog_tui.document.model import Document, ListItem
from worklog_tui.document.parse import parse


def tiles(source: bytes) -> list[tuple[str, bytes]]:
    """Kind and bytes of every block."""
    return [(block.kind, source[slice(*block.span)]) for block in parse(source).blocks]


def piece(document: Document, span: tuple[int, int]) -> bytes:
    return document.source[slice(*span)]


def test_tiles_of_a_page() -> None:
    source = (
        b"\xef\xbb\xbf\n---\ntitle: x\n---\n\n# One\ntext\nmore\n\n- a\n- b\n***\n| a |\n|---|\n> q\n```\nx\n```\n"
        b"<div>\n</div>\n\n[r]: /u\nTerm\n: what\n\n***\n    code\n"
    )
    assert tiles(source) == [
        ("blank", b"\xef\xbb\xbf\n"),
        ("front_matter", b"---\ntitle: x\n---\n"),
        ("blank", b"\n"),
        ("heading", b"# One\n"),
        ("paragraph", b"text\nmore\n"),
        ("blank", b"\n"),
        ("list", b"- a\n- b\n"),
        ("rule", b"***\n"),
        ("table", b"| a |\n|---|\n"),
        ("quote", b"> q\n"),
        ("code", b"```\nx\n```\n"),
        ("html", b"<div>\n</div>\n"),
        ("blank", b"\n"),
        ("definition", b"[r]: /u\n"),
        ("definition", b"Term\n: what\n"),
        ("blank", b"\n"),
        ("rule", b"***\n"),
        ("code", b"    code\n"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\n",
        b"\xef\xbb\xbf",
        b"x",
        b"\r",
        b"\x00",
        b"\xff\xfe",
        b"---\n---",
        b"---\nt: 1\n---\n",
        b"a\r\nb\rc\nd",
        b" \t ",
    ],
)
def test_odd_files_tile(source: bytes) -> None:
    assert b"".join(piece for _, piece in tiles(source)) == source


def test_body_and_its_line() -> None:
    document = parse(b"---\r\ntitle: x\r\n---\r\n\r\ntext")
    assert document.body == (20, 26)
    assert document.body_line == 4
    assert document.blocks[-1].line == 5


def test_lossy_text_is_said_and_shown() -> None:
    document = parse(b"# caf\xe9\n")
    assert document.lossy
    assert document.headings[0].text == "caf\ufffd"
    assert not parse("# café\n".encode()).lossy


def test_a_large_body_is_raw() -> None:
    source = b"---\nt: 1\n---\n" + b"a" * (MAX_BODY + 1)
    document = parse(source)
    assert document.raw == BODY_TOO_LARGE
    assert [block.kind for block in document.blocks] == ["front_matter", "raw"]
    assert parse(source[:-1]).raw is None


@pytest.mark.parametrize(
    ("line", "style", "level", "text"),
    [
        ("### Week 4 Objectives:", "atx", 3, "Week 4 Objectives:"),
        ("   ##   Tasks  ##  ", "atx", 2, "Tasks"),
        ("# C#", "atx", 1, "C#"),
        ("## Tasks {#tasks .x}", "atx", 2, "Tasks"),
        ("## {not an attribute", "atx", 2, "{not an attribute"),
        ("#", "atx", 1, ""),
        ("Mục tiêu\n===", "setext", 1, "Mục tiêu"),
        ("Two\nlines\n---", "setext", 2, "Two\nlines"),
        ("**Objectives**", "bold", 7, "Objectives"),
        ("**Objectives:**", "bold", 7, "Objectives:"),
        ("__Objectives__:", "bold", 7, "Objectives"),
        ("***Objectives***", "bold", 7, "Objectives"),
    ],
)
def test_a_heading(line: str, style: str, level: int, text: str) -> None:
    source = f"x\n\n{line}\n\ny\n".encode()
    (heading,) = parse(source).headings
    assert (heading.style, heading.level, heading.text, heading.line) == (style, level, text, 3)
    assert source[slice(*heading.text_span)].decode() == text
    assert source[slice(*heading.span)] == f"{line}\n".encode()
    assert not heading.nested


@pytest.mark.parametrize(
    "line", ["#no", "####### no", "\\# no", "    # no", "**a** b", "**a** **b**", "- **a**", "** a **", "**a**\nb"]
)
def test_no_heading(line: str) -> None:
    assert not parse(f"x\n\n{line}\n".encode()).headings


def test_headings_inside_know_it() -> None:
    nested = [heading.nested for heading in parse(b"# a\n> # b\n\n{{% n %}}\n# c\n{{% /n %}}\n").headings]
    assert nested == [False, True, True]


def outline(items: tuple[ListItem, ...]) -> list[tuple[int, str, str]]:
    out = []
    for item in items:
        out.append((item.level, item.marker, item.text))
        out += outline(item.children)
    return out


def test_a_list_is_a_tree() -> None:
    source = b"x\n\n- a\n  more of a\n    * b\n      1. c\n- d\n\n  second paragraph\n+ e\n"
    first, second = parse(source).lists
    assert outline(first.items) == [(0, "-", "a\nmore of a"), (1, "*", "b"), (2, "1.", "c"), (0, "-", "d")]
    assert outline(second.items) == [(0, "+", "e")]
    assert first.loose
    assert not second.loose
    assert [item.text for item in first.walk()] == ["a\nmore of a", "b", "c", "d"]
    assert first.line == 3


def test_spans_and_columns_of_items() -> None:
    source = b"-   a\n    - b\n    c\n*\n10) d\n"
    document = parse(source)
    a, b, star, ten = (item for found in document.lists for item in found.walk())
    assert piece(document, a.span) == b"-   a\n    - b\n    c\n"
    assert piece(document, a.text_span) == b"a"
    assert (a.indent, a.padding, a.level) == (0, 3, 0)
    assert piece(document, b.span) == b"    - b\n    c\n"
    assert piece(document, b.text_span) == b"b\n    c"
    assert b.text == "b\nc"
    assert (b.indent, b.padding, b.level, b.line) == (4, 1, 1, 2)
    assert (star.text, star.text_span[0] - star.text_span[1], piece(document, star.span)) == ("", 0, b"*\n")
    assert (ten.marker, ten.text, ten.padding) == ("10)", "d", 1)


def test_items_in_a_quote_and_side_by_side() -> None:
    source = b"> - a\n>   - b\n\n- - c\n"
    document = parse(source)
    assert [outline(found.items) for found in document.lists] == [
        [(0, "-", "a"), (1, "-", "b")],
        [(0, "-", ""), (1, "-", "c")],
    ]
    outer = document.lists[1].items[0]
    assert piece(document, outer.span) == b"- - c\n"
    assert piece(document, outer.children[0].span) == b"- c\n"


@pytest.mark.parametrize(
    ("text", "kind", "image", "label", "target"),
    [
        ("[t](u)", "inline", False, "t", "u"),
        ('[t](<u v> "title")', "inline", False, "t", "u v"),
        ("![alt](/images/a.png)", "inline", True, "alt", "/images/a.png"),
        ("[t](/a\\_b&amp;c)", "inline", False, "t", "/a_b&c"),
        ("[a `]` b](u)", "inline", False, "a `]` b", "u"),
        ("[t]()", "inline", False, "t", ""),
        ("<https://a.b/c>", "autolink", False, "https://a.b/c", "https://a.b/c"),
        ("<me@a.b>", "autolink", False, "me@a.b", "mailto:me@a.b"),
        ("https://a.bc/d", "bare", False, "https://a.bc/d", "https://a.bc/d"),
        ("(see https://a.bc/d).", "bare", False, "https://a.bc/d", "https://a.bc/d"),
        ("https://a.bc/d_(e).", "bare", False, "https://a.bc/d_(e)", "https://a.bc/d_(e)"),
        ("www.a.bc", "bare", False, "www.a.bc", "https://www.a.bc"),
        ("me@a.bc", "bare", False, "me@a.bc", "mailto:me@a.bc"),
        ("**[t](u)**", "inline", False, "t", "u"),
        ('[t]({{< ref "a.md" >}})', "inline", False, "t", '{{< ref "a.md" >}}'),
    ],
)
def test_a_link(text: str, kind: str, image: bool, label: str, target: str) -> None:
    source = f"| a |\n|---|\n| x {text} |\n".encode()
    document = parse(source)
    (link,) = document.links
    assert (link.kind, link.image, link.label, link.target, link.line) == (kind, image, label, target, 3)
    assert (link.label_span is None) is (kind in ("autolink", "bare"))
    if link.label_span is not None:
        assert piece(document, link.label_span).decode() == label
    assert piece(document, link.span).decode() in text


@pytest.mark.parametrize(
    "text", ["`[t](u)`", "\\[t](u)", "[t] (u)", "[t](u v)", "```\n[t](u)\n```", "<b title='[t](u)'>", "x:https://a.bc"]
)
def test_no_link(text: str) -> None:
    assert not parse(f"x {text}\n".encode() if "```" not in text else text.encode()).links


def test_an_escaped_pipe_in_a_cells_link() -> None:
    """The backslash goes in a link's target; a bare URL ends before it (goldmark)."""
    links = parse(b"| a | b |\n|---|---|\n| [t](https://x.yz/a\\|b) | https://x.yz/a\\|b |\n").links
    assert [link.target for link in links] == ["https://x.yz/a|b", "https://x.yz/a"]


def test_reference_links_and_their_definitions() -> None:
    source = b"[t][R], [r][], [r] and ![i][r] but [no]\n\n[r]: </u v> 'title'\n[r]: /second\n"
    document = parse(source)
    assert [(link.kind, link.image, link.label, link.target) for link in document.links] == [
        ("reference", False, "t", "/u v"),
        ("reference", False, "r", "/u v"),
        ("reference", False, "r", "/u v"),
        ("reference", True, "i", "/u v"),
    ]
    assert all(link.target_span is None for link in document.links)


def test_an_image_in_a_link() -> None:
    """Both count, in the order they begin; a link in an image's text is only text."""
    document = parse(b"[![i](j)](k) ![a [b](c)](d)\n")
    assert [(link.image, link.target, piece(document, link.span)) for link in document.links] == [
        (False, "k", b"[![i](j)](k)"),
        (True, "j", b"![i](j)"),
        (True, "d", b"![a [b](c)](d)"),
    ]


def test_a_link_over_two_lines_of_a_quote() -> None:
    (link,) = parse(b"> [a\n> b](\n> u)\n").links
    assert link.target == "u"


def test_a_task_box_is_no_link() -> None:
    assert not parse(b"- [x](u)\n\n[x]: /v\n").links


def test_links_of_cells_hugo_drops_do_not_count() -> None:
    assert not parse(b"| a |\n|---|\n| b | https://x.yz |\n").links


NOTICE = b"x\n\n{{% notice info %}}\n| a |\n|---|\n| b |\n{{% /notice %}}\n\ny\n"


def test_a_shortcode_is_one_tile_and_read_inside() -> None:
    assert tiles(NOTICE) == [
        ("paragraph", b"x\n"),
        ("blank", b"\n"),
        ("shortcode", b"{{% notice info %}}\n| a |\n|---|\n| b |\n{{% /notice %}}\n"),
        ("blank", b"\n"),
        ("paragraph", b"y\n"),
    ]
    (table,) = parse(NOTICE).tables
    assert table.nested
    assert table.line == 4
    assert [cell.text for cell in table.rows[0].cells] == ["b"]


def test_tiles_are_whole_lines_around_shortcodes() -> None:
    source = b"x {{% n %}}a{{% /n %}} y\nz\n\n{{% n %}}b{{% /n %}}\n\n{{% n %}}c{{% /n %}}{{% n %}}d{{% /n %}} \n\ne\n"
    assert tiles(source) == [
        ("shortcode", b"x {{% n %}}a{{% /n %}} y\nz\n"),
        ("blank", b"\n"),
        ("shortcode", b"{{% n %}}b{{% /n %}}\n"),
        ("blank", b"\n"),
        ("shortcode", b"{{% n %}}c{{% /n %}}{{% n %}}d{{% /n %}} \n"),
        ("blank", b"\n"),
        ("paragraph", b"e\n"),
    ]


def test_what_stands_between_angle_shortcodes_is_not_markdown() -> None:
    assert not parse(NOTICE.replace(b"{{%", b"{{<").replace(b"%}}", b">}}")).tables
    assert tiles(b'x\n\n{{< figure src="a" >}}\n')[-1][0] == "shortcode"


def test_markdown_inside_angle_shortcodes_inside() -> None:
    """``{{% %}}`` inside ``{{< >}}`` is a document of its own; ``{{< >}}`` inside ``{{% %}}`` is opened up."""
    assert len(parse(b"x\n\n{{< tabs >}}{{% tab %}}\n| a |\n|---|\n{{% /tab %}}{{< /tabs >}}\n").tables) == 1
    assert len(parse(b"x\n\n{{% tabs %}}{{< tab >}}\n\n| a |\n|---|\n{{< /tab >}}{{% /tabs %}}\n").tables) == 1


def test_a_row_before_a_closing_tag_on_its_line() -> None:
    source = b"x\n\n{{% n %}}\n| a |\n|---|\n| b |{{% /n %}}\n"
    (table,) = parse(source).tables
    assert source[slice(*table.rows[0].span)] == b"| b |"


@pytest.mark.parametrize(
    "text", ["{{< a", "{{% a", '{{< a "b >}}', "{{</* a */>}}", "{{%/* a */%}}", "{{ a }}", "{{< >}}", "{{</ a >}}"]
)
def test_what_is_no_call_is_text(text: str) -> None:
    document = parse(f"x\n\n{text} https://x.yz\n".encode())
    assert [block.kind for block in document.blocks] == ["paragraph", "blank", "paragraph"]
    assert [link.target for link in document.links] == ["https://x.yz"]
