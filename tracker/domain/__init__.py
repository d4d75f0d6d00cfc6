"""The field's own terms as pure code: records, sources, ceremonies, categories, titles, rules, checks and verdicts."""
