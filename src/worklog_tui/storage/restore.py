"""A page that was removed, written once more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from worklog_tui.storage.creating import AlreadyThere, NewFile, write_file
from worklog_tui.storage.errors import NotSaved, PageUnreadable, reason, short_name
from worklog_tui.storage.files import digest, read_page
from worklog_tui.storage.lowlevel import sync_folder

if TYPE_CHECKING:
    from worklog_tui.storage.files import Version


def write_again(path: str | os.PathLike[str], data: bytes) -> Version:
    """A file where there is none, its folder too: whole, or not there. Never overwrites. Raises NotSaved."""
    name = short_name(path)
    try:
        real = os.path.abspath(path)
        folder = os.path.dirname(real)
        os.makedirs(folder, exist_ok=True)
        write_file(NewFile(real, data), name)
        sync_folder(folder)
        found = read_page(real)
    except OSError as error:
        raise NotSaved(f"“{name}” could not be written again: {reason(error)}.") from error
    except (AlreadyThere, PageUnreadable) as error:
        raise NotSaved(str(error)) from error
    if found.version.digest != digest(data):
        raise NotSaved(f"“{name}” was made by another program just now: it was left alone.")
    return found.version
