"""``python -m tests.fuzz.drive TARGET [libFuzzer's arguments]``: one target, driven by coverage. Needs atheris."""

from __future__ import annotations

import importlib
import pkgutil
import sys

PACKAGES = ("document", "worklog", "merge", "checks", "storage", "session", "tui.view")


def load() -> None:
    """Everything a target may reach is imported now: what is imported later is not watched by the fuzzer."""
    import worklog_tui

    for name in PACKAGES:
        package = importlib.import_module(f"{worklog_tui.__name__}.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


def main() -> None:
    """Does not return."""
    import atheris

    with atheris.instrument_imports(include=["worklog_tui"]):
        load()
        from tests.fuzz.targets import TARGETS
    target = TARGETS[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
