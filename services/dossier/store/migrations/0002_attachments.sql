-- An uploaded file, and from the moment a dossier names it, a paper of that dossier.
CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  -- Who uploaded it, "citizens/{uuid}" or "officers/{uuid}"; only they may name it.
  uploader TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  -- When it is deleted unless a dossier names it before.
  expire_time BIGINT NOT NULL,
  dossier TEXT,
  paper_id TEXT,
  -- Set when a supplement replaced it: it stays, but is no longer one of the papers.
  replace_time BIGINT
);
CREATE INDEX attachments_by_dossier ON attachments (dossier) WHERE dossier IS NOT NULL;
CREATE INDEX attachments_by_expiry ON attachments (expire_time) WHERE dossier IS NULL;
