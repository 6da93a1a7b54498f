-- By which way a request about personal data came; at the counter, who registered it
-- ("officers/{uuid}") and on which check of the person ("assistedVerifications/{uuid}").
ALTER TABLE data_requests ADD COLUMN channel TEXT NOT NULL DEFAULT 'ONLINE'
  CHECK (channel IN ('ONLINE', 'COUNTER'));
ALTER TABLE data_requests ADD COLUMN registrar TEXT NOT NULL DEFAULT '';
ALTER TABLE data_requests ADD COLUMN assistance TEXT NOT NULL DEFAULT '';
