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
min(nominations.source_revision) AS source_revision, min(nominations.retrieved_at) AS retrieved_at,
min(nominations.origin) AS origin
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
SELECT lists.body, lists.ceremony, lists.film_year, lists.kind, lists.state, lists.not_read, lists.source,
coalesce(ceremonies.title, bodies.title) AS title, lists.announced_on, lists.source_url,
lists.revision AS source_revision, lists.as_of AS retrieved_at, lists.origin, words.title AS kind_title FROM lists
LEFT JOIN ceremonies ON ceremonies.body = lists.body AND ceremonies.ceremony = lists.ceremony
LEFT JOIN bodies ON bodies.body = lists.body
LEFT JOIN words ON words.kind = 'kind' AND words.code = lists.kind
WHERE lists.film_year = ?1 AND ?2 IN ('', lists.body)
ORDER BY coalesce(bodies.place, 99), lists.body, lists.ceremony, lists.rowid
"""
"""Every reading of every list: a row a source."""
EXPECTED = """
SELECT count(*) AS verdicts FROM snubs
WHERE film_year = ?1 AND ?2 IN ('', body) AND label = 'NOMINATED' AND p_nomination IS NOT NULL
"""
"""Nominations whose probability was known beforehand: among them surprises can be told."""
SETTLED = """
SELECT count(*) AS verdicts FROM snubs
WHERE film_year = ?1 AND ?2 IN ('', body) AND label NOT IN ('UNKNOWN', 'NOT_APPLICABLE', 'NOMINATED', 'RESCINDED')
"""
"""Absences that a list which was read settles; without any, that nothing was missed is not said either."""
_NAMED_ALONE = """
EXISTS (SELECT 1 FROM films WHERE films.film_year = {year}) AND NOT EXISTS (
SELECT 1 FROM films WHERE films.film_year = {year} AND NOT EXISTS (
SELECT 1 FROM works JOIN nominations USING (statement)
WHERE works.film_key = films.film_key AND nominations.film_year = {year}))
"""
NAMED_ALONE = f"SELECT 1 WHERE {_NAMED_ALONE.format(year='?1')}"
"""A row where films of a season are on record, and none but those that lists name."""
ALL_NAMED_ALONE = f"""
SELECT film_year FROM seasons WHERE {_NAMED_ALONE.format(year="seasons.film_year")} ORDER BY film_year
"""  # noqa: S608 - our own words
"""The seasons of which that holds."""
YEARS = "SELECT film_year FROM seasons ORDER BY film_year"
