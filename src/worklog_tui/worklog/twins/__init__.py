"""The same week in two languages: what corresponds, and what an edit of one asks of the other."""
