-- Who agreed to which text; a row is never changed but for its withdrawal.
CREATE TABLE consents (
  id TEXT PRIMARY KEY,
  citizen TEXT NOT NULL,
  purpose TEXT NOT NULL,
  text_version TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('ONLINE', 'COUNTER', 'NEIGHBOURHOOD_POINT')),
  actor TEXT NOT NULL,
  evidence_sealed TEXT NOT NULL,
  grant_time BIGINT NOT NULL,
  withdraw_time BIGINT,
  withdraw_actor TEXT,
  withdraw_evidence_sealed TEXT
);
CREATE INDEX consents_by_citizen ON consents (citizen, id);
CREATE UNIQUE INDEX consents_active ON consents (citizen, purpose) WHERE withdraw_time IS NULL;
CREATE INDEX consents_withdrawn ON consents (withdraw_time) WHERE withdraw_time IS NOT NULL;

-- Requests of persons about their data. texts_sealed: what the citizen wrote, the reasons, what
-- is kept.
CREATE TABLE data_requests (
  id TEXT PRIMARY KEY,
  citizen TEXT NOT NULL,
  ward TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('VIEW', 'CORRECT', 'PROVIDE', 'RESTRICT', 'OBJECT',
                                     'WITHDRAW', 'DELETE', 'PROTECT')),
  state TEXT NOT NULL CHECK (state IN ('RECEIVED', 'ACKNOWLEDGED', 'GRANTED', 'PARTLY_GRANTED',
                                       'REFUSED')),
  purpose TEXT NOT NULL,
  texts_sealed TEXT NOT NULL,
  receive_time BIGINT NOT NULL,
  acknowledge_due_time BIGINT NOT NULL,
  due_time BIGINT NOT NULL,
  due_explanation TEXT NOT NULL,
  acknowledge_time BIGINT,
  extended BIGINT NOT NULL,
  decide_time BIGINT,
  decider TEXT NOT NULL
);
CREATE INDEX data_requests_by_citizen ON data_requests (citizen, id);
CREATE INDEX data_requests_by_ward ON data_requests (ward, id);
CREATE INDEX data_requests_open ON data_requests (due_time)
  WHERE state IN ('RECEIVED', 'ACKNOWLEDGED');

-- How far each service is with a granted DELETE. kept: JSON, names no person.
CREATE TABLE erasures (
  data_request TEXT NOT NULL,
  service TEXT NOT NULL,
  complete_time BIGINT,
  erased BIGINT NOT NULL,
  kept TEXT NOT NULL,
  PRIMARY KEY (data_request, service)
);

-- Persons whose data may be used for the handling of dossiers only.
CREATE TABLE restrictions (
  citizen TEXT PRIMARY KEY,
  data_request TEXT NOT NULL,
  restrict_time BIGINT NOT NULL
);

CREATE TABLE breaches (
  id TEXT PRIMARY KEY,
  ward TEXT NOT NULL,
  officer TEXT NOT NULL,
  discover_time BIGINT NOT NULL,
  notify_due_time BIGINT NOT NULL,
  notify_time BIGINT,
  notice_reference TEXT NOT NULL,
  report_sealed TEXT NOT NULL
);
CREATE INDEX breaches_by_ward ON breaches (ward, id);
CREATE INDEX breaches_open ON breaches (notify_due_time) WHERE notify_time IS NULL;

-- What must not be erased. subject: "citizens/{uuid}" or "dossiers/{code}".
CREATE TABLE legal_holds (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  ward TEXT NOT NULL,
  officer TEXT NOT NULL,
  reason_sealed TEXT NOT NULL,
  place_time BIGINT NOT NULL,
  release_time BIGINT
);
CREATE UNIQUE INDEX legal_holds_active ON legal_holds (subject) WHERE release_time IS NULL;
CREATE INDEX legal_holds_by_ward ON legal_holds (ward, id);
