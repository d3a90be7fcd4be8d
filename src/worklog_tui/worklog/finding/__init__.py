"""What is looked for in a journal: words, tasks, references."""
