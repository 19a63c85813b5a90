-- One row: the id of this database, made with it. A phone that meets another one sends again what it has.
CREATE TABLE place (
    only_row INTEGER PRIMARY KEY,
    id TEXT NOT NULL
);
