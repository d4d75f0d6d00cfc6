"""One film: by an id, by any of its titles, and everything that is said of it."""

BY_ID = "SELECT * FROM films WHERE film_key = ?1 OR film_qid = ?1 OR film_imdb = ?1 ORDER BY film_year"
BY_TITLE = """
SELECT films.*, titles.kind AS title_kind, titles.title AS title_text FROM titles JOIN films USING (film_year, film_key)
WHERE titles.title_key = ? ORDER BY film_year
"""
"""With the title and its kind: title, original, alias, release, link or printed."""
BY_LAST_WORDS = """
SELECT films.*, titles.kind AS title_kind, titles.title AS title_text
FROM titles CROSS JOIN films USING (film_year, film_key)
WHERE titles.title_key LIKE '% ' || ? ORDER BY film_year, film_key
"""
"""As `BY_TITLE`, for titles that end with some words: titles are looked through first, and once."""
IS_PERSON = "SELECT 1 FROM search WHERE kind = 'person' AND text = ? LIMIT 1"
VERDICTS = """
SELECT snubs.*, coalesce(awards.title, snubs.category) AS award FROM snubs
LEFT JOIN awards ON awards.film_year = snubs.film_year AND awards.category = snubs.category
AND awards.printed IS snubs.category_as_printed
WHERE snubs.film_key = ? ORDER BY snubs.rowid
"""
MISSED = "SELECT DISTINCT film_year FROM snubs WHERE film_key = ?1 AND missed AND ?2 IN ('', body)"
"""Seasons in which a film missed something, at one body or at any for ""."""
EVIDENCE = "SELECT * FROM evidence WHERE film_key = ? ORDER BY rowid"
PRESS_CLAIMS = "SELECT DISTINCT * FROM press_claims WHERE film_key = ? ORDER BY rowid"
MATCHES = "SELECT * FROM matches WHERE film_key = ? ORDER BY rowid"
CEREMONIES = """
SELECT film_year, body, ceremony, title FROM ceremonies
WHERE film_year IN (SELECT film_year FROM films WHERE film_key = ?) ORDER BY rowid
"""
FIGURES = "SELECT name FROM pragma_table_info(?) WHERE type NOT IN ('TEXT', 'JSON')"
WORDS = "SELECT kind, code, title FROM words ORDER BY rowid"
