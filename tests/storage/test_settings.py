"""Settings and state: a broken file is a sentence and defaults; what is not ours in it stays."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from worklog_tui.record import replace
from worklog_tui.storage.paths import app_paths
from worklog_tui.storage.settings import Settings, load, save
from worklog_tui.storage.state import Recent, recent_journals, remember


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    loaded = load(tmp_path / "none.toml")
    assert (loaded.settings, loaded.warning) == (Settings(), None)


def test_every_field_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text(
        'theme = "nord"\neditor = "hx"\nlanguage = "vi"\nlist-width = 30\n'
        '[headings]\nobjectives = ["Sprint goals"]\n[columns]\ntask = "Ticket"\n[keys]\nnext-week = ["L", "]"]\n'
    )
    settings = load(path).settings
    assert (settings.theme, settings.editor, settings.language, settings.list_width) == ("nord", "hx", "vi", 30)
    assert settings.headings == {"objectives": ("Sprint goals",)}
    assert settings.columns == {"task": ("Ticket",)}
    assert settings.keys == {"next-week": ("L", "]")}


@pytest.mark.parametrize(
    "text", ["theme = ", "\xff", "a.b = 1\na = 2", "[" * 5000, "list-width = 3\nlist-width = 4"], ids=range(5)
)
def test_a_broken_file_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(text.encode("latin-1"))
    loaded = load(path)
    assert loaded.settings == Settings()
    assert loaded.warning is not None
    assert "\n" not in loaded.warning


@pytest.mark.parametrize(
    "line", ["theme = 3", "list-width = true", "list-width = -1", 'keys = ["a"]', "[headings]\na = 3"]
)
def test_a_wrong_value_is_named_and_the_rest_stands(tmp_path: Path, line: str) -> None:
    path = tmp_path / "s.toml"
    path.write_text(f'editor = "vim"\n{line}\n')
    loaded = load(path)
    assert loaded.settings.editor == "vim"
    assert loaded.warning is not None
    assert line.strip("[").split(" ")[0].split("]")[0] in loaded.warning


def test_unknown_keys_survive_a_rewrite(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "s.toml"
    path.parent.mkdir()
    path.write_text('later-version = {a = [1, 2]}\ntheme = "nord"\nlist-width = 20\n')
    save(replace(load(path).settings, theme="dracula", list_width=None), path)
    assert tomllib.loads(path.read_text()) == {"later-version": {"a": [1, 2]}, "theme": "dracula"}
    assert load(path).settings.theme == "dracula"
    assert [p.name for p in path.parent.iterdir()] == ["s.toml"]


def test_saving_makes_the_folder_and_keeps_a_link(tmp_path: Path) -> None:
    save(Settings(theme="nord"), tmp_path / "new" / "s.toml")
    link = tmp_path / "link.toml"
    link.symlink_to(tmp_path / "new" / "s.toml")
    save(Settings(theme="mono"), link)
    assert link.is_symlink()
    assert load(tmp_path / "new" / "s.toml").settings.theme == "mono"


def test_one_folder_for_everything(tmp_path: Path) -> None:
    paths = app_paths({"WORKLOG_HOME": str(tmp_path)})
    assert {p.parent for p in (paths.config, paths.state, paths.cache, paths.log)} == {tmp_path}


def test_the_platforms_own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert "worklog-tui" in str(app_paths({}).state)


def test_recent_journals_newest_first_once_each(tmp_path: Path) -> None:
    a, b = (os.path.abspath(name) for name in "ab")
    for name in ("a", "b", "a"):
        remember(Recent(name, title=f"Title {name}", page="x.md", language="vi"), tmp_path)
    assert [r.path for r in recent_journals(tmp_path)] == [a, b]
    assert recent_journals(tmp_path)[0] == Recent(a, "Title a", "x.md", "vi")
    for number in range(40):
        remember(Recent(str(number)), tmp_path)
    assert len(recent_journals(tmp_path)) == 20


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"journals": 3}', b'{"journals": [3]}', b"\xff"])
def test_broken_state_is_no_state(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "recent.json").write_bytes(text)
    assert recent_journals(tmp_path) == ()
    remember(Recent("a"), tmp_path)
    assert [r.path for r in recent_journals(tmp_path)] == [os.path.abspath("a")]


@pytest.mark.parametrize("given", [{}, {"XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "XDG_CACHE_HOME": " "}])
def test_our_folders_are_those_of_platformdirs(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    from platformdirs import PlatformDirs

    monkeypatch.delenv("WORKLOG_HOME", raising=False)
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    dirs = PlatformDirs("worklog-tui", appauthor=False)
    ours = app_paths()
    assert (ours.config, ours.state) == (dirs.user_config_path, dirs.user_state_path)
    assert (ours.cache, ours.log) == (dirs.user_cache_path, dirs.user_log_path)
