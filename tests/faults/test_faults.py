"""A part of ``make faults`` with every test run, and that the harness itself can find what it looks for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults import patched, scenes, sweeps, tracing
from tests.faults.tracing import Fault
from worklog_tui.storage import save

RUNNERS = [
    pytest.param(
        tracing, id="traced", marks=pytest.mark.skipif(bool(tracing.why_not()), reason=str(tracing.why_not()))
    ),
    pytest.param(patched, id="patched", marks=pytest.mark.skipif(bool(patched.why_not()), reason="there is no fork")),
]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    scenes.warm(tmp_path / "warm")
    return tmp_path


@pytest.mark.parametrize("runner", RUNNERS)
@pytest.mark.parametrize("kind", ["kill", "broken", "lie"])
@pytest.mark.parametrize("name", ["plain file, no exchange", "hard link, shorter", "new pages"])
def test_old_or_new_at_every_call(base: Path, runner: object, kind: str, name: str) -> None:
    (make,) = scenes.scenes(name)
    line = sweeps.points(make, base / "point", kind, runner.run, Fault(kind, 0, 5))  # type: ignore[attr-defined]
    assert line.bad == ()
    assert line.points >= (1 if kind == "lie" else 15)


@pytest.mark.parametrize("runner", RUNNERS)
@pytest.mark.parametrize(
    ("kind", "broken", "said"),
    [
        ("lie", "verify", "saved was said of what is not there"),
        ("kill", "put_in_place", "neither old nor new"),
    ],
)
def test_a_careless_save_is_found_out(
    base: Path, runner: object, kind: str, broken: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(temp: str, real: str, **_: object) -> None:
        data = Path(temp).read_bytes()
        fd = os.open(real, os.O_WRONLY | os.O_TRUNC)
        os.write(fd, data)
        os.close(fd)
        os.unlink(temp)

    monkeypatch.setattr(save, broken, careless if broken == "put_in_place" else lambda *_: None)
    (make,) = scenes.scenes("plain file, no exchange")
    line = sweeps.points(make, base / "point", kind, runner.run, Fault(kind, 0, 5))  # type: ignore[attr-defined]
    assert any(said in sentence for sentence in line.bad), line.bad
