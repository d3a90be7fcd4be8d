"""A new week made from the last one."""
