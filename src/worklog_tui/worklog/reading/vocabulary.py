"""The words that name columns and headings, in English and Vietnamese; users add theirs in the settings.

A stem is one or more words; a trailing ``*`` lets its last word go on (``task*`` finds *Tasks*). A text without
any mark is compared without marks (``Cong viec``); a text with marks must bear the stem's (``thứ`` is not ``thử``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from worklog_tui.record import record, replace
from worklog_tui.worklog.reading.words import bare, repaired, words

Stems = tuple[tuple[str, tuple[str, ...]], ...]


class Found(NamedTuple):
    """A stem found: ``at`` and ``size`` count words; ``native``: a Vietnamese wording, whose head word stands first."""

    meaning: str
    at: int
    size: int
    native: bool


def _stems(table: Mapping[str, str]) -> Stems:
    return tuple((meaning, tuple(s.strip() for s in stems.split(","))) for meaning, stems in table.items())


# Meanings beyond the roles: "done" is an end date or an adjective, "evidence" a reference where there is no other,
# "number" counts rows. Vietnamese wordings stand after "|".
_COLUMNS = _stems(
    {
        "day": "day, days, weekday*, day of week, thứ, ngày, ngày trong tuần",
        "date": "date, dates, time, when, ngày tháng, ngày thực hiện, thời gian",
        "start": "start*, begin*, began, begun, from, bắt đầu, khởi đầu, bđ, từ ngày",
        "end": "end, ends, ended, ending, due, deadline*, until, kết thúc, hạn, đến ngày, ht",
        "done": "complet*, finish*, hoàn thành, hoàn thần, hoàn tất, xong",
        "task": (
            "task*, work, works, work item*, activit*, detail*, describ*, description*, focus, topic*, todo*, "
            "content*, lab, labs, project*, exercise*, action*, assignment*, công việc, nhiệm vụ, nội dung, hoạt động, "
            "chi tiết, mô tả, chủ đề, trọng tâm, tập trung, dự án, đầu việc, việc làm, việc"
        ),
        "reference": (
            "referenc*, ref, refs, resource*, source*, material*, link*, document*, url*, tài liệu, nguồn, tham khảo, "
            "tài nguyên, liên kết, đường dẫn"
        ),
        "evidence": "evidence*, proof*, bằng chứng, minh chứng",
        "status": "status*, state, progress, trạng thái, tình trạng, tiến độ",
        "note": "note*, comment*, remark*, ghi chú, lưu ý, nhận xét",
        "number": "id, no, nr, stt, code, mã, số thứ tự",
    }
)
_HEADINGS = _stems(
    {
        "next": (
            "next week*, next step*, plan for next, plan for week, plans for, future plan*, next, upcoming, tuần tới, "
            "tuần sau, kế hoạch tương lai, "
            "tuần tiếp theo, bước tiếp theo, tiếp theo, kế hoạch tuần, kế hoạch tiếp"
        ),
        "reflection": (
            "reflect*, lesson*, takeaway*, overview*, expected outcome*, expected result*, summary, review, self, "
            "conclusion*, kiến thức rút ra, bài học, tổng quan, kết quả kỳ vọng, kết quả mong đợi, tổng kết, "
            "nhận xét, đánh giá, cảm nhận, kết luận"
        ),
        "objectives": "objective*, goal*, aim*, mục tiêu, mục đích",
        "achievements": (
            "achiev*, result*, outcome*, accomplish*, deliverable*, summary of work, summary of achievement*, "
            "knowledge, learnings, what i learned, what was learned, kết quả, thành tựu, thành tích, thành quả, "
            "đạt được, kiến thức"
        ),
        "challenges": (
            "challenge*, difficult*, issue*, problem*, obstacle*, blocker*, khó khăn, thách thức, vấn đề, vướng mắc, "
            "trở ngại"
        ),
        "references": "referenc*, resource*, material*, tài liệu, nguồn tham khảo, nguồn tài liệu, tham khảo",
        "tasks": (
            "task*, work, works, activit*, daily progress, schedule, implementation detail*, work log, daily log, "
            "công việc, nhiệm vụ, hoạt động, tiến độ, lịch làm việc, kế hoạch công việc, chi tiết công việc, "
            "nhật ký công việc, nội dung thực hiện"
        ),
    }
)


class _Stem(NamedTuple):
    meaning: str
    words: tuple[str, ...]
    open: bool  # the last word may go on
    native: bool


@record(slots=False)
class Vocabulary:
    """Stems by meaning for column headers and for headings."""

    columns: Stems = _COLUMNS
    headings: Stems = _HEADINGS

    def extended(
        self, columns: Mapping[str, Iterable[str]] | None = None, headings: Mapping[str, Iterable[str]] | None = None
    ) -> Vocabulary:
        """With further stems by role; a role that is none of the known ones is left out."""
        return replace(self, columns=_joined(self.columns, columns), headings=_joined(self.headings, headings))

    def in_header(self, text: str) -> tuple[Found, ...]:
        """The stems found in a column header, in the order of the text."""
        return _find(self._column_index, self._headers_seen, text)

    def in_heading(self, text: str) -> tuple[Found, ...]:
        """The stems found in a heading, in the order of the text."""
        return _find(self._heading_index, self._headings_seen, text)

    def __hash__(self) -> int:
        return self._hash  # it is part of the key under which every heading's role is kept

    @cached_property
    def _hash(self) -> int:
        return hash((self.columns, self.headings))

    @cached_property
    def _column_index(self) -> _Index:
        return _Index(self.columns)

    @cached_property
    def _heading_index(self) -> _Index:
        return _Index(self.headings)

    @cached_property
    def _headers_seen(self) -> dict[str, tuple[Found, ...]]:
        return {}

    @cached_property
    def _headings_seen(self) -> dict[str, tuple[Found, ...]]:
        return {}


class _Index:
    """Stems by their first word, with and without marks."""

    def __init__(self, stems: Stems) -> None:
        self.marked: dict[str, list[_Stem]] = {}
        self.bare: dict[str, list[_Stem]] = {}
        self.open_marked: list[_Stem] = []
        self.open_bare: list[_Stem] = []
        for meaning, entries in stems:
            for entry in entries:
                self._add(meaning, entry)

    def _add(self, meaning: str, entry: str) -> None:
        is_open = entry.endswith("*")
        native = not entry.isascii()
        for plain, first, loose in ((False, self.marked, self.open_marked), (True, self.bare, self.open_bare)):
            parts = tuple(words(bare(entry) if plain else entry))
            if not parts:
                continue
            stem = _Stem(meaning, parts, is_open, native)
            if is_open and len(parts) == 1:
                loose.append(stem)
            else:
                first.setdefault(parts[0], []).append(stem)

    def find(self, found_words: list[str], plain: bool) -> tuple[Found, ...]:
        """The longest stem at each place; places do not overlap."""
        first, loose = (self.bare, self.open_bare) if plain else (self.marked, self.open_marked)
        out: list[Found] = []
        at = 0
        while at < len(found_words):
            best = max(
                (s for s in first.get(found_words[at], ()) if _fits(s, found_words, at)),
                key=lambda s: len(s.words),
                default=None,
            )
            best = best or next((s for s in loose if found_words[at].startswith(s.words[0])), None)
            if best is None:
                at += 1
            else:
                out.append(Found(best.meaning, at, len(best.words), best.native))
                at += len(best.words)
        return tuple(out)


def _fits(stem: _Stem, found_words: list[str], at: int) -> bool:
    size = len(stem.words)
    there = found_words[at : at + size]
    if len(there) < size or tuple(there[:-1]) != stem.words[:-1]:
        return False
    return there[-1].startswith(stem.words[-1]) if stem.open else there[-1] == stem.words[-1]


def _find(index: _Index, seen: dict[str, tuple[Found, ...]], text: str) -> tuple[Found, ...]:
    known = seen.get(text)
    if known is None:
        known = index.find(words(text), text.isascii())
        if not known and (mended := repaired(text)) is not None:
            known = index.find(words(mended), False)
        if len(seen) > 4096:
            seen.clear()
        seen[text] = known
    return known


def _joined(stems: Stems, more: Mapping[str, Iterable[str]] | None) -> Stems:
    extra = {meaning: tuple(s for s in entries if s.strip(" *")) for meaning, entries in (more or {}).items()}
    return tuple((meaning, extra.get(meaning, ()) + entries) for meaning, entries in stems)


DEFAULT = Vocabulary()
