"""What a Hugo site's configuration says that matters here: languages, content folders, whether HTML is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from worklog_tui.guards import guarded_json, guarded_toml
from worklog_tui.record import record, replace

CONFIG_NAMES = (
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
)
"""Names at the site's root, in the order Hugo takes the first of."""

DEFAULT_FOLDER_NAMES = (
    *CONFIG_NAMES,
    *(f"{stem}.{end}" for stem in ("languages", "markup") for end in ("toml", "yaml", "yml", "json")),
)
"""Names in ``config/_default/``; a file named after a key holds that key's table."""

MAX_CONFIG = 64 * 1024
"""Bytes. A larger one is not read: its values fall to what the files themselves show."""

_MAX_DEPTH = 20
_MAX_EVENTS = 5000


@record
class SiteConfig:
    """The facts used. ``None`` and empty mean: not said."""

    title: str | None = None
    default_language: str | None = None
    languages: tuple[str, ...] = ()
    content_dir: str = "content"
    content_dirs: tuple[tuple[str, str], ...] = ()  # (language, its own content folder), relative to the site
    unsafe: bool | None = None  # markup.goldmark.renderer.unsafe: whether <br> reaches the page


def read_config(files: Mapping[str, bytes]) -> SiteConfig:
    """Read configuration files by their path relative to the site's root. What cannot be read says nothing."""
    return _facts(read_table(files))


def read_table(files: Mapping[str, bytes]) -> dict[str, Any]:
    """All they say as one table, keys in lower case."""
    table: dict[str, Any] = {}
    for name, data in files.items():
        found = _lower(_parse(name, data))
        stem = name.rsplit("/", 1)[-1].split(".")[0]
        if stem not in ("hugo", "config"):
            found = {stem: found}
        _merge(table, found)
    return table


def _facts(table: dict[str, Any]) -> SiteConfig:
    languages = _table(table, "languages")
    dirs = []
    for code, values in languages.items():
        folder = _text(values, "contentdir") if isinstance(values, dict) else None
        if folder:
            dirs.append((code, _clean(folder)))
    goldmark = _table(_table(table, "markup"), "goldmark")
    unsafe = _table(goldmark, "renderer").get("unsafe")
    default = _text(table, "defaultcontentlanguage")
    config = SiteConfig(
        title=_text(table, "title"),
        default_language=default.lower() if default else None,
        languages=tuple(languages),
        content_dir=_clean(_text(table, "contentdir") or "content"),
        content_dirs=tuple(dirs),
        unsafe=unsafe if isinstance(unsafe, bool) else None,
    )
    if config.title is None and default is not None:
        own = languages.get(default.lower())
        config = replace(config, title=_text(own, "title") if isinstance(own, dict) else None)
    return config


def _parse(name: str, data: bytes) -> dict[str, Any]:
    if len(data) > MAX_CONFIG:
        return {}
    text = data.decode("utf-8-sig", "replace")
    try:
        if name.endswith(".toml"):
            found = _toml(text)
        elif name.endswith(".json"):
            import json

            found = json.loads(guarded_json(text))
        else:
            found = _yaml(text)
    except (ValueError, RecursionError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _toml(text: str) -> object:
    import tomllib

    return tomllib.loads(guarded_toml(text))


def _yaml(text: str) -> object:
    import yaml

    depth = count = 0
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            count += 1
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if isinstance(event, yaml.AliasEvent) or depth > _MAX_DEPTH or count > _MAX_EVENTS:
                return {}
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return {}


def _lower(value: Any) -> Any:
    """Keys in lower case: Hugo compares them without case."""
    if isinstance(value, dict):
        return {str(k).lower(): _lower(v) for k, v in value.items()}
    return value


def _merge(into: dict[str, Any], more: dict[str, Any]) -> None:
    for key, value in more.items():
        old = into.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            _merge(old, value)
        else:
            into[key] = value


def _table(table: dict[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key)
    return value if isinstance(value, dict) else {}


def _text(table: dict[str, Any], key: str) -> str | None:
    value = table.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _clean(folder: str) -> str:
    """A folder relative to the site with ``/``; one that leads out of the site is not followed."""
    parts = [p for p in folder.replace("\\", "/").split("/") if p not in ("", ".")]
    return "content" if ".." in parts or not parts else "/".join(parts)
