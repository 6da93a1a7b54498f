-- Two administrators at one unit or position: the revision is the etag.
ALTER TABLE units ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE positions ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
