-- One row per dossier, as its newest event says. A rating may arrive before the dossier's
-- own event; then the row has revision 0, only the score, and counts nowhere yet.
-- The was_ columns say which cell of `daily` counted the dossier before its newest event, so
-- that one statement replaces the fact and tells what to take out.
CREATE TABLE facts (
  ward                TEXT   NOT NULL,
  dossier             TEXT   NOT NULL,
  revision            BIGINT NOT NULL,
  procedure           TEXT   NOT NULL,
  channel             TEXT   NOT NULL,
  state               TEXT   NOT NULL,
  outcome             TEXT   NOT NULL CHECK (outcome IN ('', 'OPEN', 'ON_TIME', 'LATE', 'UNDATED')),
  received_day        TEXT   NOT NULL,
  receive_time        BIGINT NOT NULL,
  due_time            BIGINT,
  finish_time         BIGINT,
  supplement_requests BIGINT NOT NULL,
  score               BIGINT NOT NULL CHECK (score BETWEEN 0 AND 5),
  was_day             TEXT   NOT NULL,
  was_channel         TEXT   NOT NULL,
  was_state           TEXT   NOT NULL,
  was_outcome         TEXT   NOT NULL,
  PRIMARY KEY (ward, dossier)
);

-- What is overdue is few among many: only dossiers still being handled are listed here.
CREATE INDEX facts_open ON facts (ward, due_time, received_day) WHERE outcome = 'OPEN';

-- Counts of the facts with revision > 0, moved in the transaction that changes the fact.
CREATE TABLE daily (
  ward         TEXT   NOT NULL,
  received_day TEXT   NOT NULL,
  channel      TEXT   NOT NULL,
  state        TEXT   NOT NULL,
  outcome      TEXT   NOT NULL,
  dossiers     BIGINT NOT NULL,
  answers      BIGINT NOT NULL,
  satisfied    BIGINT NOT NULL,
  PRIMARY KEY (ward, received_day, channel, state, outcome)
);

-- How far the events of a ward are counted, and by which formula. Every transaction that changes
-- a ward's facts locks the ward's row first: a recount of the ward sees all of them or waits.
CREATE TABLE ward_progress (
  ward            TEXT   NOT NULL PRIMARY KEY,
  events          BIGINT NOT NULL,
  last_event_time BIGINT NOT NULL,
  formula         TEXT   NOT NULL
);
