"""A date cell with digits from which no date can be read."""

from __future__ import annotations

from worklog_tui.checks.reading import reading_rule

RULE = reading_rule("date-unread", "warning", "Date cannot be read")
