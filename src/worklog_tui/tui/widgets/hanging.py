"""Outline lines as an editor shows them: a bullet before each, and what wraps stands under its own text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from textual._wrap import compute_wrap_offsets
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import get_tab_widths
from textual.geometry import Offset

if TYPE_CHECKING:
    from textual.document._document import Location

BULLET_ROOM: Final = 2  # cells before a line's text that its bullet takes
_LEAST: Final = 12  # cells a deep line wraps at, however narrow the box


def indent_of(line: str) -> int:
    """Blanks before the line's text."""
    return len(line) - len(line.lstrip(" "))


@lru_cache(maxsize=2048)
def wrap_offsets(line: str, width: int) -> tuple[int, ...]:
    """Columns at which the line is broken, to stand in ``width`` cells with its bullet and under its own text."""
    indent = indent_of(line)
    room = max(_LEAST, width - BULLET_ROOM - indent)
    return tuple(indent + at for at in compute_wrap_offsets(line[indent:], room, tab_size=BULLET_ROOM))


class HungLines(WrappedDocument):
    """Textual's wrapping with a hanging indent. It wraps all lines at each edit, which costs a look-up a line."""

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wraps every line at ``width`` cells (0: not at all)."""
        self._width = width
        self._tab_width = tab_width or self._tab_width
        self._wrap_offsets = [list(wrap_offsets(line, width)) if width else [] for line in self.document.lines]
        self._offset_to_line_info = []
        self._line_index_to_offsets = []
        for line, offsets in enumerate(self._wrap_offsets):
            start = len(self._offset_to_line_info)
            self._line_index_to_offsets.append([start + i for i in range(len(offsets) + 1)])
            self._offset_to_line_info += [(line, i) for i in range(len(offsets) + 1)]
        self._tab_width_cache = [[w for _, w in get_tab_widths(line, self._tab_width)] for line in self.document.lines]

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:  # noqa: ARG002
        """As ``wrap``: an outline is short."""
        self.wrap(self._width)

    def shift(self, line: int, section: int) -> int:
        """Cells a section stands to the right of where its columns begin."""
        return BULLET_ROOM + (indent_of(self.document.get_line(line)) if section else 0)

    def location_to_offset(self, location: Location) -> Offset:
        """Where a character is drawn."""
        x, y = super().location_to_offset(location)
        return Offset(x + self.shift(*self._offset_to_line_info[y]), y)

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column drawn at ``x_offset`` of a section (negative: from the last); never inside the indent."""
        section = y_offset if y_offset >= 0 else len(self._wrap_offsets[line_index]) + 1 + y_offset
        x = max(0, x_offset - self.shift(line_index, section))
        column = super().get_target_document_column(line_index, x, y_offset)
        return max(column, indent_of(self.document.get_line(line_index)))
