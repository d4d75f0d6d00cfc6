"""All seasons at a glance: how their lists stand, and how many films and misses each has. A blank body is any."""

SEASONS = """
SELECT seasons.film_year, seasons.numbered,
(SELECT count(*) FROM films WHERE films.film_year = seasons.film_year) AS films,
(SELECT count(*) FROM snubs WHERE snubs.film_year = seasons.film_year AND ?1 IN ('', snubs.body) AND missed) AS misses
FROM seasons ORDER BY film_year DESC
"""
LISTS = """
SELECT lists.film_year, lists.body, lists.ceremony, lists.kind, lists.state, lists.not_read, bodies.title FROM lists
LEFT JOIN bodies ON bodies.body = lists.body
WHERE ?1 IN ('', lists.body) ORDER BY lists.film_year, coalesce(bodies.place, 99), lists.body, lists.rowid
"""
"""Every reading of every list: a row a source."""
