"""Front matter values set, added and removed: what is written, byte for byte, and what is refused."""

# ruff: noqa: E501  tables of cases read better unfolded

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from worklog_tui.document.edits.front_matter import add_front_matter, remove_value, set_value
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.document.patch import Edit

YAML = (
    '\ufeff---\r\ntitle: "Week 4"  # c\r\ndate: 2025-09-29\r\nweight : 4\r\ntags: [a, b]\r\nlist:\r\n  - x\r\n  - y: 1\r\n    z: 2\r\n'
    "menu:\r\n  main:\r\n    weight: 5\r\ntext: |\r\n  one\r\n  two\r\nempty:\r\nhollow: # c\r\nq: 'a'\r\n---\r\nbody"
).encode()
TOML = b'+++\ntitle = \'A\' # c\nday = 2025-09-29\ntags = ["a", "b"]\nt = {a = 1}\n[menu.main]\n  w = 3 # c\n[[p]]\na=1\n[[p]]\nb=2\n+++\nbody'
JSON = b'{\n  "title": "A",\n  "d": {"e": [1, 2]},\n  "x": {}\n}\nbody'


def change(edit: Edit) -> list[tuple[bytes, bytes]]:
    assert edit.patch.apply(edit.before.source) == edit.after.source
    assert edit.patch.inverse.apply(edit.after.source) == edit.before.source
    return [(s.old, s.new) for s in edit.patch.splices]


@pytest.mark.parametrize(
    ("source", "key", "value", "old", "new"),
    [
        (YAML, "title", "Tuần 5", b'"Week 4"', '"Tuần 5"'),
        (YAML, "Title", 'it\'s "q"\n', b'"Week 4"', r'''"it's \"q\"\n"'''),
        (YAML, "title", "\x85\u2028\x00", b'"Week 4"', r'"\x85\u2028\0"'),
        (YAML, "title", 5, b'"Week 4"', "5"),
        (YAML, "date", "2025-10-06", b"2025-09-29", "2025-10-06"),
        (YAML, "date", dt.date(2025, 10, 6), b"2025-09-29", "2025-10-06"),
        (YAML, "date", "a: b", b"2025-09-29", "'a: b'"),
        (YAML, "date", "yes", b"2025-09-29", "yes"),
        (YAML, "date", "true", b"2025-09-29", "'true'"),
        (YAML, "q", "it's", b"'a'", "'it''s'"),
        (YAML, "q", "a\tb", b"'a'", r'"a\tb"'),
        (YAML, "weight", 5, b"4", "5"),
        (YAML, "weight", 1e16, b"4", "10000000000000000.0"),
        (YAML, "weight", None, b"4", "null"),
        (YAML, ("tags", 0), "x, y", b"a", "'x, y'"),
        (YAML, ("list", 1, "y"), True, b"1", "true"),
        (YAML, ("menu", "main", "weight"), 6, b"5", "6"),
        (YAML, "text", "a\n\nb\n", b"|\r\n  one\r\n  two", "|\r\n  a\r\n\r\n  b"),
        (YAML, "text", "a", b"|\r\n  one\r\n  two", "a"),
        (YAML, "empty", "x", b"", ' "x"'),
        (YAML, "hollow", "x", b"", ' "x"'),
        (YAML, "tags", ["c", "d e"], b"[a, b]", "[c, d e]"),
        (YAML, "list", ["p", "q: r"], b"- x\r\n  - y: 1\r\n    z: 2", "- p\r\n  - 'q: r'"),
        (TOML, "title", "x", b"'A'", "'x'"),
        (TOML, "title", "it's", b"'A'", '"it\'s"'),
        (TOML, "day", "2025-10-06", b"2025-09-29", "2025-10-06"),
        (TOML, "day", dt.datetime(2025, 1, 2, 3, 4, 5, tzinfo=dt.UTC), b"2025-09-29", "2025-01-02 03:04:05+00:00"),
        (TOML, ("tags", 1), "c", b'"b"', '"c"'),
        (TOML, ("menu", "main", "w"), 4, b"3", "4"),
        (TOML, ("p", 1, "b"), "z", b"2", "'z'"),
        (JSON, "title", 'ă"\n', b'"A"', '"ă\\"\\n"'),
        (JSON, ("d", "e", 1), None, b"2", "null"),
    ],
)  # fmt: skip
def test_only_the_value_with_its_quotes_is_written(
    source: bytes, key: Any, value: object, old: bytes, new: str
) -> None:
    assert change(set_value(parse(source), key, value)) == [(old, new.encode())]


@pytest.mark.parametrize(
    ("source", "key", "value", "new", "before"),
    [
        (YAML, "chapter", False, "chapter: false\r\n", b"tags:"),
        (YAML, "new", "a b", "new: \"a b\"\r\n", b"---\r\nbody"),
        (YAML, ("tags", 2), "c", ", c", b"]"),
        (YAML, ("list", 2), "c", "  - c\r\n", b"menu:"),
        (YAML, ("list", 1, "k"), 1, "    k: 1\r\n", b"menu:"),
        (YAML, ("menu", "main", "name"), "n", "    name: \"n\"\r\n", b"text:"),
        (YAML, ("menu", "side", "weight"), 1, "  side:\r\n    weight: 1\r\n", b"text:"),
        (YAML, ("a", "b"), 1, "a:\r\n  b: 1\r\n", b"---\r\nbody"),
        (YAML, ("empty", "k"), 1, "  k: 1\r\n", b"hollow:"),
        (YAML, ("more", 0), "x", 'more: ["x"]\r\n', b"---\r\nbody"),
        (b"---\nweight: 4\n---\n", "title", "A", "title: A\n", b"weight"),
        (b"---\n---\nx", "title", "A", "title: A\n", b"---\nx"),
        (b"---\na: 1\n...\n---\nx", "b", 2, "b: 2\n", b"...\n"),
        (b"---\n{a: 1}\n---\nx", "b", "x, y", ", b: 'x, y'", b"}"),
        (b"---title: A\n---b\n", "date", "2025-09-29", "date: 2025-09-29\n", b"---b"),
        (b"---\rtitle: A\r---\rb", "date", "2025-09-29", "date: 2025-09-29\r", b"---\rb"),
        (TOML, "weight", 4, "weight = 4\n", b"day"),
        (TOML, ("menu", "main", "x"), 1, "  x = 1\n", b"[[p]]\na"),
        (TOML, ("p", 0, "c"), 1, "c=1\n", b"[[p]]\nb"),
        (TOML, ("t", "b"), 1, ", b = 1", b"}"),
        (TOML, ("params", "x"), 1, "\n[params]\nx = 1\n", b"+++\nbody"),
        (b"+++\n+++\n", "title", "A", 'title = "A"\n', b"+++\n"),
        (JSON, "n", 1, ',\n  "n": 1', b"\n}\nbody"),
        (JSON, ("x", "y"), 1, '"y": 1', b"}\n}"),
        (b"{}\nx", "title", "A", '"title": "A"', b"}\nx"),
    ],
)  # fmt: skip
def test_a_new_value_comes_in_a_sensible_place(source: bytes, key: Any, value: object, new: str, before: bytes) -> None:
    edit = set_value(parse(source), key, value)
    assert change(edit) == [(b"", new.encode())]
    (splice,) = edit.patch.splices
    assert source[splice.start :].startswith(before)


@pytest.mark.parametrize(
    ("source", "key", "old"),
    [
        (YAML, "title", b'title: "Week 4"  # c\r\n'), (YAML, "text", b"text: |\r\n  one\r\n  two\r\n"), (YAML, "empty", b"empty:\r\n"),
        (YAML, ("tags", 0), b"a, "), (YAML, ("tags", 1), b", b"), (YAML, ("list", 0), b"  - x\r\n"), (YAML, ("list", 1, "z"), b"    z: 2\r\n"),
        (TOML, "title", b"title = 'A' # c\n"), (TOML, ("menu", "main", "w"), b"  w = 3 # c\n"), (TOML, ("p", 0), b"[[p]]\na=1\n"),
        (JSON, "title", b'"title": "A",\n  '), (JSON, "x", b',\n  "x": {}'), (JSON, ("d", "e", 1), b", 2"),
        (b"---\na: 1\na: 2\n---\n", "a", b"a: 2\n"),
    ],
)  # fmt: skip
def test_removing_takes_the_line(source: bytes, key: Any, old: bytes) -> None:
    assert change(remove_value(parse(source), key)) == [(old, b"")]


def test_the_same_value_changes_nothing() -> None:
    doc = parse(YAML)
    for key, value in (("title", "Week 4"), ("date", dt.date(2025, 9, 29)), ("weight", 4), (("tags", 1), "b")):
        assert set_value(doc, key, value).patch.empty
    assert remove_value(doc, "nothing").patch.empty


@pytest.mark.parametrize(
    ("source", "key", "value", "said"),
    [
        (b"text", "title", "A", "no front matter"),
        (b"---\ntitle: A\n", "title", "B", "never closed"),
        (b"---\na: &x 1\nb: *x\n---\n", "a", 2, "aliases"),
        (b"---\na: 1\nb: `x`\n---\n", "a", 2, "Line 3"),
        (b"#+TITLE: x\n", "title", "y", "Org"),
        (YAML, "title", "\ud800", "surrogate"),
        (YAML, "title", 2**64, "read back"),
        (YAML, ("title", "x"), 1, "single value"),
        (YAML, ("tags", 5), "x", "2 items"),
        (TOML, "title", None, "no empty value"),
        (TOML, "title", 2**63, "as large"),
        (TOML, "menu", 1, "one by one"),
        (JSON, "title", float("inf"), "no such number"),
    ],
)
def test_what_cannot_be_proven_is_refused_in_a_sentence(source: bytes, key: Any, value: object, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        set_value(parse(source), key, value)
    assert said in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_front_matter_is_added_on_top() -> None:
    edit = add_front_matter(parse(b"\xef\xbb\xbf- x\r\n"), {"title": "A: b", "weight": 4, "tags": ["a"]})
    assert change(edit) == [(b"", b"---\r\ntitle: 'A: b'\r\nweight: 4\r\ntags: [a]\r\n---\r\n")]
    assert edit.after.front_matter.value("title") == "A: b"
    assert add_front_matter(parse(b""), {}).after.source == b"---\n---\n"
    with pytest.raises(Refused):
        add_front_matter(parse(YAML), {"title": "A"})
