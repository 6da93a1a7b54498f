-- One row per message; the id is the id of the event that caused it. Personal data is in
-- `sealed` only: phone, name and what the text says. OR, not IN: for a list SQLite builds a
-- table at every insert.
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL,
  ward TEXT NOT NULL,
  template_id TEXT NOT NULL,
  template_version BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (
    state = 'PENDING' OR state = 'SENT' OR state = 'DELIVERED' OR state = 'FAILED'),
  rung TEXT NOT NULL CHECK (rung = 'ZNS' OR rung = 'SMS'),
  attempts BIGINT NOT NULL,
  error TEXT NOT NULL,
  sealed TEXT NOT NULL,
  create_us BIGINT NOT NULL,
  expire_us BIGINT NOT NULL,
  due_us BIGINT NOT NULL,
  send_us BIGINT
);

-- The queue: a claim moves due_us to the end of its lease.
CREATE INDEX messages_due ON messages (rung, due_us) WHERE state = 'PENDING';

CREATE INDEX messages_dossier ON messages (dossier, id);
