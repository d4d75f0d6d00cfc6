"""The first tables: runs, pages, lists, statements and verdicts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job", "slot", name=op.f("pk_claim")),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("exit_code", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("stats", sa.Text(), nullable=True),
        sa.CheckConstraint("status IN ('running', 'done', 'held', 'failed')", name=op.f("ck_run_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index(op.f("ix_run_job_source_started_at"), "run", ["job", "source", "started_at"])

    op.create_table(
        "source",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_source")),
    )
    op.create_table(
        "page",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("revision", sa.Text(), nullable=True),
        sa.Column("revised_at", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("retrieved_at", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("missing", sa.Boolean(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_page_source_source")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_page")),
    )
    op.create_index(op.f("ix_page_source_id"), "page", ["source", "id"])

    op.create_table(
        "verdict",
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("first_run", sa.Text(), nullable=False),
        sa.Column("last_run", sa.Text(), nullable=False),
        sa.Column("superseded_run", sa.Text(), nullable=True),
        sa.Column("film_year", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=False),
        sa.Column("last_changed", sa.Date(), nullable=False),
        sa.Column("meaning", sa.String(length=64), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["first_run"], ["run.id"], name=op.f("fk_verdict_first_run_run")),
        sa.ForeignKeyConstraint(["last_run"], ["run.id"], name=op.f("fk_verdict_last_run_run")),
        sa.ForeignKeyConstraint(["superseded_run"], ["run.id"], name=op.f("fk_verdict_superseded_run_run")),
        sa.PrimaryKeyConstraint("unit", "first_run", name=op.f("pk_verdict")),
    )
    op.create_index(op.f("ix_verdict_film_year_superseded_run"), "verdict", ["film_year", "superseded_run"])

    op.create_table(
        "ceremony_date",
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("as_printed", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("cites", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("first_seen_run", sa.Text(), nullable=False),
        sa.Column("last_seen_run", sa.Text(), nullable=False),
        sa.Column("retracted_run", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["first_seen_run"], ["run.id"], name=op.f("fk_ceremony_date_first_seen_run_run")),
        sa.ForeignKeyConstraint(["last_seen_run"], ["run.id"], name=op.f("fk_ceremony_date_last_seen_run_run")),
        sa.ForeignKeyConstraint(["page"], ["page.key"], name=op.f("fk_ceremony_date_page_page")),
        sa.ForeignKeyConstraint(["retracted_run"], ["run.id"], name=op.f("fk_ceremony_date_retracted_run_run")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_ceremony_date_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_date")),
    )
    op.create_index(op.f("ix_ceremony_date_page"), "ceremony_date", ["page"])
    op.create_index(op.f("ix_ceremony_date_source_ceremony"), "ceremony_date", ["source", "ceremony"])

    op.create_table(
        "ceremony_list",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("film_year", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("good_state", sa.String(length=16), nullable=True),
        sa.Column("good_run", sa.Text(), nullable=True),
        sa.Column("good_page", sa.String(length=64), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_on", sa.Text(), nullable=True),
        sa.Column("announced_on", sa.Text(), nullable=True),
        sa.Column("problems", sa.Text(), nullable=True),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.CheckConstraint("good_state IN ('fit', 'trial')", name=op.f("ck_ceremony_list_good_state")),
        sa.CheckConstraint("state IN ('fit', 'held', 'trial', 'missing')", name=op.f("ck_ceremony_list_state")),
        sa.ForeignKeyConstraint(["good_page"], ["page.key"], name=op.f("fk_ceremony_list_good_page_page")),
        sa.ForeignKeyConstraint(["good_run"], ["run.id"], name=op.f("fk_ceremony_list_good_run_run")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_ceremony_list_source_source")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_ceremony_list")),
    )
    op.create_index(op.f("ix_ceremony_list_source_ceremony"), "ceremony_list", ["source", "ceremony"])

    op.create_table(
        "eligibility",
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("imdb", sa.Text(), nullable=True),
        sa.Column("qid", sa.Text(), nullable=True),
        sa.Column("people", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("cites", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("first_seen_run", sa.Text(), nullable=False),
        sa.Column("last_seen_run", sa.Text(), nullable=False),
        sa.Column("retracted_run", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["first_seen_run"], ["run.id"], name=op.f("fk_eligibility_first_seen_run_run")),
        sa.ForeignKeyConstraint(["last_seen_run"], ["run.id"], name=op.f("fk_eligibility_last_seen_run_run")),
        sa.ForeignKeyConstraint(["page"], ["page.key"], name=op.f("fk_eligibility_page_page")),
        sa.ForeignKeyConstraint(["retracted_run"], ["run.id"], name=op.f("fk_eligibility_retracted_run_run")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_eligibility_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility")),
    )
    op.create_index(op.f("ix_eligibility_page"), "eligibility", ["page"])
    op.create_index(op.f("ix_eligibility_source_ceremony"), "eligibility", ["source", "ceremony"])

    op.create_table(
        "film",
        sa.Column("qid", sa.Text(), nullable=False),
        sa.Column("imdb", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("original_title", sa.Text(), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("work_kind", sa.Text(), nullable=True),
        sa.Column("wikipedia", sa.Text(), nullable=True),
        sa.Column("directors", sa.Text(), nullable=True),
        sa.Column("countries", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("distributor", sa.Text(), nullable=True),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("cites", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("first_seen_run", sa.Text(), nullable=False),
        sa.Column("last_seen_run", sa.Text(), nullable=False),
        sa.Column("retracted_run", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["first_seen_run"], ["run.id"], name=op.f("fk_film_first_seen_run_run")),
        sa.ForeignKeyConstraint(["last_seen_run"], ["run.id"], name=op.f("fk_film_last_seen_run_run")),
        sa.ForeignKeyConstraint(["page"], ["page.key"], name=op.f("fk_film_page_page")),
        sa.ForeignKeyConstraint(["retracted_run"], ["run.id"], name=op.f("fk_film_retracted_run_run")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_film_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_film")),
    )
    op.create_index(op.f("ix_film_page"), "film", ["page"])
    op.create_index(op.f("ix_film_qid"), "film", ["qid"])

    op.create_table(
        "link",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=True),
        sa.Column("qid", sa.Text(), nullable=True),
        sa.Column("missing", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("cites", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("first_seen_run", sa.Text(), nullable=False),
        sa.Column("last_seen_run", sa.Text(), nullable=False),
        sa.Column("retracted_run", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["first_seen_run"], ["run.id"], name=op.f("fk_link_first_seen_run_run")),
        sa.ForeignKeyConstraint(["last_seen_run"], ["run.id"], name=op.f("fk_link_last_seen_run_run")),
        sa.ForeignKeyConstraint(["page"], ["page.key"], name=op.f("fk_link_page_page")),
        sa.ForeignKeyConstraint(["retracted_run"], ["run.id"], name=op.f("fk_link_retracted_run_run")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_link_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_page"), "link", ["page"])
    op.create_index(op.f("ix_link_title"), "link", ["title"])

    op.create_table(
        "nomination",
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("category_as_printed", sa.Text(), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.Column("announced_on", sa.Text(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("cites", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("first_seen_run", sa.Text(), nullable=False),
        sa.Column("last_seen_run", sa.Text(), nullable=False),
        sa.Column("retracted_run", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["first_seen_run"], ["run.id"], name=op.f("fk_nomination_first_seen_run_run")),
        sa.ForeignKeyConstraint(["last_seen_run"], ["run.id"], name=op.f("fk_nomination_last_seen_run_run")),
        sa.ForeignKeyConstraint(["page"], ["page.key"], name=op.f("fk_nomination_page_page")),
        sa.ForeignKeyConstraint(["retracted_run"], ["run.id"], name=op.f("fk_nomination_retracted_run_run")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_nomination_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
    )
    op.create_index(op.f("ix_nomination_page"), "nomination", ["page"])
    op.create_index(op.f("ix_nomination_source_ceremony"), "nomination", ["source", "ceremony"])

    op.create_table(
        "release",
        sa.Column("qid", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("cites", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("first_seen_run", sa.Text(), nullable=False),
        sa.Column("last_seen_run", sa.Text(), nullable=False),
        sa.Column("retracted_run", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["first_seen_run"], ["run.id"], name=op.f("fk_release_first_seen_run_run")),
        sa.ForeignKeyConstraint(["last_seen_run"], ["run.id"], name=op.f("fk_release_last_seen_run_run")),
        sa.ForeignKeyConstraint(["page"], ["page.key"], name=op.f("fk_release_page_page")),
        sa.ForeignKeyConstraint(["retracted_run"], ["run.id"], name=op.f("fk_release_retracted_run_run")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_release_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    op.create_index(op.f("ix_release_page"), "release", ["page"])
    op.create_index(op.f("ix_release_qid"), "release", ["qid"])

    op.create_table(
        "score",
        sa.Column("qid", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("cites", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("first_seen_run", sa.Text(), nullable=False),
        sa.Column("last_seen_run", sa.Text(), nullable=False),
        sa.Column("retracted_run", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["first_seen_run"], ["run.id"], name=op.f("fk_score_first_seen_run_run")),
        sa.ForeignKeyConstraint(["last_seen_run"], ["run.id"], name=op.f("fk_score_last_seen_run_run")),
        sa.ForeignKeyConstraint(["page"], ["page.key"], name=op.f("fk_score_page_page")),
        sa.ForeignKeyConstraint(["retracted_run"], ["run.id"], name=op.f("fk_score_retracted_run_run")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_score_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
    )
    op.create_index(op.f("ix_score_page"), "score", ["page"])
    op.create_index(op.f("ix_score_qid"), "score", ["qid"])

    op.create_table(
        "top_ten",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("imdb", sa.Text(), nullable=True),
        sa.Column("qid", sa.Text(), nullable=True),
        sa.Column("film_year", sa.Integer(), nullable=False),
        sa.Column("lists", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("ceremony", sa.Integer(), nullable=True),
        sa.Column("cites", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("first_seen_run", sa.Text(), nullable=False),
        sa.Column("last_seen_run", sa.Text(), nullable=False),
        sa.Column("retracted_run", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["first_seen_run"], ["run.id"], name=op.f("fk_top_ten_first_seen_run_run")),
        sa.ForeignKeyConstraint(["last_seen_run"], ["run.id"], name=op.f("fk_top_ten_last_seen_run_run")),
        sa.ForeignKeyConstraint(["page"], ["page.key"], name=op.f("fk_top_ten_page_page")),
        sa.ForeignKeyConstraint(["retracted_run"], ["run.id"], name=op.f("fk_top_ten_retracted_run_run")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_top_ten_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_top_ten")),
    )
    op.create_index(op.f("ix_top_ten_page"), "top_ten", ["page"])

    op.create_table(
        "nomination_person",
        sa.Column("statement", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["statement"], ["nomination.id"], name=op.f("fk_nomination_person_statement_nomination")
        ),
        sa.PrimaryKeyConstraint("statement", "position", name=op.f("pk_nomination_person")),
    )
    op.create_table(
        "nomination_work",
        sa.Column("statement", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("imdb", sa.Text(), nullable=True),
        sa.Column("qid", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["statement"], ["nomination.id"], name=op.f("fk_nomination_work_statement_nomination")),
        sa.PrimaryKeyConstraint("statement", "position", name=op.f("pk_nomination_work")),
    )


def downgrade() -> None:
    op.drop_table("nomination_work")
    op.drop_table("nomination_person")
    op.drop_table("top_ten")
    op.drop_table("score")
    op.drop_table("release")
    op.drop_table("nomination")
    op.drop_table("link")
    op.drop_table("film")
    op.drop_table("eligibility")
    op.drop_table("ceremony_list")
    op.drop_table("ceremony_date")
    op.drop_table("verdict")
    op.drop_table("page")
    op.drop_table("source")
    op.drop_table("run")
    op.drop_table("claim")
