-- When the applicant was forgotten: phone, account and look-up secret are gone, the file is kept
-- as the archive law asks.
ALTER TABLE dossiers ADD COLUMN erase_time BIGINT;
-- What a person filed at a counter names no account.
CREATE INDEX dossiers_by_number ON dossiers (citizen_number_index) WHERE citizen IS NULL;
-- For the end of retention: oldest first.
CREATE INDEX dossiers_by_finish ON dossiers (finish_time, code) WHERE finish_time IS NOT NULL;
