"""A body too large to be read as a week."""

from __future__ import annotations

from worklog_tui.checks.reading import reading_rule

RULE = reading_rule("body-raw", "warning", "Page too large to read")
