"""The one door for links: what may be opened, what a person is shown first, and the opening itself.

Rules (SAFETY): only http, https and mailto, with a host, no user part, no control characters, no leading dash.
``webbrowser`` hands odd strings to the browser as arguments, so the address is rebuilt and checked before.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in "\"'`<>\\^{|}")


class NotOpened(Exception):
    """A link that is not opened. ``str(error)`` says why in one sentence."""


def address(target: str) -> str:
    """The address as it may be handed to a browser: ASCII, percent-encoded. Raises NotOpened."""
    target = target.strip(" ")
    if any(ord(c) < 0x21 or 0x7F <= ord(c) <= 0xA0 for c in target):
        raise NotOpened("This link holds blanks or control characters and is not opened.")
    try:
        parts = urlsplit(target)
        host, user, port = parts.hostname or "", parts.username, parts.port
    except ValueError as error:
        raise NotOpened("This link is no address a browser understands.") from error
    scheme = parts.scheme.lower()
    if scheme == "mailto":
        name, _, domain = parts.path.partition("@")
        if not name or not domain or name.startswith("-") or domain.startswith("-"):
            raise NotOpened("This mail link names no address.")
        return "mailto:" + quote(f"{name}@{domain}", safe="@.+-_")
    if scheme not in ("http", "https"):
        raise NotOpened("Only web and mail links are opened here." if scheme else "This link stays inside the site.")
    if user is not None or "@" in parts.netloc:
        raise NotOpened("This link hides a user name before its host and is not opened.")
    try:
        plain_host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as error:
        raise NotOpened("This link's host is no valid name.") from error
    if not plain_host or plain_host.startswith("-") or not all(c.isalnum() or c in ".-:_" for c in plain_host):
        raise NotOpened("This link has no host.")
    netloc = (f"[{plain_host}]" if ":" in plain_host else plain_host) + (f":{port}" if port else "")
    rest = quote(parts.path, safe=_PLAIN) or "/"
    query = "?" + quote(parts.query, safe=_PLAIN) if parts.query else ""
    fragment = "#" + quote(parts.fragment, safe=_PLAIN) if parts.fragment else ""
    return f"{scheme}://{netloc}{rest}{query}{fragment}"


def host_of(target: str) -> str:
    """What is shown before opening: the host, or the mail address; empty where it would not be opened."""
    try:
        safe = address(target)
    except NotOpened:
        return ""
    return safe.removeprefix("mailto:") if safe.startswith("mailto:") else urlsplit(safe).netloc


def open_in_browser(target: str, done: Callable[[str], None]) -> None:
    """Opens the link in a thread of its own; ``done`` gets an empty text, or why it did not work. Raises NotOpened."""
    safe = address(target)

    def work() -> None:
        import webbrowser

        try:
            done("" if webbrowser.open(safe) else "No browser could be started for this link.")
        except (OSError, webbrowser.Error) as error:
            done(f"The browser could not be started: {error}.")

    threading.Thread(target=work, name="open-link", daemon=True).start()
