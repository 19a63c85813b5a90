-- One row for each thing the coach keeps beside walks: a result of the questions, a check, a stop sign. `record` is as the
-- phone wrote it (formats::coach_record, JSON). Times are milliseconds since 1970, UTC.
CREATE TABLE coach_entries (
    id TEXT PRIMARY KEY,
    started_ms BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    record TEXT NOT NULL,
    stored_ms BIGINT NOT NULL,
    deleted_ms BIGINT
);
CREATE INDEX coach_entries_by_start ON coach_entries (started_ms);
