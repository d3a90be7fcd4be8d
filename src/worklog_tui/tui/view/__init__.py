"""What is drawn, as values: panes, rows, lines, texts and tones. Only the widgets turn them into strips."""
