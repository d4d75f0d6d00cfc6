"""The database: models, migrations, ingest and queries; the only package that distinguishes SQLite from PostgreSQL."""
