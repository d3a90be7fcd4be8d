"""Logging the day: what was done, when, and how it is finished."""
