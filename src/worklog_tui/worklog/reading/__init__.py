"""A document read as a week: columns, headings, days, dates, tasks."""
