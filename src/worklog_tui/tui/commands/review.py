"""The commands of reviewing: no one of them changes a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.commands.command import INBOX, LISTS, REVIEW, SINCE, c

if TYPE_CHECKING:
    from worklog_tui.tui.commands.command import Command

_BOTH: Final = REVIEW | INBOX

TABLE: Final[tuple[Command, ...]] = (
    c("review", "v", "Review", "Read week by week without changing anything: comment, mark what was read", "Look",
       room="review"),
    c("comments", "V", "Comments", "All open comments of the journal: go there, answer, resolve", "Look",
       where=LISTS | REVIEW, room="review"),
    c("review_on", "space pagedown", "Read on", "The rest of the row, then the next one, then the next week", "Review",
       where=REVIEW, hint=1, short="read on", menu=False),
    c("review_comment", "c", "Comment", "A comment on this row or section; on the title line on the page", "Review",
       where=REVIEW, hint=2, short="comment", menu=False),
    c("review_page", "C", "Comment on the page", "A comment on the page as a whole", "Review", where=REVIEW,
       menu=False),
    c("review_done", "d", "Reviewed", "The page is reviewed as it is; again: it is not", "Review", where=REVIEW, hint=3,
       short="reviewed", menu=False),
    c("review_since", "w", "What has changed", "What has changed on the page since it was last reviewed", "Review",
       where=REVIEW, hint=4, short="what changed", menu=False),
    c("review_next", "n", "Next to review", "The next page that is not reviewed, or has changed since", "Review",
       where=REVIEW, hint=6, short="next to review", menu=False),
    c("review_answer", "a", "Answer", "Answer the comment; a resolved one is open again then", "Review", where=_BOTH,
       hint=7, short="answer", menu=False),
    c("review_resolve", "r", "Resolve", "The comment is settled; again: it is open", "Review", where=_BOTH, hint=8,
       short="resolve", menu=False),
    c("review_withdraw", "x", "Withdraw", "Take a comment of one's own back", "Review", where=_BOTH, menu=False),
    c("review_menu", ": ctrl+p", "Commands", "Find a command of the review by its name", "Review", where=_BOTH,
       menu=False),
    c("review_send", "s", "Write the digest", "All comments and reviews as one file to send, in the current folder",
       "Review", where=_BOTH, hint=11, short="digest", menu=False),
    c("review_turn", "tab", "Next comment", "Where a row has several comments: the next one", "Review", where=REVIEW,
       menu=False),
    c("review_later", "] L ctrl+right", "Week after", "The week after", "Review", where=REVIEW, menu=False),
    c("review_earlier", "[ H ctrl+left", "Week before", "The week before", "Review", where=REVIEW, hint=9,
       short="week", menu=False),
    c("review_twin", "t", "Other language", "The same week in the other language", "Review", where=REVIEW, hint=10,
       short="twin", menu=False),
    c("review_link", "o", "Open link", "Open a link of the row in the browser; its host is shown", "Review",
       where=REVIEW, menu=False),
    c("review_go", "enter", "To the page", "Leave the review and go to this place of the page", "Review", where=REVIEW,
       menu=False),
    c("review_back", "q escape v", "Back", "Leave the review", "Review", where=REVIEW, hint=5, short="back",
       menu=False),
    c("inbox_go", "enter", "Go there", "Go to the place the comment speaks of", "Comments", where=INBOX, hint=1,
       short="go there", menu=False),
    c("inbox_filter", "f", "Open or all", "The open comments, or all of them", "Comments", where=INBOX, hint=8,
       short="open / all", menu=False),
    c("inbox_back", "q escape V", "Back", "Back to where one was", "Comments", where=INBOX, hint=9, short="back",
       menu=False),
    c("since_go", "enter", "Go there", "Go to where it has changed", "What has changed", where=SINCE, hint=1,
       short="go there", menu=False),
    c("since_back", "q escape w", "Back", "Back to the review", "What has changed", where=SINCE, hint=2, short="back",
       menu=False),
)  # fmt: skip
