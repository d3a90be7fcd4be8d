"""`worklog export` and `worklog assemble` as processes: what they print and write, read by others' readers."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import corpus_root
from tests.journal_fixture import build_journal, page_path

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "export.schema.json").read_text(encoding="utf-8"))
HOSTILE = "| 5 | {} | 09/10/2025 | 09/10/2025 | |\n"


def worklog(*args: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "worklog_tui", *args],
        capture_output=True, timeout=60, stdin=subprocess.DEVNULL, cwd=cwd, check=False,
    )  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_journal(tmp_path / "site")


def with_rows(site: Path, *tasks: str) -> None:
    """More rows in week 1."""
    page = site / page_path(1)
    head, tail = page.read_text(encoding="utf-8").split("\n\n### Week 1 Achievements")
    rows = "".join(HOSTILE.format(task) for task in tasks)
    page.write_text(f"{head}\n{rows}\n### Week 1 Achievements{tail}", encoding="utf-8")


def spreadsheet(data: bytes, separator: str = ",") -> list[list[str]]:
    """The cells as spreadsheets read them: the mark tells UTF-8; a quote is one only where a cell begins with it; a
    line ends at CR LF outside of quotes. Written from what LibreOffice's import does, not from Python's csv.
    """
    assert data.startswith(b"\xef\xbb\xbf")
    text = data[3:].decode("utf-8")
    rows: list[list[str]] = [[]]
    at = 0
    while at < len(text):
        if text[at] == '"':
            cell, at = "", at + 1
            while True:
                end = text.index('"', at)
                cell += text[at:end]
                at = end + 1
                if text[at : at + 1] != '"':
                    break
                cell, at = cell + '"', at + 1
        else:
            end = min((i for i in (text.find(separator, at), text.find("\r\n", at)) if i >= 0), default=len(text))
            cell, at = text[at:end], end
        rows[-1].append(cell)
        if text[at : at + 1] == separator:
            at += 1
            if text[at : at + 2] == "\r\n" or at == len(text):
                rows[-1].append("")
        if text[at : at + 2] == "\r\n":
            at += 2
            rows.append([])
    return [row for row in rows if row]


# --- JSON --------------------------------------------------------------------------------------------------------


def test_json_is_as_its_schema_says(site: Path) -> None:
    done = worklog("export", "--format", "json", cwd=site)
    assert (done.returncode, done.stderr) == (0, b"")
    said = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(said, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert [week["path"] for week in said["weeks"]] == [page_path(n) for n in (1, 2, 3)]
    totals = said["totals"]
    assert (totals["weeks"], totals["tasks"], totals["finished"], totals["days"]) == (3, 9, 9, 12)
    assert totals["domains"] == [{"domain": "example.org", "references": 6}]
    first = said["tasks"][0]
    assert (first["start"], first["row"], first["line"], first["week"]) == (
        {"text": "06/10/2025", "date": "2025-10-06"},
        1,
        18,
        1,
    )
    assert [item["plain"] for item in first["task"]] == ["Measure the beds", "North wall", "South wall"]
    seeds = next(one for one in said["references"] if one["target"].endswith("seeds"))
    assert (seeds["label"], [use["week"] for use in seeds["uses"]]) == ("Seed list", [1, 2, 3])


def test_the_schema_refuses_what_is_none(site: Path) -> None:
    said = json.loads(worklog("export", "--format", "json", cwd=site).stdout)
    said["weeks"][0]["first"] = "06/10/2025"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_parts_weeks_and_languages_are_chosen(site: Path) -> None:
    done = worklog("export", "--format", "json", "--what", "weeks", "--week", "2", "--lang", "vi", cwd=site)
    said = json.loads(done.stdout)
    jsonschema.validate(said, SCHEMA)
    assert set(said) == {"format", "version", "journal", "date", "totals", "weeks"}
    assert [(week["path"], week["language"]) for week in said["weeks"]] == [(page_path(2, "vi"), "vi")]


@pytest.mark.corpus
def test_real_journals_are_as_the_schema_says() -> None:
    root = corpus_root()
    if root is None:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages")
    for site in sorted(root.glob("site*"))[::4]:
        done = worklog("export", str(site), "--format", "json", cwd=root)
        assert done.returncode == 0, (site, done.stderr)
        jsonschema.validate(json.loads(done.stdout), SCHEMA, cls=jsonschema.Draft202012Validator)
        for what in ("weeks", "tasks", "references"):
            table = worklog("export", str(site), "--format", "csv", "--what", what, cwd=root).stdout
            mine = spreadsheet(table)
            assert mine == list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""))), (site, what)
            assert {len(row) for row in mine} == {len(mine[0])}
            assert not [cell for row in mine for cell in row if cell.lstrip(" \n").startswith(tuple("=+-@\t\r"))]


# --- CSV ---------------------------------------------------------------------------------------------------------


def test_csv_opens_with_its_letters_lines_and_quotes(site: Path) -> None:
    with_rows(site, 'Trồng cây, "đúng" cách <br> - Bước một')
    data = worklog("export", "--format", "csv", "--week", "1", cwd=site).stdout
    rows = spreadsheet(data)
    assert rows == list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == [
        "week", "language", "row", "day", "weekday", "start", "end", "finished", "task", "status", "note",
        "references", "path", "line",
    ]  # fmt: skip
    assert rows[1][:9] == [
        "1",
        "en",
        "1",
        "2",
        "Mon",
        "2025-10-06",
        "2025-10-06",
        "yes",
        "Measure the beds\n• North wall\n• South wall",
    ]
    assert rows[4][8] == 'Trồng cây, "đúng" cách\n• Bước một'
    assert data.count(b"\r\n") == 5


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "&nbsp;=cmd", "=HYPERLINK(&quot;x&quot;)"])
def test_no_cell_is_run_as_a_formula(site: Path, text: str) -> None:
    page = site / page_path(1)
    page.write_text(page.read_text(encoding="utf-8").replace('"Week 1 Worklog"', '"=1+1"'), encoding="utf-8")
    with_rows(site, f"**{text}**")
    for what, column in (("tasks", 8), ("weeks", 2)):
        rows = spreadsheet(worklog("export", "--format", "csv", "--what", what, cwd=site).stdout)
        cells = [row[column] for row in rows if row[column].lstrip("'").strip().startswith(tuple("=+-@＝"))]
        assert cells, what
        assert all(cell.startswith("'") for cell in cells), cells


def test_other_separators_and_no_mark(site: Path) -> None:
    data = worklog("export", "--format", "csv", "--separator", "semicolon", "--what", "references", cwd=site).stdout
    assert spreadsheet(data, ";")[1] == [
        "1", "en", "1", "", "https://example.org/beds", "example.org", page_path(1), "18",
    ]  # fmt: skip
    assert worklog("export", "--format", "csv", "--no-bom", cwd=site).stdout.startswith(b"week,language,")


def test_csv_holds_one_table(site: Path) -> None:
    done = worklog("export", "--format", "csv", "--what", "weeks,tasks", cwd=site)
    assert done.returncode == 2
    assert b"one table" in done.stderr
    assert worklog("export", "--what", "days", cwd=site).returncode == 2


# --- the report, and files ---------------------------------------------------------------------------------------


def test_the_report_reads_as_one(site: Path) -> None:
    words = worklog("export", "--week", "1", cwd=site).stdout.decode()
    assert "\n1 week, Mon 6 Oct – Thu 9 Oct 2025: 3 tasks (3 finished), 4 days with entries, 2 references" in words
    assert "\n## Week 1 · Mon 6 Oct – Thu 9 Oct 2025\n" in words
    assert "\n- Mon 6 Oct: Measure the beds\n  - North wall\n  - South wall\n- Tue 7 Oct: Sort the seeds" in words
    assert "\n- Wed 8 Oct – 9 Oct: Repair the hose | the long one\n" in words
    assert "\n| example.org | 2 |\n" in words
    assert "- [Seed list](<https://example.org/seeds>) (Week 1)\n" in words


def test_a_report_calls_no_shortcode_and_obeys_no_terminal(site: Path) -> None:
    with_rows(site, "Call {{< ref >}} \x1b[2J")
    words = worklog("export", cwd=site).stdout
    assert b"{{<" not in words
    assert b"\x1b" not in words


def test_the_form_is_told_by_the_files_name(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "term.csv"
    done = worklog("export", "--what", "weeks", "--out", str(out), cwd=site)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "3 weeks written to" in done.stderr.decode()
    assert [row[0] for row in spreadsheet(out.read_bytes())] == ["week", "1", "2", "3"]
    worklog("export", "--out", str(out), cwd=site)
    assert spreadsheet(out.read_bytes())[0][2] == "row"


def test_a_page_of_the_journal_is_not_written_over(site: Path) -> None:
    page = site / page_path(1)
    before = page.read_bytes()
    done = worklog("export", "--out", str(page), cwd=site)
    assert done.returncode == 3
    assert b"among the journal's pages" in done.stderr
    assert page.read_bytes() == before
    assert worklog("export", "--out", str(site), cwd=site).returncode == 3
    assert worklog("export", "--out", str(site / "none" / "x.md"), cwd=site).returncode == 3


def test_a_page_that_cannot_be_read_is_told_and_the_others_are_exported(site: Path) -> None:
    page = site / page_path(2)
    page.write_bytes(page.read_bytes() + b"x" * 5 * 1024 * 1024)  # more than is opened here
    done = worklog("export", "--format", "json", cwd=site)
    assert done.returncode == 0
    assert b"worklog: " in done.stderr
    assert json.loads(done.stdout)["totals"]["weeks"] == 2


# --- assemble ----------------------------------------------------------------------------------------------------


def test_assemble_shows_and_then_puts_in(site: Path) -> None:
    page, twin = site / page_path(1), site / page_path(1, "vi")
    first = page.read_bytes(), twin.read_bytes()
    dry = worklog("assemble", "--week", "1", "--dry-run", cwd=site)
    assert dry.returncode == 0
    assert dry.stdout.decode().splitlines() == [
        f"{page_path(1)}: achievements (nothing was written)",
        "  - Measure the beds  [row 1]",
        "    - North wall  [row 1]",
        "    - South wall  [row 1]",
        "  - Sort the seeds by year  [row 2]",
        "  - Repair the hose | the long one  [row 3]",
    ]
    assert (page.read_bytes(), twin.read_bytes()) == first
    done = worklog("assemble", "--week", "1", "--titles", cwd=site)
    assert (done.returncode, done.stdout.decode().splitlines()[-1]) == (0, "vi too")
    added = b"- Measure the beds\n- Sort the seeds by year\n- Repair the hose | the long one\n"
    assert page.read_bytes() == first[0] + added
    assert twin.read_text(encoding="utf-8").endswith(
        "- Đo các luống\n- Xếp hạt giống theo năm\n- Sửa ống nước | ống dài\n"
    )
    again = worklog("assemble", "--week", "1", "--titles", cwd=site)
    assert (again.returncode, again.stdout) == (1, b"Nothing to put in: what is finished is there already.\n")


def test_assemble_says_why_there_is_nothing(site: Path) -> None:
    page = site / page_path(1)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("- Seeds sorted", "- Sort the seeds by year."), encoding="utf-8")
    dry = worklog("assemble", "--week", "1", "--dry-run", cwd=site).stdout.decode()
    assert "Left out, said already:\n  Sort the seeds by year  [row 2]  = Sort the seeds by year.\n" in dry
    page.write_text(text.replace("/10/2025", "/10/2999"), encoding="utf-8")
    done = worklog("assemble", "--week", "1", cwd=site)
    assert (done.returncode, done.stdout) == (1, f"No task of {page_path(1)} is finished yet.\n".encode())
    page.write_text("---\ntitle: Week 1\n---\n\nProse.\n", encoding="utf-8")
    done = worklog("assemble", "--week", "1", cwd=site)
    assert done.returncode == 1
    assert b"has no task table" in done.stdout


def test_assemble_tells_its_lines_and_rows_as_json(site: Path) -> None:
    said = json.loads(worklog("assemble", "--week", "2", "--dry-run", "--json", cwd=site).stdout)
    assert (said["week"], said["written"], said["followed"]) == (2, False, [])
    (part,) = said["parts"]
    assert (part["path"], part["section"]) == (page_path(2), "achievements")
    assert part["lines"][1] == {
        "level": 1, "text": "North wall", "plain": "North wall", "folded": 0, "sources": [{"row": 1, "line": 1}],
    }  # fmt: skip


def test_objectives_go_to_the_next_week(site: Path) -> None:
    page = site / page_path(1)
    page.write_text(
        page.read_text(encoding="utf-8").replace("08/10/2025 | 09/10/2025", "08/10/2025 |"), encoding="utf-8"
    )
    done = worklog("assemble", "--week", "1", "--objectives", cwd=site)
    assert done.returncode == 0, done.stderr
    assert "- Read the chapter on soils\n- Repair the hose | the long one\n" in (site / page_path(2)).read_text(
        encoding="utf-8"
    )
    assert "- Sửa ống nước | ống dài\n" in (site / page_path(2, "vi")).read_text(encoding="utf-8")
    last = worklog("assemble", "--week", "3", "--objectives", "--dry-run", cwd=site)
    assert (last.returncode, last.stderr) == (0, b"")
