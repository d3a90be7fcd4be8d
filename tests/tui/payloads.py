"""Hostile page text (what a terminal would obey, what a widget would read as markup) and a page full of it."""

from __future__ import annotations

import re
from typing import Final

PAYLOADS: Final = {
    "osc": "\x1b]0;OWNED\x07", "clip": "\x1b]52;c;T1dORUQ=\x07", "csi": "\x1b[31mOWNED\x1b[0m",
    "c1": "\x9b31mOWNED\x9d0;OWNED\x9c",
    "del": "a\x7fb", "bell": "\x07", "bs": "abc\x08\x08\x08OWNED", "bidi": "\u202eDENWO\u202c \u2066x\u2069",
    "tags": "x\U000e0041\U000e0042", "seps": "a\u2028b\u2029c\x85d", "zero": "a\ufeffb", "vt": "a\x0bb\x0cc",
    "nul": "a\x00b", "marks": "a\u200eb\u200fc\u061cd",
    "markup": '[@click=app.screenshot("_index.md","/path")]Week 4[/]', "slash": "[/images/x.png]",
    "box": "[x] done List[int]",
    "style": "[bold red]x[/] [/] [[ ]] \\[b]", "image": "![Database](/images/x.png)", "emoji": "👩‍👩‍👧‍👦🇻🇳",
}  # fmt: skip


def hostile_page(long: int = 200_000) -> bytes:
    """Every payload in title, headings, items, cells, links and raw blocks; YAML escapes; a line of ``long`` words."""
    title = PAYLOADS["markup"].replace('"', "'")
    rows = "".join(
        f"| 2 | - {p} <br> + {p} | 29/09/2025 | {p} | [{p}](https://example.org/{n}) |\n" for n, p in PAYLOADS.items()
    )
    items = "".join(f"- {p}\n" for p in PAYLOADS.values())
    table = f"| Day | Task | Start Date | End {PAYLOADS['csi']} | Reference |\n|---|---|---|---|---|\n{rows}"
    front = f'---\ntitle: "{title} \\e]52;c;T1dORUQ=\\a \\x9b31m"\nevil: "\\e]0;OWNED\\a\\u202e"\nweight: 4\n---\n'
    body = f"\n### Objectives {PAYLOADS['osc']}\n\n{items}\n### Tasks\n\n{table}\n### {PAYLOADS['bidi']}\n\n"
    body += f"```\n{PAYLOADS['clip']}\n```\n"
    return (front + body + f"\n### Long\n\n- {'word ' * long}\n").encode("utf-8", "surrogatepass")


OURS: Final = re.compile(
    rb"\x1b\[[0-9;?<>=$\"' ]*[A-Za-z@`{|}~^]"  # CSI with plain parameters
    rb"|\x1b\]22;[a-z-]*\x07"  # the pointer's shape
    rb"|\x1b\[\?[0-9;]*\$[a-z]|\x1bP\+q[0-9a-fA-F;]*\x1b\\|\x1b[=>78]|\x1b\(B"
)
OBEYED: Final = re.compile(
    rb"\S{0,8}(?:[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]"
    rb"|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]|\xf3\xa0[\x80\x81][\x80-\xbf])\S{0,8}"
)


def left_over(raw: bytes) -> list[bytes]:
    """Characters a terminal would obey among what the app wrote that are none of its own sequences."""
    return OBEYED.findall(OURS.sub(b"", raw).decode("utf-8", "replace").encode())
