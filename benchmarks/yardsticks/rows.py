"""A DataTable of twelve rows: what a cursor move costs where nothing else is to do."""

from textual.app import App, ComposeResult
from textual.widgets import DataTable

COLUMNS = ("Day", "Task", "Start", "End", "Reference")


class Rows(App[None]):
    """Twelve rows, a row cursor."""

    def compose(self) -> ComposeResult:
        """The table."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fills it."""
        table = self.query_one(DataTable)
        table.add_columns(*COLUMNS)
        for row in range(12):
            task = f"Row {row} " + "water the seedlings and write the labels"
            table.add_row(str(row), task, "29/09/2025", "30/09/2025", f"https://example.org/{row}")


if __name__ == "__main__":
    Rows().run()
