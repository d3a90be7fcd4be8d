"""Text that is not UTF-8."""

from __future__ import annotations

from worklog_tui.checks.reading import reading_rule

RULE = reading_rule("not-utf8", "warning", "Bytes that are not UTF-8")
