"""A fault of each kind that is mended for certain, put into the sample journal: mended, judged by Hugo, taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.checks.fixing import fixed_and_taken_back
from tests.checks.pages import page, vietnamese
from tests.checks.rules.test_mojibake import spoiled
from tests.hugo_judge import needs_hugo
from tests.session.test_checking import file_of, site, spoil  # noqa: F401 - the fixture
from worklog_tui.resources import sample_logs_dir


@needs_hugo
def test_every_kind_of_certain_fix(site: Path, tmp_path: Path) -> None:  # noqa: F811
    for number in range(5, 13):
        for name, text in (("_index.md", page(number)), ("_index.vi.md", vietnamese(number))):
            path = file_of(site, number, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    faults = {
        1: ("Measure the pipes along", "Measure the pipes\nalong"),
        2: ('"Week 2 Worklog"', '"Week 3 Worklog"'),
        3: ("### Week 3 Achievements", "### Week 2 Achievements"),
        4: ("date: 2025-09-29", "date: 2025-01-06"),
        5: ("date: 2025-10-06", 'date: "`r Sys.Date()`"'),
        6: ("weight: 6", "weight: 1"),
        7: ("<b> 1.7. </b>", "<b> 1.3. </b>"),
        8: ("| 6 | Compare", "| | | | | |\n| 6 | Compare"),
        10: ("along the wall", "along <br>&emsp + the wall"),
        11: ("| 20/11/2025 |", "| 20/01/2025 |"),
        12: ("weight: 12", "weight: 40"),
    }
    for number, (old, new) in faults.items():
        spoil(file_of(site, number), old, new)
    file_of(site, 9).write_text(
        spoiled(page(9)).replace("Learn how", spoiled("Bảy luống: Learn how")), encoding="utf-8"
    )
    spoil(file_of(site, 12), "| 24/11/2025 | 24/11/2025 |", "| 24/11/2025 | |")
    spoil(file_of(site, 10, "_index.vi.md"), "<https://example.org/firms>", "")
    fixed = fixed_and_taken_back([site], tmp_path / "state")
    told = {found.problem.code for found in (f for page_fixed in fixed.values() for f in page_fixed)}
    assert told >= {
        "row-broken", "title-week", "heading-week", "date-off", "date-invalid", "menu-order", "pre-week", "row-empty",
        "mojibake", "markup-shown", "date-outside", "twin-dates", "twin-links",
    }  # fmt: skip


@needs_hugo
def test_the_sample_journal(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(sample_logs_dir(), tmp_path / "samples"))
    assert fixed_and_taken_back([copy], tmp_path / "state")
