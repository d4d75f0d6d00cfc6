"""The state of the race: contenders for nominations that are still to come, and what is known of each."""

COMING = """
SELECT snubs.body, snubs.ceremony, snubs.film_year, min(snubs.reason_code) AS reason_code,
coalesce(ceremonies.title, bodies.title) AS title, bodies.title AS body_title, bodies.precursors,
ceremonies.announced_on, ceremonies.held_on FROM snubs
LEFT JOIN ceremonies ON ceremonies.body = snubs.body AND ceremonies.ceremony IS snubs.ceremony
AND ceremonies.film_year = snubs.film_year
LEFT JOIN bodies ON bodies.body = snubs.body
WHERE snubs.film_year = ?1 AND snubs.reason_code IN ('not_announced', 'list_missing')
AND snubs.category IS NOT NULL
AND (snubs.reason_code = 'not_announced' OR snubs.film_year = (SELECT max(film_year) FROM seasons))
GROUP BY snubs.body ORDER BY bodies.place, snubs.body
"""
"""Bodies with contenders for awards of which no list is at hand."""
CONTENDERS = """
SELECT snubs.body, snubs.ceremony, snubs.ceremony_year, snubs.film_year, snubs.category,
coalesce(awards.title, words.title, snubs.category) AS award, snubs.film, snubs.film_key, snubs.film_qid,
snubs.film_imdb, snubs.level, snubs.people, snubs.p_nomination, snubs.p_low, snubs.p_high, snubs.precursor_hits,
snubs.precursor_possible, snubs.acclaim_place, snubs.acclaim_percentile, snubs.near_miss, snubs.eligibility,
snubs.label, snubs.reason_code, snubs.sentence, snubs.evidence_ids, snubs.verdict_id,
films.metascore, films.us_release, films.uk_release
FROM snubs
LEFT JOIN awards ON awards.film_year = snubs.film_year AND awards.category = snubs.category AND awards.printed IS NULL
LEFT JOIN words ON words.kind = 'category' AND words.code = snubs.category
LEFT JOIN films ON films.film_year = snubs.film_year AND films.film_key = snubs.film_key
WHERE snubs.film_year = ?1 AND snubs.body = ?2 AND snubs.category IS NOT NULL
AND snubs.reason_code IN ('not_announced', 'list_missing')
AND snubs.film_key NOT IN (SELECT own.value FROM nominations, json_each(nominations.film_key) AS own
WHERE nominations.body = ?2 AND nominations.film_year IN (?1 - 1, ?1 + 1) AND nominations.official
AND nominations.result IN ('nominated', 'won') AND own.value IS NOT NULL)
ORDER BY snubs.category, snubs.p_nomination DESC, snubs.acclaim_place, snubs.rowid
"""
"""Whoever may still be nominated: a film that the body had in the season before or after is not in the running."""
SPOKEN = """
SELECT evidence.evidence_id, evidence.family, evidence.body, evidence.category, evidence.result, evidence.claim,
coalesce(bodies.title, evidence.body) AS title, evidence.source_url, evidence.source_revision, evidence.retrieved_at,
evidence.origin
FROM evidence LEFT JOIN bodies ON bodies.body = evidence.body
WHERE evidence.film_year = ?1 AND evidence.result IS NOT NULL AND evidence.body IS NOT NULL
ORDER BY coalesce(bodies.place, 99), evidence.rowid
"""
"""What lists of other bodies, and longlists of the body itself, say of the films of a season."""
GIVEN = "SELECT body, category, closed FROM coverage WHERE film_year = ?1 AND category IS NOT NULL"
"""Categories of a season's lists, and whether absence from them is a fact."""
BARRED = """
SELECT DISTINCT body, film_key, category FROM snubs
WHERE film_year = ?1 AND (label = 'WRONG_SEASON' OR eligibility IN ('ineligible', 'not_submitted'))
"""
"""Films, and works in one category, that a judged body could not nominate in a season: it passed over none of them."""
WORTH = """
SELECT category, precursor_hits AS hits, precursor_possible AS possible, count(*) AS works,
sum(label = 'NOMINATED') AS nominated, min(film_year) AS first, max(film_year) AS last FROM snubs
WHERE body = ?1 AND film_year <> ?2 AND category IS NOT NULL AND precursor_possible > 0
AND label IN ('NOMINATED', 'SNUB', 'SNUB_SHOCK', 'OVERLOOKED', 'WEAK_EVIDENCE', 'SHIFTED')
GROUP BY category, hits, possible
"""
"""How often works that so many precursors had named were nominated, in the other seasons at hand."""
STANDING = """
SELECT ceremonies.body, ceremonies.ceremony, ceremonies.title, ceremonies.announced_on, ceremonies.held_on,
EXISTS (SELECT 1 FROM lists WHERE lists.body = ceremonies.body AND lists.ceremony IS ceremonies.ceremony
AND lists.kind = 'nominations' AND lists.found > 0) AS has_list,
EXISTS (SELECT 1 FROM lists WHERE lists.body = ceremonies.body AND lists.ceremony IS ceremonies.ceremony
AND lists.kind IN ('longlisted', 'shortlisted') AND lists.found > 0) AS has_longlist,
EXISTS (SELECT 1 FROM nominations WHERE nominations.body = ceremonies.body AND nominations.film_year = ?1
AND nominations.ceremony = ceremonies.ceremony AND nominations.result = 'won') AS has_winners
FROM ceremonies LEFT JOIN bodies ON bodies.body = ceremonies.body
WHERE ceremonies.film_year = ?1 ORDER BY coalesce(bodies.place, 99), ceremonies.body, ceremonies.ceremony
"""
"""What is known of each ceremony of a season: its days and what was read of it."""
SEASONS = "SELECT film_year FROM seasons ORDER BY film_year DESC"
IS_RUNNING = """
SELECT 1 WHERE EXISTS (SELECT 1 FROM snubs WHERE film_year = ?1 AND reason_code = 'not_announced'
AND category IS NOT NULL AND p_nomination IS NOT NULL) AND EXISTS (SELECT 1 FROM evidence
WHERE film_year = ?1 AND family IN ('peers', 'critics_prizes', 'longlists'))
"""
"""A row where nominations of a season are to come, and somebody besides festivals has spoken of its films."""
TITLES = "SELECT body, title FROM bodies"
