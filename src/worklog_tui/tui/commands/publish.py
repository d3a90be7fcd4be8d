"""The commands of preview and hand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.commands.command import HANDING_IN, READING, c

if TYPE_CHECKING:
    from worklog_tui.tui.commands.command import Command

TABLE: Final[tuple[Command, ...]] = (
    c("preview", "P", "Preview", "The site as it will be, served by its own Hugo, at this week in the browser", "Look",
      room="preview"),
    c("preview_stop", "", "Stop the preview", "Hugo's server ends; it also does when the app ends", "Look",
      room="preview"),
    c("preview_read", "", "Read the page here", "The page as one reads it, without Hugo", "Look", room="preview"),
    c("hand_in", "", "Hand in", "All pages checked, the site built, the changes shown; then committed and pushed",
      "App", room="hand_in"),
    # Reading
    c("reading_next", "L ] ctrl+right", "Next week", "The week after", "Reading view", where=READING, hint=2,
      short="week", menu=False),
    c("reading_previous", "H [ ctrl+left", "Previous week", "The week before", "Reading view", where=READING,
      menu=False),
    c("reading_twin", "t", "Other language", "The same week in the other language", "Reading view", where=READING,
      hint=3, short="language", menu=False),
    c("reading_open", "o", "Open link", "Choose one of the page's links; its host is shown", "Reading view",
      where=READING, hint=4, short="link", menu=False),
    c("reading_back", "q escape enter P", "Back", "Back to the week that is read", "Reading view", where=READING,
      hint=1, short="back", menu=False),
    # Handing in
    c("handing_yes", "y", "Hand in", "Commit what is listed and push it", "Handing in", where=HANDING_IN, hint=1,
      short="commit and push", menu=False),
    c("handing_go", "enter", "Go there", "Go to the page, or to the place of the problem", "Handing in",
      where=HANDING_IN, hint=2, short="go there", menu=False),
    c("handing_all", "a", "Other files too", "Take every changed file of the repository, or only the journal's again",
      "Handing in", where=HANDING_IN, hint=3, short="other files too", menu=False),
    c("handing_message", "m", "Message", "Write another message for the commit", "Handing in", where=HANDING_IN, hint=5,
      short="message", menu=False),
    c("handing_again", "r", "Look again", "Check, build and compare once more", "Handing in", where=HANDING_IN,
      hint=6, short="look again", menu=False),
    c("handing_back", "q escape", "Back", "Back to the week; nothing is handed in", "Handing in", where=HANDING_IN,
      hint=4, short="back", menu=False),
)  # fmt: skip
