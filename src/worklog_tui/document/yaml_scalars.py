"""What a plain YAML scalar means to Hugo (goccy/go-yaml, token.ToNumber and reserved words): yes is text, 017 is 15."""

from __future__ import annotations

import math
import re

from worklog_tui.patterns import regex

_WORDS: dict[str, object] = {
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_WORD_STARTS = frozenset("~nNtTfF")
_NUMBER_STARTS = frozenset("0123456789+-.")
_FLOAT = regex(r"(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_DIGITS = {2: regex("[01]+"), 8: regex("[0-7]+"), 10: regex("[0-9]+"), 16: regex("[0-9a-fA-F]+")}
_MOST_DIGITS = 64  # of a 64-bit number in binary


def resolve(text: str) -> object:
    """The value of a plain scalar."""
    first = text[:1]
    if first in _NUMBER_STARTS:
        return _number(text)
    if not first or first in _WORD_STARTS:
        return _WORDS.get(text, text)
    return text


def _number(text: str) -> object:
    """A number as goccy/go-yaml reads it, else the text."""
    if text in _WORDS:
        return _WORDS[text]
    dots = text.count(".")
    digits = text.removeprefix("+").removeprefix("-").replace("_", "")
    negative = text.startswith("-")
    if dots == 1 and digits[:2] not in ("0x", "0o", "0b"):
        value = float(digits) if _FLOAT.fullmatch(digits) else math.inf
        return text if math.isinf(value) else -value if negative else value
    base = {"0x": 16, "0o": 8, "0b": 2}.get(digits[:2])
    if base:
        digits = digits[2:]
    else:
        base = 8 if digits.startswith("0") and len(digits) > 1 else 10
    if not _DIGITS[base].fullmatch(digits):
        return text
    digits = digits.lstrip("0") or "0"
    if len(digits) > _MOST_DIGITS:
        return text
    value = int(digits, base)
    if negative:
        return -value if value <= 2**63 else text
    return value if value < 2**64 else text


def resolve_tagged(tag: str, text: str) -> object:
    """The value of a scalar with a tag; of unknown tags the text, as Hugo has it."""
    value = resolve(text)
    match tag.removeprefix("tag:yaml.org,2002:"):
        case "int":
            return value if isinstance(value, int) else 0
        case "float":
            return float(value) if isinstance(value, int | float) else 0.0
        case "bool":
            return text.lower() in ("true", "yes", "on", "y")
        case "null":
            return None
        case "str":
            return text
    return text or None
