"""Bombs in TOML, YAML and JSON are stopped before a parser sees them: said in a sentence, in no time."""

from __future__ import annotations

import json
import time
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.conftest import corpus_root
from worklog_tui.document.parse import parse
from worklog_tui.guards import Bomb, guarded_json, guarded_toml
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.settings import load
from worklog_tui.storage.shared import load_tables
from worklog_tui.worklog.site.config import read_config

TOML = {
    "dotted keys": "a" + ".a" * 20_000 + " = 1\n",
    "quoted dotted keys": '"a"' + '."a"' * 20_000 + " = 1\n",
    "table of dots": "[a" + ".a" * 20_000 + "]\n",
    "nested lists": "a = " + "[" * 30_000 + "]" * 30_000,
    "nested tables": "a = " + "{a = " * 10_000 + "1" + "}" * 10_000,
}
JSON = {
    "nested lists": '{"a": ' + "[" * 60_000 + "]" * 60_000 + "}",
    "nested maps": '{"a": ' * 10_000 + "1" + "}" * 10_000,
}
YAML = {
    "nested lists": "a: " + "[" * 30_000,
    "nested maps": "a: " + "{a: " * 10_000,
    "laughs": "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{n}: &{n} [{','.join([f'*{p}'] * 9)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "merges": "a: &a {x: 1}\n" + "".join(f"b{n}: &b{n} {{<<: [*a, *a, *a]}}\n" for n in range(20)),
    "steps": "".join(" " * n + "a:\n" for n in range(300)),
}  # fmt: skip


@pytest.fixture
def no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parsers' own doors are shut."""

    def shut(*_: object, **__: object) -> None:
        raise AssertionError("the parser was given a bomb")

    monkeypatch.setattr(tomllib, "loads", shut)
    monkeypatch.setattr(json, "loads", shut)
    monkeypatch.setattr(yaml, "safe_load", shut)
    monkeypatch.setattr(yaml, "load", shut)


@pytest.fixture(autouse=True)
def _soon() -> object:
    began = time.process_time()
    yield
    assert time.process_time() - began < 1


@pytest.mark.parametrize("bomb", TOML)
@pytest.mark.usefixtures("no_parser")
def test_toml_beside_the_pages(bomb: str, tmp_path: Path) -> None:
    (tmp_path / ".worklog").mkdir()
    (tmp_path / ".worklog" / "translate.toml").write_text(TOML[bomb])
    with pytest.raises(PageUnreadable, match="not valid TOML: mend it"):
        load_tables(tmp_path, "translate.toml")
    file = tmp_path / "settings.toml"
    file.write_text(TOML[bomb])
    assert "not used" in (load(file).warning or "")
    assert read_config({"hugo.toml": TOML[bomb].encode()}).title is None


@pytest.mark.parametrize("bomb", JSON)
@pytest.mark.usefixtures("no_parser")
def test_json_beside_the_pages(bomb: str) -> None:
    with pytest.raises(Bomb):
        guarded_json(JSON[bomb])
    assert read_config({"hugo.json": JSON[bomb].encode()}).title is None


@pytest.mark.parametrize("bomb", YAML)
@pytest.mark.usefixtures("no_parser")
def test_yaml_of_a_site(bomb: str) -> None:
    assert read_config({"hugo.yaml": YAML[bomb].encode()}).title is None


PAGES = {
    **{f"TOML: {name}": f"+++\n{text}\n+++\n" for name, text in TOML.items()},
    **{f"YAML: {name}": f"---\n{text}\n---\n" for name, text in YAML.items()},
    **{f"JSON: {name}": f"{text}\n" for name, text in JSON.items()},
}


@pytest.mark.parametrize("bomb", PAGES)
def test_front_matter(bomb: str, request: pytest.FixtureRequest) -> None:
    """Shown raw and read-only with one sentence; the body is there."""
    if not bomb.startswith("YAML"):
        request.getfixturevalue("no_parser")
    page = parse(f"{PAGES[bomb]}\n## Tasks\n\n- one\n".encode())
    said = page.front_matter.locked or page.front_matter.error
    assert said is not None
    assert said.count(". ") == 0
    assert "\n" not in said
    assert [heading.text for heading in page.headings] == ["Tasks"]


@pytest.mark.parametrize("text", ["a = 1\n[b.c]\nd = [[1], [{e = 'x.y.z'}]]\n", 'a = """[[[[\n....\n"""\n# [[[[\n', ""])
def test_what_is_no_bomb_passes(text: str) -> None:
    assert guarded_toml(text) == text
    assert tomllib.loads(text) is not None


def test_real_configurations_pass() -> None:
    root = corpus_root()
    if root is None:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages to test on")
    for file in [*root.rglob("hugo.toml"), *root.rglob("config.toml")]:
        guarded_toml(file.read_text(encoding="utf-8", errors="replace"))
