-- Whose sessions there are: for their list, and to end them all.
CREATE INDEX sessions_by_subject ON sessions (subject, id);
