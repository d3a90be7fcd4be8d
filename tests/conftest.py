"""Where the tests find real pages: WORKLOG_CORPUS names a folder of Hugo sites; without it those tests are skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_CORPUS = os.environ.get("WORKLOG_CORPUS")


def corpus_root() -> Path | None:
    """The folder of real sites, or None."""
    return Path(_CORPUS).resolve() if _CORPUS and Path(_CORPUS).is_dir() else None


def corpus_pages() -> list[Path]:
    """Every Markdown page of the corpus, sorted; empty without a corpus."""
    root = corpus_root()
    return [] if root is None else sorted(p for p in root.rglob("*.md") if p != root / "README.md")


def seed_pages() -> list[Path]:
    """The sample pages beside the corpus, sorted."""
    root = corpus_root()
    return [] if root is None else sorted((root.parent / "seeds").glob("*.md"))


def oracle(name: str) -> Path | None:
    """A file or folder of recorded verdicts beside the corpus."""
    root = corpus_root()
    path = None if root is None else root.parent / "oracles" / name
    return path if path is not None and path.exists() else None


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus folder; skips the test without one."""
    root = corpus_root()
    if root is None:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages to test on")
    return root


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own settings and state."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home / name))
    monkeypatch.setenv("WORKLOG_HOME", str(home / "worklog"))
