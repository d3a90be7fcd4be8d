"""The site's own template for a week (``archetypes/``), as far as its fields are of the simple kind."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from worklog_tui.patterns import regex
from worklog_tui.worklog.site.names import worklog_like

_CALL = regex(r"(\s*)\{\{(-?)\s*(.*?)\s*(-?)\}\}", re.DOTALL)
_TOKEN = regex(r'\s*("(?:[^"\\]|\\.)*"|`[^`]*`|[()|]|[^\s()|"`]+)')
_NAMES = frozenset({".Name", ".File.ContentBaseName", ".File.BaseFileName", ".File.TranslationBaseName",
                    ".TranslationBaseName", ".File.LogicalName"})  # fmt: skip
_LAYOUT = regex(r"2006|January|Jan|01|02|15|04|05|Monday|Mon|Z07:00|-07:00|-0700|MST|06|1(?!\d)|2(?!\d)")
_FORMATS = {"2006": "%Y", "06": "%y", "January": "%B", "Jan": "%b", "01": "%m", "02": "%d", "15": "%H", "04": "%M",
            "05": "%S", "Monday": "%A", "Mon": "%a", "MST": "UTC", "Z07:00": "Z", "-07:00": "+00:00",
            "-0700": "+0000"}  # fmt: skip


class NotSimple(Exception):
    """The template does more than name and date; ``str(error)`` is the field that was met."""


class Fields(NamedTuple):
    """What a template may ask for."""

    name: str
    date: dt.date


def fits(stem: str, section: str) -> bool:
    """Whether an archetype of this name is meant for the weeks of a section (its first folder below content)."""
    return stem.casefold() == section.casefold() or (stem != "default" and worklog_like(stem))


def expand(text: str, fields: Fields) -> str:
    """The template with its fields filled in. Raises NotSimple."""

    def put(m: re.Match[str]) -> str:
        lead = "" if m[2] else m[1]
        if m[3].startswith("/*"):
            return lead
        return f"{lead}{_Reader(m[3], fields).value()}" + ("\x00" if m[4] else "")

    return re.sub(r"\x00\s*", "", _CALL.sub(put, text))


class _Reader:
    """Reads one ``{{ … }}``: a field, a few functions of text and dates, pipes."""

    def __init__(self, source: str, fields: Fields) -> None:
        self.source, self.fields = source, fields
        self.tokens = _TOKEN.findall(source)
        self.at = 0

    def value(self) -> str:
        """All of it as text."""
        found = self._pipe()
        if self.at < len(self.tokens):
            raise NotSimple(self.source)
        return found.isoformat() if isinstance(found, dt.date) else found

    def _pipe(self) -> str | dt.date:
        found = self._call([])
        while self._next() == "|":
            self.at += 1
            found = self._call([found])
        return found

    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _call(self, last: list[str | dt.date]) -> str | dt.date:
        head = self._next()
        self.at += 1
        arguments: list[str | dt.date] = []
        if head.startswith(('"', "`", "(")) or head in _NAMES or head == ".Date":
            self.at -= 1
            value = self._argument()
            if last or self._next() not in ("", "|", ")"):
                raise NotSimple(self.source)
            return value
        while self._next() not in ("", "|", ")"):
            arguments.append(self._argument())
        return self._apply(head, arguments + last)

    def _argument(self) -> str | dt.date:
        token = self._next()
        self.at += 1
        if token == "(":  # noqa: S105 - a bracket
            value = self._pipe()
            if self._next() != ")":
                raise NotSimple(self.source)
            self.at += 1
            return value
        if token[:1] in ('"', "`"):
            return re.sub(r"\\(.)", r"\1", token[1:-1]) if token[0] == '"' else token[1:-1]
        if token in _NAMES:
            return self.fields.name
        if token in (".Date", "now"):
            return self.fields.date
        raise NotSimple(self.source)

    def _apply(self, name: str, given: list[str | dt.date]) -> str | dt.date:
        texts = [g for g in given if isinstance(g, str)]
        short = name.removeprefix("strings.").removeprefix("time.").lower()
        if short == "now" and not given:
            return self.fields.date
        if name in (".Date.Format", "now.Format") and len(texts) == len(given) == 1:
            return _formatted(self.fields.date, texts[0])
        if short in ("dateformat", "format") and len(given) == 2 and isinstance(given[0], str):
            return _formatted(given[1] if isinstance(given[1], dt.date) else self.fields.date, given[0])
        if len(texts) != len(given):
            raise NotSimple(self.source)
        if short == "replace" and len(texts) == 3:
            return texts[0].replace(texts[1], texts[2])
        plain = {"title": _titled, "humanize": _humanized, "lower": str.lower, "upper": str.upper}
        if len(texts) == 1 and short in plain:
            return plain[short](texts[0])
        raise NotSimple(self.source)


def _titled(text: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m[0][:1].upper() + m[0][1:], text)


def _humanized(text: str) -> str:
    plain = re.sub(r"[-_]+", " ", text).strip()
    return plain[:1].upper() + plain[1:]


def _formatted(date: dt.date, layout: str) -> str:
    moment = dt.datetime.combine(date, dt.time())

    def part(m: re.Match[str]) -> str:
        if m[0] in ("1", "2"):
            return str(date.month if m[0] == "1" else date.day)
        return moment.strftime(_FORMATS[m[0]])

    return _LAYOUT.sub(part, layout)
