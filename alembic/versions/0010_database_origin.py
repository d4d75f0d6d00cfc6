"""The database says whether it holds live data or the bundled archive; an existing one is told by its pages."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "database_origin",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_database_origin_one_row")),
        sa.CheckConstraint("origin IN ('live', 'archive')", name=op.f("ck_database_origin_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_database_origin")),
    )
    op.execute(
        "INSERT INTO database_origin (id, origin) "
        "SELECT 1, max(origin) FROM page WHERE origin IN ('live', 'archive') HAVING max(origin) IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("database_origin")
