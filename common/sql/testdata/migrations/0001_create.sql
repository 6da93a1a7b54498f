-- What the tests of this folder write to.
CREATE TABLE t (
  a TEXT NOT NULL PRIMARY KEY,
  b BIGINT,
  c DOUBLE PRECISION,
  d TEXT CHECK (d <> ';\n')
);
