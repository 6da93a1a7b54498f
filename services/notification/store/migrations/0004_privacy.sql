-- Dossiers whose person was forgotten. A message that an event makes later is deleted too.
CREATE TABLE erased_dossiers (
  dossier TEXT PRIMARY KEY,
  erase_us BIGINT NOT NULL
);
CREATE INDEX erased_dossiers_by_age ON erased_dossiers (erase_us);
