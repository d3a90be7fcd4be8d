"""Front matter Hugo cannot read: the site does not build."""

from __future__ import annotations

from worklog_tui.checks.reading import reading_rule

RULE = reading_rule("front-matter-unreadable", "error", "Front matter cannot be read")
