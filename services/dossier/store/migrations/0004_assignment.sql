-- The position whose task the dossier is, "wards/{code}/positions/{id}"; empty for none. The
-- directory says who holds it.
ALTER TABLE dossiers ADD COLUMN position TEXT NOT NULL DEFAULT '';
-- Whether the citizen filed with an assistant; then `assistances` says who.
ALTER TABLE dossiers ADD COLUMN assisted BIGINT NOT NULL DEFAULT 0;
CREATE INDEX dossiers_by_position ON dossiers (position, receive_time, code) WHERE position <> '';

-- Every hand-over to a position.
CREATE TABLE assignments (
  dossier TEXT NOT NULL,
  -- The revision that the hand-over led to.
  revision BIGINT NOT NULL,
  position TEXT NOT NULL,
  time BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (dossier, revision)
);

-- The help that a citizen had in filing, as the identity service recorded it.
CREATE TABLE assistances (
  dossier TEXT PRIMARY KEY,
  verification TEXT NOT NULL,
  assistant TEXT NOT NULL,
  paper_seen TEXT NOT NULL,
  place TEXT NOT NULL,
  confirmation TEXT NOT NULL
);
