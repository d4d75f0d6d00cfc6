"""A report as plain data, and its HTML and Markdown."""

PAGES = ("report.html", "report.md", "feed.atom", "calendar.ics")
"""Names of a report's files besides its tables."""
