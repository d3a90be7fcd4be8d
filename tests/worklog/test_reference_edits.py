"""References put in, taken out and moved: the page's own form, no separator left over, every other byte as before."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import corpus_pages
from tests.worklog.pages import week
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.worklog.intentions import Intention
from worklog_tui.worklog.links.edits import Inserted, insert_reference, link_up, place_for
from worklog_tui.worklog.links.removal import move_reference, remove_reference, remove_references
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.plans.plan import plan
from worklog_tui.worklog.reading.read import read_week

TABLE = """| Day | Task | Start Date | Reference |
| --- | --- | --- | --- |
| 2 | - One | 29/09/2025 | {} |
| 3 | - Two | 30/09/2025 | {} |
"""
U, V, W = "https://u.example/1", "https://v.example/a_b", "https://w.example/x?y=1&z"


def cells(first: str, second: str = "") -> Week:
    return week(TABLE.format(first, second))


def after(before: Week, asked: list[Intention]) -> Week:
    now = before
    for one in asked:
        now = read_week(plan(now, one).after)
    return now


def cell(read: Week, task: int = 1) -> str:
    return read.tasks[task - 1].fields[3].text


# --- taking out --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "which", "left"),
    [
        (f"[a]({U})", 0, ""),
        (f"<{U}>", 0, ""),
        (f"[a]({U}), [b]({V})", 0, f"[b]({V})"),
        (f"[a]({U}), [b]({V})", 1, f"[a]({U})"),
        (f"[a]({U}), [b]({V}), <{W}>", 1, f"[a]({U}), <{W}>"),
        (f"{U} {V}", 0, V),
        (f"[a]({U}) and [b]({V})", 1, f"[a]({U})"),
        (f"[a]({U}) và [b]({V})", 0, f"[b]({V})"),
        (f"<{U}> <br> <{V}> <br> <{W}>", 1, f"<{U}> <br> <{W}>"),
        (f"<{U}> <br> <{V}>", 1, f"<{U}>"),
        (f"- [a]({U}) <br> - [b]({V})", 0, f"- [b]({V})"),
        (f"[a]({U}) <br><br> [b]({V})", 0, f"[b]({V})"),
        (f"[a]({U}) <br><br> [b]({V})", 1, f"[a]({U})"),
        (f"**[a]({U})** <br> [b]({V})", 0, f"[b]({V})"),
        (f"1. [a]({U}) <br> 2. [b]({V})", 0, f"2. [b]({V})"),
        (f"[a]({U}) ({V})", 1, f"[a]({U})"),
        (f"The course: <{U}>", 0, "The course"),
        (f"Read the [rules]({U}) again", 0, "Read the rules again"),
        (f"Read **[the x\\|y]({U})** again", 0, "Read **the x\\|y** again"),
        (f"See {U} for more", 0, "See for more"),
        (f"Book, chapter 3 <br> <{U}>", 0, "Book, chapter 3"),
        ("[x\\|y](https://u.example/p) <br> [b](/inside/)", 0, "[b](/inside/)"),
    ],
)
def test_a_reference_goes_with_its_separator(text: str, which: int, left: str) -> None:
    before = cells(text, "kept")
    now = after(before, remove_reference(before, before.tasks[0].references[which].link))
    assert cell(now) == left.replace("\\|", "|")
    assert now.document.source.replace(left.encode(), b"@", 1 if left else 0).count(b"\n") == TABLE.count("\n")
    assert cell(now, 2) == "kept"


LINKS = st.sampled_from(["[{0}]({1})", "<{1}>", "**[{0}]({1})**", '[{0}]({1} "t")'])
SEPARATORS = st.sampled_from([" <br> ", "<br>", ", ", "; ", " ", " <br><br> ", " <br/> - ", " · "])


@settings(max_examples=150, deadline=None)
@given(st.lists(LINKS, min_size=1, max_size=5), SEPARATORS, st.data())
def test_the_others_stay_as_they_were(forms: list[str], separator: str, data: st.DataObject) -> None:
    written = [form.format(f"name{n}", f"https://h{n}.example/p") for n, form in enumerate(forms)]
    before = cells(separator.join(written))
    which = data.draw(st.integers(0, len(forms) - 1))
    now = after(before, remove_reference(before, before.tasks[0].references[which].link))
    assert cell(now) == separator.join(written[:which] + written[which + 1 :])
    moved = data.draw(st.sampled_from([-1, 1]))
    other = which + moved
    if not 0 <= other < len(forms):
        with pytest.raises(Refused):
            move_reference(before, before.tasks[0].references[which].link, moved)
        return
    written[which], written[other] = written[other], written[which]
    now = after(before, move_reference(before, before.tasks[0].references[which].link, moved))
    assert cell(now) == separator.join(written)


@settings(max_examples=100, deadline=None)
@given(st.lists(LINKS, min_size=1, max_size=5), SEPARATORS, st.data())
def test_several_go_together(forms: list[str], separator: str, data: st.DataObject) -> None:
    written = [form.format(f"name{n}", f"https://h{n}.example/p") for n, form in enumerate(forms)]
    before = cells(separator.join(written), separator.join(written))
    gone = data.draw(st.sets(st.integers(0, 2 * len(forms) - 1), min_size=1))
    now = after(before, remove_references(before, [before.references[n].link for n in gone]))
    for task in (1, 2):
        kept = [one for n, one in enumerate(written) if n + (task - 1) * len(forms) not in gone]
        assert cell(now, task) == separator.join(kept)


def test_a_heading_keeps_its_words() -> None:
    before = week(f"### Read [this]({U}) first\n\nText.\n")
    now = after(before, remove_reference(before, before.references[0].link))
    assert now.document.source == b"### Read this first\n\nText.\n"


def test_references_outside_tables() -> None:
    text = (
        f"### Notes\n\n- [a]({U})\n- see [b]({V}) there\n  * <{W}>\n\nProse with {U} in it,\nover lines.\n\n[c](/x)\n"
    )
    before = week(text)
    targets = [ref.target for ref in before.references]

    def gone(at: int) -> str:
        return after(before, remove_reference(before, before.references[at].link)).document.source.decode()

    assert targets == [U, V, W, U, "/x"]
    assert gone(0) == text.replace(f"- [a]({U})\n", "")
    assert gone(1) == text.replace(f"[b]({V})", "b")
    assert gone(2) == text.replace(f"  * <{W}>\n", "")
    assert gone(3) == text.replace(f"with {U} in", "with in")
    assert "[c]" not in gone(4)
    assert gone(4).startswith(text[: text.index("[c]")].rstrip("\n"))


# --- putting in --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "label", "put"),
    [
        ("", f"[a]({U})", "Map", f"[Map]({V})"),
        ("", f"<{U}>", "Map", f"<{V}>"),
        ("", U, "Map", V),
        ("", "", "Map", f"[Map]({V})"),  # a page without links: the form that says most
        ("", "", "", f"<{V}>"),
        ("-", f"[a]({U})", "Map", f"[Map]({V})"),
        (f"[a]({U})", f"[b]({U}/2) <br> [c]({W})", "Map", f"[a]({U}) <br> [Map]({V})"),
        (f"[a]({U})", f"[b]({U}/2), [c]({W})", "Map", f"[a]({U}), [Map]({V})"),
        (f"- [a]({U})", f"- [b]({U}/2) <br> - [c]({W})", "Map", f"- [a]({U}) <br> - [Map]({V})"),
        (f"<{U}>", f"<{W}><br><{U}/2>", "", f"<{U}><br><{V}>"),
        ("", f"**[a]({U})**", "Map", f"**[Map]({V})**"),
    ],
)
def test_a_reference_is_written_as_the_page_writes_them(first: str, second: str, label: str, put: str) -> None:
    before = cells(first, second)
    now = after(before, insert_reference(before, Inserted(task=1), label, V))
    assert cell(now) == put
    assert cell(now, 2) == second
    assert now.tasks[0].references[-1].target == V


def test_a_target_inside_the_site_is_never_written_bare() -> None:
    before = cells("", U)
    now = after(before, insert_reference(before, Inserted(task=1), "Week 1", "/1-worklog/1.1-week1/"))
    assert cell(now) == "[Week 1](/1-worklog/1.1-week1/)"


def test_the_same_target_twice_is_refused() -> None:
    before = cells(f"[a]({U})")
    with pytest.raises(Refused, match="already"):
        insert_reference(before, Inserted(task=1), "b", U)


def test_a_table_without_a_column_for_it_takes_it_as_a_line() -> None:
    before = week("| Day | Task |\n| --- | --- |\n| 2 | - One <br> - Two |\n")
    now = after(before, insert_reference(before, Inserted(task=1), "Map", U))
    assert (
        now.document.source.decode() == f"| Day | Task |\n| --- | --- |\n| 2 | - One <br> - Two <br> - [Map]({U}) |\n"
    )


def test_lists_and_sections() -> None:
    text = f"### References\n\n* [a]({U})\n* [b]({V})\n\n### Empty\n\nText.\n"
    before = week(text)
    beside = place_for(before, link=before.references[0].link)
    now = after(before, insert_reference(before, beside, "Map", W))
    assert now.document.source.decode() == text.replace("* [b]", f"* [Map]({W})\n* [b]")
    now = after(before, insert_reference(before, Inserted(section=len(before.sections) - 2), "Map", W))
    assert now.document.source.decode() == text.replace(f"* [b]({V})\n", f"* [b]({V})\n* [Map]({W})\n")
    now = after(before, insert_reference(before, Inserted(section=len(before.sections) - 1), "Map", W))
    assert f"[Map]({W})" in now.document.source.decode()


@pytest.mark.parametrize(
    ("second", "typed", "kept"),
    [
        (f"[a]({U})", V, f"[Notes]({V})"),
        (f"[a]({U})", W, f"[w.example]({W})"),
        (f"<{U}>", V, f"<{V}>"),
        (U, V, V),
        ("", V, f"[Notes]({V})"),
        ("", W, f"<{W}>"),
        (f"[a]({U})", f"[x]({V}) and {W}.", f"[x]({V}) and [w.example]({W})."),
        (f"[a]({U})", "no address", "no address"),
    ],
)
def test_a_pasted_address_becomes_a_link(second: str, typed: str, kept: str) -> None:
    read = cells("", second)
    column = read.tasks[0].fields[3].column
    assert link_up(read, column, "", typed, {V: "Notes"}) == kept


def test_an_address_that_stood_there_is_left_alone() -> None:
    read = cells(U, f"[a]({V})")
    assert link_up(read, read.tasks[0].fields[3].column, U, f"{U} x", {}) == f"{U} x"


@pytest.mark.corpus
@pytest.mark.skipif(not corpus_pages(), reason="needs WORKLOG_CORPUS")
def test_every_reference_of_real_tasks_can_go_and_come() -> None:
    rng = random.Random(5)
    gone = come = refused = 0
    for path in rng.sample(corpus_pages(), 150):
        before = read_week(parse(Path(path).read_bytes()))
        found = [ref for ref in before.references if ref.task is not None]
        for ref in rng.sample(found, min(2, len(found))):
            here = [r.target for r in before.references if r.link != ref.link]
            try:
                now = after(before, remove_reference(before, ref.link))
            except Refused:
                refused += 1
                continue
            gone += 1
            assert [r.target for r in now.references] == here, (path, ref)
            text = now.tasks[(ref.task or 1) - 1]
            assert not any(
                f.text.strip().startswith((",", ";", "<br")) for f in text.fields if f.column.role == "reference"
            )
            back = after(now, insert_reference(now, Inserted(task=ref.task), "name", "https://new.example/1"))
            assert "https://new.example/1" in [r.target for r in back.tasks[(ref.task or 1) - 1].references]
            come += 1
    assert gone > 60
    assert refused * 20 < gone
