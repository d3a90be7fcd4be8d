"""A patch applies only to the bytes it was made for, and its inverse undoes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklog_tui.document.model import Refused
from worklog_tui.document.patch import Patch, Splice, joined


@st.composite
def patched(draw: st.DrawFn) -> tuple[bytes, Patch]:
    source = draw(st.binary(max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return source, Patch(tuple(Splice(a, source[a:b], draw(st.binary(max_size=8))) for a, b in pairs))


@given(patched())
def test_inverse_brings_the_bytes_back(case: tuple[bytes, Patch]) -> None:
    source, patch = case
    assert patch.inverse.apply(patch.apply(source)) == source


@given(patched())
def test_only_the_spliced_bytes_change(case: tuple[bytes, Patch]) -> None:
    source, patch = case
    after, at = patch.apply(source), 0
    for s in patch.splices:
        kept = source[at : s.start]
        assert after.startswith(kept + s.new)
        after, at = after[len(kept) + len(s.new) :], s.end
    assert after == source[at:]


def test_a_patch_for_other_bytes_is_refused() -> None:
    with pytest.raises(Refused, match="changed"):
        Patch((Splice(2, b"old", b"new"),)).apply(b"an older page")


def test_splices_that_overlap_are_refused() -> None:
    with pytest.raises(Refused):
        Patch((Splice(0, b"ab", b""), Splice(1, b"b", b""))).apply(b"abc")


@st.composite
def patched_twice(draw: st.DrawFn) -> tuple[bytes, list[Patch]]:
    source, first = draw(patched())
    patches, now = [first], first.apply(source)
    for _ in range(draw(st.integers(0, 3))):
        cuts = sorted(draw(st.lists(st.integers(0, len(now)), max_size=6)))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
        patches.append(Patch(tuple(Splice(a, now[a:b], draw(st.binary(max_size=8))) for a, b in pairs)))
        now = patches[-1].apply(now)
    return source, patches


@given(patched_twice())
def test_patches_one_after_the_other_are_one_patch(case: tuple[bytes, list[Patch]]) -> None:
    source, patches = case
    now = source
    for patch in patches:
        now = patch.apply(now)
    one = joined(source, patches)
    assert one.apply(source) == now
    assert one.inverse.apply(now) == source
