#pragma once

#include "common/clock/clock.h"
#include "common/crypto/keyring.h"
#include "common/events/outbox.h"
#include "common/id/ids.h"
#include "common/pairwise/pairwise.h"
#include "common/sql/database.h"
#include "common/ward/ward.h"
#include "services/identity/config.h"
#include "services/identity/metrics.h"
#include "services/identity/oauth/metrics.h"
#include "services/identity/oidc/providers.h"
#include "services/identity/tokens/access_tokens.h"

namespace tancua::identity {

// What the procedures and workers need; everything outlives them.
struct Deps {
  const Clock& clock;
  Ids& ids;
  sql::Database& database;
  events::Outbox& outbox;
  const crypto::Keyring& keys;
  const ward::WardDirectory& wards;
  const Config& config;
  oidc::Providers& providers;
  const AccessTokens& access_tokens;
  Metrics& metrics;
  const pairwise::Names& names;
  oauth::Metrics& oauth_metrics;
};

}  // namespace tancua::identity
