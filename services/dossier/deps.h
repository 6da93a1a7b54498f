#pragma once

#include "common/calendar/calendar.h"
#include "common/clock/clock.h"
#include "common/crypto/keyring.h"
#include "common/events/outbox.h"
#include "common/id/ids.h"
#include "common/pairwise/pairwise.h"
#include "common/rpc/invoker.h"
#include "common/sql/database.h"
#include "common/ward/ward.h"
#include "services/dossier/blobs/blob_store.h"
#include "services/dossier/catalogue/current.h"
#include "services/dossier/citizens/citizen_profiles.h"
#include "services/dossier/config.h"
#include "services/dossier/metrics.h"

namespace tancua::dossier {

// What the procedures work with. Everything outlives them and is thread-safe.
struct Deps {
  const Clock& clock;
  Ids& ids;
  const crypto::Keyring& keys;
  sql::Database& database;
  events::Outbox& outbox;
  blobs::BlobStore& blobs;
  citizens::CitizenProfiles& citizens;
  rpc::Invoker& identity;  // the identity service
  const catalogue::Current& catalogue;
  const calendar::Calendar& calendar;
  const ward::WardDirectory& wards;
  const Config& config;
  const pairwise::Names& names;
  Metrics& metrics;
};

}  // namespace tancua::dossier
