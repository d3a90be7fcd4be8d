"""What commands print: text without control characters, JSON that is plain UTF-8, errors as one line on stderr."""

from __future__ import annotations

import sys
from typing import Any

from worklog_tui.worklog.visible import json_safe, visible


class Failure(Exception):
    """A command that could not be done. ``str()`` is one sentence that says what to do; ``code`` the exit code."""

    def __init__(self, sentence: str, code: int = 3) -> None:
        super().__init__(sentence)
        self.code = code


def say(text: str) -> None:
    """One or more lines on stdout; what a terminal would obey is shown as a symbol."""
    _write(sys.stdout, visible(text, keep="\n\t") + "\n")


def say_exactly(text: str) -> None:
    """A file's text on stdout, as it is: whoever made it has seen to what a terminal would obey."""
    _write(sys.stdout, text)


def say_json(value: Any) -> None:
    """One JSON document on stdout."""
    import json

    _write(sys.stdout, json_safe(json.dumps(value, ensure_ascii=False, indent=1)) + "\n")


def complain(sentence: str) -> None:
    """One line on stderr."""
    _write(sys.stderr, "worklog: " + visible(" ".join(sentence.split())) + "\n")


def _write(stream: Any, text: str) -> None:
    """UTF-8 whatever the locale: JSON promises it, and a page's letters must not become question marks."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None or (stream.isatty() and sys.platform == "win32"):
        stream.write(text)
        return
    stream.flush()
    buffer.write(text.encode("utf-8", "replace"))
    buffer.flush()


def log_crash() -> str:
    """Logs the error being handled (places in the code, no page text); a sentence that says where."""
    import traceback

    try:
        from worklog_tui.storage.paths import app_paths

        folder = app_paths().log
        folder.mkdir(parents=True, exist_ok=True)
        kind, _, trace = sys.exc_info()
        places = "".join(f"  {f.filename}:{f.lineno} in {f.name}\n" for f in traceback.extract_tb(trace))
        path = folder / "crash.log"
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{kind.__name__ if kind else 'error'}\n{places}\n")
    except OSError:
        return "Please report it."
    return f"Please report it with {path}."
