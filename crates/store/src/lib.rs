//! Entities, migrations and scoped queries of SimpleInboxes on SQLite and PostgreSQL.
