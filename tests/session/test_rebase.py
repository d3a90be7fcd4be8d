"""What lies between two versions, and patches carried over one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklog_tui.document.model import Refused
from worklog_tui.document.patch import Patch, Splice
from worklog_tui.session.rebase import carry, difference

texts = st.lists(st.sampled_from([b"a\n", b"b\r\n", b"\n", b"c", b"\xff\n", b"d\x85e\n"]), max_size=12).map(b"".join)


@given(texts, texts)
def test_the_difference_leads_from_one_to_the_other(old: bytes, new: bytes) -> None:
    patch = difference(old, new)
    assert patch.apply(old) == new
    assert patch.inverse.apply(new) == old
    assert patch.empty == (old == new)


def test_the_difference_is_only_what_differs() -> None:
    lines = [b"line %d\n" % i for i in range(100)]
    new = [*lines[:3], b"changed\n", *lines[4:90], *lines[92:]]
    splices = difference(b"".join(lines), b"".join(new)).splices
    assert [s.old for s in splices] == [b"line 3\n", b"line 90\nline 91\n"]


def test_a_large_difference_takes_no_time() -> None:
    old, new = b"".join(b"%d\n" % i for i in range(60_000)), b"".join(b"%d\n" % (i * 7) for i in range(60_000))
    assert difference(old, new).apply(old) == new


@st.composite
def patches(draw: st.DrawFn, source: bytes) -> Patch:
    """Splices in order, apart from each other."""
    out, at = [], 0
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(at, len(source)))
        end = draw(st.integers(start, min(len(source), start + 6)))
        out.append(Splice(start, source[start:end], draw(st.binary(max_size=4))))
        at = end + 1
        if at > len(source):
            break
    return Patch(tuple(out))


SOURCE = bytes(range(65, 105))


@given(patches(SOURCE), patches(SOURCE))
def test_carried_both_ways_they_meet(one: Patch, two: Patch) -> None:
    """The order in which two programs write does not matter, or it is refused."""
    try:
        first, second = carry(one, two), carry(two, one)
    except Refused:
        return
    assert first.apply(two.apply(SOURCE)) == second.apply(one.apply(SOURCE))


@pytest.mark.parametrize(
    ("one", "two", "meets"),
    [
        (Splice(5, b"FG", b"x"), Splice(7, b"HI", b"y"), False),
        (Splice(5, b"FG", b"x"), Splice(6, b"GH", b"y"), True),
        (Splice(5, b"", b"x"), Splice(5, b"", b"y"), True),
        (Splice(5, b"", b"x"), Splice(5, b"FG", b"y"), False),
        (Splice(6, b"", b"x"), Splice(5, b"FG", b"y"), True),
        (Splice(7, b"", b"x"), Splice(5, b"FG", b"y"), False),
        (Splice(5, b"FG", b"x"), Splice(5, b"FG", b"x"), True),
    ],
)
def test_where_patches_meet(one: Splice, two: Splice, meets: bool) -> None:
    for a, b in ((one, two), (two, one)):
        if meets:
            with pytest.raises(Refused):
                carry(Patch((a,)), Patch((b,)))
        else:
            carry(Patch((a,)), Patch((b,)))
