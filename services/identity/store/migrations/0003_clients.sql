-- Partners as OAuth 2.0 clients. scopes, wards and auth_methods: words separated by blanks.
CREATE TABLE clients (
  id TEXT PRIMARY KEY,
  display_name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  wards TEXT NOT NULL,
  calls_per_second DOUBLE PRECISION NOT NULL,
  calls_burst BIGINT NOT NULL,
  auth_methods TEXT NOT NULL,
  disabled BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX clients_by_wards ON clients (wards, id);

-- How clients prove themselves. value: digest of a secret, public JWK, or thumbprint.
CREATE TABLE client_keys (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  kind TEXT NOT NULL CHECK (kind IN ('SECRET', 'JSON_WEB_KEY', 'CERTIFICATE')),
  value TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX client_keys_by_client ON client_keys (client_id, id);

-- Client assertions that were taken: none is taken twice, whichever replica is asked.
CREATE TABLE client_assertions (
  client_id TEXT NOT NULL,
  jti_sha256 TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (client_id, jti_sha256)
);
CREATE INDEX client_assertions_by_expiry ON client_assertions (expires_at);

-- What access tokens carry and is no longer believed; digests only.
CREATE TABLE revocations (
  digest TEXT PRIMARY KEY,
  revoked_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX revocations_by_time ON revocations (revoked_at);
CREATE INDEX revocations_by_expiry ON revocations (expires_at);

-- The client through which a person signs in; empty when there is none.
ALTER TABLE verifications ADD COLUMN client TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN client TEXT NOT NULL DEFAULT ''
