"""In one process: reading pages, editing with proof, saving durably; each against the plain way in the same rounds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.report import Figure, median, median_ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def milliseconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def in_turn(works: Sequence[Callable[[], object]], rounds: int) -> list[list[float]]:
    """ms of each work in each round; the works take turns. A first round, not counted, fills the caches."""
    out: list[list[float]] = [[] for _ in works]
    for turn in range(-1, rounds):
        for work, times in zip(works, out, strict=True):
            took = milliseconds(work)
            if turn >= 0:
                times.append(took)
    return out


def reading(pages: Sequence[Path], rounds: int) -> Figure:
    """Pages a second with all facts and spans, as a ratio to python-frontmatter with a full markdown-it parse."""
    import frontmatter
    from markdown_it import MarkdownIt

    from worklog_tui.document.parse import parse
    from worklog_tui.worklog.reading.read import read_week

    sources = [page.read_bytes() for page in pages]
    texts = [source.decode() for source in sources]
    markdown = MarkdownIt("commonmark").enable("table")

    def ours() -> None:
        for source in sources:
            read_week(parse(source))

    def spans() -> None:
        for source in sources:
            parse(source)

    def plain() -> None:
        for text in texts:
            markdown.parse(frontmatter.loads(text).content)

    times, parts, base = in_turn([ours, spans, plain], rounds)
    each, half, usual = (median(t) / len(sources) for t in (times, parts, base))
    note = f"{each:.2f} ms a page ({half:.2f} ms of it the document); plain {usual:.2f} ms"
    return Figure("reading pages", "× pages/s", median_ratio(base, times), 1.5, 1.1, note, higher=True)


def checking(folder: Path, rounds: int) -> Figure:
    """All checks of every page of a journal, beside what stands around them, as a ratio to reading the same pages."""
    from worklog_tui.session.journal import open_journal
    from worklog_tui.session.session import Session

    session = Session(open_journal(folder, cwd=folder), state_dir=folder.parent / "check-state")
    pages = list(session.checking.pages())
    subjects = [session.checking.subject(page) for page in pages]
    sources = [session.source(page) for page in pages]

    def rules() -> None:
        for subject in subjects:
            session.checking.asked(subject)

    def read() -> None:
        for page, source in zip(pages, sources, strict=True):
            session.glance(page, source)

    def both() -> None:
        read()
        rules()

    times, alone, base = in_turn([both, rules, read], rounds)
    session.close()
    note = f"{median(alone) / len(pages):.2f} ms a page for the rules; reading {median(base) / len(pages):.2f} ms"
    return Figure("checks with reading", "× reading", median_ratio(times, base), 2, 3, note)


def editing(pages: Sequence[Path], rounds: int) -> Figure:
    """ms to plan and prove one change of a task's text and read the week again, on the page of median size."""
    from worklog_tui.document.parse import parse
    from worklog_tui.worklog.intentions import SetField
    from worklog_tui.worklog.plans.plan import plan
    from worklog_tui.worklog.reading.read import read_week

    page = sorted(pages, key=lambda path: path.stat().st_size)[len(pages) // 2]
    week = read_week(parse(page.read_bytes()))
    task = week.tasks[2]
    cell = task.field("task")
    if cell is None:
        raise RuntimeError(f"{page} has no task column")
    column = cell.column.index
    turn = iter(range(rounds + 1))

    def edit() -> None:
        proven = plan(week, SetField(task.number, column, f"{cell.text} and label {next(turn)}"))
        read_week(proven.after)

    (times,) = in_turn([edit], rounds)
    return Figure("edit with proof", "ms", median(times), 4, 8, f"page of {page.stat().st_size} bytes")


def saving(folder: Path, rounds: int) -> Figure:
    """A durable save of a page's bytes, as a ratio to a plain write of the same bytes beside it."""
    from worklog_tui.storage.files import digest
    from worklog_tui.storage.save import save_page

    ours, plain = folder / "ours.md", folder / "plain.md"
    versions = [b"| a |\n| - |\n" + f"| {number} |\n".encode() * 400 for number in range(rounds + 2)]
    ours.write_bytes(versions[0])
    turn = iter(range(1, rounds + 2))

    def durable() -> None:
        number = next(turn)
        save_page(ours, versions[number], expected=digest(versions[number - 1]), state=folder / "state")

    def write() -> None:
        plain.write_bytes(versions[0])

    times, base = in_turn([durable, write], rounds)
    note = f"{median(times):.2f} ms; plain {median(base):.2f} ms"
    return Figure("durable save", "× plain write", median_ratio(times, base), 8, 12, note)
