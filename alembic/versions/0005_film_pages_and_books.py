"""Film pages, which name a film by title, year or IMDb id; and what is said of books."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NAMED = (("title", sa.Text()), ("imdb", sa.Text()), ("film_year", sa.Integer()))
_ADDED = {"film_fact": (("dated", sa.Text()), *_NAMED), "film_credit": _NAMED}


def upgrade() -> None:
    for table, columns in _ADDED.items():
        with op.batch_alter_table(table) as batch:
            batch.alter_column("qid", existing_type=sa.Text(), nullable=True)
            for name, kind in columns:
                batch.add_column(sa.Column(name, kind, nullable=True))
    op.create_table(
        "book",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "claim")),
        *(
            sa.Column(name, sa.Text(), nullable=True)
            for name in ("link", "authors", "prize", "prize_as_printed", "category", "quotation", "cites")
        ),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("year", "line", "ceremony")),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("first_seen_run", sa.Text(), nullable=False),
        sa.Column("last_seen_run", sa.Text(), nullable=False),
        sa.Column("retracted_run", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_book_source_source")),
        sa.ForeignKeyConstraint(["page"], ["page.key"], name=op.f("fk_book_page_page")),
        sa.ForeignKeyConstraint(["first_seen_run"], ["run.id"], name=op.f("fk_book_first_seen_run_run")),
        sa.ForeignKeyConstraint(["last_seen_run"], ["run.id"], name=op.f("fk_book_last_seen_run_run")),
        sa.ForeignKeyConstraint(["retracted_run"], ["run.id"], name=op.f("fk_book_retracted_run_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book")),
    )
    op.create_index(op.f("ix_book_page"), "book", ["page"])


def downgrade() -> None:
    op.drop_table("book")
    for table, columns in _ADDED.items():
        # What names a film otherwise than by its Wikidata id cannot be kept by the older tables.
        named = sa.table(table, sa.column("qid"))
        op.execute(sa.delete(named).where(named.c.qid.is_(None)))
        with op.batch_alter_table(table) as batch:
            for name, _ in reversed(columns):
                batch.drop_column(name)
            batch.alter_column("qid", existing_type=sa.Text(), nullable=False)
