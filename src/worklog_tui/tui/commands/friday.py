"""The commands of the week's end: the draft of achievements, and the export of the term."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.commands.command import FRIDAY, c

if TYPE_CHECKING:
    from worklog_tui.tui.commands.command import Command

TABLE: Final[tuple[Command, ...]] = (
    c("assemble", "A", "Assemble achievements", "Finished tasks as a draft of achievements, unfinished ones as the "
      "next week's objectives; shown first", "Edit", room="friday"),
    c("export", "", "Export…", "Tasks, references and weeks as a file: a report, a spreadsheet, JSON", "App",
      room="exporting"),
    c("friday_edit", "enter e", "Edit", "Edit the draft as an outline", "Achievements", where=FRIDAY, hint=1,
      short="edit", menu=False),
    c("friday_put", "p ctrl+s", "Put in", "Put the lines into the page, as one step", "Achievements", where=FRIDAY,
      hint=2, short="put in", menu=False),
    c("friday_toggle", "x delete", "Leave out", "Leave the line out, with all beneath it; again: put it in after all",
      "Achievements", where=FRIDAY, hint=3, short="leave out", menu=False),
    c("friday_merge", "m", "Merge", "One line of this one and the one above", "Achievements", where=FRIDAY, hint=5,
      short="merge", menu=False),
    c("friday_fold", "z", "Fold", "What stands beneath the line is left out, or put in", "Achievements", where=FRIDAY,
      hint=7, short="fold", menu=False),
    c("friday_undo", "u ctrl+z", "Take back", "Take the last change of the draft back", "Achievements", where=FRIDAY,
      hint=6, short="take back", menu=False),
    c("friday_titles", "Z", "Titles only", "Fold everything beneath a title; again: show all of it", "Achievements",
      where=FRIDAY, menu=False),
    c("friday_source", "o", "Source", "Go to the row the line came from, or show its commit; the draft is kept",
      "Achievements", where=FRIDAY, hint=8, short="its row", menu=False),
    c("friday_part", "tab", "Next part", "Between achievements, objectives and what is left out", "Achievements",
      where=FRIDAY, menu=False),
    c("friday_move_down", "J alt+down", "Move down", "The line with all beneath it one place down", "Achievements",
      where=FRIDAY, menu=False),
    c("friday_move_up", "K alt+up", "Move up", "The line with all beneath it one place up", "Achievements",
      where=FRIDAY, menu=False),
    c("friday_indent", ">", "Indent", "The line one level deeper", "Achievements", where=FRIDAY, menu=False),
    c("friday_outdent", "<", "Outdent", "The line one level out", "Achievements", where=FRIDAY, menu=False),
    c("friday_week", "N", "Start the next week", "Make the next week, for the objectives", "Achievements",
      where=FRIDAY, menu=False),
    c("friday_back", "q escape", "Back", "Back to the page; the draft is kept", "Achievements", where=FRIDAY, hint=4,
      short="back", menu=False),
)  # fmt: skip
