"""What the press says: articles, and what each says about a work."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article",
        *_texts("url", "title", "site", "sketch"),
        *_texts("author", "published_on", "language", nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        *_statement("article"),
    )
    op.create_index(op.f("ix_article_page"), "article", ["page"])
    op.create_table(
        "mention",
        *_texts("title", "work_kind", "voice"),
        *_texts("link", "imdb", "qid", nullable=True),
        *_texts("crafts", "people", "missed", "reasons", "expects", "quotations", "quoted_for", nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        *_statement("mention"),
    )
    op.create_index(op.f("ix_mention_page"), "mention", ["page"])
    op.create_index(op.f("ix_mention_qid"), "mention", ["qid"])


def downgrade() -> None:
    op.drop_table("mention")
    op.drop_table("article")


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
