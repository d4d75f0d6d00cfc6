"""One season: what was missed and who was a surprise, sweeps, and the lists behind them. A blank body is any."""

_VERDICTS = """
SELECT snubs.news, snubs.body, snubs.ceremony, snubs.ceremony_year, snubs.film_year, snubs.category,
snubs.category_as_printed, coalesce(awards.title, snubs.category) AS award,
coalesce(ceremonies.title, bodies.title) AS title, snubs.film,
snubs.film_key,
snubs.film_qid, snubs.film_imdb, snubs.people, snubs.label, snubs.strength, snubs.p_nomination, snubs.acclaim_place,
snubs.near_miss, snubs.reason_code, snubs.aside, snubs.sentence, snubs.list_url AS source_url,
snubs.list_revision AS source_revision, snubs.list_as_of AS retrieved_at, snubs.verdict_id
FROM snubs
LEFT JOIN awards ON awards.film_year = snubs.film_year AND awards.category = snubs.category
AND awards.printed IS snubs.category_as_printed
LEFT JOIN ceremonies ON ceremonies.body = snubs.body AND ceremonies.ceremony IS snubs.ceremony
AND ceremonies.film_year = snubs.film_year
LEFT JOIN bodies ON bodies.body = snubs.body
WHERE snubs.film_year = ?1 AND ?2 IN ('', snubs.body)
"""
MISSED = f"{_VERDICTS} AND snubs.missed ORDER BY snubs.news, snubs.rowid"
SURPRISES = f"{_VERDICTS} AND snubs.surprising AND NOT snubs.missed ORDER BY snubs.p_nomination, snubs.rowid"
ENTRIES = """
SELECT nominations.body, nominations.ceremony, nominations.ceremony_year, nominations.film_year,
coalesce(ceremonies.title, bodies.title) AS title,
works.film_key, coalesce(films.film, works.title) AS film, films.film_qid, films.film_imdb,
count(*) AS nominations, sum(nominations.result = 'won') AS won, min(nominations.source_url) AS source_url,
min(nominations.source_revision) AS source_revision, min(nominations.retrieved_at) AS retrieved_at
FROM nominations JOIN works USING (statement)
LEFT JOIN films ON films.film_year = nominations.film_year AND films.film_key = works.film_key
LEFT JOIN ceremonies ON ceremonies.body = nominations.body AND ceremonies.ceremony = nominations.ceremony
LEFT JOIN bodies ON bodies.body = nominations.body
WHERE nominations.film_year = ?1 AND ?2 IN ('', nominations.body) AND nominations.official
AND nominations.result IN ('nominated', 'won')
GROUP BY nominations.body, nominations.ceremony, works.film_key HAVING count(*) > 1
ORDER BY coalesce(bodies.place, 99), nominations.body, nominations DESC, won DESC, film
"""
"""Films with several nominations at a body, the most first."""
LISTS = """
SELECT coverage.body, coverage.ceremony, coverage.category, coverage.film_year, coverage.closed, coverage.why,
words.title AS reason,
coalesce(ceremonies.title, bodies.title) AS title, ceremonies.announced_on FROM coverage
LEFT JOIN ceremonies ON ceremonies.body = coverage.body AND ceremonies.ceremony = coverage.ceremony
LEFT JOIN bodies ON bodies.body = coverage.body
LEFT JOIN words ON (words.kind = 'reason' AND words.code = coverage.why)
OR (words.kind = 'state' AND 'list_' || words.code = coverage.why)
WHERE coverage.film_year = ?1 AND ?2 IN ('', coverage.body)
AND (coalesce(coverage.category, '') = '' OR NOT coverage.closed)
ORDER BY coalesce(bodies.place, 99), coverage.body, coverage.ceremony, coverage.category
"""
YEARS = "SELECT film_year FROM seasons ORDER BY film_year"
