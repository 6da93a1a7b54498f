-- Attempts to prove who one is. secrets_sealed: state, nonce and code verifier.
CREATE TABLE verifications (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'CLAIMED', 'COMPLETED', 'FAILED')),
  secrets_sealed TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX verifications_by_expiry ON verifications (expires_at);

-- One row per person: number_index is the keyed HMAC of the personal identification number.
CREATE TABLE citizens (
  id TEXT PRIMARY KEY,
  number_index TEXT NOT NULL UNIQUE,
  profile_sealed TEXT NOT NULL,
  level BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  verified_at BIGINT NOT NULL
);

CREATE TABLE officers (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  display_name_sealed TEXT NOT NULL,
  ward TEXT NOT NULL,
  roles TEXT NOT NULL,
  active BIGINT NOT NULL
);

-- One row per sign-in; its refresh tokens descend from each other.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  provider TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Tokens are kept as digests only.
CREATE TABLE refresh_tokens (
  token_sha256 TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);
