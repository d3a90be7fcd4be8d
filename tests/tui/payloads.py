"""Hostile page text (what a terminal would obey, what a widget would read as markup) and a page full of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
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


CONTROL: Final = "\x1b]0;OWNED\x07\x9b31m\x7f\x08\u202e\U000e0041\u2028\ufeff\x0b\x00\u200eEND"
"""One of each kind of character a terminal would obey, short enough to stand in any column."""
MARKUP: Final = "[x][@click=app.bell]M[/] [/p.png] [[ ]] [red"
"""What Textual or Rich would read as markup, stumble over, or swallow."""
WIDE: Final = "中文👩‍👩‍👧‍👦🇻🇳e\u0301\u0323\u200d\u00ad"
"""Clusters, flags, marks and wide characters: widths must not go wrong."""
KINDS: Final = {"control": CONTROL, "markup": MARKUP, "wide": WIDE}


def in_yaml(text: str) -> str:
    """The text as a double-quoted YAML scalar of plain ASCII."""
    return '"' + "".join(c if " " <= c < "\x7f" and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'


def hostile_week(text: str, number: int) -> bytes:
    """A week whose every text is the payload: title, headings, items, cells, labels, targets, code, values."""
    day = f"{1 + 7 * (number - 1):02}/09/2025"
    front = f"---\ntitle: {in_yaml(text)}\nweight: {number}\nplace: {in_yaml(text)}\n{in_yaml(text)}: 1\n---\n"
    table = f"| Day {text} | Task {text} | Start Date | End Date | Reference | Note {text} |\n{'|---' * 6}|\n"
    rows = "".join(
        f"| {n} | - {text} <br> &emsp; + {text} {n} | {when} | {when} | [{text}](https://example.org/{n}) | {text} |\n"
        for n, when in ((2, day), (3, f"31/02/2025 {text}"), (4, text))
    )
    body = f"\n### Objectives {text}\n\n- {text}\n- One {text}\n\n### Tasks {text}\n\n{table}{rows}"
    body += f"\n| {text} | b |\n|---|---|\n| {text} | {text} |\n"
    body += f"\n### Achievements {text}\n\nProse {text}\n\n* {text}\n\n```\n{text}\n```\n\n> {text}\n"
    body += f"\n[{text}](/local/{number}.png) <!-- worklog: ignore {text} -->\n\n![{text}](/images/x.png)\n"
    return (front + body).encode("utf-8", "surrogatepass")


def hostile_site(root: Path, text: str, weeks: int = 3) -> Path:
    """A bilingual journal of such weeks, with names, configuration and ``.worklog`` of the same kind; its section."""
    section = root / "content" / "1-Worklog"
    section.mkdir(parents=True)
    quoted = '"\\u001b]0;OWNED\\u0007\\u202e"' if "\x1b" in text else json.dumps(text, ensure_ascii=False)
    (root / "hugo.toml").write_text(f"title = {quoted}\n[languages.en]\nweight = 1\n[languages.vi]\nweight = 2\n")
    (section / "_index.md").write_bytes(f"---\ntitle: {in_yaml(text)}\n---\n\n- [{text}](1.9-Week9/)\n".encode())
    for number in range(1, weeks + 1):
        folder = section / (f"1.{number}-Week{number} " + text.replace("/", "-").replace("\0", ""))
        folder.mkdir()
        (folder / "_index.md").write_bytes(hostile_week(text, number))
        (folder / "_index.vi.md").write_bytes(hostile_week(text, number).replace(b"| 3 |", b"| T3 |"))
    own = root / ".worklog"
    own.mkdir()
    (own / "checks.toml").write_text(f"[checks]\n{quoted} = {quoted}\n")
    (own / "translate.toml").write_text(f'["content/1-Worklog/1.2-Week2/_index.vi.md"]\n{quoted} = {quoted}\n')
    return section
