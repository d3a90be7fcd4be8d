"""The commands of both languages side by side, and of the weeks that are out of step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.commands.command import DRIFT, LISTS, SIDES, TWINS, c

if TYPE_CHECKING:
    from worklog_tui.tui.commands.command import Command

TABLE: Final[tuple[Command, ...]] = (
    c("twins", "T", "Side by side", "Both languages of the week, field by field; again: back", "Look", where=SIDES,
      room="twins"),
    c("drift", "S", "Weeks out of step", "The weeks whose languages differ, and in what; Enter shows them side by side",
      "Look", where=LISTS | TWINS, room="drift"),
    c("twins_mirror", "m", "Mirror it", "The difference under the cursor goes from this page to the other one; what "
      "only one page has comes to the one without it", "Side by side", where=TWINS, hint=2, short="mirror", menu=False),
    c("twins_next", "tab", "Next difference", "The next difference, or text to translate", "Side by side",
      where=TWINS, hint=3, short="next", menu=False),
    c("twins_previous", "shift+tab", "Difference before", "The difference before, or text to translate",
      "Side by side", where=TWINS, menu=False),
    c("twins_done", "d", "Translated", "A copied text is translated, or right as it is: it is no longer marked",
      "Side by side", where=TWINS, hint=4, short="translated", menu=False),
    c("twins_mirror_all", "M", "Mirror all certain", "All certain differences of the week, from this page to the "
      "other; shown first, one step of undo", "Side by side", where=TWINS, hint=5, short="mirror all", menu=False),
    c("twins_language", "t", "Another language", "Beside this page the week's next language, where there are three",
      "Side by side", where=TWINS, hint=7, short="language", menu=False),
    c("drift_open", "enter T", "Side by side", "Both pages of the week side by side, at the first difference",
      "Weeks out of step", where=DRIFT, hint=1, short="side by side", menu=False),
    c("drift_go", "o", "Go to the week", "Leave the list for the week", "Weeks out of step", where=DRIFT, hint=2,
      short="go to the week", menu=False),
    c("drift_back", "q escape S", "Back", "Back to the week", "Weeks out of step", where=DRIFT, hint=3, short="back",
      menu=False),
)  # fmt: skip
