"""The site served by the user's Hugo while one writes: started, asked for addresses, listened to, ended."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from worklog_tui.session.publish.building import BuildProblem, NotBuilt, check_themes, failed
from worklog_tui.storage import hugo as program
from worklog_tui.storage.errors import StorageError
from worklog_tui.storage.serving import Served, free_port
from worklog_tui.worklog.site.hugo_says import address_served, addresses, build_errors, served_at

if TYPE_CHECKING:
    from worklog_tui.session.nouns import Journal, PageRef

PORT: Final = 1313  # Hugo's own
START_TIME: Final = 120.0  # seconds the first build may take
_TRIES: Final = 3  # ports: another program may take one between our look and Hugo's


class Rebuilt(NamedTuple):
    """The site was built again; ``problems``: why it was not. ``over``: the server has ended by itself."""

    problems: tuple[BuildProblem, ...]
    over: bool = False


class Preview:
    """One running server. ``start`` and ``address`` take their time: for a thread of one's own.

    ``tell`` is called in a thread after each build that came after the first.
    """

    def __init__(self, root: Path, hugo: str, tell: Callable[[Rebuilt], None], *, port: int = PORT) -> None:
        self.root, self.hugo = root, hugo
        self._tell, self._wish = tell, port
        self._scratch: program.Scratch | None = None
        self._served: Served | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._up = threading.Event()  # the first build is over, well or not
        self._lines: list[str] = []  # of the build going on
        self.servers: dict[str | None, str] = {}
        """Language → address of its server; None: of all."""
        self.port = 0
        self.problems: tuple[BuildProblem, ...] = ()
        """Why the last build failed; nothing: it did not."""

    @property
    def running(self) -> bool:
        """Whether it serves."""
        return bool(self.servers) and self._served is not None and self._served.alive

    def start(self) -> None:
        """Starts the server and waits for its first build. Raises NotBuilt: then nothing runs."""
        check_themes(self.root)
        for left in reversed(range(_TRIES)):
            self._begin(free_port(self._wish))
            if not self._up.wait(START_TIME):
                self.close()
                raise NotBuilt(f"Hugo did not serve the site within {START_TIME:.0f} seconds.")
            if self._closed:
                raise NotBuilt("The preview was stopped.")
            if self.servers:
                return
            if left and any("address already in use" in line for line in self._lines):
                self._wish = 0
                continue
            lines = list(self._lines)
            self.close()
            raise failed(self.root, lines)

    def _begin(self, port: int) -> None:
        self.port = port
        self._up.clear()
        self._lines.clear()
        try:
            with self._lock:
                if self._closed:
                    raise NotBuilt("The preview was stopped.")
                self._scratch = program.Scratch(self.root, self.hugo)
                self._served = Served(
                    program.server_words(self.hugo, self.root, port),
                    cwd=str(self.root),
                    environ=self._scratch.environ(),
                    scratch=str(self._scratch.root),
                    told=self._line,
                    ended=self._over,
                )
        except StorageError as error:
            self.close()
            raise NotBuilt(str(error)) from error

    def address(self, journal: Journal, page: PageRef) -> str:
        """Where this page is served, as Hugo says. Raises NotBuilt."""
        if not self.servers or self._scratch is None:
            raise NotBuilt("The preview does not run.")
        try:
            ran = program.list_pages(self.hugo, self.root, self._scratch)
        except StorageError as error:
            raise NotBuilt(str(error)) from error
        known = addresses(ran.out.decode("utf-8", "replace"))
        name = os.path.relpath(page.path, self.root).replace(os.sep, "/")
        link = known.get(name)
        if link is None:
            return self._guess(journal, page)
        return address_served(link, self.servers, page.language)

    def _guess(self, journal: Journal, page: PageRef) -> str:
        """For a Hugo that lists no sections (before 0.121), or a site whose pages cannot be listed just now."""
        from worklog_tui.worklog.site.sections import logical

        base = self.servers.get(page.language) or self.servers.get(None) or next(iter(self.servers.values()))
        config = journal.site.config if journal.site is not None else None
        folder, _, file = page.rel.rpartition("/")
        stem = file.split(".")[0]
        inner = logical(folder, config) or ""
        parts = [part for part in inner.split("/") if part] + ([] if stem in ("index", "_index") else [stem])
        default = (config.default_language if config is not None else None) or "en"
        if page.language and page.language != default and not self.servers.get(page.language):
            parts.insert(0, page.language)
        return base.rstrip("/") + "/" + "".join(quote(part.lower()) + "/" for part in parts)

    def close(self) -> None:
        """Ends the server and all it wrote."""
        with self._lock:
            self._closed = True
            served, scratch = self._served, self._scratch
            self._served = self._scratch = None
        self.servers = {}
        self._up.set()
        if served is not None:
            served.close()
        if scratch is not None:
            scratch.close()

    # -- in the thread that reads ---------------------------------------------------------------------------------

    def _line(self, line: str) -> None:
        """One line of the server's: what it has built, or why not."""
        if line.startswith(("Change detected", "Change of config file detected", "Change of Static files detected")):
            self._lines.clear()
            return
        self._lines.append(line)
        del self._lines[:-500]
        at = served_at(line)
        if at is not None and not self._up.is_set():
            self.servers[at[1]] = at[0]
        elif line.startswith("Press Ctrl+C") and not self._up.is_set():
            self._lines.clear()
            self._up.set()
        elif self._up.is_set() and (line.startswith("Total in ") or line.startswith("Built in ")):
            self._told()

    def _told(self) -> None:
        lines = list(self._lines)
        self._lines.clear()
        self.problems = failed(self.root, lines).problems if build_errors(lines) else ()
        if not self._closed:
            self._tell(Rebuilt(self.problems))

    def _over(self, code: int) -> None:
        """The server has ended."""
        was, self.servers = self.servers, {}
        if was and self._up.is_set() and not self._closed:
            lines = [*self._lines, f"ERROR Hugo's server has ended ({code})"]
            self.problems = failed(self.root, lines).problems
            self._tell(Rebuilt(self.problems, over=True))
        self._up.set()
