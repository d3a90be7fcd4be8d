"""Intentions become proven edits."""
