"""A start without what this app has no use for: measured, a quarter of what a bare Textual app costs.

Each of these leaves the module whole for anybody who asks for it later.
"""

from __future__ import annotations

import gc
import sys
from types import ModuleType


def start() -> None:
    """Call before Textual is imported for the first time; where it was, nothing is done."""
    gc.disable()  # the app collects, and turns it on again, when it is idle
    if "asyncio" not in sys.modules and "ssl" not in sys.modules:
        _without_tls()
    if "textual.app" not in sys.modules and "textual.command" not in sys.modules:
        _without_palette()


def _without_tls() -> None:
    """asyncio takes ``ssl`` for missing: nothing here is a server."""
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def _without_palette() -> None:
    """``textual.app`` gets names instead of Textual's command palette and the nine widgets that come with it.

    Only the two methods that open that palette use them, and ours is another one (``ENABLE_COMMAND_PALETTE``).
    """
    stand_in = ModuleType("textual.command")
    stand_in.__getattr__ = lambda name: type(name, (), {})  # type: ignore[method-assign]
    sys.modules["textual.command"] = stand_in
    try:
        import textual.app  # noqa: F401
    finally:
        del sys.modules["textual.command"]
