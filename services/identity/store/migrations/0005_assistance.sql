-- What an assistant saw of a person. person_sealed is emptied by the confirmation: from then on
-- the person is the citizen. code_index is the keyed HMAC of the present code.
CREATE TABLE assisted_verifications (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'CONFIRMED')),
  ward TEXT NOT NULL,
  assistant TEXT NOT NULL,
  paper_seen TEXT NOT NULL CHECK (paper_seen IN ('CITIZEN_CARD', 'CARD_CHIP_READ',
    'IDENTITY_CERTIFICATE', 'PASSPORT', 'BIRTH_CERTIFICATE')),
  place TEXT NOT NULL,
  device_id TEXT NOT NULL,
  confirmation TEXT NOT NULL CHECK (confirmation IN ('ONE_TIME_CODE', 'SIGNED_PAPER')),
  warnings TEXT NOT NULL,
  person_sealed TEXT NOT NULL,
  code_index TEXT NOT NULL,
  code_issued_at BIGINT,
  code_expires_at BIGINT,
  signed_paper TEXT NOT NULL,
  signed_paper_sha256 TEXT NOT NULL,
  citizen TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  confirmed_at BIGINT
);
CREATE INDEX assisted_verifications_by_expiry ON assisted_verifications (expires_at)
  WHERE state = 'PENDING';
CREATE INDEX assisted_verifications_by_citizen ON assisted_verifications (citizen, confirmed_at)
  WHERE state = 'CONFIRMED';

-- Wrong codes and issued codes, by keyed HMAC of the phone; the count starts again at window_end.
CREATE TABLE attempt_limits (
  key_index TEXT PRIMARY KEY,
  attempts BIGINT NOT NULL,
  window_end BIGINT NOT NULL
);
CREATE INDEX attempt_limits_by_age ON attempt_limits (window_end);

-- Whom a completed verification was of: the evidence of an activation.
ALTER TABLE verifications ADD COLUMN citizen TEXT;

-- One credit for each citizen and level. ward is empty while it is not known; such a credit was
-- not published.
CREATE TABLE activations (
  id TEXT PRIMARY KEY,
  citizen TEXT NOT NULL,
  level BIGINT NOT NULL CHECK (level IN (1, 2)),
  revision BIGINT NOT NULL,
  ward TEXT NOT NULL,
  quarter TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('AUTOMATIC', 'RECORDED')),
  campaign TEXT NOT NULL,
  team TEXT NOT NULL,
  officer TEXT NOT NULL,
  activated_at BIGINT NOT NULL,
  UNIQUE (citizen, level)
);
