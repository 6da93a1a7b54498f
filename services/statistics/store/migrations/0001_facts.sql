-- One row per dossier, as its newest event says. A rating may arrive before the dossier's
-- own event; then the row has revision 0, only the score, and counts nowhere yet.
-- The was_ columns say how `daily` counted the dossier before its newest event, so that one
-- statement replaces the fact and tells what to take out. Days are numbers like 20261122.
CREATE TABLE facts (
  ward                TEXT   NOT NULL,
  dossier             TEXT   NOT NULL,
  revision            BIGINT NOT NULL,
  event_time          BIGINT NOT NULL,
  procedure           TEXT   NOT NULL,
  channel             TEXT   NOT NULL,
  state               TEXT   NOT NULL,
  outcome             TEXT   NOT NULL CHECK (outcome IN ('', 'OPEN', 'ON_TIME', 'LATE', 'UNDATED')),
  received_day        BIGINT NOT NULL,
  receive_time        BIGINT NOT NULL,
  due_time            BIGINT,
  finish_time         BIGINT,
  supplement_requests BIGINT NOT NULL,
  score               BIGINT NOT NULL CHECK (score BETWEEN 0 AND 5),
  was_day             BIGINT NOT NULL,
  was_channel         TEXT   NOT NULL,
  was_state           TEXT   NOT NULL,
  was_outcome         TEXT   NOT NULL,
  PRIMARY KEY (ward, dossier)
);

-- What is overdue is few among many: only dossiers still being handled are listed here.
CREATE INDEX facts_open ON facts (ward, due_time) WHERE outcome = 'OPEN';

-- Counts of the facts with revision > 0, changed in the transaction that changes the fact.
CREATE TABLE daily (
  ward                   TEXT   NOT NULL,
  received_day           BIGINT NOT NULL,
  channel                TEXT   NOT NULL,
  submitted              BIGINT NOT NULL,
  received               BIGINT NOT NULL,
  need_supplement        BIGINT NOT NULL,
  refused                BIGINT NOT NULL,
  submitted_for_approval BIGINT NOT NULL,
  approved               BIGINT NOT NULL,
  returned               BIGINT NOT NULL,
  on_time                BIGINT NOT NULL,
  late                   BIGINT NOT NULL,
  undated                BIGINT NOT NULL,
  answers                BIGINT NOT NULL,
  satisfied              BIGINT NOT NULL,
  last_event_time        BIGINT NOT NULL,
  PRIMARY KEY (ward, channel, received_day)
);

-- By which formula the wards are counted: one row, and beside it the wards that are still counted
-- by another one and wait for their recount.
CREATE TABLE formula (
  version TEXT NOT NULL PRIMARY KEY
);
CREATE TABLE recounts (
  ward    TEXT NOT NULL PRIMARY KEY,
  formula TEXT NOT NULL
);
