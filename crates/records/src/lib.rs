//! What is kept: SQLite by default, PostgreSQL for many machines.
