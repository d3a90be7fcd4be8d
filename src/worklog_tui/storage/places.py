"""Where files go that are made for other programs: a folder people look into."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def exports_folder(environ: Mapping[str, str] | None = None) -> Path:
    """The downloads folder, else the documents, else the home folder; beneath WORKLOG_HOME where that is set.

    A folder inside the site would be published, or wait in the user's git.
    """
    home = (os.environ if environ is None else environ).get("WORKLOG_HOME")
    if home:
        own = Path(home).expanduser().absolute() / "exports"
        own.mkdir(parents=True, exist_ok=True)
        return own
    from platformdirs import user_documents_path, user_downloads_path

    return next((path for path in (user_downloads_path(), user_documents_path()) if path.is_dir()), Path.home())
