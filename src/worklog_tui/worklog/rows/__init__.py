"""Rows as they are copied, pasted, carried over, changed together."""
