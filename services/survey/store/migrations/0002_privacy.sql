-- Persons who do not want to be asked, and why. The newest change is the truth.
CREATE TABLE opt_outs (
  citizen     TEXT   NOT NULL,
  reason      TEXT   NOT NULL CHECK (reason IN ('CONSENT', 'RESTRICTION')),
  opted_out   BIGINT NOT NULL,
  change_time BIGINT NOT NULL,
  PRIMARY KEY (citizen, reason)
);

-- When the retention of the answer ended: dossier and link are gone, the scores stay.
ALTER TABLE invitations ADD COLUMN anonymise_time BIGINT;
CREATE INDEX invitations_named ON invitations (invitation_id) WHERE anonymise_time IS NULL;
