"""Pages made at random out of what makes Markdown hard, the same for the same seed; every one builds in Hugo."""

from __future__ import annotations

import random
import re

HEAD = b"---\ntitle: x\n---\nx\n\n"
INDENTS = ["", "", "", "", " ", "  ", "   ", "    ", "     ", "\t", " \t", "      ", "  \t", "\t  "]
MARKERS = [
    "",
    "",
    "",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "10. ",
    "> ",
    ">",
    "-   ",
    "-\t",
    "> > ",
    "- - ",
    ">\t",
    ": ",
    "-     ",
]
TEXTS = [
    "foo", "bar baz", "| a | b |", "|---|---|", "| c | d", "x | y", "--|--", "---", "***", "===", "--", "-", "# h",
    "## h ##", "### h {#id}", "####### no", "```", "~~~", "``` py", "<div>", "</div>", "<!-- c -->", "<br>", "<b>x</b>",
    "**bold**", "`co|de`", "a\\|b | c", "| a ||", "||", "|", "|-|", "| :-: |", "[r]: /u", "[r]",
    '[r]: <a b> "t"', "a  ",
    "a\\", "[x] task", "[ ] todo", "", "", "", "", "+", "1.", "2.", "1) x", "<pre>", "</pre>", "&nbsp;",
    "\v", "\f", "\xa0",
    "\r", "<p>", '<span a="b">', "_", "* * *", "- - -", "#", "#\t h", "<?x", "<!X", "{.c}",
]  # fmt: skip
LINKS = [
    "(https://x.yz/a).", "[a](b)", "[a](<b c>)", '[a](b "t")', "![i](j)", "[![i](j)](k)", "<http://x.y>",
    "http://x.yz/a", "https://x.yz/a_b.",
    "www.x.yz", "a@b.co", "(https://x.yz/a)", "**https://x.yz/q**", "[a [b](c) d](e)", "[a](b(c)d)",
    "[a](b\\)c)", "[r][]",
    "[t][r]", "`[a](b)`", "\\[a](b)", "<a@b.co>", '"https://x.yz"', "https://x.yz/?a=b&amp;.",
    "<br>https://x.yz",
    "[https://x.yz](u)", "[un https://x.yz", "*a*https://x.yz", "x:https://x.yz", "ftp://x.yz", "[a]( b )", "[a]()",
    "[](b)", "[a](b", "![a [b](c)](d)", "mailto:a@b.co", "http://x.yz,", "_https://x.yz_", "~~https://x.yz~~",
    "<https://x.yz/a|b>", "[a](x\\|y)", "https://x.yz/a\\|b", "<b>https://x.yz</b>", "<!-- https://x.yz -->", "`", "``",
    "[a](b)https://x.yz", "\\https://x.yz", "<http:>", "x@y", "a.b@c-d.e.", "a@b.co-", "<", "[", "]", "!", "*", "**",
    "https://X.YZ", "https://x.yz/[a]", "[ok](https://x.yz/%20a%zz)", "[a](é&ouml;)", "[a](b)(c)", "![[a](b)",
    "https://a.b/(c)d)", "https://x.yz:80/", "www.x.yz/a(b)", "http://localhost:1313/", "foo", "bar.",
]  # fmt: skip
_CLOSING = re.compile(r"\{\{.\s*/")


class PageMaker:
    """Makes pages; ``kind``: "blocks", "links", "cells" or "shortcodes"."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def page(self, kind: str) -> bytes:
        """One page, its front matter included."""
        pick = self.random.choice
        end = pick(["\n", "\n", "\n", "\r\n"])
        if kind == "cells":
            lines = [self._row() for _ in range(5)]
            lines.insert(1, "|-|-|" + pick(["", "-|"]))
        else:
            lines = [self._line(kind) for _ in range(self.random.randint(2, 14))]
        if kind == "shortcodes":
            for _ in range(self.random.randint(1, 3)):
                self._wrap(lines)
            if self.random.random() < 0.4:
                lines[self.random.randint(0, len(lines) - 1)] += pick(['{{< s "a|b" >}}', " | {{< s >}} | x"])
        return HEAD + (end.join(lines) + pick([end, "", end + end])).encode()

    def _line(self, kind: str) -> str:
        pick = self.random.choice
        start = pick(INDENTS) + "".join(pick(MARKERS) for _ in range(pick([0, 0, 1, 1, 2])))
        if kind == "links":
            return start + pick([" ", "", "  "]).join(pick(LINKS) for _ in range(pick([1, 1, 2, 3])))
        return start + pick(TEXTS) + (" " + pick(LINKS) if self.random.random() < 0.1 else "")

    def _row(self) -> str:
        pick = self.random.choice
        return "| " + " | ".join(pick(LINKS) for _ in range(self.random.randint(1, 3))) + pick([" |", "", "||"])

    def _wrap(self, lines: list[str]) -> None:
        """A shortcode around some lines, cutting no other in two."""
        pick = self.random.choice
        for _ in range(20):
            first = self.random.randint(0, len(lines))
            last = self.random.randint(first, len(lines))
            if _balanced(lines[first:last]):
                break
        else:
            return
        name, (left, right) = pick("nmop"), pick(["<>", "%%", "%%"])
        opening = "{{" + left + pick([" ", ""]) + name + pick([" ", ' "a|b" ', ' k="x y" ', ""]) + right + "}}"
        closing = "{{" + left + pick([" /", " / ", "/"]) + name + pick([" ", ""]) + right + "}}"
        if last > first and self.random.random() < 0.4:
            lines[first] = opening + lines[first]
            lines[last - 1] += closing
        else:
            before = pick(INDENTS[:7]) + pick(["", "", "", "- ", "> ", "foo "])
            after = closing + pick(["", "", "", " bar", "| a | b |"])
            lines[first:last] = [before + opening, *lines[first:last], after]


def _balanced(lines: list[str]) -> bool:
    depth = 0
    for line in lines:
        depth += line.count("{{") - 2 * len(_CLOSING.findall(line))
        if depth < 0:
            return False
    return depth == 0


TABLE = "| a | b |\n|---|---|\n| c | `d` |\n| e |\n| f | g | h |\n"


def table_pages(count: int, seed: int = 1) -> dict[str, bytes]:
    """Pages with tables under a paragraph, in lists and quotes, inside and nested inside paired shortcodes."""
    maker = random.Random(seed)

    def put(depth: int) -> str:
        inner = TABLE if depth == 0 or maker.random() < 0.3 else put(depth - 1)
        shape = maker.randrange(8)
        if shape == 0:
            return f"text above\n{inner}"
        if shape == 1:
            mark = maker.choice(["- ", "* ", "1. ", "10. "])
            return mark + ("\n" + " " * len(mark)).join(inner.rstrip("\n").split("\n")) + "\n"
        if shape == 2:
            return "".join(f"> {line}\n" for line in inner.rstrip("\n").split("\n"))
        if shape == 3:
            return (
                f"- item\n\n{''.join(f'  {line}'.rstrip() + chr(10) for line in inner.rstrip(chr(10)).split(chr(10)))}"
            )
        if shape in (4, 5):
            name = maker.choice(["notice", "note", "tab"])
            return f"{{{{% {name} info %}}}}\n{inner}{{{{% /{name} %}}}}\n"
        if shape == 6:
            return f'{{{{< box "a|b" >}}}}\n{inner}{{{{< /box >}}}}\n'
        return inner + maker.choice(["\n", "# heading\n", "***\n", "\nmore text\n"])

    return {
        str(number): HEAD + "\n".join(put(maker.randrange(4)) for _ in range(maker.randint(1, 4))).encode()
        for number in range(count)
    }
