-- What a verification must reach: a VNeID level, and how many seconds ago the person may have
-- proved who they are (NULL: any time).
ALTER TABLE verifications ADD COLUMN min_level BIGINT NOT NULL DEFAULT 0;
ALTER TABLE verifications ADD COLUMN max_age_s BIGINT;

-- How surely and when the person of a session proved who they are. It stays what it was at the
-- sign-in, however often tokens are refreshed; verified_at is NULL when the provider did not say.
ALTER TABLE sessions ADD COLUMN level BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN verified_at BIGINT;
UPDATE sessions SET
  level = COALESCE((SELECT c.level FROM citizens c WHERE 'citizens/' || c.id = sessions.subject), 0);

-- What a citizen's profile said before the provider stated something else. `verification` is the
-- one that replaced it.
CREATE TABLE citizen_history (
  id TEXT PRIMARY KEY,
  citizen_id TEXT NOT NULL REFERENCES citizens (id),
  profile_sealed TEXT NOT NULL,
  stated_at BIGINT NOT NULL,
  replaced_at BIGINT NOT NULL,
  verification TEXT NOT NULL
);
CREATE INDEX citizen_history_by_citizen ON citizen_history (citizen_id, replaced_at);
