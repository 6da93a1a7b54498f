-- The audit log: who touched whose records. One chain: hash is the SHA-256 of the other columns,
-- previous_hash among them. Rows are never changed nor removed. action and actor_kind hold names
-- of the proto's enums, without a CHECK: a table that nobody may rebuild must take new ones.
CREATE TABLE audit_entries (
  seq BIGINT PRIMARY KEY,
  time BIGINT NOT NULL,
  actor TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  action TEXT NOT NULL,
  ward TEXT NOT NULL,
  record TEXT NOT NULL,
  citizen TEXT NOT NULL,
  payload TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
-- append-only: audit_entries
CREATE INDEX audit_entries_by_citizen ON audit_entries (citizen, seq) WHERE citizen <> '';
CREATE INDEX audit_entries_by_ward ON audit_entries (ward, seq);
CREATE INDEX audit_entries_by_actor ON audit_entries (actor, seq);
CREATE INDEX audit_entries_by_record ON audit_entries (record, seq);

-- The end of the chain: one row, which every appender changes, so that they take turns. proof_sealed
-- is seq and hash, sealed: nobody without the keys can write another end.
CREATE TABLE audit_head (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  proof_sealed TEXT NOT NULL
);
INSERT INTO audit_head (id, seq, hash, proof_sealed) VALUES (1, 0, '', '');

-- Places that the chain has passed, one a day. The proofs follow the keys as they rotate.
CREATE TABLE audit_anchors (
  seq BIGINT PRIMARY KEY,
  hash TEXT NOT NULL,
  proof_sealed TEXT NOT NULL,
  time BIGINT NOT NULL
);
