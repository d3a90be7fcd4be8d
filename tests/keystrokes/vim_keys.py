"""The jobs in vim, written to win: the fewest keys found for ``vim -u NONE`` (no settings: Vi-compatible defaults).

``ONE`` is for a journal of one language, ``BOTH`` for one with twins. Written with ``ZZ``, which writes and ends: one
key less than ``:w<CR>``. The file on vim's command line is free; the twin has to be opened: ``:w|e%<.v*`` is the
shortest there is (``%<`` is the page's name without ``.md``).
"""

from __future__ import annotations

from tests.keystrokes.jobs import DONE, HERE, KNIFE, POST, POSTED, WORD
from tests.keystrokes.keys import Strokes, press, words

Sequence = tuple[Strokes, ...]

TWIN = press(":w|e%<.v*<CR>", "write; open the twin")
END = press("ZZ", "write and leave")
FIVE = [part for text in DONE for part in (words(text), press("<CR>"))][:-1]

_LOG = (
    press("?l |<CR>", "the last cell that ends in l: today's task"),
    press("a<br>- "),
    words(POSTED),
    press("<Esc>$i", "the reference cell is the last one"),
    words(POST),
    press("<Esc>"),
)
_KNIFE = (
    press("/Mo<CR>", "the item it goes before"),
    press("yF<", "its break, space and plus"),
    press("Pa", "once more, and behind it"),
    words(KNIFE),
    press("<Esc>"),
)
_MOVE = (press("?21<CR>", "the last 21: Tuesday's row (no blank line is one, for each holds a CR)"), press("ddjp"))
_FETCH = (
    press(":e**/*4/*<CR>", "week 4's only page"),
    press("?[W<CR>yf)", "its last link with W, whole"),
    press("<C-^>", "back"),
    press("4}k$P", "before the last pipe of today's row"),
)
_FETCH_TWINS = (
    press(":e%:gs?7?4?<CR>", "the page of this name with 4 for 7"),
    *_FETCH[1:],
)
_FILL = (
    press("Go", "below the heading at the end"),
    *FIVE,
    press("<Esc>0<C-v>4kI* <Esc>", "five bullets at once"),
)
_ROWS = press(
    ":g/5 |/norm f|ldt|7<C-v><C-a>f|7<C-v><C-a>f|lD<CR>", "rows with a year: no task, dates a week on, no reference"
)

ONE: tuple[Sequence, ...] = (
    (*_LOG, END),
    (
        press("?20<CR>yW", "the last date of the page is today's, beginning Thursday's row"),
        press("kf|p", "into Wednesday's next cell"),
        END,
    ),
    (*_KNIFE, END),
    (
        press("?22<CR><C-a>", "the last 22 is the completion date"),
        TWIN,
        press("n.", "the same there"),
        END,
    ),
    (
        press(":!cp -r %:h %:h:gs?7?8?<CR>", "the folder again, 8 for 7"),
        press(":n**/*8/*<CR>", "both new pages"),
        press("qa:%s/7/8<CR>", "recorded: title, weight, pre, headings"),
        press(":g/^*/d<CR>", "no objectives, no achievements"),
        press("3G$r7", "the date"),
        _ROWS,
        press("q:wn<CR>@a", "the twin the same way"),
        END,
    ),
    (*_MOVE, END),
    (*_FETCH, END),
    (press(":lv "), words(WORD), press(" **<CR>", "every file below; jumps to the first hit")),
    (*_FILL, END),
    (press("5}y{", "from the blank line after the table back to the one before it"),),
)

BOTH: tuple[Sequence, ...] = (
    (press("qa4}k2f|i<br>- ", "recorded, by what both pages share"), *_LOG[2:], press("q"), TWIN, press("@a"), END),
    (press("?20<CR>yWkf|p"), TWIN, press("nkf|p"), END),
    (*_KNIFE, TWIN, press("nF<Pa", "the break is still in the register"), words(KNIFE), press("<Esc>"), END),
    ONE[3],
    ONE[4],
    (*_MOVE, TWIN, press("nddjp"), END),
    (*_FETCH_TWINS, TWIN, press("4}k$P"), END),
    ONE[7],
    (*_FILL, press("y4j", "the five lines"), TWIN, press("Gp"), END),
    ONE[9],
)

BESIDE: tuple[Sequence, ...] = (
    (
        press("?+<CR>yF<", "the last plus; its break and space"),
        press("f|P", "once more at the cell's end"),
        press("a+ "),
        words(KNIFE),
        press("<Esc>"),
        END,
    ),
    (press("/"), words(HERE), press("<CR>")),
    (press("yG", "with the front matter; `}yG` without"),),
)
