"""Search: what matches is judged by unicodedata, where hits stand by hand, the quick look by the true one."""

from __future__ import annotations

import random
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import corpus_pages
from tests.worklog.pages import ENGLISH, week
from worklog_tui.document.parse import parse
from worklog_tui.worklog.finding.folding import folded
from worklog_tui.worklog.finding.query import folded_page, parse_query
from worklog_tui.worklog.finding.search import Spot, search_week, units
from worklog_tui.worklog.reading.read import read_week

LETTERS = st.characters(
    min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=("Cc", "Cf", "Zs")
) | st.sampled_from("ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỷỹỵđĐƠơƯưαβγйёҐ中文")
TEXTS = st.text(LETTERS, max_size=40)


def letters(text: str) -> list[tuple[str, Counter[str]]]:
    """Bases with their marks, by unicodedata alone; đ is a d with a mark of its own."""
    out: list[tuple[str, Counter[str]]] = []
    for char in unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold()):
        if unicodedata.combining(char):
            if out:
                out[-1][1][char] += 1
        elif char == "đ":
            out.append(("d", Counter("stroke")))
        else:
            out.append((char, Counter()))
    return out


def matches(query: str, text: str) -> bool:
    """Whether the query's letters stand in the text one after the other, each with the marks that were typed."""
    wanted, there = letters(query), letters(text)
    return any(
        all(a[0] == b[0] and set(a[1]) <= set(b[1]) for a, b in zip(wanted, there[at : at + len(wanted)], strict=True))
        for at in range(len(there) - len(wanted) + 1)
    )


@given(TEXTS, st.text(LETTERS, min_size=1, max_size=4))
def test_what_matches_is_what_unicode_says(text: str, words: str) -> None:
    query = parse_query(words)
    if query:
        assert bool(query.spans(text)) == matches(words, text)


@given(st.text(LETTERS, min_size=1, max_size=30), st.data())
def test_a_part_of_a_text_is_found_in_it_in_either_form_and_without_marks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    bare = "".join(c for c in unicodedata.normalize("NFD", part.casefold()) if not unicodedata.combining(c))
    for form in (
        part,
        unicodedata.normalize("NFD", part),
        part.upper() if part.upper().casefold() == part.casefold() else part,
        bare.replace("đ", "d"),
    ):
        query = parse_query(form)
        if query:
            for shown in (text, unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)):
                assert query.spans(shown), (form, shown)


@given(TEXTS)
def test_folding_is_what_unicode_says(text: str) -> None:
    assert folded(text) == "".join(base for base, _ in letters(text))


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("tuan", "Tuần 4", ["Tuần"]),
        ("tuâ", "Tuần 4", ["Tuầ"]),  # an input method puts the tone last
        ("tuấ", "Tuần 4", []),
        ("tuần", "tuan", []),
        ("duong", "Đường dẫn", ["Đường"]),
        ("đ", "Đường dẫn", ["Đ"]),
        ("đường", "duong", []),
        ("d", "Đường dẫn", ["Đ", "d"]),
        ("co so  du lieu", "Cơ sở dữ liệu", ["Cơ sở dữ liệu"]),
        ("STRASSE", "die Straße", ["Straße"]),
        ("a+b", "A+B (a.b)", ["A+B"]),
        ("", "x", []),
        ("  ", "x", []),
    ],
)
def test_what_is_found_where(query: str, text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in parse_query(query).spans(text)] == found


def test_spans_are_of_the_text_as_it_is_written() -> None:
    text = unicodedata.normalize("NFD", "Cơ sở dữ liệu")
    ((start, end),) = parse_query("sở").spans(text)
    assert unicodedata.normalize("NFC", text[start:end]) == "sở"


def found(query: str, text: str = ENGLISH) -> list[tuple[str, str, int, Spot]]:
    return [(hit.kind, hit.text, hit.line, hit.spot) for hit in search_week(week(text), parse_query(query))]


def test_hits_of_a_page() -> None:
    lines = ENGLISH.split("\n")

    def line(words: str) -> int:
        return next(n for n, text in enumerate(lines, 1) if words in text)

    assert found("worklog") == [("title", "Week 4 Worklog", 2, Spot("front"))]
    assert found("backups") == [("task", "Backups", line("Backups"), Spot("task", (1,), 1))]
    assert found("notes") == [("reference", "https://lab.example/43, notes", line("Lab 43"), Spot("task", (2,), 4))]
    assert found("/rds") == [("reference", "RDS  /rds", line("Backups"), Spot("task", (1,), 4))]
    assert found("01/10") == [
        ("task", "01/10/2025", line("Lab 43"), Spot("task", (2,), 3)),
        ("task", "01/10/2025", line("Ask about"), Spot("task", (3,), 2)),
    ]
    assert found("databases are backed") == [
        ("section", "I learned how databases are backed up.", line("I learned"), Spot("block", (11,)))
    ]
    assert found("plan the") == [("section", "Plan the proposal", line("Plan the"), Spot("item", (0, 2)))]
    assert found("achievements") == [("section", "Week 4 Achievements:", line("Achievements"), Spot("heading", (2,)))]
    assert found("nowhere") == []


def test_the_block_of_a_hit_is_where_it_says() -> None:
    read = week(ENGLISH)
    ((_, _, _, spot),) = found("databases are backed")
    assert "databases\nare backed" in read.document.text(read.document.blocks[spot.at[0]].span)


def test_a_link_counts_once() -> None:
    text = "- see [the map](https://example.org/map)\n\n```\nmap of code\n```\n"
    assert [(kind, words) for kind, words, _, _ in found("map", text)] == [
        ("section", "see the map"),
        ("section", "map of code"),
    ]
    assert [(kind, words) for kind, words, _, _ in found("example.org", text)] == [
        ("reference", "the map  https://example.org/map")
    ]


def test_tables_in_lists_and_html_tables_are_searched_once() -> None:
    nested = "- before\n\n  | Day | Task |\n  | --- | --- |\n  | 2 | Plant beans |\n\n- behind\n"
    assert [(kind, words) for kind, words, _, _ in found("beans", nested)] == [("task", "Plant beans")]
    assert [(kind, words, line) for kind, words, line, _ in found("be", nested)][1:] == [
        ("task", "Plant beans", 5),
        ("section", "- behind", 7),
    ]
    html = "<table>\n<tr><th>Day</th><th>Task</th></tr>\n<tr><td>2</td><td>Plant beans</td></tr>\n</table>\n"
    assert [(kind, words) for kind, words, _, _ in found("beans", html)] == [("task", "Plant beans")]


@pytest.mark.parametrize(
    ("old", "new", "narrows"),
    [
        ("a", "ab", True),
        ("co", "cơ", True),
        ("cơ", "co", False),
        ("ab", "a", False),
        ("", "a", False),
        ("s d", "cs dx", True),
    ],
)
def test_a_longer_query_narrows(old: str, new: str, narrows: bool) -> None:
    assert parse_query(new).narrows(parse_query(old)) is narrows


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("read the rules", b"**Read** the [rules](/r)"),
        ("rules, then", b"[rules](https://x.example/a_b), then"),
        ("see https://x", b"see <https://x.example/>"),
        ("map /m", b"[map](/m)"),
        ("r&d plan", b"R&amp;D<br>plan and r&amp;d plan"),
        ("snake_case", b"snake\\_case"),
        ("a b", "a\u00a0&emsp;b".encode()),
        ("đo độ", "đ\u006f độ".encode()),
    ],
)  # fmt: skip
def test_the_quick_look_sees_through_markup(words: str, page: bytes) -> None:
    query = parse_query(words)
    assert query.may_hit(folded_page(page))
    assert query.may_hit_marked(page)


def test_a_page_of_signs_takes_no_longer() -> None:
    query = parse_query("a b")
    page = folded_page(b"a" + b"< >" * 20_000 + b"a" + b"<" * 20_000 + b"](" * 20_000 + b" b")
    began = time.perf_counter()
    assert not query.may_hit(page)
    assert query.may_hit(page + b" a< >< > b")
    assert time.perf_counter() - began < 1


@pytest.mark.corpus
@pytest.mark.skipif(not corpus_pages(), reason="needs WORKLOG_CORPUS")
def test_the_quick_look_holds_no_hit_back_on_real_pages() -> None:
    rng = random.Random(7)
    asked = 0
    for path in corpus_pages():
        source = Path(path).read_bytes()
        pieces = units(read_week(parse(source)))
        page = folded_page(source)
        for unit in rng.sample(pieces, min(6, len(pieces))):
            start = rng.randrange(len(unit.text))
            query = parse_query(unit.text[start : start + rng.randrange(1, 24)])
            if query:
                asked += 1
                assert query.spans(unit.text), (query.text, unit.text)
                assert query.may_hit(page), (path, query.text)
                assert query.may_hit_marked(source), (path, query.text)
    assert asked > 1000
