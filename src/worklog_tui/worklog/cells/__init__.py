"""What a cell says: Markdown as lines and levels, and the page's own way of writing them."""
