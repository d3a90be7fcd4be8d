"""Names in, weeks out: numbers, years, languages, twins, order. Expected values by hand."""

from __future__ import annotations

import time
import unicodedata

import pytest

from worklog_tui.worklog.site.config import SiteConfig, read_config
from worklog_tui.worklog.site.names import fold, guess_language, natural, split_page_name, week_name
from worklog_tui.worklog.site.sections import Section, arrange, choose, logical

SITE = SiteConfig()


def _sections(*files: str, config: SiteConfig | None = SITE) -> tuple[Section, ...]:
    folders: dict[str, list[str]] = {}
    for file in files:
        folder, _, name = file.rpartition("/")
        folders.setdefault(folder, []).append(name)
    return arrange([(f, tuple(n)) for f, n in folders.items()], config)


def _weeks(*files: str, config: SiteConfig | None = SITE, start: str = "") -> list[tuple[int | None, list[str | None]]]:
    section = choose(_sections(*files, config=config), start)
    assert section is not None
    return [(w.number, [p.language for p in w.pages]) for w in section.weeks]


@pytest.mark.parametrize(
    ("name", "year", "number"),
    [
        ("1.4-Week4", None, 4), ("1.10-Week10", None, 10), ("1.04-Week4", None, 4), ("Week-6", None, 6),
        ("week11", None, 11), ("week-04", None, 4), ("week_7", None, 7), ("Week 12", None, 12), ("WEEK3", None, 3),
        ("week-4-first-steps", None, 4), ("2025-w40", 2025, 40), ("2024-W52", 2024, 52), ("w40", None, 40),
        ("2025W01", 2025, 1), ("2025-week-40", 2025, 40), ("week-2025-40", 2025, 40), ("week-40-2025", 2025, 40),
        ("Tuan 4", None, 4), ("tuần-4", None, 4), ("Tuần4", None, 4),
        (unicodedata.normalize("NFD", "tuần-12"), None, 12),
        ("tuan-thu-3", None, 3), ("1.4-W4", None, 4), ("worklog-7", None, 7), ("week-0041", None, 41),
        ("Week2025", None, 2025), ("weekly-report-5", None, 5), ("week 1 2", None, 1),
    ],
)  # fmt: skip
def test_names_that_tell_a_week(name: str, year: int | None, number: int) -> None:
    assert week_name(name) == (year, number)


@pytest.mark.parametrize(
    "name",
    [
        "1-Worklog",
        "weeknotes",
        "2-Proposal",
        "5-Workshop",
        "weekend-2",
        "_index",
        "2025",
        "about",
        "week",
        "view4",
        "new1",
    ],
)
def test_names_that_tell_none(name: str) -> None:
    assert week_name(name) is None


@pytest.mark.parametrize(
    ("name", "stem", "language"),
    [
        ("_index.md", "_index", None), ("_index.vi.md", "_index", "vi"), ("1.4-Week4.en.md", "1.4-Week4", "en"),
        ("1.4-Week4.md", "1.4-Week4", None), ("index.markdown", "index", None), ("_index.VI.md", "_index", "vi"),
        ("notes.v2.md", "notes.v2", None), ("week-4.zh-cn.md", "week-4", "zh-cn"), ("vi.md", "vi", None),
    ],
)  # fmt: skip
def test_language_suffixes(name: str, stem: str, language: str | None) -> None:
    assert split_page_name(name, frozenset()) == (stem, language)


def test_a_configured_language_is_a_suffix() -> None:
    assert split_page_name("a.tlh.md", frozenset({"tlh"})) == ("a", "tlh")


BOTH = [(n, ["en", "vi"]) for n in (1, 2)]
VIETNAMESE_FIRST = [(n, ["vi", "en"]) for n in (1, 2)]


@pytest.mark.parametrize(
    ("files", "config", "expected"),
    [
        (["content/1-Worklog/1.{n}-Week{n}/_index.md", "content/1-Worklog/1.{n}-Week{n}/_index.vi.md"], SITE, BOTH),
        (["content/1-Worklog/1.{n}-Week{n}/_index.en.md", "content/1-Worklog/1.{n}-Week{n}/_index.vi.md"], SITE, BOTH),
        (
            ["content/1-Worklog/1.{n}-Week{n}/_index.md", "content/1-Worklog/1.{n}-Week{n}/_index.en.md"],
            SITE,
            VIETNAMESE_FIRST,
        ),
        (
            ["content/w/1.{n}-Week{n}/_index.md", "content/w/1.{n}-Week{n}/_index.en.md"],
            SiteConfig(default_language="vi", languages=("vi", "en")),
            VIETNAMESE_FIRST,
        ),
        (["content/w/1.{n}-Week{n}.md", "content/w/1.{n}-Week{n}.en.md"], SITE, VIETNAMESE_FIRST),
        (["content/en/worklog/week-{n}/_index.md", "content/vi/worklog/week-{n}/_index.md"], SITE, BOTH),
        (["content/log/week-{n}.en.md", "content/log/week-{n}.vi.md"], SITE, BOTH),
        (["content/worklog/week-0{n}/index.md", "content/vi/worklog/week-0{n}/index.md"], SITE, BOTH),
        (["content/en/worklog/week-{n}.md", "content/vi/nhat-ky/tuan-{n}.md"], SITE, BOTH),
        (["content/worklog/week-{n}.en.md", "content/worklog/tuan-{n}.vi.md"], SITE, BOTH),
        (
            ["english/worklog/week-{n}.md", "tieng-viet/worklog/week-{n}.md"],
            SiteConfig(None, "en", ("en", "vi"), content_dirs=(("en", "english"), ("vi", "tieng-viet"))),
            BOTH,
        ),
        (["content/worklog/week-{n}.md"], SiteConfig(default_language="vi"), [(1, ["vi"]), (2, ["vi"])]),
        (["content/worklog/week-{n}.md"], SITE, [(1, [None]), (2, [None])]),
        (["week-{n}.md", "week-{n}.vi.md"], None, BOTH),
        (["notes/week-{n}/README.md", "notes/week-{n}/README.vi.md"], None, BOTH),
    ],
    ids=[
        "suffix", "both suffixed", "vietnamese inferred", "vietnamese configured", "flat", "language folders",
        "flat suffix", "half folders", "translated folders", "translated names", "contentDir", "one language",
        "unknown", "plain folder", "readme",
    ],
)  # fmt: skip
def test_every_way_to_keep_twins(
    files: list[str], config: SiteConfig | None, expected: list[tuple[int, list[str | None]]]
) -> None:
    assert _weeks(*(f.replace("{n}", str(n)) for n in (2, 1) for f in files), config=config) == expected


def test_the_text_tells_where_nothing_else_does() -> None:
    asked: list[str] = []

    def guess(rel: str) -> str:
        asked.append(rel)
        return "vi"

    (section,) = arrange([("content/w", ("week-2.md", "week-1.md"))], SITE, guess)
    assert [p.language for w in section.weeks for p in w.pages] == ["vi", "vi"]
    assert set(asked) == {"content/w/week-1.md", "content/w/week-2.md"}
    asked.clear()
    arrange([("content/w", tuple(f"week-{n}.md" for n in range(1, 200)))], SITE, guess)
    assert asked == ["content/w/week-1.md"]


def test_numbers_not_letters_order_weeks() -> None:
    files = [f"content/1-Worklog/1.{n}-Week{n}/_index.md" for n in (10, 9, 12, 2, 1, 11)]
    assert [n for n, _ in _weeks(*files)] == [1, 2, 9, 10, 11, 12]


def test_years_order_week_notes() -> None:
    files = [
        "content/weeknotes/2025/w02.md", "content/weeknotes/2024/w52.md", "content/weeknotes/2025/w40.md",
        "content/weeknotes/2024/w9.md", "content/weeknotes/_index.md",
    ]  # fmt: skip
    section = choose(_sections(*files), "")
    assert section is not None
    assert section.path == "weeknotes"
    assert [(w.year, w.number) for w in section.weeks] == [(2024, 9), (2024, 52), (2025, 2), (2025, 40)]
    assert section.weeks[0].label == "2024 · Week 9"
    flat = ["content/n/2025-W01.md", "content/n/2024-W52.md", "content/n/2025-w40.md"]
    assert [n for n, _ in _weeks(*flat)] == [52, 1, 40]


def test_months_gather_weeks() -> None:
    files = ["content/log/thang-10/week-4.md", "content/log/thang-9/week-2.md", "content/log/2025/10/week-41.md"]
    assert [s.path for s in _sections(*files)] == ["log"]


def test_bare_numbers_are_weeks_only_in_a_worklog() -> None:
    assert _weeks("content/worklog/04.md", "content/worklog/10.md", "content/worklog/1.2/_index.md") == [
        (2, [None]),
        (4, [None]),
        (10, [None]),
    ]
    assert not any(s.weekly for s in _sections("content/posts/04.md"))


def test_an_index_of_a_section_is_no_week() -> None:
    files = ["content/1-Worklog/_index.md", "content/1-Worklog/_index.vi.md", "content/1-Worklog/Week1/_index.md"]
    assert _weeks(*files) == [(1, [None])]


def test_pages_beside_an_index_are_its_own() -> None:
    files = [
        "content/w/week-1/index.md", "content/w/week-1/notes.md", "content/w/week-2/_index.md",
        "content/w/week-2/day.md",
    ]  # fmt: skip
    assert _weeks(*files) == [(1, [None]), (2, [None])]


def test_a_week_folder_without_index() -> None:
    assert _weeks("content/w/week-1/report.md", "content/w/week-1/report.vi.md") == [(1, ["en", "vi"])]


def test_gaps_and_doubles_stay() -> None:
    assert [n for n, _ in _weeks("content/w/week-1.md", "content/w/week-4.md", "content/w/1.4-Week4.md")] == [1, 4, 4]


def test_the_largest_section_is_meant_unless_one_is_opened() -> None:
    files = [f"content/1-Worklog/week-{n}.md" for n in range(1, 6)] + [
        "content/2-Other/week-1.md",
        "content/3-Text/a.md",
    ]
    sections = _sections(*files)
    for start, path in {
        "": "1-Worklog", "2-Other": "2-Other", "1-Worklog/week-3": "1-Worklog", "3-Text": "1-Worklog",
    }.items():  # fmt: skip
        section = choose(sections, start)
        assert section is not None
        assert section.path == path


def test_pages_without_numbers_in_a_section_called_worklog() -> None:
    files = ["content/worklog/2025-10-06.md", "content/worklog/2025-09-29.md", "content/about.md", "content/posts/a.md"]
    section = choose(_sections(*files), "")
    assert section is not None
    assert (section.path, section.weekly) == ("worklog", False)
    assert [w.label for w in section.weeks] == ["2025-09-29", "2025-10-06"]


def test_a_plain_folder_of_pages() -> None:
    section = choose(_sections("b.md", "a.md", "a.vi.md", "README.md", config=None), "")
    assert section is not None
    assert [(w.label, len(w.pages)) for w in section.weeks] == [("a", 2), ("b", 1)]


def test_no_sections_no_choice() -> None:
    assert choose((), "") is None
    assert choose(_sections("content/posts/a.md"), "") is None


@pytest.mark.parametrize(
    ("folder", "path"),
    [("content", ""), ("content/1-W/x", "1-W/x"), ("content/vi/w", "w"), ("static", None), ("contents/x", None)],
)
def test_a_folders_place_in_the_content(folder: str, path: str | None) -> None:
    assert logical(folder, SITE) == path


def test_keys_are_unique_and_without_language() -> None:
    files = [f"content/{lang}w/week-{n}/index.md" for n in range(1, 9) for lang in ("", "vi/")]
    section = choose(_sections(*files), "")
    assert section is not None
    assert [w.key for w in section.weeks] == [f"w/week-{n}" for n in range(1, 9)]


TOML = b'title = "T"\ndefaultContentLanguage = "vi"\n[languages.vi]\ncontentDir = "content/vi"\n[languages.en]\n'
YAML = b"title: T\nDefaultContentLanguage: vi\nlanguages:\n  vi:\n    contentDir: content/vi\n  en: {}\n"
JSON = b'{"title":"T","defaultContentLanguage":"vi","languages":{"vi":{"contentdir":"content/vi"},"en":{}}}'


@pytest.mark.parametrize(("name", "data"), [("hugo.toml", TOML), ("config.yaml", YAML), ("config.json", JSON)])
def test_configuration_in_every_format(name: str, data: bytes) -> None:
    config = read_config({name: data})
    assert config == SiteConfig("T", "vi", ("vi", "en"), "content", (("vi", "content/vi"),), None)


def test_configuration_in_a_folder() -> None:
    config = read_config(
        {
            "config/_default/hugo.toml": b'title = "A"\ncontentDir = "notes/"\n',
            "config/_default/languages.toml": b'[en]\ntitle = "E"\n[vi]\n',
            "config/_default/markup.yaml": b"goldmark:\n  renderer:\n    unsafe: true\n",
        }
    )
    assert (config.languages, config.content_dir, config.unsafe) == (("en", "vi"), "notes", True)


@pytest.mark.parametrize(
    "data",
    [
        b"title = ", b"\xff\xfe", b"a: &a [*a]\n", b"[" * 50_000, b"a" * 70_000, b"x: " + b"[" * 900, b"title: [1, 2",
        b"languages: 3\nmarkup: []\n", b'{"languages": [1]}', b"contentDir = '../../etc'", (b"a." * 20_000) + b"b = 1",
        b"? [a]\n: b\n", b"a: !!python/object:os.system x",
    ],
    ids=range(13),
)  # fmt: skip
@pytest.mark.parametrize("name", ["hugo.toml", "hugo.yaml", "hugo.json"])
def test_hostile_configuration_says_nothing(name: str, data: bytes) -> None:
    began = time.monotonic()
    config = read_config({name: data})
    assert time.monotonic() - began < 1
    assert (config.content_dir, config.languages) == ("content", ())


def test_folding_and_natural_order() -> None:
    assert fold("Tuần Đầu") == fold(unicodedata.normalize("NFD", "TUẦN ĐẦU")) == "tuan dau"
    assert sorted(["a10", "a9", "A2", "b"], key=natural) == ["A2", "a9", "a10", "b"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tuần này tôi học cách dùng các dịch vụ cơ bản", "vi"),
        (unicodedata.normalize("NFD", "Tuần này tôi học cách dùng các dịch vụ cơ bản"), "vi"),
        ("This week I learned how to use the basic services in a café", "en"),
        ("123 | --- | 45", None),
        ("", None),
    ],
)
def test_language_by_the_text(text: str, language: str | None) -> None:
    assert guess_language(text) == language
