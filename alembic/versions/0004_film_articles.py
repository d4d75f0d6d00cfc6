"""What film articles say: facts, credits by craft, accolades."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "film_fact",
        *_texts("qid", "property", "value"),
        *_texts("currency", "link", "note", nullable=True),
        sa.Column("amount", sa.Float(), nullable=True),
        *_statement("film_fact"),
    )
    op.create_table(
        "film_credit",
        *_texts("qid", "craft", "craft_as_printed", "name"),
        *_texts("link", "note", nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        *_statement("film_credit"),
    )
    op.create_table(
        "accolade",
        *_texts("qid", "body_as_printed"),
        *_texts("body", "body_link", "date", "category", "category_as_printed", nullable=True),
        *_texts("result", "result_as_printed", "people", "works", "note", nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("number", "year", "line")),
        *_statement("accolade"),
    )
    for table in _TABLES:
        op.create_index(op.f(f"ix_{table}_qid"), table, ["qid"])
        op.create_index(op.f(f"ix_{table}_page"), table, ["page"])


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)


_TABLES = ("film_fact", "film_credit", "accolade")


def _texts(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def _reference(name: str) -> sa.Column[Any]:
    kind = sa.String(length=64) if name == "page" else sa.Text()
    return sa.Column(name, kind, nullable=name == "retracted_run")


def _statement(table: str) -> list[Any]:
    """The columns that every statement has."""
    references = {
        "source": "source.name",
        "page": "page.key",
        "first_seen_run": "run.id",
        "last_seen_run": "run.id",
        "retracted_run": "run.id",
    }
    return [
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("cites", sa.Text(), nullable=True),
        *(_reference(name) for name in references),
        *(
            sa.ForeignKeyConstraint([name], [to], name=op.f(f"fk_{table}_{name}_{to.split('.')[0]}"))
            for name, to in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]
