"""Tables against recorded verdicts of Hugo, goldmark's own tests, and hand-made rows."""

from __future__ import annotations

import base64
import json
import re

import pytest

from tests.conftest import oracle
from tests.document.goldmark import cells, comparable, rendered, shape
from worklog_tui.document.model import Document
from worklog_tui.document.parse import parse

HEAD = b"---\ntitle: x\n---\n"


def _differences(document: Document, body: bytes, wanted: list[list[list[str]]]) -> list[str]:
    text = body.decode("utf-8", "replace")
    out = []
    for table, want in zip(document.tables, wanted, strict=True):
        for row, want_row in zip((table.header, *table.rows), want, strict=True):
            for raw, want_cell in zip(cells(document, table, row), want_row, strict=True):
                if comparable(rendered(raw, text)) != comparable(want_cell):
                    out.append(f"{raw!r} is {want_cell!r} to Hugo")
    return out


@pytest.mark.corpus
def test_recorded_verdicts_of_hugo() -> None:
    """Every table is found, with its rows, its cells and what they say: 961 bodies, no exceptions."""
    path = oracle("hugo-verdicts/tables.jsonl")
    if path is None:
        pytest.skip("WORKLOG_CORPUS is not set: no recorded verdicts")
    wrong: list[str] = []
    seen = 0
    for line in path.read_text("utf-8").splitlines():
        verdict = json.loads(line)
        body = base64.b64decode(verdict["body_b64"])
        document = parse(HEAD + body)
        want = [[len(row) for row in table] for table in verdict["tables"]]
        seen += 1
        if shape(document) != want:
            wrong.append(f"{verdict['id']}: {shape(document)} instead of {want}")
        else:
            wrong += [f"{verdict['id']}: {text}" for text in _differences(document, body, verdict["tables"])]
    assert seen > 900
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.corpus
def test_goldmarks_own_table_tests() -> None:
    """goldmark's extension/_test/table.txt: input, a line of ``//- - -//``, HTML."""
    path = oracle("goldmark/table.txt")
    if path is None:
        pytest.skip("WORKLOG_CORPUS is not set: no table.txt")
    cases = re.findall(
        r"(?ms)^(\d+)[^\n]*\n//- - [- ]+//\n(.*?)\n//- - [- ]+//\n(.*?)\n?//= = [= ]+//", path.read_text("utf-8")
    )
    assert len(cases) > 8
    for number, body, said in cases:
        document = parse(HEAD + body.encode())
        want = [re.findall(r"(?s)<tr>(.*?)</tr>", table) for table in re.findall(r"(?s)<table>(.*?)</table>", said)]
        wanted = [[re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row) for row in table] for table in want]
        assert shape(document) == [[len(row) for row in table] for table in wanted], number
        assert not _differences(document, body.encode(), wanted), number


def rows(text: str) -> list[list[str]]:
    """The cell texts of the only table's rows, header first, as written."""
    (table,) = parse(text.encode()).tables
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("| c | d |", ["c", "d"]),
        ("c | d", ["c", "d"]),
        ("| c", ["c"]),
        ("| c |", ["c"]),
        ("| c | d | e |", ["c", "d", "e"]),
        ("| c ||", ["c"]),
        ("||", []),
        ("|", []),
        ("| | d |", ["", "d"]),
        ("|c|d|", ["c", "d"]),
        ("| c\\|d | e |", ["c|d", "e"]),
        ("| c\\\\|x | e |", ["c\\|x", "e"]),
        ("| c | d\\|", ["c", "d\\"]),
        ("| `a|b` | c |", ["`a", "b`", "c"]),
        ("| `a\\|b` | c |", ["`a|b`", "c"]),
        ("|\xa0c\xa0| d |", ["\xa0c\xa0", "d"]),
        ("|\u0085c|\vd\f|", ["\u0085c", "\vd\f"]),
        ("|\tc\r | d |", ["c", "d"]),
        ('| {{< a "x|y" >}} | d |', ['{{< a "x|y" >}}', "d"]),
        ("| {{< a >}}x|y\nz{{< /a >}} | d |", ["{{< a >}}x|y\nz{{< /a >}}", "d"]),
    ],
)
def test_a_row(line: str, want: list[str]) -> None:
    assert rows(f"| a | b |\n|---|---|\n{line}\n")[1] == want


def test_the_gap_of_two_pipes_at_the_end() -> None:
    """A value for the cell that is not there goes between the two pipes."""
    source = b"| a | b |\n|---|---|\n| x ||\n||\n| x | y |\n| x |\n"
    (table,) = parse(source).tables
    gaps = [row.gap for row in table.rows]
    assert gaps == [source.index(b"||") + 1, source.index(b"\n||") + 2, None, None]


@pytest.mark.parametrize(
    ("body", "tables"),
    [
        ("| a | b |\n|---|---|---|\n", 1),  # a header with fewer cells is padded
        ("| a | b | c |\n|---|---|\n", 0),  # with more it is no table
        ("| a |\n---\n", 0),  # a heading
        ("| a |\n:--\n", 1),
        ("a | b\n- | -\n", 0),  # a list
        ("| a |\n    |---|\n", 0),  # a delimiter line indented by four
        ("    | a |\n|---|\n", 0),  # code, then a paragraph
        ("text\n| a |\n|---|\n| b |\n", 1),
        ("| a |\n|---|\n| b |\n---\n", 1),  # the last is a rule
        ("```\n| a |\n|---|\n```\n", 0),
        ("<div>\n| a |\n|---|\n</div>\n", 0),
        ("<div>\n\n| a |\n|---|\n\n</div>\n", 1),
        ("- | a |\n  |---|\n  | b |\n", 1),
        ("> | a |\n> |---|\n| b |\n", 1),  # a lazy row
        ("- x\r\n-\r\ny\r\n", 1),  # a bare bullet is none before a CR: with the text above it is a table
        ("| a |\r|---|\r| b |\r", 0),  # a lone CR ends no line
    ],
)
def test_what_is_a_table(body: str, tables: int) -> None:
    assert len(parse(body.encode()).tables) == tables


def test_rows_know_their_lines_and_prefixes() -> None:
    """A row is its line; markers and indent before it are its prefix."""
    source = b"---\nt: 1\n---\n> - | a |\n>   |---|\n>   | b |\n"
    (table,) = parse(source).tables
    lines = [table.header, table.delimiter, *table.rows]
    assert [row.line for row in lines] == [4, 5, 6]
    assert [row.prefix for row in lines] == [b"> - ", b">   ", b">   "]
    assert [source[slice(*row.span)] for row in lines] == [b"| a |\n", b"|---|\n", b"| b |\n"]
    assert table.nested
    assert table.line == 4


def test_cell_spans_lie_between_the_pipes() -> None:
    source = "|  Ngày | b |\n|---|---|\n".encode()
    (table,) = parse(source).tables
    first, second = table.header.cells
    assert source[slice(*first.span)] == "  Ngày ".encode()
    assert source[slice(*first.content)] == "Ngày".encode()
    assert source[slice(*second.span)] == b" b "
    assert first.text == "Ngày"
