"""``@record``: what the rest of the code takes for granted of a frozen value."""

from __future__ import annotations

import copy
import pickle

import pytest

from worklog_tui.record import as_dict, field, record, replace


@record
class Point:
    """Two numbers and what goes with them."""

    x: int
    y: int = 2
    tags: list[str] = field(default_factory=list)
    note: str = field(default="n", repr=False)

    @property
    def sum(self) -> int:
        return self.x + self.y


@record(frozen=False)
class Open:
    x: int = 0


@record(frozen=False, eq=False)
class Thing:
    x: int = 0


def test_values_defaults_and_repr() -> None:
    point = Point(1)
    assert (point.x, point.y, point.tags, point.note, point.sum) == (1, 2, [], "n", 3)
    assert repr(point) == "Point(x=1, y=2, tags=[])"
    assert Point(1).tags is not point.tags
    assert as_dict(Point(x=1, y=5)) == {"x": 1, "y": 5, "tags": [], "note": "n"}


def test_wrong_arguments_are_told() -> None:
    for bad in (Point, lambda: Point(1, 2, [], "", 5), lambda: Point(1, z=3)):
        with pytest.raises(TypeError, match=r"Point\.__init__"):
            bad()


def test_equality_is_by_type_and_fields() -> None:
    @record
    class Other:
        x: int
        y: int = 2

    assert Point(1) == Point(1, 2) != Point(2)
    assert Other(1) != (1, 2)
    assert Other(1) != Open(1)
    assert hash(Other(1)) == hash(Other(1, 2))
    assert Thing() != Thing()
    with pytest.raises(TypeError):
        hash(Open())


def test_frozen_and_slotted() -> None:
    point = Point(1)
    for change in (lambda: setattr(point, "x", 2), lambda: setattr(point, "z", 2), lambda: delattr(point, "x")):
        with pytest.raises(AttributeError):
            change()
    assert not hasattr(point, "__dict__")
    thing = Open()
    thing.x = 4
    assert thing == Open(4)


def test_copies() -> None:
    point = Point(1, 3, ["a"])
    assert replace(point, x=9) == Point(9, 3, ["a"])
    assert copy.deepcopy(point) == copy.copy(point) == pickle.loads(pickle.dumps(point)) == point  # noqa: S301
    with pytest.raises(TypeError):
        replace(point, z=1)
    match point:
        case Point(x, y):
            assert (x, y) == (1, 3)
