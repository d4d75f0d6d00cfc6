"""The columns of verdicts, in the order of snubs.csv."""

from tracker.judge.material.frames import Kind

SNUBS: dict[str, Kind] = {
    "as_of": "text",
    "body": "text",
    "ceremony": "int",
    "ceremony_year": "int",
    "film_year": "int",
    "category": "text",
    "category_as_printed": "text",
    "level": "text",
    "film": "text",
    "film_original_title": "text",
    "film_qid": "text",
    "film_imdb": "text",
    "people": "text",
    "people_qids": "text",
    "label": "text",
    "strength": "text",
    "reason_code": "text",
    "eligibility": "text",
    "p_nomination": "float",
    "p_low": "float",
    "p_high": "float",
    "acclaim_percentile": "float",
    "precursor_hits": "int",
    "precursor_possible": "int",
    "near_miss": "text",
    "field_size": "int",
    "nominated_instead": "text",
    "why_factors": "text",
    "sentence": "text",
    "evidence_ids": "text",
    "sources_n": "int",
    "confidence": "text",
    "first_seen": "text",
    "last_changed": "text",
    "status": "text",
    "missed": "no",
    "news": "int",
}
"""Columns of snubs.csv; `news` is the place of a miss among those of its season, the biggest story first."""

VERDICTS: dict[str, Kind] = {
    **SNUBS,
    "film_key": "text",
    "person": "text",
    "families": "text",
    "e_reason": "text",
    "surprising": "no",
    "list_state": "text",
    "list_url": "text",
    "list_revision": "text",
    "list_as_of": "text",
    "rules": "text",
    "thresholds": "text",
    "identity": "text",
}
"""Columns of the verdicts frame: snubs.csv, then what the tracker itself needs.

`film_key` and `person` with body, ceremony and category name the unit; `families` are the families of evidence that
support it; `e_reason` says why `p_nomination` is empty. The rest is what a later report needs to name the cause of a
change: the list as it was read, fingerprints of the rules and of the thresholds in force, and what people decided
about which film is meant.
"""

UNIT_KEY = ["body", "ceremony", "category", "film_key", "person"]
"""What tells verdicts apart from one report to the next."""
