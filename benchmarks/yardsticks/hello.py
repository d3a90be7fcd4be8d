"""A bare Textual app: what any Textual app costs to start."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("Hello there")


if __name__ == "__main__":
    Hello().run()
