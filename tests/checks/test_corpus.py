"""All rules over real sites: fixes judged by Hugo, made once, taken back; what they cost beside reading."""

from __future__ import annotations

import shutil
import stat
import time
from pathlib import Path

import pytest

from tests.checks.fixing import fixed_and_taken_back
from tests.hugo_judge import needs_hugo
from worklog_tui.session.journal import open_journal
from worklog_tui.session.session import Session

pytestmark = pytest.mark.corpus
LATEST = 3.0
"""Times the reading of a page its checks may take, in the middle of all pages."""


@pytest.fixture
def sites(corpus: Path, tmp_path: Path) -> list[Path]:
    """A copy of every site, the older versions of some pages too, that can be written in."""
    out = []
    for site in sorted(p for p in [*corpus.iterdir(), *corpus.glob("*/site*")] if p.name.startswith("site")):
        copy = Path(shutil.copytree(site, tmp_path / site.name, copy_function=shutil.copyfile))
        for folder in [copy, *(p for p in copy.rglob("*") if p.is_dir())]:
            folder.chmod(folder.stat().st_mode | stat.S_IWUSR)
        out.append(copy)
    return out


@needs_hugo
def test_fixes_change_only_their_places_and_are_taken_back(sites: list[Path], tmp_path: Path) -> None:
    assert len(fixed_and_taken_back(sites, tmp_path / "state")) > 50


def test_each_message_is_a_sentence_or_two(corpus: Path, tmp_path: Path) -> None:
    said = set()
    for site in sorted(p for p in corpus.iterdir() if p.name.startswith("site")):
        session = Session(open_journal(site, cwd=site), state_dir=tmp_path / "state")
        for page in session.checking.pages():
            said |= {(found.problem.code, found.problem.message) for found in session.checking.of(page)}
        session.close()
    assert len({code for code, _ in said}) > 25
    for code, words in said:
        assert words.endswith("."), code
        assert words.isprintable(), (code, words)
        assert len(words) <= 200, (code, words)


def test_checks_cost_less_than_three_readings(corpus: Path, tmp_path: Path) -> None:
    ratios = []
    for site in sorted(p for p in corpus.iterdir() if p.name.startswith("site"))[:8]:
        session = Session(open_journal(site, cwd=site), state_dir=tmp_path / "state")
        pages = list(session.checking.pages())
        for page in pages:
            session.checking.of(page)  # neighbours are known, caches filled
        for page in pages:
            began = time.perf_counter()
            session.glance(page, session.source(page))
            read = time.perf_counter() - began
            subject = session.checking.subject(page)
            began = time.perf_counter()
            session.checking.asked(subject)
            ratios.append((time.perf_counter() - began + read) / read)
        session.close()
    assert sorted(ratios)[len(ratios) // 2] <= LATEST
