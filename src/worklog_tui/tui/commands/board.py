"""The commands of the board of a journal, and of the list of journals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.commands.command import BOARD, JOURNALS, c

if TYPE_CHECKING:
    from worklog_tui.tui.commands.command import Command

TABLE: Final[tuple[Command, ...]] = (
    c("board", "B", "Board", "The whole term: each week's days, tasks, words, twins, problems, reviews", "Look",
      hint=10, short="board", room="board"),
    c("switch_journal", "", "Switch to another journal", "One of those used lately, or a folder; this one is closed",
      "App", room="journals"),
    c("board_all", "", "Board of several journals", "Those used lately, side by side: weeks, last entry, problems",
      "Look", room="journals"),
    c("board_open", "enter", "Open the week", "Go to the selected week", "Board", where=BOARD, hint=1, short="open",
      menu=False),
    c("board_sort", "s", "Sort", "By the highlighted column; again: the other way round; once more: week by week",
      "Board", where=BOARD, hint=2, short="sort", menu=False),
    c("board_filter", "f /", "Filter", "Only weeks with gaps, problems, unfinished tasks, twins out of step …", "Board",
      where=BOARD, hint=3, short="filter", menu=False),
    c("board_language", "t", "Other language", "The numbers of the pages in the other language", "Board", where=BOARD,
      hint=4, short="language", menu=False),
    c("board_problems", "!", "Problems", "Go to the week and list its problems", "Board", where=BOARD, hint=5,
      short="problems", menu=False),
    c("board_review", "v", "Review", "Review from the week on", "Board", where=BOARD, hint=5, short="review",
      menu=False),
    c("board_back", "q B", "Back", "Back to the week", "Board", where=BOARD, hint=6, short="back", menu=False),
    c("board_escape", "escape", "Back", "Show all weeks again, else back to the week", "Board", where=BOARD,
      menu=False),
    c("journals_open", "enter", "Open", "The board of the selected journal", "Journals", where=JOURNALS, hint=1,
      short="open its board", menu=False),
    c("journals_sort", "s", "Sort", "By the highlighted column; again: the other way round; once more: as named",
      "Journals", where=JOURNALS, hint=2, short="sort", menu=False),
    c("journals_reload", "r", "Read again", "Read all journals again", "Journals", where=JOURNALS, hint=3,
      short="read again", menu=False),
    c("journals_back", "q escape", "Back", "Back, or leave the app where one came from the command line", "Journals",
      where=JOURNALS, hint=4, short="back", menu=False),
)  # fmt: skip
