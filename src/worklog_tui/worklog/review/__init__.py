"""What a comment speaks of, and how it is found again when the page has changed."""
