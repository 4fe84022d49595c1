"""The warehouse: SQLAlchemy tables, migrations, archive, publishing, quality records, the embedded server."""
