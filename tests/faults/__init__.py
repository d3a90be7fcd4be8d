"""The old-or-new oracle at every call of a save: ``python -m tests.faults`` (``make faults``) prints the report."""
