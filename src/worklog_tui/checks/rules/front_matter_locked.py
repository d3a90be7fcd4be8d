"""Front matter beyond what is read safely."""

from __future__ import annotations

from worklog_tui.checks.reading import reading_rule

RULE = reading_rule("front-matter-locked", "warning", "Front matter too large or too deep")
