-- Filed by a citizen with an assistant; `was_assisted` is the count's memory, as the other was_
-- columns.
ALTER TABLE facts ADD COLUMN assisted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE facts ADD COLUMN was_assisted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE daily ADD COLUMN assisted BIGINT NOT NULL DEFAULT 0;

-- One row per credit for a level of VNeID, as its newest event says. The was_ columns say how
-- `daily_activations` counted it before.
CREATE TABLE activations (
  activation    TEXT   NOT NULL PRIMARY KEY,
  revision      BIGINT NOT NULL,
  ward          TEXT   NOT NULL,
  day           BIGINT NOT NULL,
  level         BIGINT NOT NULL CHECK (level IN (1, 2)),
  quarter       TEXT   NOT NULL,
  source        TEXT   NOT NULL CHECK (source IN ('AUTOMATIC', 'RECORDED')),
  was_quarter   TEXT   NOT NULL,
  was_source    TEXT   NOT NULL
);

-- How many, changed in the transaction that changes the row above. Days are numbers like 20261122.
CREATE TABLE daily_activations (
  ward            TEXT   NOT NULL,
  day             BIGINT NOT NULL,
  quarter         TEXT   NOT NULL,
  level           BIGINT NOT NULL,
  source          TEXT   NOT NULL,
  activations     BIGINT NOT NULL,
  last_event_time BIGINT NOT NULL,
  PRIMARY KEY (ward, day, quarter, level, source)
);
