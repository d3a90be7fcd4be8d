"""Where the style sheets and the sample journal lie: the checkout's own while developing, else the wheel's copies."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def styles_dir() -> Path:
    """The folder of TCSS files."""
    return _folder("styles")


def sample_logs_dir() -> Path:
    """The sample journal, a Hugo site. To be copied before it is changed."""
    return _folder("sample_logs")


def _folder(name: str) -> Path:
    source = _PACKAGE.parent
    if source.name == "src" and (source.parent / "pyproject.toml").is_file():
        return source.parent / name
    return _PACKAGE / name
