"""The smallest programs ours is compared with."""
