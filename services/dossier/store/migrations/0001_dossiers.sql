-- Personal data stand only in *_sealed columns (AES-256-GCM) and *_index columns (keyed HMAC).
CREATE TABLE dossiers (
  code TEXT PRIMARY KEY,
  ward TEXT NOT NULL,
  procedure_code TEXT NOT NULL,
  procedure_version TEXT NOT NULL,
  procedure_title TEXT NOT NULL,
  channel TEXT NOT NULL
    CHECK (channel IN ('ONLINE', 'COUNTER', 'NEIGHBOURHOOD_POINT', 'KIOSK', 'POST')),
  state TEXT NOT NULL
    CHECK (state IN ('SUBMITTED', 'RECEIVED', 'NEED_SUPPLEMENT', 'REFUSED',
                     'SUBMITTED_FOR_APPROVAL', 'APPROVED', 'RETURNED')),
  revision BIGINT NOT NULL,
  -- The applicant's account, "citizens/{uuid}"; null when there is none.
  citizen TEXT,
  applicant_sealed TEXT NOT NULL,
  -- Kept from the first row on: to add it later would mean opening every row.
  citizen_number_index TEXT NOT NULL,
  form_sealed TEXT NOT NULL,
  lookup_secret_index TEXT NOT NULL,
  receive_time BIGINT NOT NULL,
  due_time BIGINT,
  due_explanation TEXT NOT NULL,
  finish_time BIGINT,
  supplement_requests BIGINT NOT NULL,
  fee_vnd BIGINT NOT NULL
);
-- An officer's list, and that of one state: newest first, the code makes the order total.
CREATE INDEX dossiers_by_ward ON dossiers (ward, receive_time, code);
CREATE INDEX dossiers_by_state ON dossiers (state, ward, receive_time, code);
-- A citizen's own list.
CREATE INDEX dossiers_by_citizen ON dossiers (citizen, receive_time, code)
  WHERE citizen IS NOT NULL;

CREATE TABLE transitions (
  dossier TEXT NOT NULL,
  -- The revision that the change led to.
  revision BIGINT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  time BIGINT NOT NULL,
  actor TEXT NOT NULL,
  note_sealed TEXT NOT NULL,
  PRIMARY KEY (dossier, revision)
);

-- The last running number of an agency's day: numbers have no gaps, since a filing that fails
-- takes its number back with it.
CREATE TABLE numbers (
  agency TEXT NOT NULL,
  day TEXT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (agency, day)
);
