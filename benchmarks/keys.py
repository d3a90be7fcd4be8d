"""Key to paint: all programs stand open together and get their keys in short turns, so that noise is shared."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.report import median
from benchmarks.terminal import Emulator, Program, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

QUIET = 25.0  # ms without output that end the answer to a key
BURST = 10  # keys to one program before the next one has its turn
PAUSE = 0.02  # seconds at most before a key, at random: not in step with a frame timer


class Scene(NamedTuple):
    """A program, the keys that lead to where it is measured, and the keys that are, over and over."""

    name: str
    command: Sequence[str]
    seen: Callable[[str], bool]
    before: Sequence[str]
    keys: Sequence[str]


class Pressed(NamedTuple):
    """A key: when it was written, and how many chunks had come by then."""

    at: float
    chunks: int


class Stage:
    """A scene's program, running."""

    def __init__(self, scene: Scene, home: Path) -> None:
        self.scene = scene
        self.pressed: list[Pressed] = []
        self.program = Program(scene.command, environment(home)).start()
        if not self.program.wait_for(scene.seen, 20_000):
            self.program.stop()
            raise RuntimeError(f"{scene.name} never showed what was looked for:\n{self.program.screen()}")
        self.program.settle(400, 5000)
        for key in scene.before:
            self.program.press(key)
            self.program.settle(200, 3000)

    def press(self, number: int) -> None:
        """Presses the scene's next key and reads the answer."""
        program = self.program
        while program.read(0):
            pass
        at = program.press(self.scene.keys[number % len(self.scene.keys)])
        self.pressed.append(Pressed(at, len(program.chunks)))
        if program.read(1000):
            program.settle(QUIET, 1000)

    def answers(self) -> list[float]:
        """For each key that changed the screen: ms until the first changed chunk. Ends the program."""
        self.program.stop()
        emulator, at, out = Emulator(), 0, []
        chunks = self.program.chunks
        for key, following in zip(self.pressed, [*self.pressed[1:], Pressed(0.0, len(chunks))], strict=True):
            for _, data in chunks[at : key.chunks]:
                emulator.feed(data)
            before = emulator.picture()
            at, answer = key.chunks, None
            while at < following.chunks:
                when, data = chunks[at]
                emulator.feed(data)
                at += 1
                if answer is None and emulator.picture() != before:
                    answer = when - key.at
            if answer is not None:
                out.append(answer)
        return out


def measure(scenes: Sequence[Scene], home: Path, keys: int) -> dict[str, list[float]]:
    """ms from key to paint by scene. Raises RuntimeError where most keys of a scene changed nothing."""
    stages: list[Stage] = []
    pause = random.Random(1)
    try:
        for scene in scenes:
            stages.append(Stage(scene, home))  # noqa: PERF401 - those that run are stopped if one cannot start
        for first in range(0, keys, BURST):
            for stage in stages:
                for number in range(first, min(keys, first + BURST)):
                    time.sleep(pause.random() * PAUSE)
                    stage.press(number)
    except BaseException:
        for stage in stages:
            stage.program.stop()
        raise
    out = {}
    for stage in stages:
        screen = stage.program.screen()
        out[stage.scene.name] = answers = stage.answers()
        if len(answers) < 0.8 * keys:
            raise RuntimeError(f"{stage.scene.name}: {len(answers)} of {keys} keys changed the screen:\n{screen}")
    return out


def ratio(ours: Sequence[float], yardstick: Sequence[float]) -> float:
    """Median to median."""
    return median(ours) / median(yardstick)
