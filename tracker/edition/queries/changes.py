"""What changed from one edition to the next."""

CHANGES = """
SELECT changes.*, words.title AS kind_title, ceremonies.title AS title, awards.title AS award FROM changes
LEFT JOIN words ON words.kind = 'change' AND words.code = changes.kind
LEFT JOIN words AS awards ON awards.kind = 'category' AND awards.code = changes.category
LEFT JOIN ceremonies ON ceremonies.body = changes.body AND ceremonies.ceremony = changes.ceremony
ORDER BY changes.rowid
"""
CORRECTIONS = """
SELECT corrections.*, ceremonies.title AS title, awards.title AS award FROM corrections
LEFT JOIN words AS awards ON awards.kind = 'category' AND awards.code = corrections.category
LEFT JOIN ceremonies ON ceremonies.body = corrections.body AND ceremonies.ceremony = corrections.ceremony
WHERE corrected_at >= ? ORDER BY corrected_at DESC, corrections.rowid
"""
