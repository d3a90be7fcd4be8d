"""A term in numbers: what each week holds, which days have entries, which have none."""
