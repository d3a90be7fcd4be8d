"""How a front matter value is written: in the spelling the page uses first, then in those that can say more."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterator, Mapping

from worklog_tui.document.model import FrontMatterKind, Refused
from worklog_tui.document.yaml_scalars import resolve
from worklog_tui.patterns import regex

_PLAIN_START = regex(r"[^\W_]|[_(/.+\\$;=<^]")
_PLAIN_BAD = regex(r": |:$| #|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]|^\s|\s$|^[-?:] ")
_FLOW_BAD = regex(r"[\[\]{},:?#&*!|>'\"%@`]")
_NOT_ONE_LINE = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_YAML_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_NEEDS_ESCAPE = regex(r"[\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_LITERAL_BAD = regex(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|^[\n ]")
_BARE_KEY = regex(r"[A-Za-z0-9_-]+", re.ASCII)


def as_read(kind: FrontMatterKind, value: object) -> object:
    """What a value reads back as in this format: YAML and JSON keep dates as text. Refuses what no format holds."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Refused("This text holds half a character (a lone surrogate) and cannot be saved.") from None
        return value
    if isinstance(value, dt.date | dt.time):
        return value if kind == "toml" else value.isoformat()
    if isinstance(value, Mapping):
        return {str(as_read(kind, str(key))): as_read(kind, item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_read(kind, item) for item in value]
    if value is None and kind == "toml":
        raise Refused("TOML has no empty value: remove the entry instead.")
    if kind == "toml" and isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise Refused("TOML has no number as large as this.")
    if isinstance(value, float) and kind == "json" and not math.isfinite(value):
        raise Refused("JSON has no such number.")
    if value is None or isinstance(value, bool | int | float):
        return value
    raise Refused(f"A front matter value cannot be a {type(value).__name__}.")


def spellings(kind: FrontMatterKind, value: object, old: bytes, *, flow: bool = False) -> Iterator[str]:
    """Ways to write a value on one line, best first. ``old``: how it (or its neighbour) is written now."""
    if kind == "yaml":
        yield from _yaml(value, old, flow)
    elif kind == "toml":
        yield from _toml(value, old)
    else:
        escaped = old.isascii() and b"\\u" in old
        yield json.dumps(value, ensure_ascii=escaped)


def first_spelling(kind: FrontMatterKind, value: object, old: bytes = b"", *, flow: bool = False) -> str:
    """The best way to write a value on one line."""
    return next(spellings(kind, value, old, flow=flow))


def key_spelling(kind: FrontMatterKind, name: str, old: bytes = b"") -> str:
    """A key as written: bare where it can be. ``old``: a neighbour's key."""
    if kind == "json":
        return json.dumps(name, ensure_ascii=False)
    bare = _BARE_KEY.fullmatch(name) and not name.startswith("-") and (kind == "toml" or resolve(name) == name)
    if bare and not (kind == "yaml" and old.startswith(b'"')):
        return name
    return _double(name) if kind == "yaml" else _toml_basic(name)


def _yaml(value: object, old: bytes, flow: bool) -> Iterator[str]:
    if isinstance(value, str):
        yield from _yaml_text(value, old, flow)
    elif isinstance(value, bool) or value is None:
        yield "null" if value is None else str(value).lower()
    elif isinstance(value, float):
        yield _yaml_float(value)
    elif isinstance(value, list):
        yield "[" + ", ".join(first_spelling("yaml", item, old, flow=True) for item in value) + "]"
    elif isinstance(value, dict):
        pairs = (f"{key_spelling('yaml', k)}: {first_spelling('yaml', v, old, flow=True)}" for k, v in value.items())
        yield "{" + ", ".join(pairs) + "}"
    else:
        yield str(value)


def _yaml_text(text: str, old: bytes, flow: bool) -> Iterator[str]:
    ways = []
    plain = _PLAIN_START.match(text) and not _PLAIN_BAD.search(text) and resolve(text) == text
    if plain and not (flow and _FLOW_BAD.search(text)):
        ways.append(text)
    if not _NOT_ONE_LINE.search(text):
        ways.append("'" + text.replace("'", "''") + "'")
    ways.append(_double(text))
    style = old[:1].decode("ascii", "replace")
    same = [way for way in ways if way[0] == style] if style in ("'", '"') else []
    yield from dict.fromkeys([*same, *ways])


def _double(text: str) -> str:
    return '"' + _NEEDS_ESCAPE.sub(_escape, text) + '"'


def _escape(m: re.Match[str]) -> str:
    char = m[0]
    return _YAML_ESCAPES.get(char) or (f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}")


def _yaml_float(value: float) -> str:
    if not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    from decimal import Decimal

    text = format(Decimal(repr(value)), "f")  # goccy/go-yaml reads an exponent only after a point
    return text if "." in text else text + ".0"


def yaml_literal(text: str, indent: str, eol: str) -> str | None:
    """Several lines as a ``|`` block whose lines stand at ``indent``; None for text such a block cannot hold."""
    if "\n" not in text or _LITERAL_BAD.search(text) or text.endswith("\n\n") or not text.strip():
        return None
    lines = text.removesuffix("\n").split("\n")
    if any(line != line.rstrip() for line in lines):
        return None
    head = "|" if text.endswith("\n") else "|-"
    return eol.join([head, *(indent + line if line else "" for line in lines)])


def _toml(value: object, old: bytes) -> Iterator[str]:
    import tomli_w

    if isinstance(value, list):
        yield "[" + ", ".join(first_spelling("toml", item, old) for item in value) + "]"
        return
    if isinstance(value, dict):
        pairs = (f"{key_spelling('toml', k)} = {first_spelling('toml', v, old)}" for k, v in value.items())
        yield "{ " + ", ".join(pairs) + " }" if value else "{}"
        return
    if isinstance(value, str):
        if old.startswith(b"'") and "'" not in value and not _NOT_ONE_LINE.search(value):
            yield f"'{value}'"
        yield _toml_basic(value)
        return
    yield tomli_w.dumps({"k": value}).removeprefix("k = ").removesuffix("\n")


def _toml_basic(text: str) -> str:
    import tomli_w

    return tomli_w.dumps({"k": text}).removeprefix("k = ").removesuffix("\n")
