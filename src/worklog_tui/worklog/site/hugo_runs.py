"""What a site asks Hugo to run, to fetch or to serve besides its own pages, as far as its files tell. Pure.

Hugo runs no program but those ``security.exec.allow`` names, and of its usual ones Go (modules) and Node (PostCSS,
Babel, Tailwind) run what the site or the network brings (Hugo: config/security/securityConfig.go).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

USUAL: Final = frozenset(
    {
        "^(dart-)?sass(-embedded)?$", "^dart-sass-embedded$", "^go$", "^git$", "^node$", "^npx$", "^postcss$",
        "^tailwindcss$",
    }
)  # fmt: skip
"""What Hugo allows where the site says nothing."""

SCRIPTS: Final = tuple(
    f"{name}.config.{end}" for name in ("postcss", "babel", "tailwind") for end in ("js", "cjs", "mjs", "ts")
)
"""Files at a site's or theme's root that Node runs."""


def runs(table: Mapping[str, Any], names: Collection[str], *, vendored: bool = False) -> tuple[str, ...]:
    """What is to be asked about, each as words that end “This site’s Hugo may …”.

    ``table``: the configuration, keys in lower case; ``names``: files at the roots of the site and its themes;
    ``vendored``: its modules lie in ``_vendor``.
    """
    out = []
    allowed = _list(_table(_table(table, "security"), "exec").get("allow"))
    if more := [str(one) for one in allowed if str(one) not in USUAL and str(one) != "none"]:
        out.append(f"run other programs ({', '.join(more[:3])})")
    if scripts := [name for name in SCRIPTS if name in names]:
        out.append(f"run the site's own JavaScript ({', '.join(scripts)})")
    module = _table(table, "module")
    remote = [path for one in _list(module.get("imports")) if (path := _text(one, "path")) and _remote(path)]
    if remote and not vendored:
        out.append(f"fetch modules ({', '.join(remote[:3])})")
    outside = [path for one in _list(module.get("mounts")) if (path := _text(one, "source")) and _leaves(path)]
    if outside:
        out.append(f"read folders outside the site ({', '.join(outside[:3])})")
    return tuple(out)


def _remote(path: str) -> bool:
    return "." in path.partition("/")[0]


def _leaves(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return ".." in parts or path.startswith(("/", "\\", "~")) or parts[0].endswith(":")


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = table.get(key)
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _text(value: object, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
