"""Programs at work on one journal at once: ``python -m tests.session.writers app|editor SEED EDITS SITE STATE``.

Each edit adds a word nobody else uses and takes none away, so that afterwards each word can be looked for. The last
line of the output is JSON: the words that were called saved, and what happened.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

from worklog_tui.document.model import Refused
from worklog_tui.session.journal import PageRef, open_journal
from worklog_tui.session.session import Session
from worklog_tui.storage.errors import ChangedOnDisk, StorageError
from worklog_tui.storage.exchange import put_in_place
from worklog_tui.storage.files import digest
from worklog_tui.worklog.intentions import AddItem, AddTask, Intention, MoveTask, SetField, SetFrontMatter, SetItem
from worklog_tui.worklog.model import Week


class App:
    """A session, as the app has one: edits, undoes, refreshes now and then, decides conflicts."""

    def __init__(self, seed: str, site: Path, state: Path) -> None:
        self.random = random.Random(seed)
        self.session = Session(open_journal(site, cwd=site), state_dir=state)
        self.pages = [page for week in self.session.journal.weeks for page in week.pages]
        self.seed = seed
        self.waiting: dict[str, list[str]] = {page.rel: [] for page in self.pages}
        self.saved: list[str] = []
        self.happened: Counter[str] = Counter()

    def run(self, edits: int) -> None:
        """So many edits; at the end everything is on the disk."""
        for number in range(edits):
            page = self.random.choice(self.pages)
            word = f"{self.seed}w{number}x"
            try:
                week = self.session.week(page)
                edit = self.session.execute(page, self.change(week, word), word, seen=week)
            except Refused:
                self.happened["refused"] += 1
                continue
            if word.encode() in edit.after.source:
                self.waiting[page.rel].append(word)
            self.now_and_then(page)
            self.note()
        for _ in range(200):
            if self.session.flush(5):
                break
            self.decide()
        self.note()
        self.happened["not saved"] = sum(map(len, self.waiting.values()))
        self.session.close()

    def change(self, week: Week, word: str) -> Intention:
        """One of what a user does."""
        pick = self.random
        tasks, lists = week.tasks, week.document.lists
        kinds = ["row", "front", "cell", "cell", "move"] if tasks else ["front"]
        kind = pick.choice(kinds + ["item", "add"] * bool(lists))
        if kind == "row":
            return AddTask(pick.choice([None, 0, len(tasks) // 2]), {1: word})
        if kind == "cell":
            task = pick.randrange(len(tasks))
            return SetField(task + 1, 1, f"{tasks[task].fields[1].text} {word}".strip())
        if kind == "move":
            return MoveTask(pick.randrange(len(tasks)) + 1, pick.choice([1, -1]))
        if kind == "front":
            return SetFrontMatter((word,), word)
        at = pick.randrange(len(lists))
        items = list(lists[at].walk())
        if kind == "add" or not items:
            return AddItem(at, None, word)
        item = pick.randrange(len(items))
        return SetItem(at, item, f"{items[item].text} {word}")

    def now_and_then(self, page: PageRef) -> None:
        """What else happens between two edits."""
        dice = self.random.random()
        if dice < 0.3:
            time.sleep(dice / 20)
        elif dice < 0.4:
            self.session.refresh()
        elif dice < 0.45:
            self.take_back(page)
        elif dice < 0.5:
            self.session.flush(1)
        self.decide()

    def take_back(self, page: PageRef) -> None:
        """An edit that is undone need not be there."""
        try:
            undone = self.session.undo(page)
        except Refused:
            return
        if undone is not None and undone.cause != "disk":
            self.happened["undone"] += 1
            for words in (self.waiting[page.rel], self.saved):
                if undone.label in words:
                    words.remove(undone.label)
        elif undone is not None:
            self.session.redo(page)

    def note(self) -> None:
        """Which words are called saved by now."""
        for page in self.pages:
            words = self.waiting[page.rel]
            if words and self.session.save_state(page) == "saved":
                self.saved += words
                words.clear()

    def decide(self) -> None:
        """Mine or theirs, where both have changed one place."""
        for page in self.session.unsaved():
            if self.session.in_conflict(page):
                self.happened["conflicts"] += 1
                if self.random.random() < 0.5:
                    self.session.keep_mine(page)
                else:
                    self.session.outside.take_theirs(page)


class Editor:
    """Another program: it looks whether the file has changed under it, but knows no locks of ours."""

    def __init__(self, seed: str, site: Path) -> None:
        self.random, self.seed = random.Random(seed), seed
        self.pages = sorted(site.rglob("*1.*/_index*.md"))
        self.saved: list[str] = []
        self.happened: Counter[str] = Counter()

    def run(self, edits: int) -> None:
        """So many edits."""
        for number in range(edits):
            word = f"{self.seed}w{number}x"
            page = self.random.choice(self.pages)
            write = self.random.choice([self.replace, self.replace, self.overwrite])
            while not write(page, word):
                self.happened["tried again"] += 1
                time.sleep(0.001)
            self.saved.append(word)
            time.sleep(self.random.random() / 50)

    def changed(self, data: bytes, word: str) -> bytes:
        """A new item, a word more in one, a new row."""
        lines = data.split(b"\n")
        items = [i for i, line in enumerate(lines) if line.startswith(b"- ")]
        rows = [i for i, line in enumerate(lines) if line.startswith(b"| ") and b"---" not in line and b"20" in line]
        kind = self.random.choice(["item", "word", "row"])
        if kind == "row" and rows:
            lines.insert(self.random.choice(rows) + 1, b"| 6 | %s | | | |" % word.encode())
        elif kind == "word":
            lines[self.random.choice(items)] += b" " + word.encode()
        else:
            lines.insert(self.random.choice(items) + 1, b"- " + word.encode())
        return b"\n".join(lines)

    def replace(self, page: Path, word: str) -> bool:
        """A new file in its place, unless the page has changed since it was read."""
        old = page.read_bytes()
        new = self.changed(old, word)
        temp = page.with_name(f".{word}.swp")
        temp.write_bytes(new)
        try:
            put_in_place(str(temp), str(page), ours=digest(new), expected=digest(old), changed="")
        except ChangedOnDisk:
            return False
        return True

    def overwrite(self, page: Path, word: str) -> bool:
        """Into the file itself; if the name belongs to another file by then, nothing was done."""
        with open(page, "r+b", buffering=0) as file:
            new = self.changed(file.readall(), word)
            file.seek(0)
            file.write(new)
            return os.fstat(file.fileno()).st_ino == page.stat().st_ino


def main() -> None:
    """Run one writer."""
    kind, seed, edits, site, state = sys.argv[1:]
    began = time.monotonic()
    writer = App(seed, Path(site), Path(state)) if kind == "app" else Editor(seed, Path(site))
    try:
        writer.run(int(edits))
    except StorageError as error:
        print(error, file=sys.stderr)
        raise
    seconds = round(time.monotonic() - began, 1)
    print(json.dumps({"saved": writer.saved, "seconds": seconds, **writer.happened}))


if __name__ == "__main__":
    main()
