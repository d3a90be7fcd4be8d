"""All rules: every module of ``rules/`` holds one as ``RULE``. A rule is added by adding its file."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from worklog_tui.checks import rules
from worklog_tui.checks.model import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """The rules by their codes."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(import_module(f"{rules.__name__}.{name}").RULE for name in names)


@cache
def by_code() -> dict[str, Rule]:
    """Code → rule."""
    return {rule.code: rule for rule in all_rules()}
