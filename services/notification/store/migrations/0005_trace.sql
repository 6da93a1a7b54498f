-- Which trace the message belongs to (W3C traceparent of the step that made it).
ALTER TABLE messages ADD COLUMN traceparent TEXT NOT NULL DEFAULT '';
