"""What ceremonies gave: the claims that were read, beside what the source files declare; and what is blank."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.importing.definition import stored_sources
from tracker.domain.sources import ListSource, Source
from tracker.store import frames, imports

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection


def given_fields(context: Context, conn: "Connection", among: "frames.Among | None" = None) -> "pd.DataFrame":
    """The rows of fields.csv, of all claims or of those that have one of these values."""
    from tracker.judge.material.ceremony_fields import ceremony_fields

    claims = frames.fields(conn, among)
    return ceremony_fields(claims, _declared(claims, context.sources | stored_sources(imports.every(conn))))


def _declared(claims: "pd.DataFrame", sources: Mapping[str, Source]) -> "pd.DataFrame":
    """The size declared for every category that a claim names, and what it was counted on."""
    import pandas as pd

    categories = claims.loc[claims["declared"] != "", ["source", "ceremony", "declared"]].drop_duplicates()
    rows = []
    for name, ceremony, category in categories.itertuples(index=False, name=None):
        source = sources.get(name)
        if not isinstance(source, ListSource) or category not in source.categories:
            continue
        if size := source.categories[category].size_at(ceremony):
            rows.append((name, ceremony, category, *size, source.basis_at(ceremony, category)))
    columns = ["source", "ceremony", "declared", "declared_least", "declared_most", "declared_from"]
    return pd.DataFrame(rows, columns=columns)
