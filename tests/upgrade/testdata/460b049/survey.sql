PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_migrations (  number BIGINT PRIMARY KEY, name TEXT NOT NULL, statements TEXT NOT NULL,  applied_at BIGINT NOT NULL);
INSERT INTO schema_migrations VALUES(1,'invitations',replace('-- One row per dossier that was invited to be rated. The token itself is only in the citizen''s\n-- message; here is its keyed hash. No name and no phone is kept.\nCREATE TABLE invitations (\n  invitation_id   TEXT   NOT NULL PRIMARY KEY,\n  dossier         TEXT   NOT NULL UNIQUE,\n  ward            TEXT   NOT NULL,\n  procedure_title TEXT   NOT NULL,\n  token_index     TEXT   NOT NULL UNIQUE,\n  questionnaire   TEXT   NOT NULL,\n  state           TEXT   NOT NULL CHECK (state IN (''OPEN'', ''ANSWERED'', ''EXPIRED'')),\n  invite_time     BIGINT NOT NULL,\n  expire_time     BIGINT NOT NULL,\n  answer_time     BIGINT,\n  comment_sealed  TEXT\n);\n\nCREATE INDEX invitations_open ON invitations (expire_time) WHERE state = ''OPEN'';\n\n-- What was answered, one row per question.\nCREATE TABLE answers (\n  invitation_id TEXT   NOT NULL,\n  question_id   TEXT   NOT NULL,\n  score         BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),\n  PRIMARY KEY (invitation_id, question_id)\n);\n','\n',char(10)),1795600132451441);
INSERT INTO schema_migrations VALUES(9001,'outbox',replace('\nCREATE TABLE outbox (\n  id TEXT NOT NULL PRIMARY KEY,\n  shard BIGINT NOT NULL,\n  time BIGINT NOT NULL,\n  envelope TEXT NOT NULL,\n  published_batch BIGINT\n);\nCREATE INDEX outbox_by_batch ON outbox (published_batch, id);\nCREATE TABLE outbox_relay (\n  id BIGINT NOT NULL PRIMARY KEY,\n  holder TEXT NOT NULL,\n  lease_until BIGINT NOT NULL,\n  confirmed_batch BIGINT NOT NULL,\n  refill_after TEXT NOT NULL,\n  refill_until TEXT NOT NULL\n);\nINSERT INTO outbox_relay (id, holder, lease_until, confirmed_batch, refill_after, refill_until)\nVALUES (1, '''', 0, 0, '''', '''');\n','\n',char(10)),1795600132451532);
INSERT INTO schema_migrations VALUES(9002,'inbox',replace('\nCREATE TABLE inbox (\n  consumer TEXT NOT NULL,\n  event_id TEXT NOT NULL,\n  PRIMARY KEY (consumer, event_id)\n);\n','\n',char(10)),1795600132451563);
INSERT INTO schema_migrations VALUES(9003,'requests',replace('\nCREATE TABLE requests (\n  caller TEXT NOT NULL,\n  method TEXT NOT NULL,\n  request_id TEXT NOT NULL,\n  request_sha256 TEXT NOT NULL,\n  sealed_response TEXT NOT NULL,\n  created_at BIGINT NOT NULL,\n  PRIMARY KEY (request_id, caller, method)\n);\nCREATE INDEX requests_by_age ON requests (created_at);\n','\n',char(10)),1795600132451612);
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
INSERT INTO invitations VALUES('01a2121b-ac0b-7bdd-b8f1-e73e56b5a73d','dossiers/H29.27442-261125-0001','wards/27442','Thực hiện, điều chỉnh, thôi hưởng trợ cấp hưu trí xã hội hằng tháng','81b84c763c24f2737cfa8179952dba3888393e9f1260ea102da416ce7de34206','satisfaction/2025-07','ANSWERED',1795600133130986,1796896133130986,1795600133351623,'dev1.xBcQSgLlMUIhCwenWgpCMNFVpe-qQ2bLifG2DczX_EOZLAQ2P5Yz');
CREATE TABLE answers (
  invitation_id TEXT   NOT NULL,
  question_id   TEXT   NOT NULL,
  score         BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),
  PRIMARY KEY (invitation_id, question_id)
);
INSERT INTO answers VALUES('01a2121b-ac0b-7bdd-b8f1-e73e56b5a73d','access',5);
INSERT INTO answers VALUES('01a2121b-ac0b-7bdd-b8f1-e73e56b5a73d','procedure',5);
INSERT INTO answers VALUES('01a2121b-ac0b-7bdd-b8f1-e73e56b5a73d','officer',5);
INSERT INTO answers VALUES('01a2121b-ac0b-7bdd-b8f1-e73e56b5a73d','result',5);
INSERT INTO answers VALUES('01a2121b-ac0b-7bdd-b8f1-e73e56b5a73d','feedback',5);
INSERT INTO answers VALUES('01a2121b-ac0b-7bdd-b8f1-e73e56b5a73d','overall',5);
CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY,
  shard BIGINT NOT NULL,
  time BIGINT NOT NULL,
  envelope TEXT NOT NULL,
  published_batch BIGINT
);
INSERT INTO outbox VALUES('01a2121b-ac0b-7f21-9523-d7286fb0eb4d',4,1795600133131130,'CiQwMWEyMTIxYi1hYzBiLTdmMjEtOTUyMy1kNzI4NmZiMGViNGQSHnRhbmN1YS5zdXJ2ZXkudjEuU3VydmV5SW52aXRlZBoFMjc0NDIiHmRvc3NpZXJzL0gyOS4yNzQ0Mi0yNjExMjUtMDAwMSj6luDg66KYAzI3MDAtMDJiOTE5NzczOTUwOTliMWIyNGIxZTQ0MGVhMjU0NjUtMmRjN2FmNTA1YmIwZDMxNy0wMTq8A2RldjEucEVKbVp1anZUZGh2dUtJa1JZam9HWkFyV2xLcjVWMnNNTGpHSDUyeHg0aGhPSnNRdllkWEZadUFDR0FFRjAxd2hUXzZMMGk4NlM0QmZGbnVaR0UyWURkVXd1aDVkd002TnVhcHhqUUtUZFNfU0tOLUY2QVY2RVIzV3NIWkJ5SjExcFhTdkgtWEt5VkxUVDJLMk5IektpZlM4cHk1RTFjZGF3ejdnVVFXMVJXVmktTm1YNE4xaTVsUzlicmJHVFlBQjRUeHk5UGM2M3dqQVhkZVdsdHRGRF9iRjZvUm9fLUdKaTdURmhUWFZQWTQ2MkJwdXhkaTYyQk80VnZuNjVCR0tOUkVycVZnRGlFQ05MOC1XZUh6XzBENWY1aXpLM2E3azR3aE40OFRURThsazVMUlpmc1NNelJvbXRNbVduQUVVeTRLMUFaUURldzEzd3pqOG5YOEpxakYzbndaNzBwRDd6TXJXWEhEVHZMc0JtMFdGNWhMUkdHOE4zRkZINHVfX0c4Zmc3OVJrWXhGakxsN3R0Nm1NZU5SQWpVZ0ZJQk9KLUNZZXExaFR0U211LVYzTUo1NF9BNA==',1);
INSERT INTO outbox VALUES('01a2121b-ace7-70c2-b780-314eb80ca48f',4,1795600133351742,'CiQwMWEyMTIxYi1hY2U3LTcwYzItYjc4MC0zMTRlYjgwY2E0OGYSH3RhbmN1YS5zdXJ2ZXkudjEuU3VydmV5QW5zd2VyZWQaBTI3NDQyIh5kb3NzaWVycy9IMjkuMjc0NDItMjYxMTI1LTAwMDEovtLt4OuimAMyNzAwLTRjOTRhMmEwZDNjY2VhZTcxODYxZTdlOGI4MGRkY2QyLTA4OGRjOTgxYjQxNDQzYTctMDE6fGRldjEuN3ZUNXdYaExuR1pMaDRDQWNpclQxUGJDTGs5OHRPMjV5SHIweEJCdVVKaGFWMFhNRE8wTHdPTkxCNW1OMDhIai1GMVdzOVZRUEo3MnBlTkdmMmRKQWVVemo4ck9IZ19sWXR2QlRGWW1CR0hVYWhTVDhLYWhsVFk=',2);
CREATE TABLE outbox_relay (
  id BIGINT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  lease_until BIGINT NOT NULL,
  confirmed_batch BIGINT NOT NULL,
  refill_after TEXT NOT NULL,
  refill_until TEXT NOT NULL
);
INSERT INTO outbox_relay VALUES(1,'',0,2,'','');
CREATE TABLE inbox (
  consumer TEXT NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (consumer, event_id)
);
INSERT INTO inbox VALUES('survey','01a2121b-ab9e-75e8-bcf2-f5df7da58a0f');
INSERT INTO inbox VALUES('survey','01a2121b-abe6-7b9e-88c9-fab169577c1a');
INSERT INTO inbox VALUES('survey','01a2121b-abed-79ed-ab68-35d3bd665d56');
INSERT INTO inbox VALUES('survey','01a2121b-abef-73f2-8fdf-b56cf0209b77');
INSERT INTO inbox VALUES('survey','01a2121b-ac02-700c-b4af-1b7ce87015b3');
INSERT INTO inbox VALUES('survey','01a2121b-ad07-7204-844a-921919793cb0');
CREATE TABLE requests (
  caller TEXT NOT NULL,
  method TEXT NOT NULL,
  request_id TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  sealed_response TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (request_id, caller, method)
);
CREATE INDEX invitations_open ON invitations (expire_time) WHERE state = 'OPEN';
CREATE INDEX outbox_by_batch ON outbox (published_batch, id);
CREATE INDEX requests_by_age ON requests (created_at);
COMMIT;
