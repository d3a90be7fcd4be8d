"""The two looks of the app. Tokens the style sheets use beyond Textual's own stand in ``variables``."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="worklog-dark",
    primary="#7aa2f7",
    secondary="#73c8c0",
    accent="#e0af68",
    warning="#e0af68",
    error="#f7768e",
    success="#9ece6a",
    foreground="#d5dae6",
    background="#14171f",
    surface="#1c202b",
    panel="#2b3245",
    dark=True,
    variables={
        "muted": "#8b93a8",
        "faint": "#6b738a",
        "rule": "#323848",
        "row": "#252c3f",
        "rest": "#1d2230",
        "mark": "#3a3222",
        "on-primary": "#10131a",
        "input-cursor-background": "#d5dae6",
        "input-cursor-foreground": "#14171f",
        "input-selection-background": "#7aa2f7 35%",
    },
)

LIGHT: Final = Theme(
    name="worklog-light",
    primary="#2a5bc4",
    secondary="#0f6f70",
    accent="#8a5200",
    warning="#8a5200",
    error="#b3243f",
    success="#3c7021",
    foreground="#1f2430",
    background="#fbfbf9",
    surface="#eeeeea",
    panel="#e0e2e8",
    dark=False,
    variables={
        "muted": "#5d6577",
        "faint": "#747b8c",
        "rule": "#cfd2d9",
        "row": "#e1e8f8",
        "rest": "#f0f2f6",
        "mark": "#f7ecd2",
        "on-primary": "#ffffff",
        "input-cursor-background": "#1f2430",
        "input-cursor-foreground": "#fbfbf9",
        "input-selection-background": "#2a5bc4 25%",
    },
)

BY_NAME: Final = {"dark": DARK, "light": LIGHT}
