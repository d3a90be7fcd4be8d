"""Where spans lie, told without a look at all of them: the same as with one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from worklog_tui.document.places import Places

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1])), max_size=12)


@given(spans, st.integers(0, 40), st.integers(0, 12))
def test_what_lies_in_meets_and_holds(found: list[tuple[int, int]], start: int, size: int) -> None:
    places, end = Places(found), start + size
    in_order = sorted(range(len(found)), key=lambda at: (*found[at], at))
    assert places.within(start, end) == [at for at in in_order if start <= found[at][0] and found[at][1] <= end]
    meeting = [at for at in in_order if found[at][0] < end and start < found[at][1]]
    assert places.meeting(start, end) == meeting
    holding = [at for at in in_order if found[at][0] <= start < found[at][1]]
    assert places.holding(start) == (holding[0] if holding else None)
