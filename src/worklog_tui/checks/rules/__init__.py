"""The rules, one a file: see ../registry.py."""
