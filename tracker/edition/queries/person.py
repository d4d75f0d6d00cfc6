"""One person: by an id or any spelling of the name, every entry of lists and every verdict."""

from tracker.edition.names import FILMLESS

BY_ID = "SELECT * FROM persons WHERE ?1 IN (person_key, person_qid, person_imdb)"
BY_NAME = """
SELECT * FROM persons WHERE person_key IN
(SELECT key FROM search WHERE kind = 'person' AND text = ?) ORDER BY person_key
"""
PART_OF_NAME = """
SELECT persons.*, search.text FROM search JOIN persons ON person_key = search.key
WHERE search.kind = 'person' AND search MATCH ? ORDER BY persons.name, person_key
"""
NAMESAKES = """
SELECT text, count(DISTINCT key) AS persons FROM search
WHERE kind = 'person' AND text IN (SELECT value FROM json_each(?))
GROUP BY text
"""
"""How many persons each comparable name belongs to."""
WORK = f"""
SELECT min(film_year) AS first, max(film_year) AS last, count(DISTINCT statement) AS entries,
(SELECT group_concat(film, '; ') FROM (SELECT DISTINCT film FROM people WHERE person_key = ?1 LIMIT 3)) AS films
FROM (SELECT person_key, statement, film_year FROM people
UNION ALL SELECT person_key, statement, film_year FROM {FILMLESS}) WHERE person_key = ?1
"""  # noqa: S608 - our own words
ENTRIES = """
SELECT people.body, people.ceremony, people.ceremony_year, people.film_year, people.category,
nominations.category_as_printed, coalesce(awards.title, people.category) AS award,
coalesce(ceremonies.title, bodies.title, people.body) AS title, people.person,
people.film,
people.film_key, people.film_qid, people.film_imdb, people.role, people.detail,
people.result, nominations.official, people.source_url, people.source_revision,
people.retrieved_at, people.origin, people.source, people.statement
FROM people JOIN nominations USING (statement)
LEFT JOIN awards ON awards.film_year = people.film_year AND awards.category = people.category
AND awards.printed IS nominations.category_as_printed
LEFT JOIN ceremonies ON ceremonies.body = people.body AND ceremonies.ceremony = people.ceremony
LEFT JOIN bodies ON bodies.body = people.body
WHERE people.person_key = ?
ORDER BY coalesce(bodies.place, 99), people.body, people.film_year, people.category, people.rowid
"""
"""What lists say, by body and year; the same entry of two documents is two rows."""
ENTRIES_WITHOUT_FILM = f"""
SELECT named.body, named.ceremony, named.ceremony_year, named.film_year, named.category, named.category_as_printed,
coalesce(awards.title, named.category) AS award, coalesce(ceremonies.title, bodies.title, named.body) AS title,
named.person, NULL AS film, NULL AS film_key, NULL AS film_qid, NULL AS film_imdb, NULL AS role, named.detail,
named.result, named.official, named.source_url, named.source_revision, named.retrieved_at, named.origin,
named.source, named.statement
FROM {FILMLESS} AS named
LEFT JOIN awards ON awards.film_year = named.film_year AND awards.category = named.category
AND awards.printed IS named.category_as_printed
LEFT JOIN ceremonies ON ceremonies.body = named.body AND ceremonies.ceremony = named.ceremony
LEFT JOIN bodies ON bodies.body = named.body
WHERE named.person_key = ?
ORDER BY coalesce(bodies.place, 99), named.body, named.film_year, named.category, named.statement
"""  # noqa: S608 - our own words
"""The same of entries that name the person and no film."""
_FILM_ONLY = """
LEFT JOIN films ON films.film_year = {of}.film_year AND films.film_key = own.film_key
LEFT JOIN awards ON awards.film_year = {of}.film_year AND awards.category = {of}.category
AND awards.printed IS {of}.category_as_printed
LEFT JOIN ceremonies ON ceremonies.body = {of}.body AND ceremonies.ceremony IS {of}.ceremony
AND ceremonies.film_year = {of}.film_year
LEFT JOIN bodies ON bodies.body = {of}.body
"""
_OWN = """
WITH tie AS (
SELECT film_key, category, 0 AS how, NULL AS job FROM people WHERE person_key = ?1
UNION SELECT film_key, job.value ->> 1, 1, craft FROM credits JOIN json_each(?2) AS job ON craft = job.value ->> 0
WHERE person_qid = ?3 OR person IN (SELECT value FROM json_each(?4))
UNION SELECT film_key, job.value ->> 1, 2, category FROM people AS own JOIN json_each(?5) AS job
ON category = job.value ->> 0 WHERE person_key = ?1
AND NOT EXISTS (SELECT 1 FROM people WHERE people.film_key = own.film_key
AND people.category IN (SELECT value FROM json_each(job.value, '$[2]')))
AND NOT EXISTS (SELECT 1 FROM credits JOIN json_each(?2) AS other ON craft = other.value ->> 0
WHERE credits.film_key = own.film_key AND other.value ->> 1 = job.value ->> 1)),
own AS (SELECT film_key, category, min(how) AS how, job FROM tie GROUP BY film_key, category)
"""
"""What ties a person to awards of films: lists that name them for it (0); credits of a craft that it honours (1); lists
that name them for another job by which authors are known, where nothing names anybody for this one (2).

Takes the key; pairs of a craft and a category; the Wikidata id; names; and triples of the person's category, another,
and those in which nobody may be named.
"""
ENTRIES_OF_FILMS = f"""{_OWN}
SELECT nominations.body, nominations.ceremony, nominations.ceremony_year, nominations.film_year, nominations.category,
nominations.category_as_printed, coalesce(awards.title, nominations.category) AS award,
coalesce(ceremonies.title, bodies.title, nominations.body) AS title, coalesce(films.film, works.title) AS film,
own.film_key, own.how, own.job, films.film_qid, films.film_imdb, NULL AS role, nominations.result, nominations.official,
nominations.source_url, nominations.source_revision, nominations.retrieved_at, nominations.origin, nominations.source,
nominations.statement
FROM own CROSS JOIN works ON works.film_key = own.film_key
JOIN nominations ON nominations.statement = works.statement AND nominations.category = own.category
{_FILM_ONLY.format(of="nominations")}
WHERE nominations.official AND coalesce(nominations.nominees, '[]') = '[]' AND NOT EXISTS (
SELECT 1 FROM people WHERE people.film_key = own.film_key AND people.body = nominations.body
AND people.ceremony IS nominations.ceremony AND people.category = nominations.category)
ORDER BY coalesce(bodies.place, 99), nominations.body, nominations.film_year, nominations.category, nominations.rowid
"""  # noqa: S608 - our own names
"""Entries without people of a film, in an award that something ties the person to; of one ceremony, where no document
names anybody."""
MISSES_OF_FILMS = f"""{_OWN}
SELECT snubs.body, snubs.ceremony, snubs.ceremony_year, snubs.film_year, snubs.category, snubs.category_as_printed,
coalesce(awards.title, snubs.category) AS award, coalesce(ceremonies.title, bodies.title) AS title, snubs.film,
own.film_key, own.how, own.job, snubs.film_qid, snubs.film_imdb, snubs.near_miss, snubs.label, snubs.sentence,
snubs.list_url AS source_url,
snubs.list_revision AS source_revision, snubs.list_as_of AS retrieved_at, snubs.verdict_id
FROM own CROSS JOIN snubs ON snubs.film_key = own.film_key AND snubs.category = own.category
{_FILM_ONLY.format(of="snubs")}
WHERE (snubs.missed OR snubs.near_miss IS NOT NULL) AND coalesce(snubs.people, '[]') = '[]'
ORDER BY coalesce(bodies.place, 99), snubs.body, snubs.film_year, snubs.category, snubs.rowid
"""  # noqa: S608 - our own names
"""Misses and near misses of such a film and category whose verdict names nobody."""
VERDICTS = """
SELECT snubs.body, snubs.ceremony, snubs.ceremony_year, snubs.film_year, snubs.category, snubs.category_as_printed,
coalesce(awards.title, snubs.category) AS award,
coalesce(ceremonies.title, bodies.title) AS title,
credited.name AS person, snubs.film, snubs.film_key, snubs.film_qid,
snubs.film_imdb, snubs.label, snubs.strength, snubs.missed, snubs.near_miss, snubs.reason_code, snubs.p_nomination,
snubs.aside, snubs.sentence, snubs.list_url AS source_url, snubs.list_revision AS source_revision,
snubs.list_as_of AS retrieved_at, snubs.verdict_id, credited.person_qid, credited.name_key
FROM credited JOIN snubs USING (verdict_id)
LEFT JOIN awards ON awards.film_year = snubs.film_year AND awards.category = snubs.category
AND awards.printed IS snubs.category_as_printed
LEFT JOIN ceremonies ON ceremonies.body = snubs.body AND ceremonies.ceremony IS snubs.ceremony
AND ceremonies.film_year = snubs.film_year
LEFT JOIN bodies ON bodies.body = snubs.body
WHERE (credited.person_qid = ?1 OR credited.name_key IN (SELECT value FROM json_each(?2)))
AND (snubs.missed OR snubs.near_miss IS NOT NULL)
ORDER BY coalesce(bodies.place, 99), snubs.body, snubs.film_year, snubs.category, snubs.rowid
"""
"""Misses and near misses of everybody with this Wikidata id or one of these comparable names."""
