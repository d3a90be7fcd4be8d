"""The draft of the week's end: what it says, where that came from, how it is changed and where it goes."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest

from tests.hugo_judge import HugoJudge, needs_hugo
from tests.worklog.pages import FRONT, week
from worklog_tui.document.model import Refused
from worklog_tui.worklog.cells.outline import read_outline
from worklog_tui.worklog.friday import changing
from worklog_tui.worklog.friday.drafting import draft_of, finished, left_over, with_commits
from worklog_tui.worklog.friday.headings import heading_for
from worklog_tui.worklog.friday.markdown import as_markdown
from worklog_tui.worklog.friday.model import Commit, Draft, put_text
from worklog_tui.worklog.friday.placing import put
from worklog_tui.worklog.model import OutlineItem, Week
from worklog_tui.worklog.plans.trial import Trial
from worklog_tui.worklog.reading.read import read_week

TODAY = dt.date(2025, 10, 4)
HEAD = "| Day | Task | Start Date | Completion Date | Reference Material |\n| --- | --- | --- | --- | --- |\n"


def page(rows: str, achievements: str = "", before: str = "") -> Week:
    """A page with these task rows (day, task, start, end) and what stands below them."""
    lines = "".join(f"| {row} | |\n" for row in rows.strip().split("\n"))
    return week(f"{FRONT}{before}\n### Tasks:\n{HEAD}{lines}\n{achievements}")


def drafted(shown: Week, commits: tuple[Commit, ...] = ()) -> Draft:
    return draft_of(finished(shown, TODAY), shown, "achievements", commits)


def said(draft: Draft) -> list[str]:
    return ["  " * line.level + put_text(line) for line in draft.lines]


def after(shown: Week, asked: list) -> str:
    trial = Trial(shown, read_week)
    trial.plan_all(asked)
    return trial.week.document.source.decode()


MONDAY = "2 | - Read about RDS: <br> &emsp; + Backups <br> &emsp; + Log <br> - Tea | 29/09/2025 | 29/09/2025"


def test_each_line_says_its_row_and_leads_to_it() -> None:
    shown = page(f"{MONDAY}\n3 | Lab 43 | 30/09/2025 | 01/10/2025")
    draft = drafted(shown)
    assert said(draft) == ["Read about RDS:", "  Backups", "  Log", "Tea", "Lab 43"]
    for line in draft.lines:
        (source,) = line.sources
        cell = shown.tasks[source.task - 1].fields[source.column].text
        assert read_outline(cell)[source.line].text == line.text
    assert [(s.task, s.line) for line in draft.lines for s in line.sources] == [(1, 0), (1, 1), (1, 2), (1, 3), (2, 0)]
    assert draft.lines[0].sources[0].date == dt.date(2025, 9, 29)


def test_only_finished_tasks_are_achievements_and_the_rest_objectives() -> None:
    shown = page("2 | Done | 29/09/2025 | 29/09/2025\n3 | Begun | 30/09/2025 |\n4 | Later | 01/10/2025 | 09/10/2025")
    assert said(drafted(shown)) == ["Done"]
    assert said(draft_of(left_over(shown, TODAY), None, "objectives")) == ["Begun", "Later"]


def test_the_status_column_decides_where_there_is_one() -> None:
    shown = week(
        f"{FRONT}\n| Day | Task | End | Status |\n| --- | --- | --- | --- |\n"
        "| 2 | Tests | 29/09/2025 | In progress |\n| 3 | Docs | 30/12/2025 | Done |\n"
    )
    assert said(drafted(shown)) == ["Docs"]


def test_rows_that_repeat_a_title_share_its_line_and_its_sub_items_stand_together() -> None:
    shown = page(
        "2 | - Learn basic EC2: <br> &emsp; + AMI | 29/09/2025 | 29/09/2025\n"
        "3 | - Team meeting | 30/09/2025 | 30/09/2025\n"
        "4 | - **learn basic EC2** <br> &emsp; + AMI <br> &emsp; + EBS | 01/10/2025 | 01/10/2025\n"
        "5 | team meeting. | 02/10/2025 | 02/10/2025"
    )
    draft = drafted(shown)
    assert said(draft) == ["Learn basic EC2:", "  AMI", "  EBS", "Team meeting"]
    assert [[s.task for s in line.sources] for line in draft.lines] == [[1, 3], [1, 3], [3], [2, 4]]


def test_a_label_leads_to_its_own_rows_lines_only() -> None:
    shown = page(
        "2 | - **Practice:** <br> &emsp; + One account | 29/09/2025 | 29/09/2025\n"
        "3 | - **Practice:** <br> &emsp; + Two buckets | 30/09/2025 | 30/09/2025"
    )
    assert said(drafted(shown)) == ["**Practice:**", "  One account", "**Practice:**", "  Two buckets"]


def test_numbers_of_a_list_and_lines_of_dots_say_nothing() -> None:
    shown = page("2 | 1. Summary <br> 2. Budget <br> … <br> ![](x.png) | 29/09/2025 | 29/09/2025")
    assert said(drafted(shown)) == ["Summary", "Budget"]


def test_a_second_text_column_stands_beneath_the_title() -> None:
    shown = week(
        f"{FRONT}\n| Date | Task | Activities |\n| --- | --- | --- |\n"
        "| 29/09/2025 | Storage | - Buckets <br> - Volumes |\n"
    )
    assert said(drafted(shown)) == ["Storage", "  Buckets", "  Volumes"]


def test_a_half_page_cell_is_its_title_with_the_rest_folded_away() -> None:
    parts = " <br> &emsp; + ".join(["- Module 6: Database Concept review:", *(f"Part {n} of it" for n in range(1, 9))])
    shown = page(f"2 | {parts} | 29/09/2025 | 29/09/2025")
    draft = drafted(shown)
    assert said(draft) == ["Module 6: Database Concept review"]
    assert [line.text for line in draft.lines[0].under] == [f"Part {n} of it" for n in range(1, 9)]
    assert said(changing.toggle(draft, 0))[:2] == ["Module 6: Database Concept review:", "  Part 1 of it"]


def test_a_row_of_half_a_page_is_its_titles() -> None:
    parts = [
        f"- Title {n} of the log: <br> &emsp; + One of {n} <br> &emsp; + Two of {n} <br> &emsp; + Three"
        for n in (1, 2, 3)
    ]
    shown = page(
        f"2 | {' <br> '.join(parts)} | 29/09/2025 | 29/09/2025\n3 | - Short: <br> &emsp; + It | 30/09/2025 | 30/09/2025"
    )
    draft = drafted(shown)
    assert said(draft) == ["Title 1 of the log", "Title 2 of the log", "Title 3 of the log", "Short:", "  It"]
    assert [len(line.under) for line in draft.lines] == [3, 3, 3, 0, 0]


def test_a_part_of_what_another_line_means_is_not_that_line() -> None:
    achieved = "### Week 4 Achievements\n\n- Understood the prices of learn EC2 courses and other offers\n"
    assert said(drafted(page("2 | Learn EC2 courses | 29/09/2025 | 29/09/2025", achieved))) == ["Learn EC2 courses"]


def test_what_the_section_says_already_is_left_out_with_the_reason() -> None:
    shown = page(
        "2 | Learn company rules | 29/09/2025 | 29/09/2025\n3 | Lab 43 | 30/09/2025 | 30/09/2025\n"
        "4 | Build the search page with filters | 01/10/2025 | 01/10/2025\n5 | Rest | 02/10/2025 | 02/10/2025",
        "### Week 4 Achievements\n\nI was able to build the search page with filters on my own.\n\n"
        "- Learned company rules\n- **Lab 43.**\n",
    )
    draft = drafted(shown)
    assert said(draft) == ["Rest"]
    assert [(line.text, line.why) for line in draft.out] == [
        ("Learn company rules", "like"),
        ("Lab 43", "there"),
        ("Build the search page with filters", "like"),
    ]
    assert draft.tasks == (1, 2, 3, 4)


# --- commits -----------------------------------------------------------------------------------------------------


def commit(subject: str, number: int = 1, repository: str = "app") -> Commit:
    return Commit(repository, f"{number:010x}", dt.date(2025, 9, 30), subject)


def test_commits_stand_beneath_their_repository_each_subject_once() -> None:
    shown = page("2 | Lab 43 | 29/09/2025 | 29/09/2025")
    commits = (commit("Add search"), commit("Add search", 2), commit("fixup! Add search", 3), commit("lab 43", 4))
    draft = drafted(shown, (*commits, commit("Use a pool", 5)))
    assert said(draft) == ["Lab 43", "app:", "  Add search", "  Use a pool"]
    assert [s.commit for s in draft.lines[2].sources] == ["0000000001", "0000000002"]


def test_commits_that_come_later_leave_what_was_changed_by_hand() -> None:
    shown = page("2 | Lab 43 | 29/09/2025 | 29/09/2025")
    changed = changing.edited(drafted(shown), (OutlineItem(0, "Lab 43 in one day"),))
    draft = with_commits(changed, (commit("Add search"),), shown)
    assert said(draft) == ["Lab 43 in one day", "Add search"]
    assert with_commits(draft, (commit("Add search"),), shown) == draft


SUBJECTS = (
    "Fix __init__ of List<T>", "snake_case stays", "Call {{< ref >}} and {{% notice %}}", "# not a heading",
    "a [link](x) and *stars*", "1. no list", "- no list", "> no quote", "&amp; stays, a & b too", "`code` and \\ back",
    "~~gone~~ | a table | {{", "Revert \"Add <b>bold</b>\"", "fix: ![image](x.png)", "Sửa lỗi tìm kiếm *", "_a_ b_c _",
)  # fmt: skip


@needs_hugo
@pytest.mark.hugo
def test_a_subject_reads_on_the_site_as_git_says_it() -> None:
    shown = page("2 | Lab 43 | 29/09/2025 | 29/09/2025", "### Week 4 Achievements\n\n- One thing\n")
    items = [OutlineItem(0, as_markdown(subject)) for subject in SUBJECTS]
    text = after(shown, put(shown, "achievements", items))
    built = HugoJudge().facts({"page": text.encode()})["page"].full_html
    found = [
        html.unescape(item).strip() for item in re.findall(r"<li>(.*?)</li>", built.split("Achievements")[1], re.S)
    ]
    assert found == ["One thing", *SUBJECTS]


def test_a_subject_holds_nothing_a_terminal_would_obey() -> None:
    assert as_markdown("bell \x07 and\nlines \x1b[2J") == "bell ␇ and lines ␛\\[2J"


# --- changing it -------------------------------------------------------------------------------------------------

LINES = page(f"{MONDAY}\n3 | Lab 43 | 30/09/2025 | 01/10/2025\n4 | Write the proposal | 01/10/2025 | 01/10/2025")


def test_a_dropped_line_goes_with_all_beneath_it_and_comes_back_to_its_place() -> None:
    draft = changing.drop(drafted(LINES), 0)
    assert said(draft) == ["Tea", "Lab 43", "Write the proposal"]
    assert [(line.text, line.why) for line in draft.out] == [("Read about RDS:", "dropped")]
    back = changing.bring_back(draft, 0)
    assert said(back) == said(drafted(LINES))
    assert back.out == ()


def test_merged_lines_have_both_their_sources() -> None:
    draft = changing.merge(drafted(LINES), 4)
    assert said(draft)[3] == "Tea; Lab 43"
    assert [(s.task, s.line) for s in draft.lines[3].sources] == [(1, 3), (2, 0)]


def test_lines_move_among_their_siblings_with_what_is_beneath_them() -> None:
    draft, at = changing.move(drafted(LINES), 0, 1)
    assert said(draft)[:4] == ["Tea", "Read about RDS:", "  Backups", "  Log"]
    assert at == 1
    assert changing.move(draft, at, -1)[0] == drafted(LINES)
    assert changing.move(drafted(LINES), 1, -1) == (drafted(LINES), 1)


def test_an_edited_outline_keeps_where_its_lines_came_from() -> None:
    old = drafted(LINES)
    new = changing.edited(
        old,
        [
            OutlineItem(0, "Finished Lab 43 and the tea"),
            OutlineItem(0, "Read all about RDS"),
            OutlineItem(1, "Backups"),
            OutlineItem(0, "Wrote the proposal"),
            OutlineItem(0, "A line of my own"),
        ],
    )
    sources = [sorted((s.task, s.line) for s in line.sources) for line in new.lines]
    assert sources == [[(1, 3), (2, 0)], [(1, 0)], [(1, 1)], [(3, 0)], []]
    assert [line.text for line in new.out] == ["Log"]


def test_a_draft_that_was_left_stands_on_what_the_rows_say_now() -> None:
    rows = "1 | {} | 08/09/2025 | 08/09/2025\n2 | Read | 09/09/2025 | 09/09/2025\n3 | Plant | 10/09/2025 | 10/09/2025"
    first = drafted(page(rows.format("Meet")))
    assert said(first) == ["Meet", "Read", "Plant"]
    mine = [OutlineItem(0, "Meet"), OutlineItem(0, "All beds are full")]  # Read was dropped, Plant said otherwise
    later = drafted(page(rows.format("Meet everybody") + "\n4 | Water | 11/09/2025 | 11/09/2025"))
    made = changing.resumed(later, {"Meet", "Read", "Plant"}, mine)
    assert said(made) == ["Meet everybody", "Water", "All beds are full"]
    assert [[source.task for source in line.sources] for line in made.lines] == [[1], [4], []]
    assert [(line.text, line.why) for line in made.out] == [("Read", "dropped"), ("Plant", "dropped")]


def test_a_draft_nobody_changed_is_the_new_one() -> None:
    fresh = drafted(page("1 | - Meet <br> &emsp; + all | 08/09/2025 | 08/09/2025\n2 | Read | 09/09/2025 | 09/09/2025"))
    outline = [OutlineItem(line.level, line.text) for line in fresh.lines]
    assert len(outline) == 3
    assert changing.resumed(fresh, {line.text for line in fresh.lines}, outline) == fresh


def test_a_line_takes_what_is_beneath_it_to_another_level() -> None:
    draft = drafted(LINES)
    assert changing.shift(draft, 0, -1) == changing.shift(draft, 0, 1) == changing.shift(draft, 2, 2) == draft
    deeper = changing.shift(draft, 3, 1)
    assert said(deeper)[:4] == ["Read about RDS:", "  Backups", "  Log", "  Tea"]
    assert changing.shift(deeper, 3, -1) == draft


def test_titles_only_and_back() -> None:
    draft = drafted(LINES)
    folded = changing.titles(draft)
    assert said(folded) == ["Read about RDS", "Tea", "Lab 43", "Write the proposal"]
    assert changing.titles(folded) == draft


# --- putting it in -----------------------------------------------------------------------------------------------


def test_lines_go_to_the_end_of_the_sections_list_in_its_own_form() -> None:
    shown = page(MONDAY, "### Week 4 Achievements\n\n* One thing\n    * Under it\n")
    text = after(shown, put(shown, "achievements", drafted(shown).outline))
    assert text.endswith("* One thing\n    * Under it\n* Read about RDS:\n    * Backups\n    * Log\n* Tea\n")
    assert text.startswith(shown.document.source.decode())


def test_prose_stays_and_a_list_is_begun_below_it() -> None:
    shown = page("2 | Lab 43 <br> Tea | 29/09/2025 | 29/09/2025", "### Week 4 Achievements\n\nIt was a good week.\n")
    text = after(shown, put(shown, "achievements", drafted(shown).outline))
    assert text.endswith("### Week 4 Achievements\n\nIt was a good week.\n\n- Lab 43\n- Tea\n")


def test_an_empty_item_left_by_a_new_week_is_filled_first() -> None:
    shown = page("2 | Lab 43 <br> Tea | 29/09/2025 | 29/09/2025", "### Week 4 Achievements\n\n- \n")
    text = after(shown, put(shown, "achievements", drafted(shown).outline))
    assert text.endswith("### Week 4 Achievements\n\n- Lab 43\n- Tea\n")


def test_new_sub_items_of_a_title_that_is_there_go_beneath_it() -> None:
    shown = page(
        "2 | - Learn EC2 in depth: <br> &emsp; + AMI <br> &emsp; + EBS | 29/09/2025 | 29/09/2025",
        "### Week 4 Achievements\n\n- Learn EC2 in depth\n  - AMI\n- Lunch\n",
    )
    text = after(shown, put(shown, "achievements", drafted(shown).outline))
    assert text.endswith("- Learn EC2 in depth\n  - AMI\n  - EBS\n- Lunch\n")


def test_put_in_twice_is_put_in_once() -> None:
    shown = page(MONDAY, "### Week 4 Achievements\n\n- One thing\n")
    asked = put(shown, "achievements", drafted(shown).outline)
    trial = Trial(shown, read_week)
    trial.plan_all(asked)
    again = drafted(trial.week)
    assert again.lines == ()
    assert put(trial.week, "achievements", drafted(shown).outline) == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_missing_section_is_made_behind_the_tasks(end: str) -> None:
    source = page("2 | Lab 43 | 29/09/2025 | 29/09/2025", "### Challenges:\n\n- Time\n").document.source.decode()
    shown = week(source.replace("\n", end))
    heading = heading_for(shown._replace(language="en"), "achievements")
    assert heading is not None
    text = after(shown, put(shown, "achievements", drafted(shown).outline, heading))
    made = f"### Week 4 Achievements:{end}{end}- Lab 43{end}{end}### Challenges:"
    assert made in text
    assert text.replace(made, "### Challenges:") == source.replace("\n", end)


def test_the_heading_is_the_one_other_weeks_have() -> None:
    shown = page("2 | Lab 43 | 29/09/2025 | 29/09/2025")._replace(language="fr")
    other = week(f"{FRONT}## Ce que j'ai appris\n")
    assert heading_for(shown, "achievements") is None
    words = week(f"{FRONT.replace('4', '3')}## Week 3 Results\n\n- x\n")
    assert heading_for(shown, "achievements", [other, words]) == ("Week 4 Results", 3)
    with pytest.raises(Refused, match="heading first"):
        put(shown, "achievements", drafted(shown).outline, None)


def test_a_page_of_bold_headings_gets_a_bold_one() -> None:
    rows = f"{HEAD}| 2 | Lab | 29/09/2025 | 29/09/2025 | |\n"
    source = f"{FRONT}\n**Week 4 Objectives:**\n\n- One\n\n**Tasks of this week:**\n\n{rows}"
    shown = week(source)._replace(language="en")
    text = after(shown, put(shown, "achievements", drafted(shown).outline, heading_for(shown, "achievements")))
    assert text == source + "\n**Week 4 Achievements:**\n\n- Lab\n"
