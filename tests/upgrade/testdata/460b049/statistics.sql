PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_migrations (  number BIGINT PRIMARY KEY, name TEXT NOT NULL, statements TEXT NOT NULL,  applied_at BIGINT NOT NULL);
INSERT INTO schema_migrations VALUES(1,'facts',replace('-- One row per dossier, as its newest event says. A rating may arrive before the dossier''s\n-- own event; then the row has revision 0, only the score, and counts nowhere yet.\n-- The was_ columns say how `daily` counted the dossier before its newest event, so that one\n-- statement replaces the fact and tells what to take out. Days are numbers like 20261122.\nCREATE TABLE facts (\n  ward                TEXT   NOT NULL,\n  dossier             TEXT   NOT NULL,\n  revision            BIGINT NOT NULL,\n  event_time          BIGINT NOT NULL,\n  procedure           TEXT   NOT NULL,\n  channel             TEXT   NOT NULL,\n  state               TEXT   NOT NULL,\n  outcome             TEXT   NOT NULL CHECK (outcome IN ('''', ''OPEN'', ''ON_TIME'', ''LATE'', ''UNDATED'')),\n  received_day        BIGINT NOT NULL,\n  receive_time        BIGINT NOT NULL,\n  due_time            BIGINT,\n  finish_time         BIGINT,\n  supplement_requests BIGINT NOT NULL,\n  score               BIGINT NOT NULL CHECK (score BETWEEN 0 AND 5),\n  was_day             BIGINT NOT NULL,\n  was_channel         TEXT   NOT NULL,\n  was_state           TEXT   NOT NULL,\n  was_outcome         TEXT   NOT NULL,\n  PRIMARY KEY (ward, dossier)\n);\n\n-- What is overdue is few among many: only dossiers still being handled are listed here.\nCREATE INDEX facts_open ON facts (ward, due_time) WHERE outcome = ''OPEN'';\n\n-- Counts of the facts with revision > 0, changed in the transaction that changes the fact.\nCREATE TABLE daily (\n  ward                   TEXT   NOT NULL,\n  received_day           BIGINT NOT NULL,\n  channel                TEXT   NOT NULL,\n  submitted              BIGINT NOT NULL,\n  received               BIGINT NOT NULL,\n  need_supplement        BIGINT NOT NULL,\n  refused                BIGINT NOT NULL,\n  submitted_for_approval BIGINT NOT NULL,\n  approved               BIGINT NOT NULL,\n  returned               BIGINT NOT NULL,\n  on_time                BIGINT NOT NULL,\n  late                   BIGINT NOT NULL,\n  undated                BIGINT NOT NULL,\n  answers                BIGINT NOT NULL,\n  satisfied              BIGINT NOT NULL,\n  last_event_time        BIGINT NOT NULL,\n  PRIMARY KEY (ward, channel, received_day)\n);\n\n-- By which formula the wards are counted: one row, and beside it the wards that are still counted\n-- by another one and wait for their recount.\nCREATE TABLE formula (\n  version TEXT NOT NULL PRIMARY KEY\n);\nCREATE TABLE recounts (\n  ward    TEXT NOT NULL PRIMARY KEY,\n  formula TEXT NOT NULL\n);\n','\n',char(10)),1795600132471943);
INSERT INTO schema_migrations VALUES(9001,'inbox',replace('\nCREATE TABLE inbox (\n  consumer TEXT NOT NULL,\n  event_id TEXT NOT NULL,\n  PRIMARY KEY (consumer, event_id)\n);\n','\n',char(10)),1795600132471975);
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
INSERT INTO facts VALUES('27442','dossiers/H29.27442-261125-0001',5,1795600133351742,'procedures/1.014027','ONLINE','RETURNED','ON_TIME',20261125,1795600133021839,1796810400000000,1795600133103199,0,5,20261125,'ONLINE','APPROVED','ON_TIME');
INSERT INTO facts VALUES('27442','dossiers/H29.27442-261125-0002',1,1795600133383849,'procedures/1.014027','ONLINE','SUBMITTED','OPEN',20261125,1795600133383543,1796810400000000,NULL,0,0,0,'','','');
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
INSERT INTO daily VALUES('27442',20261125,'ONLINE',1,0,0,0,0,0,1,1,0,0,1,1,1795600133383849);
CREATE TABLE formula (
  version TEXT NOT NULL PRIMARY KEY
);
INSERT INTO formula VALUES('2026-11');
CREATE TABLE recounts (
  ward    TEXT NOT NULL PRIMARY KEY,
  formula TEXT NOT NULL
);
CREATE TABLE inbox (
  consumer TEXT NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (consumer, event_id)
);
INSERT INTO inbox VALUES('statistics','01a2121b-ab9e-75e8-bcf2-f5df7da58a0f');
INSERT INTO inbox VALUES('statistics','01a2121b-abe6-7b9e-88c9-fab169577c1a');
INSERT INTO inbox VALUES('statistics','01a2121b-abed-79ed-ab68-35d3bd665d56');
INSERT INTO inbox VALUES('statistics','01a2121b-abef-73f2-8fdf-b56cf0209b77');
INSERT INTO inbox VALUES('statistics','01a2121b-ac02-700c-b4af-1b7ce87015b3');
INSERT INTO inbox VALUES('statistics','01a2121b-ace7-70c2-b780-314eb80ca48f');
INSERT INTO inbox VALUES('statistics','01a2121b-ad07-7204-844a-921919793cb0');
CREATE INDEX facts_open ON facts (ward, due_time) WHERE outcome = 'OPEN';
COMMIT;
