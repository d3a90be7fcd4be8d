"""Front matter as Hugo splits and types it: by hand, by recorded verdicts, by live Hugo on real pages, by any bytes."""

# ruff: noqa: E501  tables of cases read better unfolded

from __future__ import annotations

import base64
import datetime as dt
import json
import math
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import corpus_pages, oracle, seed_pages
from tests.hugo_judge import BuildError, HugoJudge, needs_hugo
from worklog_tui.document import yaml_values
from worklog_tui.document.casts import hugo_params
from worklog_tui.document.frontmatter import split
from worklog_tui.document.hugo_dates import is_date, read_date
from worklog_tui.document.model import FrontMatter

_ADDED = ("draft", "iscjklanguage")  # by Hugo, to every page


def values(source: bytes) -> dict[str, object]:
    return {str(e.key[0]): e.value for e in split(source).entries if len(e.key) == 1}


def written(source: bytes) -> dict[tuple[str | int, ...], tuple[bytes | None, bytes | None, bytes]]:
    def cut(span: tuple[int, int] | None) -> bytes | None:
        return None if span is None else source[span[0] : span[1]]

    return {
        e.key: (cut(e.key_span), cut(e.value_span), source[e.span.start : e.span.end]) for e in split(source).entries
    }


def plain(value: object) -> object:
    """As Hugo's ``jsonify`` prints it."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat().replace("+00:00", "Z")
    return value


@pytest.mark.parametrize(
    ("source", "kind", "content", "body"),
    [
        (b"---\ntitle: A\n---\nbody", "yaml", b"title: A\n", b"body"),
        (b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n\r\nbody", "yaml", b"title: A\r\n", b"\r\nbody"),
        (b" \t\v\f\r\n\n---\ntitle: A\n---\nbody", "yaml", b"title: A\n", b"body"),
        (b"---title: A\n---foo\nbody", "yaml", b"title: A\n", b"foo\nbody"),
        (b"---\ntitle: A\n-----\nbody", "yaml", b"title: A\n", b"--\nbody"),
        (b"---\ntitle: A\n ---\nb: c\n---", "yaml", b"title: A\n ---\nb: c\n", b""),
        (b"---\rtitle: A\r---\rbody", "yaml", b"title: A\r", b"body"),
        (b"---\n---\n\nbody", "yaml", b"", b"\nbody"),
        (b"---\na: |\n  x\n---\ny", "yaml", b"a: |\n  x\n", b"y"),
        (b"+++\na = 1\n+++ x", "toml", b"a = 1\n", b" x"),
        (b'{"a": "}\\"{"}\r\nbody', "json", b'{"a": "}\\"{"}', b"body"),
        (b'{"a": 1} \nbody', "json", b'{"a": 1}', b" \nbody"),
        (b"#+TITLE: x\n#+a: b\n\n* H", "org", b"#+TITLE: x\n#+a: b\n", b"\n* H"),
        (b"\xef\xbb\xbf\n\ntext", None, b"", b"\n\ntext"),
        (b"\xef\xbb\xbf\xef\xbb\xbf---\na: b\n---\n", None, b"", b"\xef\xbb\xbf---\na: b\n---\n"),
        (b"\n\xef\xbb\xbf---\na: b\n---\n", None, b"", b"\n\xef\xbb\xbf---\na: b\n---\n"),
        (b"\xc2\xa0---\na: b\n---\n", None, b"", b"\xc2\xa0---\na: b\n---\n"),
        (b"# H\n", None, b"", b"# H\n"),
        (b"", None, b"", b""),
    ],
)
def test_where_it_begins_and_ends(source: bytes, kind: str | None, content: bytes, body: bytes) -> None:
    front = split(source)
    assert (front.kind, front.error) == (kind, None)
    assert source[front.content.start : front.content.end] == content
    assert source[front.span.end :] == body


def test_without_a_closer_all_is_front_matter_and_said_to_be() -> None:
    for source in (b"---\ntitle: A\nbody", b"+++\n", b"{ foo"):
        front = split(source)
        assert front.span == (0, len(source))
        assert front.error is not None
        assert "never closed" in front.error
        assert front.entries == ()


def test_text_hugo_takes_for_front_matter_stays_a_body() -> None:
    for source in (b"- item\n- item\n", b"+ x", b"{{< toc >}}\n"):
        front = split(source)
        assert (front.kind, front.span) == (None, (0, 0))
        assert front.error is not None
        assert "Hugo takes a page" in front.error


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((word, word) for word in ("yes", "no", "on", "off", "y", "n", "Yes", "tRUE", "nULL", "12:30:45", "2025-09-29")),
        *((word, word) for word in ("08", "0o8", "0X1f", "1e3", "e3", "_1", "1.2.3", "+.inf")),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, None) for word in ("null", "Null", "NULL", "~", "", "# note")),
        ("017", 15), ("0o17", 15), ("0x_1F", 31), ("0b1_0", 2), ("1_000", 1000), ("-017", -15), ("+1", 1), ("1_", 1),
        ("1.", 1.0), (".5", 0.5), ("-.5", -0.5), ("1.5e3", 1500.0), ("1_000.5", 1000.5), ("08.5", 8.5),
        ("18446744073709551615", 2**64 - 1), ("18446744073709551616", "18446744073709551616"),
        ("-9223372036854775808", -(2**63)), ("-9223372036854775809", "-9223372036854775809"),
        (".inf", math.inf), ('"08"', "08"), ("'it''s'", "it's"), ("a#b #c", "a#b"), ("!!str 5", "5"), ("!x", None),
        ("[a, 1, null]", ["a", 1, None]), ("{a: 1, b: [c]}", {"a": 1, "b": ["c"]}),
        ("|\n  x\n  y", "x\ny\n"), (">-\n  x\n  y", "x y"),
    ],
)  # fmt: skip
def test_yaml_scalars_are_typed_as_hugo_types_them(text: str, value: object) -> None:
    got = values(f"---\nx: {text}\n---\n".encode())["x"]
    assert (got, type(got)) == (value, type(value))


def test_spans_are_bytes_of_the_file() -> None:
    source = (
        '\ufeff---\ntitle : "Tuần 4 – 🎉"  # ghi chú\ndate: 2025-09-29\nempty: # none\ntags: [a, "b"]\n'
        "list:\n  - x\n  - y: 1\n    z: 'é'\ntext: |\n  một\n\n---\n"
    ).encode()
    assert written(source) == {
        ("title",): (b"title", '"Tuần 4 – 🎉"'.encode(), 'title : "Tuần 4 – 🎉"  # ghi chú\n'.encode()),
        ("date",): (b"date", b"2025-09-29", b"date: 2025-09-29\n"),
        ("empty",): (b"empty", None, b"empty: # none\n"),
        ("tags",): (b"tags", b'[a, "b"]', b'tags: [a, "b"]\n'),
        ("tags", 0): (None, b"a", b"a"),
        ("tags", 1): (None, b'"b"', b'"b"'),
        ("list",): (b"list", "- x\n  - y: 1\n    z: 'é'".encode(), "list:\n  - x\n  - y: 1\n    z: 'é'\n".encode()),
        ("list", 0): (None, b"x", b"  - x\n"),
        ("list", 1): (None, "y: 1\n    z: 'é'".encode(), "  - y: 1\n    z: 'é'\n".encode()),
        ("list", 1, "y"): (b"y", b"1", b"y: 1\n"),
        ("list", 1, "z"): (b"z", "'é'".encode(), "    z: 'é'\n".encode()),
        ("text",): (b"text", "|\n  một".encode(), "text: |\n  một\n".encode()),
    }


def test_toml_values_and_spans() -> None:
    source = (
        b"+++\ntitle = 'A' # c\nday = 1979-05-27 07:32:00 # d\n\"x y\".z = 1\narr = [1, {c = 2, d.e = '#]'},\n [3]]\n"
        b'[menu.main]\n weight = 3\n[[p]]\na = """\nq"""\n[[p]]\n[p.q]\nr = 1\n+++\nbody'
    )
    assert values(source) == {
        "title": "A", "day": dt.datetime(1979, 5, 27, 7, 32), "x y": {"z": 1},
        "arr": [1, {"c": 2, "d": {"e": "#]"}}, [3]],
        "menu": {"main": {"weight": 3}}, "p": [{"a": "q"}, {"q": {"r": 1}}],
    }  # fmt: skip
    got = written(source)
    assert got[("title",)] == (b"title", b"'A'", b"title = 'A' # c\n")
    assert got[("day",)][1] == b"1979-05-27 07:32:00"
    assert got[("x y", "z")] == (b'"x y".z', b"1", b'"x y".z = 1\n')
    assert got[("arr",)][1] == b"[1, {c = 2, d.e = '#]'},\n [3]]"
    assert got[("arr", 1, "d", "e")] == (b"d.e", b"'#]'", b"d.e = '#]'")
    assert got[("arr", 2, 0)][1] == b"3"
    assert got[("menu", "main")] == (b"menu.main", None, b"[menu.main]\n weight = 3\n")
    assert got[("p", 0, "a")][1] == b'"""\nq"""'
    assert got[("p", 1, "q", "r")] == (b"r", b"1", b"r = 1\n")


def test_json_values_and_spans() -> None:
    source = b'{\n "t": "A\xc3\xa9\xff \\ud83d\\ude00\\ud800", "w": 4, "d": {"e": [1, {"f": null}]}, "w": 5\n}\nbody'
    assert values(source) == {"t": "Aé\ufffd 😀\ufffd", "w": 5, "d": {"e": [1, {"f": None}]}}
    assert split(source).value("W") == 5
    got = written(source)
    assert got[("d", "e", 1, "f")] == (b'"f"', b"null", b'"f": null')
    assert got[("t",)][1] == b'"A\xc3\xa9\xff \\ud83d\\ude00\\ud800"'


def test_text_that_other_readers_refuse_is_shown() -> None:
    """C1 controls, NEL, LS, NUL and invalid UTF-8 break no line and stop nothing."""
    source = b"---\ntitle: \"A\xc2\x85\xe2\x80\xa8\xff\xc2\x80\" # c\nb: x\x00\xc2\x9fy\nc: '\xe2\x80\xa9'\n---\n"
    assert values(source) == {"title": "A\x85\u2028\ufffd\x80", "b": "x\x00\x9fy", "c": "\u2029"}


def test_escapes_of_private_use_characters_stay_what_they_are() -> None:
    source = '---\na: "\\U0010FE80é"\nb: "\\U0010ffc3\\U0010FDA9ü\ue0a0"\n---\n'.encode()
    assert values(source) == {"a": "\U0010fe80é", "b": "\U0010ffc3\U0010fda9ü\ue0a0"}


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b"---\ntitle: A\ndate: `r x`\n---\n", 3), (b"---\ntitle: A: B\n---\n", 2), (b"\n\n---\na: 1\nb:\n\tc: 1\n---\n", 6),
        (b"---\ntitle: \"A\n---\nB\"\n---\n", 2), (b"---\na: 1\nb: 2\na: 3\n---\n", 4), (b"---\nfoo\n---\n", 2), (b"---\n- a\n---\n", 2),
        (b"+++\na = 1\nb = x\n+++\n", 3), (b"+++\na = 1\na = 2\n+++\n", 3), (b"+++\na = \"\xff\"\n+++\n", 2), (b'{\n"a": 1,\n}\n', 3), (b'{"a": NaN}', 0),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_sentence(source: bytes, line: int) -> None:
    front = split(source)
    assert front.error is not None
    assert front.error.endswith(".")
    assert f"Line {line}:" in front.error or not line
    assert front.locked is None


def test_lines_before_an_unreadable_one_are_still_shown() -> None:
    front = split(b"---\ntitle: Week 4\ndate: `r Sys.Date()`\nweight: 4\n---\n")
    assert (front.value("title"), front.value("weight")) == ("Week 4", None)


def _nested(opener: bytes, times: int) -> bytes:
    return b"---\na: " + opener * times + b"\n---\nbody"


@pytest.mark.parametrize(
    "source",
    [
        _nested(b"[", 30_000), _nested(b"{a: ", 15_000), _nested(b"- ", 30_000), _nested(b"? ", 30_000),
        b"---\na: &a [l,l]\nb: &b [*a,*a]\n---\nbody", b"---\n<<: {a: 1}\n---\nbody",
        b"---\n" + b"".join(b"k%d: 1\n" % n for n in range(1_500)) + b"---\nbody", b"---\n#" + b"x" * 70_000 + b"\n---\nbody",
        b"+++\n" + b"a." * 20_000 + b"a = 1\n+++\nbody", b"+++\na = " + b"[" * 20_000 + b"\n+++\nbody",
        b'{"a": ' + b"[" * 30_000 + b"]" * 30_000 + b"}\nbody", b'{"a": [' + b"1," * 9_000 + b"1]}\nbody",
    ],
)  # fmt: skip
def test_bombs_are_stopped_and_the_body_stays(source: bytes) -> None:
    began = time.perf_counter()
    front = split(source)
    assert time.perf_counter() - began < 0.5
    assert front.locked or front.error
    assert source[front.span.end :] == b"body"
    assert front.entries == ()


@pytest.mark.parametrize(
    "source",
    [b'---\n"' + b'\\"' * 30_000 + b"\n---\n", b"+++\n" + b'"\\"' * 20_000 + b"\n+++\n", b'{"' + b'\\"' * 30_000, b"+++\n" + b"'''\"\"\"" * 9_000 + b"\n+++\n"],
)  # fmt: skip
def test_reading_is_linear(source: bytes) -> None:
    began = time.perf_counter()
    split(source)
    assert time.perf_counter() - began < 0.5


def test_keys_compare_case_blind() -> None:
    front = split(b"---\nTitle: A\nMenu: {Main: {Weight: 5}}\n---\n")
    assert front.value("title") == "A"
    assert front.value("menu", "main", "weight") == 5
    for source in (b"---\nA: 1\na: 2\n---\n", b"---\na: 2\nA: 1\n---\n"):  # both ways as Hugo has it
        assert split(source).value("a") == hugo_params(split(source))["a"] == 1


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-09-29", dt.date(2025, 9, 29)), ("2025-09-29T10:00:00+07:00", dt.date(2025, 9, 29)), ("2025-09-29 10:00:00 +0700", dt.date(2025, 9, 29)),
        ("29 Sep 2025", dt.date(2025, 9, 29)), ("Mon, 29 Sep 2025 10:00:00 GMT", dt.date(2025, 9, 29)), (dt.date(2025, 9, 29), dt.date(2025, 9, 29)),
        ("29/09/2025", None), ("2025-9-9", None), ("2025-13-45", None), ("`r Sys.Date()`", None), ("2025-09-29T10:00", None), (True, None),
    ],
)  # fmt: skip
def test_dates_as_hugo_reads_them(value: object, day: dt.date | None) -> None:
    assert read_date(value) == day
    assert is_date(value) == (day is not None)
    assert is_date(None)
    assert is_date("")


def test_recorded_verdicts_of_hugo() -> None:
    path = oracle("hugo-verdicts/frontmatter.jsonl")
    if path is None:
        pytest.skip("WORKLOG_CORPUS is not set: no recorded verdicts")
    verdicts = [json.loads(line) for line in path.read_bytes().splitlines()]
    assert len(verdicts) == 66
    for verdict in verdicts:
        source = base64.b64decode(verdict["page_b64"])
        front = split(source)
        params = plain(hugo_params(front))
        if "error" in verdict:
            assert front.error or front.locked or not is_date(front.value("date")), verdict["id"]
            continue
        assert source[front.span.end :].decode("utf-8", "replace") == verdict["raw"], verdict["id"]
        assert params == {k: v for k, v in verdict["params"].items() if k not in _ADDED}, verdict["id"]


@pytest.mark.corpus
@pytest.mark.hugo
@needs_hugo
def test_real_pages_have_the_params_hugo_gives_them() -> None:
    pages = {str(p): p.read_bytes() for p in [*corpus_pages(), *seed_pages()]}
    if not pages:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages to test on")
    refused = 0
    for name, facts in HugoJudge().judge(pages).items():
        front = split(pages[name])
        if isinstance(facts, BuildError):
            refused += 1
            continue
        assert front.error is None, name
        assert pages[name][front.span.end :] == facts.raw, name
        skipped = {*_ADDED, *facts.neutralised, *(key[:-1] + "_" for key in facts.neutralised)}
        skipped |= {"date", "lastmod", "publishdate"} if facts.neutralised else set()
        wanted = {k: v for k, v in facts.params.items() if k not in skipped}
        assert {k: v for k, v in hugo_params(front).items() if k not in skipped} == wanted, name
    assert refused <= 6


def _check(source: bytes) -> FrontMatter:
    front = split(source)
    assert 0 <= front.span.start <= front.content.start <= front.content.end <= front.span.end <= len(source)
    for entry in front.entries:
        assert front.content.start <= entry.span.start <= entry.span.end <= front.content.end
        for span in (entry.key_span, entry.value_span):
            assert span is None or entry.span.start <= span.start <= span.end <= entry.span.end, entry
    hugo_params(front)
    return front


_PIECES = st.sampled_from(
    [b"---", b"+++", b"{", b"}", b"\n", b"\r\n", b"\r", b"\xef\xbb\xbf", b" ", b"title", b": ", b" = ", b'"', b"'", b"a", b"\xc3\xa9", b"\xff", b"\xc2\x85",
     b"- ", b"[", b"]", b", ", b"|", b"#", b"0x1", b"1979-05-27", b".", b"\\", b"\t", b"&a", b"*a", b"!!int ", b"\\u00e9", b"? ", b"[[a]]", b"true", b"\x00"]
)  # fmt: skip


@given(st.binary(max_size=200))
def test_any_bytes(source: bytes) -> None:
    _check(source)


@given(
    st.sampled_from([b"---\n", b"+++\n", b"{", b""]),
    st.lists(_PIECES, max_size=40),
    st.sampled_from([b"\n---\n", b"\n+++\n", b"}", b""]),
)
def test_any_pieces(opener: bytes, pieces: list[bytes], closer: bytes) -> None:
    _check(opener + b"".join(pieces) + closer)


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), _JSON, max_size=5), st.sampled_from([None, 2]), st.booleans())
def test_what_json_writes_is_read(data: dict[str, object], indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    source = text.encode("utf-8", "replace") + b"\nbody"
    front = _check(source)
    assert source[front.span.end :] == b"body"
    assert values(source) == json.loads(source[: front.content.end])


@pytest.mark.corpus
def test_the_pure_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml the same walk runs over PyYAML's own parser."""
    pages = [p.read_bytes() for p in corpus_pages()[::10]] + [
        b"---\na: [1, {b: 'x'}]\nc:\n- d\n- e: |\n    f\ng: \"\xc3\xa9\xff\"\nh:\n---\n"
    ]
    expected = [split(page) for page in pages]
    monkeypatch.setattr(yaml_values, "_parser", yaml.SafeLoader)
    assert [split(page).entries for page in pages] == [front.entries for front in expected]
    assert split(_nested(b"[", 30_000)).locked
