-- The token pair of a provider that rotates them. `version` rises with each pair;
-- `refreshing_until_us` lets one process at a time ask for the next pair; `seed_index` tells a
-- first refresh token that an operator has replaced.
CREATE TABLE provider_tokens (
  provider TEXT PRIMARY KEY,
  sealed TEXT NOT NULL,
  expire_us BIGINT NOT NULL,
  version BIGINT NOT NULL,
  refreshing_until_us BIGINT NOT NULL,
  seed_index TEXT NOT NULL
);
