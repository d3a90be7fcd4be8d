"""Nothing that a terminal would obey is left in what is printed."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from worklog_tui.worklog.visible import json_safe, visible

ANY_TEXT = st.text(st.characters(codec=None))  # lone surrogates too


def _obeyed(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in (
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    )  # fmt: skip


@given(ANY_TEXT)
def test_no_obeyed_character_is_left(text: str) -> None:
    assert not [c for c in visible(text) if _obeyed(c)]


@given(ANY_TEXT)
def test_plain_text_stays(text: str) -> None:
    kept = "".join(c for c in text if not _obeyed(c) and unicodedata.category(c) not in ("Cf", "Cn"))
    assert visible(kept) == kept


def test_escape_and_bell_are_shown_as_symbols() -> None:
    assert visible("a\x1b]52;c;eA==\x07b") == "a␛]52;c;eA==␇b"
    assert visible("a\tb\nc", keep="\n\t") == "a\tb\nc"
    assert visible("\u202etxt.exe") == "<U+202E>txt.exe"


@given(st.recursive(ANY_TEXT, lambda inner: st.lists(inner, max_size=3), max_leaves=6))
def test_json_says_the_same_without_them(value: object) -> None:
    spelled = json_safe(json.dumps(value, ensure_ascii=False))
    assert json.loads(spelled) == value
    assert not [c for c in spelled if _obeyed(c)]
