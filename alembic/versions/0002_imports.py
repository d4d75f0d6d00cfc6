"""Files that users bring in, and films that they name by title or IMDb id alone."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_import_source_source")),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_import")),
    )
    op.create_index(op.f("ix_import_name"), "import", ["name"])
    with op.batch_alter_table("film") as batch:
        batch.alter_column("qid", existing_type=sa.Text(), nullable=True)
    for table in ("release", "score"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("qid", existing_type=sa.Text(), nullable=True)
            batch.add_column(sa.Column("title", sa.Text(), nullable=True))
            batch.add_column(sa.Column("link", sa.Text(), nullable=True))
            batch.add_column(sa.Column("imdb", sa.Text(), nullable=True))
            batch.add_column(sa.Column("film_year", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table in ("score", "release"):
        op.execute(sa.text(f"DELETE FROM {table} WHERE qid IS NULL"))  # noqa: S608 - our own names
        with op.batch_alter_table(table) as batch:
            for column in ("film_year", "imdb", "link", "title"):
                batch.drop_column(column)
            batch.alter_column("qid", existing_type=sa.Text(), nullable=False)
    op.execute(sa.text("DELETE FROM film WHERE qid IS NULL"))
    with op.batch_alter_table("film") as batch:
        batch.alter_column("qid", existing_type=sa.Text(), nullable=False)
    op.drop_table("import")
