"""worklog-tui: keep a Hugo work journal from the terminal, every byte you did not touch stays."""

__version__ = "0.1.0"
