-- Whose sessions there are: for their list, and to end them all.
CREATE INDEX sessions_by_subject ON sessions (subject, id);

-- Who signed in at the provider, and in which of its sessions, as keyed HMACs: for the day when the
-- provider says that they signed out there. '' when the provider did not say.
ALTER TABLE sessions ADD COLUMN provider_subject_index TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN provider_session_index TEXT NOT NULL DEFAULT '';
CREATE INDEX sessions_by_provider_subject ON sessions (provider_subject_index);
CREATE INDEX sessions_by_provider_session ON sessions (provider_session_index);
