-- FILE: the officers file governs the row; DIRECTORY: from the first change by RPC on, the
-- directory does.
ALTER TABLE officers ADD COLUMN source TEXT NOT NULL DEFAULT 'FILE'
  CHECK (source IN ('FILE', 'DIRECTORY'));
ALTER TABLE officers ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
CREATE INDEX officers_by_ward ON officers (ward, username);

CREATE TABLE units (
  ward TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (ward, id)
);

-- holder: the officer's id, null while nobody holds it. Tasks point at positions, so they need
-- no move when a person does.
CREATE TABLE positions (
  ward TEXT NOT NULL,
  id TEXT NOT NULL,
  unit TEXT NOT NULL,
  title TEXT NOT NULL,
  roles TEXT NOT NULL,
  holder TEXT,
  PRIMARY KEY (ward, id)
);
CREATE INDEX positions_by_holder ON positions (holder) WHERE holder IS NOT NULL;
