"""Hugo's casts of the front matter keys it knows (resources/page/pagemeta, spf13/cast): what ``.Params`` holds."""

from __future__ import annotations

import datetime as dt
import math
import re

from worklog_tui.document.hugo_dates import rfc3339
from worklog_tui.document.model import FrontMatter
from worklog_tui.patterns import regex

_TEXT_KEYS = frozenset(
    [
        "title",
        "linktitle",
        "summary",
        "description",
        "slug",
        "url",
        "type",
        "layout",
        "markup",
        "lang",
        "translationkey",
    ]
)
_LIST_KEYS = frozenset(("keywords", "aliases"))
_NOT_PARAMS = frozenset(("draft", "iscjklanguage", "headless", "params"))  # Hugo keeps them elsewhere or sets its own
_DATE_SOURCES = {  # in this order; the first one that holds a date counts (Hugo's default configuration)
    "date": ("date", "publishdate", "pubdate", "published", "lastmod", "modified"),
    "lastmod": ("lastmod", "modified", "date", "publishdate", "pubdate", "published"),
    "publishdate": ("publishdate", "pubdate", "published", "date"),
    "expirydate": ("expirydate", "unpublishdate"),
}
_INTEGER = regex(r"([+-]?)(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]*|[1-9][0-9_]*)", re.ASCII)
_DECIMAL = regex(r"([+-]?(?:0|[1-9][0-9]*))\.[0-9]*", re.ASCII)


def hugo_params(front_matter: FrontMatter) -> dict[str, object]:
    """The page's ``.Params`` as Hugo 0.168 builds them, without ``draft`` and ``iscjklanguage``, which it adds to all.

    Keys are lower-case, in maps too, in lists not. Dates Hugo reads come as RFC 3339 text under every date key they
    fill; a date Hugo refuses stays as written. Empty where the front matter cannot be read.
    """
    raw: dict[str, object] = {}
    for entry in front_matter.entries:
        if len(entry.key) == 1:
            raw[str(entry.key[0])] = entry.value
    values = _lowered(raw)
    params = {key: _cast(key, value) for key, value in values.items() if key not in _NOT_PARAMS}
    _fill_dates(params)
    if isinstance(nested := values.get("params"), dict):
        params.update(nested)
    return params


def _lowered(values: dict[str, object]) -> dict[str, object]:
    """Keys in lower case; one that had capitals wins over one that had none (maps.PrepareParams)."""
    out: dict[str, object] = {}
    for key, value in sorted(values.items(), key=lambda pair: pair[0] != pair[0].lower()):
        out[key.lower()] = _lowered(value) if isinstance(value, dict) else value
    return out


def _cast(key: str, value: object) -> object:
    if key == "slug":
        return cast_text(value).strip("-")
    if key in _TEXT_KEYS:
        return cast_text(value)
    if key in _LIST_KEYS:
        return _texts(value)
    return cast_int(value) if key == "weight" else value


def cast_text(value: object) -> str:
    """cast.ToString: numbers and truth values as text, lists, maps and null as nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, int):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date | dt.time) else ""


def _float_text(value: float) -> str:
    """strconv.FormatFloat(value, 'f', -1, 64): never an exponent."""
    if math.isnan(value) or math.isinf(value):
        return "NaN" if math.isnan(value) else "+Inf" if value > 0 else "-Inf"
    from decimal import Decimal

    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def cast_int(value: object) -> int:
    """cast.ToInt: ``"010"`` is 8, ``4.9`` is 4, what is no number is 0."""
    if isinstance(value, str):
        return _parse_int(value)
    if isinstance(value, int):
        return value - 2**64 if value >= 2**63 else int(value)
    return int(value) if isinstance(value, float) and math.isfinite(value) else 0


def _parse_int(text: str) -> int:
    """strconv.ParseInt with base 0, the decimals of a plain number cut off before."""
    if decimal := _DECIMAL.fullmatch(text):
        text = decimal[1]
    m = _INTEGER.fullmatch(text)
    if m is None:
        return 0
    digits = m[2]
    if digits.startswith("0") and digits[1:2].isdigit():
        digits = "0o" + digits[1:]
    try:
        value = int(digits, 0) * (-1 if m[1] == "-" else 1)
    except ValueError:  # an underscore where none may stand
        return 0
    return value if -(2**63) <= value < 2**63 else 0


def _texts(value: object) -> list[str] | None:
    """cast.ToStringSlice: a text's words, a list's items as text; nothing where one of them is no text."""
    if isinstance(value, str):
        return value.split()
    if isinstance(value, list):
        return None if any(isinstance(v, list | dict) for v in value) else [cast_text(v) for v in value]
    return None if isinstance(value, dict) or value is None else [cast_text(value)]


def _fill_dates(params: dict[str, object]) -> None:
    """Each date key takes the first date it finds; one that is written and empty stays empty."""
    for target, sources in _DATE_SOURCES.items():
        for source in sources:
            text = rfc3339(params.get(source))
            if text is not None:
                params[source] = text
                params.setdefault(target, text)
                break
