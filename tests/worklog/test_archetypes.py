"""Templates of the site: the fields that are filled in as Hugo fills them, and those that are left to it."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from tests.hugo_judge import hugo_binary, needs_hugo
from worklog_tui.worklog.newweek.archetypes import Fields, NotSimple, expand, fits

FIELDS = Fields("1.4-week4", dt.date(2025, 10, 6))
SIMPLE = [
    "{{ .Name }}",
    '{{ replace .Name "-" " " | title }}',
    '{{ replace .File.ContentBaseName "-" " " | title }}',
    "{{ .Name | humanize }}",
    "{{ .Name | upper }}",
    '{{ (replace .Name "week" "Week ") | title }}',
    "a {{- .Name -}} b",
    "{{/* a note */}}x",
]


@needs_hugo
@pytest.mark.parametrize("page", ["1.4-week4.md", "1.4-week4/_index.md", "1.4-week4/index.md"])
def test_fields_say_what_hugo_says(page: str, tmp_path: Path) -> None:
    (tmp_path / "archetypes").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    lines = "".join(f"{line}\n" for line in SIMPLE)
    (tmp_path / "archetypes" / "worklog.md").write_text(f"---\ntitle: x\n---\n{lines}")
    done = subprocess.run(
        [str(hugo_binary()), "new", "content", f"worklog/{page}"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "HUGO_CACHEDIR": str(tmp_path / "cache")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = (tmp_path / "content" / "worklog" / page).read_text("utf-8")
    assert expand(lines, FIELDS) == made.split("---\n", 2)[2]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ .Date }}", "2025-10-06"),
        ('{{ .Date.Format "2006-01-02" }}', "2025-10-06"),
        ('{{ .Date | time.Format "Jan 2, 2006" }}', "Oct 6, 2025"),
        ('{{ dateFormat "02/01/2006" .Date }}', "06/10/2025"),
        ('{{ now.Format "2006" }}', "2025"),
    ],
)
def test_dates_are_the_weeks(template: str, text: str) -> None:
    assert expand(template, FIELDS) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ site.Title }}",
        "{{ .Site.Title }}",
        "{{ if true }}x{{ end }}",
        "{{ range seq 5 }}x{{ end }}",
        '{{ partial "week.html" . }}',
        "{{ .Name | markdownify }}",
        "{{ with .Name }}x{{ end }}",
        "{{ }}",
        '{{ replace .Name "a" }}',
        "{{ $x := 1 }}",
        "{{ ( .Name }}",
    ],
)
def test_what_only_hugo_can_is_said(template: str) -> None:
    with pytest.raises(NotSimple):
        expand(template, FIELDS)


def test_which_template_fits() -> None:
    assert all(fits(stem, "1-Worklog") for stem in ("1-worklog", "worklog", "week", "weeknotes", "tuan", "nhat-ky"))
    assert not any(fits(stem, "1-Worklog") for stem in ("default", "posts", "event"))
    assert fits("reports", "Reports")
