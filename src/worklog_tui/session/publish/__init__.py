"""The site as others see it: built, previewed, handed in."""
