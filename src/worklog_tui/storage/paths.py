"""Where our own files live. WORKLOG_HOME puts everything beneath one folder (portable use, tests)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from worklog_tui.record import record

_NAME = "worklog-tui"


@record
class AppPaths:
    """Our folders; none is made before something is written into it."""

    config: Path
    state: Path
    cache: Path
    log: Path

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"


def app_paths(environ: Mapping[str, str] | None = None) -> AppPaths:
    """The folders of this user, by the platform's custom, or beneath WORKLOG_HOME."""
    home = (os.environ if environ is None else environ).get("WORKLOG_HOME")
    if home:
        base = Path(home).expanduser().absolute()
        return AppPaths(base / "config", base / "state", base / "cache", base / "log")
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        return _xdg()
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(_NAME, appauthor=False)
    return AppPaths(dirs.user_config_path, dirs.user_state_path, dirs.user_cache_path, dirs.user_log_path)


def _xdg() -> AppPaths:
    """What platformdirs says on Linux (XDG Base Directory); importing it costs half a start of Python."""

    def base(name: str, usual: str) -> Path:
        asked = os.environ.get(name, "")
        return Path(asked if asked.strip() else os.path.expanduser(usual)) / _NAME

    state = base("XDG_STATE_HOME", "~/.local/state")
    return AppPaths(base("XDG_CONFIG_HOME", "~/.config"), state, base("XDG_CACHE_HOME", "~/.cache"), state / "log")
