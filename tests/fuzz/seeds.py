"""What fuzzing begins with: pages of our own writing, hostile and hard ones, changed ones, and scraps."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from tests.checks.pages import page, vietnamese
from tests.document.made_pages import PageMaker
from tests.document.test_identity import NASTY, SCRAPS
from tests.fuzz.targets import PART
from tests.journal_fixture import page_text

CELLS = (
    "- A <br> &emsp; + B <br> &emsp; &emsp; + C", "one<br/>two<br />• three", "<ul><li>a</li><li>b</li></ul>", "",
    "- **bold** <br> - `a|b` [x](https://example.org)", "1. one <br> 2. two", "29/09/2025 <br> - late", "Thứ 2",
)  # fmt: skip
WORDS = ("29/09 - 3/10/2025", "Thứ Hai – T6", "Sep 29, 2025", "1.4-Week4", "unfinished mon", "https://example.org/a(b)")
TOML = (
    b'theme = "dark"\n[keys]\nquit = ["q"]\n[checks]\ndraft = "off"\n', b'["a/b.md"]\n"task:1" = "words"\n',
    b'title = "R"\n[languages.en]\nweight = 1\ncontentDir = "content/en"\n[markup.goldmark.renderer]\nunsafe = true\n',
    b"a.b.c.d = 1\nx = [[1, 2], {y = 2025-01-01}]\n",
)  # fmt: skip
YAML = (
    b"title: R\nlanguages:\n  en: {weight: 1, title: E}\n",
    b'a: &x [1, "\\e]52;c\\a"]\nb: *x\n',
    b"- {a: [b, c]}\n",
)
JSON = (
    b'{"title": "R", "languages": {"en": {}}}', b'{"form": 1, "rel": "a", "digest": "b", "done": [], "undone": []}',
    b'{"page": "a", "title": "b", "words": "c", "old": "d", "place": {}}',
    b'{"page": "/a.md", "base": "0", "bytes": 3}\nabc', b'["2025-01-01T10:00:00", "ab", 3, "x"]\n',
    b'{"journals": [{"path": "/a", "title": "b"}]}',
)  # fmt: skip


@cache
def pages() -> tuple[bytes, ...]:
    """Pages, whole."""
    from tests.tui.payloads import hostile_page

    makers = [PageMaker(3).page(kind) for kind in ("blocks", "links", "cells", "shortcodes") for _ in range(3)]
    return (
        page().encode(), vietnamese().encode(), page_text(1).encode(), page_text(2, "vi").encode(), *makers,
        hostile_page(long=50), b"".join(NASTY), b"".join(SCRAPS), b"\n".join(NASTY),
        page().replace("\n", "\r\n").encode(),
    )  # fmt: skip


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """The first inputs of a target."""
    return tuple(_of(target))


def _of(target: str) -> Iterator[bytes]:
    chance = random.Random(11)
    numbers = [bytes(chance.randrange(256) for _ in range(4)) for _ in range(40)]
    if target in ("page", "shown"):
        yield from pages()
    elif target == "front":
        yield from (bytes([n]) + text for n, texts in enumerate((YAML, TOML, JSON)) for text in texts)
        yield from (b"\x04" + source for source in pages()[:6])
        yield from (b"\x00" + source[4:160] for source in pages()[:4])
    elif target == "cells":
        yield from (f"{one}\x1d{two}".encode() for one in CELLS for two in CELLS)
    elif target in ("edits", "twins"):
        count = 1 if target == "edits" else 2
        for n, number in enumerate(numbers):
            source = pages()[n % 6]
            yield PART.join([*[source] * count, CELLS[n % len(CELLS)].encode(), number])
    elif target in ("configured", "kept"):
        yield from (bytes([n]) + text for n in range(7) for text in (*TOML, *YAML, *JSON))
    elif target == "worded":
        yield from (text.encode() for text in (*WORDS, *CELLS))
    elif target == "searched":
        yield from (PART.join((source, word)) for source in pages()[:6] for word in (b"do", "đo".encode(), b"the beds"))
    else:  # several pages, each a changed one of the one before
        for source in pages():
            one, two = (_changed(source, chance) for _ in range(2))
            yield PART.join((source, one, two))
            yield PART.join((source, one))


def _changed(source: bytes, chance: random.Random) -> bytes:
    lines = source.split(b"\n")
    at = chance.randrange(len(lines))
    how = chance.randrange(4)
    if how == 0:
        del lines[at]
    elif how == 1:
        lines.insert(at, lines[chance.randrange(len(lines))])
    elif how == 2:
        lines[at] = lines[at].replace(b"e", b"a")
    else:
        lines[at] += chance.choice(SCRAPS)
    return b"\n".join(lines)
