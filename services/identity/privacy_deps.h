#pragma once

#include <string>
#include <vector>

#include "common/calendar/calendar.h"
#include "common/rpc/invoker.h"
#include "services/identity/deps.h"
#include "services/identity/domain/data_request_terms.h"
#include "services/identity/domain/purpose.h"
#include "services/identity/privacy_metrics.h"

namespace tancua::identity {

// A service that holds personal data, and serves PersonalDataService.
struct PersonalDataSource {
  std::string service;  // "dossier"
  std::string title;    // in Vietnamese
  rpc::Invoker& invoker;
};

// What the privacy procedures need beside the service's own; everything outlives them.
struct PrivacyDeps {
  Deps& base;
  const domain::Purposes& purposes;
  const domain::DataRequestTerms& terms;
  const calendar::Calendar& calendar;
  // `dossier` first: it knows which dossiers are a person's, and the others know dossiers only.
  std::vector<PersonalDataSource> sources;
  PrivacyMetrics& metrics;
};

}  // namespace tancua::identity
