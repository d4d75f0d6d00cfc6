"""What pages show and say of the categories ceremonies gave, and of the sizes of their fields."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_OPTIONAL = ("declared", "category", "category_as_printed", "as_printed", "cites")
_NUMBERS = ("value", "most", "official", "line", "ceremony")


def upgrade() -> None:
    op.create_table(
        "ceremony_field",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("body", "claim")),
        *(sa.Column(name, sa.Text(), nullable=True) for name in _OPTIONAL),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in _NUMBERS),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("first_seen_run", sa.Text(), nullable=False),
        sa.Column("last_seen_run", sa.Text(), nullable=False),
        sa.Column("retracted_run", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_ceremony_field_source_source")),
        sa.ForeignKeyConstraint(["page"], ["page.key"], name=op.f("fk_ceremony_field_page_page")),
        sa.ForeignKeyConstraint(["first_seen_run"], ["run.id"], name=op.f("fk_ceremony_field_first_seen_run_run")),
        sa.ForeignKeyConstraint(["last_seen_run"], ["run.id"], name=op.f("fk_ceremony_field_last_seen_run_run")),
        sa.ForeignKeyConstraint(["retracted_run"], ["run.id"], name=op.f("fk_ceremony_field_retracted_run_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_field")),
    )
    op.create_index(op.f("ix_ceremony_field_page"), "ceremony_field", ["page"])
    op.create_index(op.f("ix_ceremony_field_source_ceremony"), "ceremony_field", ["source", "ceremony"])


def downgrade() -> None:
    op.drop_table("ceremony_field")
