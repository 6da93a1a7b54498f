-- One row per dossier that was invited to be rated. The token itself is only in the citizen's
-- message; here is its keyed hash. No name and no phone is kept.
CREATE TABLE invitations (
  invitation_id   TEXT   NOT NULL PRIMARY KEY,
  dossier         TEXT   NOT NULL UNIQUE,
  ward            TEXT   NOT NULL,
  procedure_title TEXT   NOT NULL,
  token_index     TEXT   NOT NULL UNIQUE,
  questionnaire   TEXT   NOT NULL,
  state           TEXT   NOT NULL CHECK (state IN ('OPEN', 'ANSWERED', 'EXPIRED')),
  invite_time     BIGINT NOT NULL,
  expire_time     BIGINT NOT NULL,
  answer_time     BIGINT,
  comment_sealed  TEXT
);

CREATE INDEX invitations_open ON invitations (expire_time) WHERE state = 'OPEN';

-- What was answered, one row per question.
CREATE TABLE answers (
  invitation_id TEXT   NOT NULL,
  question_id   TEXT   NOT NULL,
  score         BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),
  PRIMARY KEY (invitation_id, question_id)
);
