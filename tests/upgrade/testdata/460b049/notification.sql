PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_migrations (  number BIGINT PRIMARY KEY, name TEXT NOT NULL, statements TEXT NOT NULL,  applied_at BIGINT NOT NULL);
INSERT INTO schema_migrations VALUES(1,'messages',replace('-- One row per message; the id is the id of the event that caused it. Personal data is in\n-- `sealed` only: phone, name and what the text says. OR, not IN: for a list SQLite builds a\n-- table at every insert.\nCREATE TABLE messages (\n  id TEXT PRIMARY KEY,\n  dossier TEXT NOT NULL,\n  ward TEXT NOT NULL,\n  template_id TEXT NOT NULL,\n  template_version BIGINT NOT NULL,\n  state TEXT NOT NULL CHECK (\n    state = ''PENDING'' OR state = ''SENT'' OR state = ''DELIVERED'' OR state = ''FAILED''),\n  rung TEXT NOT NULL CHECK (rung = ''ZNS'' OR rung = ''SMS''),\n  attempts BIGINT NOT NULL,\n  error TEXT NOT NULL,\n  sealed TEXT NOT NULL,\n  create_us BIGINT NOT NULL,\n  expire_us BIGINT NOT NULL,\n  due_us BIGINT NOT NULL,\n  send_us BIGINT\n);\n\n-- The queue: a claim moves due_us to the end of its lease.\nCREATE INDEX messages_due ON messages (rung, due_us) WHERE state = ''PENDING'';\n\nCREATE INDEX messages_dossier ON messages (dossier, id);\n','\n',char(10)),1795600132415432);
INSERT INTO schema_migrations VALUES(2,'provider_tokens',replace('-- The token pair of a provider that rotates them. `version` rises with each pair;\n-- `refreshing_until_us` lets one process at a time ask for the next pair; `seed_index` tells a\n-- first refresh token that an operator has replaced.\nCREATE TABLE provider_tokens (\n  provider TEXT PRIMARY KEY,\n  sealed TEXT NOT NULL,\n  expire_us BIGINT NOT NULL,\n  version BIGINT NOT NULL,\n  refreshing_until_us BIGINT NOT NULL,\n  seed_index TEXT NOT NULL\n);\n','\n',char(10)),1795600132415472);
INSERT INTO schema_migrations VALUES(9002,'inbox',replace('\nCREATE TABLE inbox (\n  consumer TEXT NOT NULL,\n  event_id TEXT NOT NULL,\n  PRIMARY KEY (consumer, event_id)\n);\n','\n',char(10)),1795600132415504);
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL,
  ward TEXT NOT NULL,
  template_id TEXT NOT NULL,
  template_version BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (
    state = 'PENDING' OR state = 'SENT' OR state = 'DELIVERED' OR state = 'FAILED'),
  rung TEXT NOT NULL CHECK (rung = 'ZNS' OR rung = 'SMS'),
  attempts BIGINT NOT NULL,
  error TEXT NOT NULL,
  sealed TEXT NOT NULL,
  create_us BIGINT NOT NULL,
  expire_us BIGINT NOT NULL,
  due_us BIGINT NOT NULL,
  send_us BIGINT
);
INSERT INTO messages VALUES('01a2121b-ab9e-75e8-bcf2-f5df7da58a0f','H29.27442-261125-0001','27442','dossier_submitted',1,'SENT','ZNS',1,'','dev1.4MZGmTKPT3bJ2tbFMoz_UWXOeNc_HLLY2Gs-SKy2S_jXBjHQs-4dq9ywG4Wr6ca1kLDSFV-OcjFQk7oR5A7uhRwnOZretIfWMNV0cjN-8g92Rf6Ow0ZJWwlZpcmZhwg_YzxpoR4oj7E7kd8KWHQbvk4d0DbvSWDvgql_bGWawR9GztgxdtkkOlCKtQiqiUSTmrSVkPvui1V-sQ55',1795600133030905,1795686533030905,0,1795600133067061);
INSERT INTO messages VALUES('01a2121b-abe6-7b9e-88c9-fab169577c1a','H29.27442-261125-0001','27442','dossier_received',1,'SENT','ZNS',1,'','dev1.Kfi4yoqo2CdJaNBPfM6wvhkJnoNk33dldhKd5VYFjZ5WNGgblVPYI7ochHFANzDW2JAu3WGMmSuM8rULIZjEU7cd9I9pqrXlYgTBCL0Wcf-hipcNU2LXlDaBmpdp8QNWoyGBH9CdbC0qK08Syq49dFN45oQfV-M0BWEEaNHlS-sJ73zE49W1oiHwhPc6uTmKO6RREMOIdeQHr27h',1795600133113843,1795686533113843,0,1795600133124163);
INSERT INTO messages VALUES('01a2121b-abed-79ed-ab68-35d3bd665d56','H29.27442-261125-0001','27442','dossier_submitted_for_approval',1,'SENT','ZNS',1,'','dev1.ST5nKNej58h9tda46hECB9uRknv6qWh7OE_Zfhy8IYGgup-F2vFYgVZRljjmQOkoElcfTDsNdR_9O0_EkxrVAua5FNGpjPAxLOnQ4ZFXwE1W-2hRyHmeh6e-q2hcs11esFstWPoup1H4ZQruFO8XcYdMMcKe9ivQWogNeHXXUD1X04OMlBWn9L0pV0Rhf1W-i2KPQOX-kNnG4wMu',1795600133114689,1795686533114689,0,1795600133124163);
INSERT INTO messages VALUES('01a2121b-abef-73f2-8fdf-b56cf0209b77','H29.27442-261125-0001','27442','dossier_approved',1,'SENT','ZNS',1,'','dev1.IzTbaHDRGGVnMVNFd9JMGxyfz-GO3i3AENjeChxmW0abwM8r4ogVZj2Mh1XsA9TT4iE4jrbe4i3nP0V5sXqnAbmUGpI980aYHGjgvSflji48crMwnMljTynh7FwPQ3BNPmO4l53N0nHfMtjuRdh-wyvz7tuE7D4kQE3ZZ64jWj5KDFvNCFu0-1RQ_Rei3oM5veR4g4tPUn791RRR',1795600133123632,1795686533123632,0,1795600133127645);
INSERT INTO messages VALUES('01a2121b-ac02-700c-b4af-1b7ce87015b3','H29.27442-261125-0001','27442','dossier_returned',1,'SENT','ZNS',1,'','dev1.B-2p4TV_rN2cWv59_6ra96cO5lOPUQbaZ-Jviklhj-RECiHbEq8pqcjc8Xj6BXIQEgg3mmCIxEBhTNQWjIhCYUzLW7H6UUCEbBr577G4srd7Gi9d79QIWVJmGmZBVx9fmv1zd4Q6xQxsh0e1_TvD2AP66DUcU8TQrFQ34tjpJrYGCswkSH8eDGBvogOnKBZvhkn6tHrMcPTHkWHz',1795600133131336,1795686533131336,0,1795600133257717);
INSERT INTO messages VALUES('01a2121b-ac0b-7f21-9523-d7286fb0eb4d','H29.27442-261125-0001','27442','survey_invited',1,'SENT','ZNS',1,'','dev1.fiKkFM2egK73vosCt0XzzASBiinKzSBbvV6ajkpJvJBZr-_DWxmkGWxS5mQzsPQquR3VE8VLY2ogAdHHA92oZgw9L-0PWqkJ7E-382JTKjxklCHsD8LDdBMb5qbptWbNbx_fl8P5lAI149HGVZjyp-UP2-Y1-1z7rmJyDGviTSTuoslc2ug03Y5v48OrZs5RCRgpLM6IyJLHauDYPhDtj4ccvhJbHCcSLknNVmbKuGZGlXDVEP4h7gOtLcYUA1Eisvc',1795600133138966,1795686533138966,0,1795600133257717);
INSERT INTO messages VALUES('01a2121b-ad07-7204-844a-921919793cb0','H29.27442-261125-0002','27442','dossier_submitted',1,'SENT','SMS',2,'','dev1.pgvG41-_YWeO9nfbLxpbUK-VcoupgnL2-Y9mM7dcIlsi-0NQrYsoJQOflsOC2rEziNURxWryqFhOCBXZRnxQ9LJ80ZYR4tAm-doagXL7i6hhyt7ODYrVjXpTW8rkxhNzRbdeCCHGMy8oaOBUcohJ3XRWgLL3hKAD2K_KQEhrwMTBtFFYKNx0Bl1bUNZVSnSIHt2bz-O6s8Sn',1795600133392472,1795686533392472,0,1795600133494968);
CREATE TABLE provider_tokens (
  provider TEXT PRIMARY KEY,
  sealed TEXT NOT NULL,
  expire_us BIGINT NOT NULL,
  version BIGINT NOT NULL,
  refreshing_until_us BIGINT NOT NULL,
  seed_index TEXT NOT NULL
);
INSERT INTO provider_tokens VALUES('zalo','dev1.M8uRd2HulvfotiXGHiuxdwzXZ_w3Onr6s3Elklr1Z8-V_SPw18RUTvIgWL_1aR4d7kMYqlwdwvscnlxnl9XFwqRkLoXMrACKQxn6LunIIoxQzLzfYamyjaX_wLRxpY20Q5S_HNqesyIPKyMXGY0PRJN4XKKa96thSd985CMySIqSBApUxtAxyKZ0mvn9fg',1795690133060972,2,0,'16644a8f778d5024e4b0747d63b348f4b3b13a8eff179386b039a9dff544354a');
CREATE TABLE inbox (
  consumer TEXT NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (consumer, event_id)
);
INSERT INTO inbox VALUES('notification','01a2121b-ab9e-75e8-bcf2-f5df7da58a0f');
INSERT INTO inbox VALUES('notification','01a2121b-abe6-7b9e-88c9-fab169577c1a');
INSERT INTO inbox VALUES('notification','01a2121b-abed-79ed-ab68-35d3bd665d56');
INSERT INTO inbox VALUES('notification','01a2121b-abef-73f2-8fdf-b56cf0209b77');
INSERT INTO inbox VALUES('notification','01a2121b-ac02-700c-b4af-1b7ce87015b3');
INSERT INTO inbox VALUES('notification','01a2121b-ac0b-7f21-9523-d7286fb0eb4d');
INSERT INTO inbox VALUES('notification','01a2121b-ad07-7204-844a-921919793cb0');
CREATE INDEX messages_due ON messages (rung, due_us) WHERE state = 'PENDING';
CREATE INDEX messages_dossier ON messages (dossier, id);
COMMIT;
