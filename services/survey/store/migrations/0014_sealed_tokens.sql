-- The token of a survey link, from which its index is made anew when the keys rotate. Null in rows
-- from before: their links are good for 15 days.
ALTER TABLE invitations ADD COLUMN token_sealed TEXT;
