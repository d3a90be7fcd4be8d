"""Friday: what was done becomes achievements, what is left the next week's objectives. Pure."""
