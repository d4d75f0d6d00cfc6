"""One category of one body over the years."""

BODIES = "SELECT body, title, also, first_film_year FROM bodies ORDER BY place"
GIVEN = """
SELECT DISTINCT nominations.category, nominations.category_as_printed AS printed, words.title
FROM nominations LEFT JOIN words ON words.kind = 'category' AND words.code = nominations.category
WHERE body = ?1 UNION SELECT concept, printed, words.title
FROM categories LEFT JOIN words ON words.kind = 'category' AND words.code = concept WHERE body = ?1
"""
"""Categories of a body and every name of each."""
ENTRIES = """
SELECT nominations.ceremony, nominations.ceremony_year, nominations.film_year, nominations.category_as_printed,
nominations.film, nominations.film_key, nominations.film_qid, nominations.film_imdb, nominations.nominees,
nominations.detail, nominations.result, nominations.official, nominations.source_url,
nominations.source_revision, nominations.retrieved_at, nominations.origin, nominations.statement
FROM nominations WHERE body = ?1 AND category = ?2 AND film_year BETWEEN ?3 AND ?4
ORDER BY film_year DESC, ceremony DESC, nominations.rowid
"""
TITLES = """
SELECT works.statement, coalesce(films.film, works.title) AS film FROM works JOIN nominations USING (statement)
LEFT JOIN films ON films.film_year = works.film_year AND films.film_key = works.film_key
WHERE nominations.body = ?1 AND nominations.category = ?2 AND nominations.film_year BETWEEN ?3 AND ?4
ORDER BY works.statement, works.position
"""
"""What the films of each entry are called, however its list prints them."""
MISSED = """
SELECT ceremony, film_year, film, film_key, people, label, news, aside, sentence, verdict_id FROM snubs
WHERE body = ?1 AND category = ?2 AND film_year BETWEEN ?3 AND ?4 AND missed ORDER BY film_year DESC, news, rowid
"""
COVERAGE = """
SELECT ceremony, film_year, closed, why FROM coverage
WHERE body = ?1 AND film_year BETWEEN ?3 AND ?4 AND category = ?2 ORDER BY film_year DESC
"""
AT_HAND = """
SELECT DISTINCT film_year FROM coverage
WHERE body = ?1 AND coalesce(category, '') = '' AND coalesce(why, '') <> 'list_missing'
"""
"""Film years of which some list of a body was found."""
