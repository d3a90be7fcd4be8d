"""Pages written for these tests, and the short way to read one."""

from __future__ import annotations

from worklog_tui.document.parse import parse
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.reading.read import read_week

FRONT = '---\ntitle: "Week 4 Worklog"\ndate: 2025-09-29\nweight: 4\npre: " <b> 1.4. </b> "\n---\n'
ENGLISH = (
    FRONT
    + """
### Week 4 Objectives:

* Know the database services
  * RDS
* Plan the proposal

### Tasks to be carried out this week:
| Day | Task | Start Date | Completion Date | Reference Material |
| --- | --- | --- | --- | --- |
| 2   | - Read about RDS: <br> &emsp; + Backups <br> &emsp; + Log <br> - Tea | 29/09/2025 | 29/09/2025 | [RDS](/rds) |
| 3   | - Lab 43 | 30/09/2025 | 01/10/2025 | <https://lab.example/43>, [notes](/notes) |
| 4   | - Ask about credits | 01/10/2025 | | |

### Week 4 Achievements:

I learned how databases
are backed up.

- Wrote the proposal
"""
)
VIETNAMESE = """---
title: "Worklog Tuần 4"
weight: 4
---
### Mục tiêu tuần 4:
- Hiểu các dịch vụ cơ sở dữ liệu

### Các công việc cần triển khai trong tuần này:
| Thứ | Công việc | Ngày bắt đầu | Ngày hoàn thành | Nguồn tài liệu |
| --- | --- | --- | --- | --- |
| Thứ 2 | Đọc về RDS | 29/09/2025 | 29/09/2025 | |
| CN | Nghỉ ngơi và viết báo cáo | 05/10/2025 | 05/10/2025 | |

### Kết quả đạt được tuần 4:
- Biết sao lưu dữ liệu
"""


def week(text: str, path: str = "") -> Week:
    """The week of a page given as text."""
    return read_week(parse(text.encode("utf-8")), path=path)


def table(header: str, *rows: str) -> Week:
    """The week of a page that is one table; cells parted by ``|``."""
    columns = header.count("|") + 1
    lines = [f"| {header} |", "|" + " --- |" * columns, *(f"| {row} |" for row in rows)]
    return week("\n".join(lines) + "\n")


def roles(found: Week) -> list[str | None]:
    """The column roles of the page's first task table."""
    return [c.role for c in found.task_tables[0].columns]


# The header wordings of real task tables, listed by hand; what is not here is of no known role.
WORDINGS = {
    "day": "day|thứ|ngày",
    "task": "task|tasks|work item|work items|activities|task description|main task|lab / project"
    "|detailed work|detailed tasks|main activities|work content"
    "|planned task|task / video|work|work completed|key activities|focus area|topics"
    "|công việc|nhiệm vụ|công việc chi tiết|nội dung công việc|công việc đã làm|công việc chính|nội dung|lab / dự án"
    "|mô tả công việc|công việc dự kiến|nhiệm vụ / video|chủ đề",
    "start": "start date|start|begun on|ngày bắt đầu|bắt đầu|ngày bđ",
    "end": "completion date|end date|end|finished on|ngày hoàn thành|kết thúc|ngày ht|ngày kết thúc"
    "|ngày hoàn thần|hoàn thành",
    "reference": "reference material|reference|references|reference materials|resources|sources|learning resources"
    "|reference links|resources / notes|reference sources|resource|reference source|resources used|nguồn tài liệu"
    "|tài liệu tham khảo|tài liệu|nguồn tham khảo|nguồn tài liệu / ghi chú|tài nguyên",
}
