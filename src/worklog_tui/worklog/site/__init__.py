"""What names and configuration of a site say of weeks and languages."""
