"""``<br>`` in cells of a site that leaves HTML out: ``markup.goldmark.renderer.unsafe`` is off by default."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.patterns import regex

_BREAK = regex(rb"<br\s*/?>", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Finding]:
    """Told once, on the first week; only where the site's configuration is known."""
    if not subject.site.configured or subject.site.unsafe is True or subject.before is not None:
        return
    doc = subject.week.document
    match = _BREAK.search(doc.source, doc.body.start)
    if match is not None:
        words = (
            "The site leaves out HTML: every <br> vanishes. Set markup.goldmark.renderer.unsafe in its configuration."
        )
        yield Finding(doc.line_of(match.start()), words)


RULE = Rule("unsafe-off", "error", "Line breaks vanish", find, kind="any")
