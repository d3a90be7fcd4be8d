"""Fuzzing: what is read of a page, a configuration or a file of ours, each as a target; see ``__main__``."""
