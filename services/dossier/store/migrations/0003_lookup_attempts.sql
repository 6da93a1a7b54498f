-- Anonymous look-ups whose secret was not right, by code, whether or not the code exists.
CREATE TABLE lookup_attempts (
  code TEXT PRIMARY KEY,
  attempts BIGINT NOT NULL,
  -- From then on the count starts again.
  window_end BIGINT NOT NULL
);
CREATE INDEX lookup_attempts_by_age ON lookup_attempts (window_end);
