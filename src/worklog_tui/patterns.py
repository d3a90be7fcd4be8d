"""Regular expressions that are compiled when first used: a start needs less than half of them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Pattern:
    """Becomes the compiled pattern: each of its attributes is taken over when it is first asked for."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if "_made" not in self.__dict__:
            self.__dict__["_made"] = re.compile(self._source, self._flags)
        value = getattr(self._made, name)
        self.__dict__[name] = value  # the next use is a plain attribute
        return value


def regex(source: AnyStr, flags: int | re.RegexFlag = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``, done later. A faulty expression is found when it is first used."""
    return cast("re.Pattern[AnyStr]", _Pattern(source, int(flags)))
