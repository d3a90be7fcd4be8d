"""Rooms stay small, and no page text is rewritten by tools: rules that keep the house readable."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src").rglob("*.py"))
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 50


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_module_is_over_400_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE_LINES


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_function_is_over_50_lines(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    long = {
        node.name: length
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
    }
    assert not long


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert not source.strip() or ast.get_docstring(ast.parse(source))


def test_no_tool_rewrites_fixtures_or_the_sample_journal() -> None:
    config = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    exclude = re.search(r"^exclude: (.+)$", config, re.M)
    assert exclude is not None
    for path in ("sample_logs/content/_index.md", "tests/data/labels.json", "tests/fixtures/crlf.md"):
        assert re.match(exclude[1].strip("'"), path), path
    attributes = (ROOT / ".gitattributes").read_text(encoding="utf-8")
    for folder in ("sample_logs/**", "tests/data/**", "tests/fixtures/**"):
        assert f"{folder} -text" in attributes
