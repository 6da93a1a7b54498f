-- The look-up secret, from which its index is made anew when the keys rotate. Null in rows from
-- before: their key's line must stay.
ALTER TABLE dossiers ADD COLUMN lookup_secret_sealed TEXT;
