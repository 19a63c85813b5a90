-- One row a walk. `record` is the walk as the phone or the terminal wrote it (formats::walk_record, JSON);
-- the other columns are what is asked for without reading it. Times are milliseconds since 1970, UTC.
CREATE TABLE walks (
    id TEXT PRIMARY KEY,
    started_ms BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    record TEXT NOT NULL,
    stored_ms BIGINT NOT NULL,
    deleted_ms BIGINT
);
CREATE INDEX walks_by_start ON walks (started_ms);
