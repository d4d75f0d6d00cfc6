"""Every name at hand: titles, people, bodies and categories; and of whom pages are."""

from tracker.edition.names import FILMLESS

LIKE = "SELECT text, name, kind, key FROM search WHERE search MATCH ? ORDER BY rank LIMIT 120"
"""Names that share runs of three letters with a text, those that share most and rarest first."""
SHORT = """
SELECT text, name, kind, key FROM search
WHERE length(text) BETWEEN length(?1) - 1 AND length(?1) + 1 OR instr(' ' || text || ' ', ' ' || ?1 || ' ')
"""
"""Names of nearly as many letters as a text, and those in which its words stand: too few letters to search by runs."""
NAMES = """
SELECT 'film' AS kind, film_key AS key, film || ' (' || coalesce(max(year), min(film_year)) || ')' AS name FROM films
WHERE film_key IN (SELECT value FROM json_each(?1)) GROUP BY film_key
UNION ALL SELECT 'person', person_key, name FROM persons WHERE person_key IN (SELECT value FROM json_each(?1))
UNION ALL SELECT 'body', body, title FROM bodies WHERE body IN (SELECT value FROM json_each(?1))
"""
"""What films, people and bodies are called first of all; films with their years, else those of their first season."""
FILMS = """
SELECT film_key, min(film_year) AS film_year, max(year) AS year, film, max(nominations_n) AS nominations_n
FROM films WHERE film_key IN (SELECT value FROM json_each(?)) GROUP BY film_key
"""
PEOPLE = f"""
SELECT person_key, count(DISTINCT statement) AS entries, min(film_year) AS first, film FROM
(SELECT person_key, statement, film_year, film FROM people
UNION ALL SELECT person_key, statement, film_year, film FROM {FILMLESS})
WHERE person_key IN (SELECT value FROM json_each(?)) GROUP BY person_key
"""  # noqa: S608 - our own words
"""With the film of the first year: SQLite takes other columns from the row of the least value."""
LAST_SEASON = """
SELECT title, (SELECT film_year FROM coverage WHERE body = ?1 ORDER BY closed DESC, film_year DESC LIMIT 1) AS film_year
FROM bodies WHERE body = ?1
"""
"""The last season with a closed list of a body, else with any."""
CATEGORIES = """
SELECT concept, categories.body, min(coalesce(bodies.place, 99)), count(DISTINCT categories.body) AS bodies, words.title
FROM categories LEFT JOIN bodies USING (body)
LEFT JOIN words ON words.kind = 'category' AND words.code = concept WHERE concept <> 'other' GROUP BY concept
"""
"""With the foremost body of each: SQLite takes other columns from the row of the least value."""
PAGES = """
SELECT source_url, min(origin) AS origin, min(licence) AS licence FROM lists WHERE source_url <> '' GROUP BY source_url
"""
"""Where each page of lists was read (live, in the archive, or in a supplied file), and its terms."""
LICENCES = "SELECT code, title FROM words WHERE kind = 'licence' ORDER BY rowid"
"""Terms of hosts, by the end of their names."""
