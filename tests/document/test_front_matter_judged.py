"""Many front matter edits, on real and made pages in YAML, TOML and JSON, judged by real Hugo.

Every param of the page is as before but the one that was set, which is what was asked for; the body is the same bytes.
By default a sample; WORKLOG_FULL=1 makes it 1,000 edits.
"""

# ruff: noqa: E501  tables of cases read better unfolded

from __future__ import annotations

import copy
import datetime as dt
import os
import random
from dataclasses import dataclass
from typing import Any

import pytest

from tests.conftest import corpus_pages, seed_pages
from tests.hugo_judge import BuildError, Facts, HugoJudge, needs_hugo
from worklog_tui.document.edits.front_matter import remove_value, set_value
from worklog_tui.document.model import Key, Refused
from worklog_tui.document.parse import parse
from worklog_tui.document.patch import Edit

EDITS = 1_000 if os.environ.get("WORKLOG_FULL") else 200

_TEXTS = [
    "Week 4", "", " ", "a: b", "x #y", "- x", "# x", "---", "+++", "yes", "true", "null", "~", "08", "017", "1e3", "1_000", "12:30:45",
    "2025-09-29", "it's", 'say "hi"', "\\", "a\\nb", "`code`", "@me", "%d", "&a", "*a", "!x", "|", ">", "[x]", "{x}", "x, y", "? x", ": x",
    "x:", "http://x.y/z?a=b#c", " <b> 1.4. </b> ", "Tuần 4 – báo cáo", "Tua\u0302\u0300n", "🎉 xong", "a\nb", "a\nb\n", "\n", "a\n\nb\n", "tab\tx",
    "\u00a0x\u00a0", "\u2028", "\x85", "\x1b[0m", "\ufeff", "'", '"', "''", '"""', "'''", "x" * 300, "<br>", "{{ .Title }}", "=", "<<", "...", "\u200b",
]  # fmt: skip
_OTHERS: list[object] = [0, 1, -7, 101, 2**40, 1.5, -0.25, True, False, ["a", "b c"], ["x, y", "- z"], []]
_CAST = {"weight"}  # Hugo makes a number of it
_LEFT_ALONE = {
    "aliases",
    "draft",
    "slug",
    "type",
    "url",
    "summary",
    "layout",
}  # what these hold decides whether and where a page is built
_DATES = {"date", "lastmod", "publishdate"}


@dataclass(frozen=True)
class Judged:
    """One edit to be judged: ``wanted`` is None where the entry is removed."""

    page: str
    source: bytes
    edit: Edit
    key: Key
    wanted: object
    removed: bool = False


def _generated(rng: random.Random) -> dict[str, bytes]:
    """Pages of all three formats in the shapes found on real ones, and odder ones."""
    pages = {}
    for number in range(60):
        eol = rng.choice(["\n", "\n", "\r\n"])
        quote = rng.choice(["", '"', "'"])
        title = f"{quote}Week {number} Worklog{quote}"
        lines = [f"title{rng.choice(['', ' '])}: {title}", "date: 2025-09-29", f"weight: {number}", "chapter: false"]
        lines += rng.sample(
            ["tags: [one, 'two', \"three\"]", "cats:\n  - one\n  - two: 2\n    three: x  # c", "menu:\n  main:\n    weight: 5\n    name: N",
             "text: |\n  one\n\n  two", "folded: >-\n  one\n  two", "empty:", "# a comment", "", "half: 1.5", "deep: {a: {b: [1, c]}}",
             "many: one\n  two", "'quoted key': 'it''s'", "e: \"\\u00e9\\n\""], k=rng.randrange(9)
        )  # fmt: skip
        text = "\n".join(["---", *lines, "---", "", "# H", "body"]).replace("\n", eol)
        pages[f"yaml-{number}"] = rng.choice([b"", b"", b"\xef\xbb\xbf"]) + text.encode()
        tables = [
            "[menu.main]\n  weight = 3 # c\n  name = 'N'",
            '[[cats]]\na = 1\n[[cats]]\na = 2\nb = "x"',
            "[deep]\na.b = [1, 2]",
        ]
        pairs = ["tags = [\"one\", 'two']", 'text = """\none\ntwo"""', "t = { a = 1, b = \"x\" }", "half = 1.5", "# c", "", "flag = true",
                 "day = 2025-09-29", "at = 2025-09-29T10:00:00+07:00", "\"q k\" = 'v'"]  # fmt: skip
        lines = [
            rng.choice([f'title = "W{number}"', f"title = 'W{number}'"]),
            "date = 2025-09-29",
            f"weight={number}",
        ]
        lines += rng.sample(pairs, k=rng.randrange(7)) + rng.sample(tables, k=rng.randrange(4))
        pages[f"toml-{number}"] = "\n".join(["+++", *lines, "+++", "", "body"]).replace("\n", eol).encode()
        indent = rng.choice(["\n  ", "\n\t", " "])
        members = [
            '"title": "W"',
            '"date": "2025-09-29"',
            f'"weight": {number}',
            '"tags": ["one", "two"]',
            '"deep": {"a": {"b": [1, null]}}',
        ]
        members += rng.sample(
            ['"half": 1.5', '"flag": true', '"none": null', '"e": "\\u00e9\\n"', '"list": [{"a": 1}, {"a": 2}]'],
            k=rng.randrange(6),
        )
        pages[f"json-{number}"] = (
            ("{" + indent + ("," + indent).join(members) + "\n}\nbody").replace("\n", eol).encode()
        )
    return pages


def _random_edit(rng: random.Random, name: str, source: bytes) -> Judged:
    doc = parse(source)
    entries = [e for e in doc.front_matter.entries if str(e.key[0]).lower() not in _LEFT_ALONE]
    scalars = [e for e in entries if not isinstance(e.value, list | dict)]
    way = rng.random()
    if way < 0.15 and entries:
        key = rng.choice(entries).key
        return Judged(name, source, remove_value(doc, key), key, None, removed=True)
    key = (
        rng.choice(scalars).key
        if way < 0.75 and scalars
        else rng.choice([("added",), ("box", "inner"), ("description",), ("pre",)])
    )
    value: object = rng.choice(_TEXTS) if rng.random() < 0.75 else rng.choice(_OTHERS)
    last = str(key[-1]).lower()
    if len(key) == 1 and last in _CAST:
        value = rng.randrange(200)
    elif len(key) == 1 and last in _DATES:
        value = rng.choice(["2025-10-06", "2025-10-06T09:30:00+07:00", dt.date(2024, 2, 29)])
    elif len(key) == 1 and last in ("title", "description") and not isinstance(value, str):
        value = str(value)
    return Judged(name, source, set_value(doc, key, value), key, value)


def _expected(before: dict[str, Any], job: Judged) -> dict[str, Any]:
    """The params Hugo had, with the one change made; dates below Hugo's own date keys are looked at by name."""
    params = copy.deepcopy(before)
    node: Any = params
    names = [part.lower() if isinstance(part, str) else part for part in job.key]
    in_list = False
    for at, part in enumerate(job.key[:-1]):
        name = part if in_list else names[at]
        in_list = in_list or isinstance(job.key[at + 1], int)
        if isinstance(node, dict) and node.get(name) is None:
            node[name] = {}
        node = node[name]
    last = job.key[-1] if in_list else names[-1]
    if job.removed:
        node.pop(last, None) if isinstance(node, dict) else node.pop(int(last))  # a date under its neutral name
    else:
        node[last] = job.wanted.isoformat() if isinstance(job.wanted, dt.date) else job.wanted
    return params


def _judge(jobs: list[Judged], before: dict[str, Facts | BuildError], after: dict[str, Facts | BuildError]) -> int:
    counted = 0
    for number, job in enumerate(jobs):
        old, new = before[job.page], after[str(number)]
        if isinstance(old, BuildError):
            continue
        said = f"{job.page} {job.key} {job.wanted!r}: {job.edit.patch.splices}"
        assert isinstance(new, Facts), f"{said} {new}"
        assert new.raw == old.raw, said
        dates = {*_DATES, *(k[:-1] + "_" for k in (*old.neutralised, *new.neutralised)), "dat_"}
        aside = dates if old.neutralised or new.neutralised or str(job.key[0]).lower() in _DATES else set()
        wanted = {k: v for k, v in _expected(old.params, job).items() if k not in aside}
        assert {k: v for k, v in new.params.items() if k not in aside} == wanted, said
        if str(job.key[0]).lower() == "date" and not job.removed:
            day = job.wanted.isoformat() if isinstance(job.wanted, dt.date) else str(job.wanted)
            assert str(new.params["date"]).startswith(day[:19]), said
        counted += 1
    return counted


@pytest.mark.hugo
@needs_hugo
def test_hugo_reads_what_was_set_and_all_else_as_before() -> None:
    rng = random.Random(20)
    pages = _generated(rng) | {str(p): p.read_bytes() for p in [*corpus_pages(), *seed_pages()]}
    pages = {name: page for name, page in pages.items() if parse(page).front_matter.kind}
    families = [[n for n in pages if n.startswith(kind)] for kind in ("yaml-", "toml-", "json-")]
    families.append([n for n in pages if n not in set().union(*families)] or families[0])
    jobs: list[Judged] = []
    refused: list[str] = []
    while len(jobs) < EDITS:
        name = rng.choice(families[len(jobs) % 4])
        try:
            job = _random_edit(rng, name, pages[name])
        except Refused as refusal:
            refused.append(f"{name}: {refusal}")
            continue
        if not job.edit.patch.empty:
            jobs.append(job)
    judge = HugoJudge()
    before = judge.judge({job.page: job.source for job in jobs})
    after = judge.judge({str(n): job.edit.after.source for n, job in enumerate(jobs)})
    assert _judge(jobs, before, after) >= 0.98 * EDITS
    unexpected = [r for r in refused if "is all that stands in" not in r]
    assert len(unexpected) <= EDITS / 1000, unexpected


_PARTS = [
    *" \t\n\r:#-?,[]{}&*!|>'\"%@`\\/._+=~<^$();0123456789abxeEnNtTyY", "\x00", "\x07", "\x1b", "\x7f", "\x80", "\x85", "\x9f", "\xa0", "\xad",
    "é", "ă", "\u0301", "\u200b", "\u2028", "\u2029", "\u202e", "\u3000", "\ufeff", "\ufffd", "\uffff", "\ue000", "🎉", "\U0010ffff", "\U0010fe80",
    "---", "+++", "...", "\r\n", "true", "null", "0x", "1_", ".5", ": ", " #", "- ", "''", '""', "\\u", "{{", "}}", "<!--",
]  # fmt: skip
_SPELLED: list[tuple[bytes, Key]] = [
    (b"---\nt: A\nx: 1\n---\nb", ("t",)),
    (b"---\nt: 'A'\nx: 1\n---\nb", ("t",)),
    (b'---\r\nt: "A"\r\nx: 1\r\n---\r\nb', ("t",)),
    (b"---\nt: |\n  A\n  B\nx: 1\n---\nb", ("t",)),
    (b"---\nt: >-\n    A\n    B\nx: 1\n---\nb", ("t",)),
    (b"---\nt: {k: A, x: 1}\nx: 1\n---\nb", ("t", "k")),
    (b"---\nt: [A, 'y']\nx: 1\n---\nb", ("t", 0)),
    (b"---\nt:\n  - A\n  - y\nx: 1\n---\nb", ("t", 0)),
    (b"---\nt:\n- k: A\n  x: 1\nx: 1\n---\nb", ("t", 0, "k")),
    (b"---\nx: 1\nt:\n---\nb", ("t",)),
    (b"---\nx: 1\n---\nb", ("t",)),
    (b'+++\nt = "A"\nx = 1\n+++\nb', ("t",)),
    (b"+++\nt = 'A'\nx = 1\n+++\nb", ("t",)),
    (b'+++\nt = """A\n"""\nx = 1\n+++\nb', ("t",)),
    (b'+++\nx = 1\nt = {k = "A", x = 1}\n+++\nb', ("t", "k")),
    (b'{"t": "A", "x": 1}\nb', ("t",)),
    (b'{"t": "\\u00e9", "x": 1}\nb', ("t",)),
    (b'{"x": 1}\nb', ("t",)),
]


@pytest.mark.hugo
@needs_hugo
def test_any_text_reads_back_in_any_spelling() -> None:
    rng = random.Random(4)
    edits = []
    for number in range(EDITS):
        source, key = _SPELLED[number % len(_SPELLED)]
        text = "".join(rng.choices(_PARTS, k=rng.choice([1, 2, 3, 5, 8, 20])))
        edits.append((text, key, set_value(parse(source), key, text)))
    facts = HugoJudge().facts({str(n): edit.after.source for n, (_, _, edit) in enumerate(edits)})
    for number, (text, key, edit) in enumerate(edits):
        node: Any = facts[str(number)].params
        assert node["x"] == 1
        for part in key:
            node = node[part]
        assert node == text, edit.patch.splices
        assert facts[str(number)].raw == b"b"
