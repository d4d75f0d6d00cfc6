"""Indexes by which a season's statements, and what else is said of its films, are found."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INDEXES = (
    ("nomination", "body", "ceremony"),
    ("ceremony_field", "body", "ceremony"),
    ("eligibility", "body", "ceremony"),
    ("eligibility", "imdb"),
    ("eligibility", "link"),
    ("nomination_work", "imdb"),
    ("nomination_work", "link"),
    ("top_ten", "film_year"),
    ("top_ten", "imdb"),
    ("top_ten", "link"),
    ("film", "year"),
    ("film", "imdb"),
    ("film", "wikipedia"),
    ("release", "imdb"),
    ("score", "imdb"),
)


def upgrade() -> None:
    for table, *columns in _INDEXES:
        op.create_index(op.f("_".join(("ix", table, *columns))), table, columns)


def downgrade() -> None:
    for table, *columns in reversed(_INDEXES):
        op.drop_index(op.f("_".join(("ix", table, *columns))), table)
