"""People of the registry's films, and the titles under which films came out."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("film") as batch:
        batch.add_column(sa.Column("credits", sa.Text(), nullable=True))
        batch.add_column(sa.Column("titles", sa.Text(), nullable=True))
    op.create_table(
        "person",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("qid", "name")),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("imdb", "aliases", "cites")),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("first_seen_run", sa.Text(), nullable=False),
        sa.Column("last_seen_run", sa.Text(), nullable=False),
        sa.Column("retracted_run", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_person_source_source")),
        sa.ForeignKeyConstraint(["page"], ["page.key"], name=op.f("fk_person_page_page")),
        sa.ForeignKeyConstraint(["first_seen_run"], ["run.id"], name=op.f("fk_person_first_seen_run_run")),
        sa.ForeignKeyConstraint(["last_seen_run"], ["run.id"], name=op.f("fk_person_last_seen_run_run")),
        sa.ForeignKeyConstraint(["retracted_run"], ["run.id"], name=op.f("fk_person_retracted_run_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_page"), "person", ["page"])
    op.create_index(op.f("ix_person_qid"), "person", ["qid"])


def downgrade() -> None:
    op.drop_table("person")
    with op.batch_alter_table("film") as batch:
        batch.drop_column("titles")
        batch.drop_column("credits")
