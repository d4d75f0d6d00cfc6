"""The database: models, migrations, ingest and queries; the only place that knows SQLite from PostgreSQL."""
