"""Page shapes that have made readers of Markdown, front matter or cells take more than linear time, at any size.

Used by the group ``growth`` of ``make bench`` (medians) and by ``tests/fuzz/test_growth.py`` (counted steps).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD: Final = b"---\ntitle: Week 4\nweight: 4\n---\n\n## Tasks\n\n"
TABLE: Final = b"| Day | Task | Start Date | End Date | Reference |\n|---|---|---|---|---|\n"
ROW: Final = b"| 2 | - Measure the beds <br> &emsp; + North wall | 29/09/2025 | 30/09/2025 | [m](https://a.org) |\n"


def repeated(unit: bytes, lead: bytes = b"", tail: bytes = b"") -> Callable[[int], bytes]:
    """The unit over and over, up to a size in bytes."""
    return lambda size: HEAD + lead + unit * max(1, size // len(unit)) + tail


def mirrored(opening: bytes, closing: bytes, middle: bytes = b"a") -> Callable[[int], bytes]:
    """As many openings as closings."""
    return lambda size: HEAD + (n := size // (len(opening) + len(closing))) * opening + middle + n * closing


def numbered(unit: str, lead: bytes = b"") -> Callable[[int], bytes]:
    """The unit with a new number each time."""
    return lambda size: HEAD + lead + "".join(unit.format(n=n) for n in range(max(1, size // len(unit)))).encode()


def cell(unit: bytes) -> Callable[[int], bytes]:
    """One cell of a task table, as large as asked for."""
    row = b"| 2 | %s | 29/09/2025 | | |\n"
    return lambda size: HEAD + TABLE + row % (unit * max(1, size // len(unit)))


def _uses(size: int) -> bytes:
    count = size // 24
    uses, definitions = (b"".join(form % n for n in range(count)) for form in (b"[r%d] ", b"[r%d]: /u\n"))
    return HEAD + uses + b"\n\n" + definitions


def _backticks(size: int) -> bytes:
    runs = int((2 * size) ** 0.5)
    return HEAD + b" ".join(b"`" * n for n in range(1, runs))


def _twin_tables(size: int) -> bytes:
    one = TABLE + ROW + b"\n"
    return HEAD + one * max(1, size // len(one))


SHAPES: Final[dict[str, Callable[[int], bytes]]] = {
    "rows of a task table": repeated(ROW, TABLE),
    "task tables": _twin_tables,
    "one paragraph": repeated(b"word "),
    "paragraphs": repeated(b"word and word\n\n"),
    "lines of one paragraph": repeated(b"word and word\n"),
    "items": repeated(b"- item\n"),
    "loose items": repeated(b"- item\n\n"),
    "headings": numbered("### Part {n}\n\n- a\n\n"),
    "bold headings": numbered("**Part {n}**\n\n"),
    "opening brackets": repeated(b"["),
    "image brackets": repeated(b"!["),
    "nested brackets": mirrored(b"[", b"]"),
    "nested links": mirrored(b"[", b"](u)"),
    "link heads": repeated(b"[a]("),
    "link titles": repeated(b'[a](b "'),
    "angle targets": repeated(b"[a](<b"),
    "stars": repeated(b"*"),
    "star words": repeated(b"*a "),
    "star pairs": repeated(b"*a* "),
    "star runs": repeated(b"**a *b "),
    "underlines": repeated(b"_a "),
    "tildes": repeated(b"~~a "),
    "mixed marks": repeated(b"a_b*c`d[e"),
    "backticks": repeated(b"`"),
    "backtick runs": _backticks,
    "backtick words": repeated(b"`a``"),
    "angles": repeated(b"<"),
    "tags": repeated(b"<b>"),
    "open tags": repeated(b'<a b="'),
    "comments": repeated(b"<!-- "),
    "processing": repeated(b"<?"),
    "CDATA": repeated(b"<![CDATA["),
    "entities": repeated(b"&amp;"),
    "ampersands": repeated(b"&"),
    "backslashes": repeated(b"\\"),
    "bare addresses": repeated(b"https://a.b "),
    "address heads": repeated(b"www."),
    "mail": repeated(b"a@b"),
    "quotes": repeated(b"> "),
    "quoted lines": repeated(b"> > > a\n"),
    "nested items": repeated(b"- "),
    "stairs of items": repeated(b"".join(b" " * (2 * n) + b"- a\n" for n in range(20))),
    "items and quotes": repeated(b"- > "),
    "rules or items": repeated(b"* - + "),
    "lazy lines": repeated(b"a\n", b"> - b\n"),
    "rules": repeated(b"---\n"),
    "underlined": repeated(b"x\n---\n"),
    "fences": repeated(b"```\n"),
    "HTML blocks": repeated(b"<div>\n\n"),
    "HTML lines": repeated(b"<div>\n"),
    "pre": repeated(b"<pre>\n"),
    "HTML table": repeated(b"<tr><td>2</td><td>a</td></tr>\n", b"<table>\n<tr><th>Day</th><th>Task</th></tr>\n"),
    "HTML tables": repeated(b"<table><tr><th>Day</th><th>Task</th></tr><tr><td>2</td><td>a</td></tr></table>\n\n"),
    "open HTML tables": repeated(b"<table>\n\n"),
    "comments in a table": lambda size: HEAD + b"<table>\n" + b"<!--" * (size // 4) + b"</table>\n",
    "a long tag in a table": lambda size: HEAD + b"<table>\n<a" + b"-a" * (size // 2) + b"</table>\n",
    "definitions of links": numbered("[r{n}]: /u{n}\n"),
    "same definition": repeated(b"[r]: /u\n"),
    "definition heads": repeated(b"[a]: "),
    "references": numbered("[r{n}] "),
    "references and definitions": _uses,
    "footnotes": numbered("[^{n}] "),
    "footnote texts": numbered("[^{n}]: text\n\n"),
    "definition lists": repeated(b"a\n: b\n"),
    "definition candidates": repeated(b": "),
    "terms": repeated(b"a\n: | b\n  |-|\n"),
    "pipes": repeated(b"|"),
    "table heads": repeated(b"|a\n|-|\n"),
    "columns": lambda size: HEAD + b"|a" * (size // 4) + b"|\n" + b"|-" * (size // 4) + b"|\n",
    "ragged rows": repeated(b"| a\n", b"|a|b|\n|-|-|\n"),
    "tables of one row": repeated(b"|a|b|\n|-|-|\n|c|d|\n\n"),
    "headless rows": repeated(b"| 2 | task | 29/09/2025 |\n"),
    "shortcodes": repeated(b"{{< a >}} "),
    "open shortcodes": repeated(b"{{%"),
    "angle shortcodes": repeated(b"{{< a "),
    "nested shortcodes": mirrored(b"{{% a %}}", b"{{% /a %}}"),
    "shortcode blocks": repeated(b"{{% a %}}\n\nx\n\n{{% /a %}}\n\n"),
    "shortcode closings": repeated(b"{{% /a %}}"),
    "line ends": repeated(b"\n"),
    "carriage returns": repeated(b"a\r"),
    "blanks": repeated(b" "),
    "tabs": repeated(b"\t"),
    "NULs": repeated(b"\x00"),
    "not UTF-8": repeated(b"\xff"),
    "Vietnamese": repeated("Tưới các luống ".encode()),
    "a cell of breaks": cell(b"<br>"),
    "a cell of lines": cell(b"- a <br> &emsp; + b <br> "),
    "a cell of indents": cell(b"&emsp;"),
    "a cell of bullets": cell(b"- "),
    "a cell of a list": cell(b"<ul><li>a</li></ul>"),
    "a cell of open lists": cell(b"<ul><li>"),
    "a cell of tags": cell(b"<b"),
    "a cell of links": cell(b"[a](https://example.org) "),
    "a cell of numbered links": lambda size: (
        HEAD + TABLE + b"| 2 | | | | %s |\n" % b" <br> ".join(b"[a](https://a.org/%d)" % n for n in range(size // 30))
    ),
    "a line of numbered links": lambda size: (
        HEAD + TABLE + b"| 2 | | | | %s |\n" % b" ".join(b"[a](https://a.org/%d)" % n for n in range(size // 25))
    ),
    "a cell of brackets": cell(b"["),
    "a cell of stars": cell(b"*a "),
    "a cell of backticks": cell(b"`a``"),
    "a cell of numbers": cell(b"1/"),
    "a cell of dates": cell(b"29/09/2025 - "),
    "a cell of digits": cell(b"9"),
    "half entities and backticks": lambda size: (
        HEAD + b"&emsp " + b" ".join(b"`" * n for n in range(int((2 * size) ** 0.5), 1, -1))
    ),
    "half entities in lines": repeated(b"a&emsp `b`` **\n"),
    "silencing comments": repeated(b"<!-- worklog: ignore draft -->\n"),
    "silencing heads": repeated(b"<!-- worklog: ignore a"),
    "template leftovers": repeated(b"Lorem ipsum dolor [sit] ... TODO "),
    "front matter, long": lambda size: b"---\n" + b"a: b\n" * (size // 5) + b"---\n",
    "front matter, open": lambda size: b"---\n" + b"a: b\n" * (size // 5),
    "JSON, open": lambda size: b'{"a": ' * (size // 6),
    "JSON quotes": lambda size: b"{" + b'"a" ' * (size // 4),
    "TOML, long": lambda size: b"+++\n" + b"a = 1\n" * (size // 6) + b"+++\n",
    "org, long": lambda size: b"#+a: b\n" * (size // 7),
}
"""Name → the page of this shape of about so many bytes."""
