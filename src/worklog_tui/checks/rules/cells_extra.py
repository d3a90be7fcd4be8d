"""A row with more cells than its table: what they say does not show on the site."""

from __future__ import annotations

from worklog_tui.checks.reading import reading_rule

RULE = reading_rule("cells-extra", "error", "Cells that do not show")
