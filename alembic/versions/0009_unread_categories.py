"""Categories of a list that no reading has closed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ceremony_list", sa.Column("unread", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("ceremony_list", "unread")
