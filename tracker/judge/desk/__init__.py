"""Questions over verdicts: records, and what has changed since the report before."""
