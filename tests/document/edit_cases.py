"""Values that make trouble and what each must look like on the page, written by hand; and how edits are judged."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.conftest import corpus_pages, seed_pages
from tests.hugo_judge import Facts, HugoJudge
from worklog_tui.document.model import Document, Refused
from worklog_tui.document.parse import parse
from worklog_tui.document.patch import Edit

FULL = os.environ.get("WORKLOG_FULL") == "1"
"""Whether to judge the full counts (WORKLOG_FULL=1) or a sample."""


@dataclass(frozen=True)
class Value:
    """What is typed; ``means``: the Markdown it stands for in running text, line breaks written out."""

    typed: str
    means: str | None = None
    item: str | None = None  # what it means as a list item, where that differs

    @property
    def meaning(self) -> str:
        """The Markdown of one paragraph that must render as the cell does."""
        return self.typed.strip(" \t\r\n") if self.means is None else self.means


BREAK = "<br>"

VALUES: tuple[Value, ...] = (
    Value("plain words"),
    Value(""),
    Value("a|b"),
    Value("|"),
    Value("||"),
    Value("ends with |"),
    Value("| a | b |"),
    Value("typed a\\|b", means="typed a|b"),
    Value("two \\\\| slashes"),
    Value("\\\\\\| three", means="\\\\| three"),
    Value("ends in \\"),
    Value("\\"),
    Value("a\nb\nc", means="a<br>b<br>c"),
    Value("a\r\n\r\nb", means="a<br><br>b"),
    Value("{{\nx", means="{{ <br>x"),
    Value("  outer blanks \t"),
    Value("\u00a0NBSP stays\u00a0"),
    Value("`a|b` code"),
    Value("`` a`|b `` and ` | "),
    Value("``` x"),
    Value("~~~"),
    Value("one ` tick"),
    Value("[x](https://e.org/a|b)", means="[x](https://e.org/a%7Cb)"),
    Value("https://e.org/a|b?c", means="https://e.org/a%7Cb?c"),
    Value("<https://e.org/a|b>", means="<https://e.org/a%7Cb>"),
    Value('<a href="/x|y">z</a>', means='<a href="/x&#124;y">z</a>'),
    Value("[ ] [x] ] [", item='<input disabled="" type="checkbox"> [x] ] ['),
    Value("![alt](/i.png) <img src=/j.png>"),
    Value("Thứ Hai: Tìm hiểu về dịch vụ, đã xong ẫ"),
    Value("NFD tie\u0302\u0301ng Vie\u0323\u0302t"),
    Value("🎉 emoji 👩\u200d💻 漢字"),
    Value("- x"),
    Value("+ x"),
    Value("* x"),
    Value("1. x"),
    Value("12) x"),
    Value("---"),
    Value("***"),
    Value("==="),
    Value("# h"),
    Value("> q"),
    Value(": d"),
    Value("[^1]: x"),
    Value("[a]: /b"),
    Value(":--|--:"),
    Value("|---|"),
    Value("**bold** _i_ ~~s~~ *"),
    Value("&nbsp;a &emsp; + b &amp; &"),
    Value("a < b > c"),
    Value("{{ x }} {{"),
    Value("<b>bold</b> <br> <i>"),
    Value("- a<br> &emsp; + b <br> &emsp; + c"),
    Value("x\u0085y\u2028z\x0bw"),
    Value("\"quoted\" 'single' -- ..."),
)
ITEM_VALUES = tuple(
    v for v in VALUES if v.meaning and "\n" not in v.typed and "http" not in v.typed and v.means is None
)


def documents() -> list[tuple[Path, Document]]:
    """Every seed and corpus page, parsed."""
    return [(path, parse(path.read_bytes())) for path in (*seed_pages(), *corpus_pages())]


@dataclass
class Case:
    """One edit and how to tell whether it did what it should."""

    name: str
    edit: Edit
    check: Callable[[Case, Judged], None]
    facts: dict[str, object] = field(default_factory=dict)


@dataclass
class Judged:
    """Hugo's facts of the page before and after, and of every Markdown snippet asked for."""

    before: Facts
    after: Facts
    rendered: dict[str, str]


class Refusals:
    """Counts accepted and refused edits; lists the refused ones with their reasons."""

    def __init__(self) -> None:
        self.accepted = 0
        self.refused: list[str] = []

    def tried(self, name: str, make: Callable[..., Edit], *args: object) -> Edit | None:
        """The edit ``make`` makes of the arguments, or None when it was refused."""
        try:
            edit = make(*args)
        except Refused as error:
            self.refused.append(f"{name}: {error}")
            return None
        self.accepted += 1
        return edit

    def hold(self, share: float = 0.001) -> None:
        """Fails the test when more than this share was refused."""
        total = self.accepted + len(self.refused)
        listed = "\n".join(self.refused)
        print(f"{self.accepted} accepted, {len(self.refused)} refused\n{listed}")
        assert len(self.refused) <= share * total, f"{len(self.refused)} of {total} refused:\n{listed}"


def snippet(markdown: str) -> bytes:
    """A page that says the Markdown in running text, whatever it begins with."""
    return b"---\ntitle: x\n---\nW " + markdown.encode("utf-8") + b"\n"


def running_text(facts: Facts) -> str:
    """The snippet's HTML."""
    text = facts.html.strip("\n")
    assert text.startswith("<p>W"), text
    return text.removeprefix("<p>W").removeprefix(" ").removesuffix("</p>")


def judge(cases: Iterable[Case], meanings: Iterable[str] = ()) -> int:
    """Builds every page before and after its edit and runs the cases' checks; how many there were."""
    cases = list(cases)
    pages: dict[str, bytes] = {}
    for case in cases:
        pages[f"before {hash(case.edit.before.source)}"] = case.edit.before.source
        pages[f"after {hash(case.edit.after.source)}"] = case.edit.after.source
    wanted = dict.fromkeys(meanings)
    pages.update({f"snippet {text}": snippet(text) for text in wanted})
    facts = HugoJudge().facts(pages)
    rendered = {text: running_text(facts[f"snippet {text}"]) for text in wanted}
    for case in cases:
        before = facts[f"before {hash(case.edit.before.source)}"]
        after = facts[f"after {hash(case.edit.after.source)}"]
        assert before.params == after.params, f"{case.name}: the params changed"
        after_body = case.edit.after.source[case.edit.after.body.start :]
        assert after.raw == after_body, f"{case.name}: Hugo's body begins elsewhere"
        assert case.edit.patch.inverse.apply(case.edit.after.source) == case.edit.before.source, case.name
        case.check(case, Judged(before, after, rendered))
    return len(cases)


def count(full: int) -> int:
    """How many cases to judge: all of them, or a tenth."""
    return full if FULL else max(1, full // 10)


def squeezed(html: str) -> str:
    """HTML with its blanks as one each and none around; NBSP is no blank."""
    return re.sub(r"[ \t\r\n]+", " ", html).strip(" ")


class ListReader(HTMLParser):
    """HTML as its list items (depth and own HTML, paragraphs' tags left out: looseness) and the rest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.items: list[list[object]] = []
        self.rest: list[str] = []
        self._open: list[int] = []
        self._lists = 0
        self.feed(html)
        self.close()

    @classmethod
    def read(cls, html: str) -> tuple[list[tuple[int, str]], str]:
        """Items as (depth, own HTML with blanks joined), and the HTML outside of lists."""
        reader = cls(html)
        items = [(int(str(depth)), squeezed(str(text))) for depth, text in reader.items]
        return items, squeezed("".join(reader.rest))

    def _put(self, text: str) -> None:
        if self._open:
            self.items[self._open[-1]][1] = str(self.items[self._open[-1]][1]) + text
        elif not self._lists:
            self.rest.append(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("ul", "ol"):
            if not self._lists:
                self.rest.append("<list>")
            self._lists += 1
        elif tag == "li":
            self.items.append([self._lists - 1, ""])
            self._open.append(len(self.items) - 1)
        elif not (tag == "p" and self._open):
            self._put(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists -= 1
        elif tag == "li":
            self._open.pop()
        elif not (tag == "p" and self._open):
            self._put(f"</{tag}>")
        elif tag == "p":
            self._put("\n")

    def handle_data(self, data: str) -> None:
        self._put(data)

    def handle_entityref(self, name: str) -> None:
        self._put(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._put(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._put(f"<!--{data}-->")
