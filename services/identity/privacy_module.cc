#include "services/identity/privacy_module.h"

#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/retention/schedule.h"
#include "common/status/macros.h"
#include "services/identity/privacy_deps.h"
#include "services/identity/privacy_service.h"
#include "services/identity/workers/measure_privacy.h"
#include "services/identity/workers/retain_consents.h"
#include "services/identity/workers/retain_data_requests.h"

namespace tancua::identity {
namespace {

struct PrivacyData {
  domain::Purposes purposes;
  domain::DataRequestTerms terms;
  calendar::Calendar calendar;
  retention::Schedule retention;
};

// The file `own`, or the suite's; an error names it.
template <class Parse>
auto LoadFile(const std::string& assets, const std::string& own, const char* ours, Parse parse)
    -> decltype(parse(std::string())) {
  const std::string path = own.empty() ? absl::StrCat(assets, "/", ours) : own;
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat(path, " cannot be read"));
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto parsed = parse(text);
  if (parsed.ok()) return parsed;
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", parsed.status().message()));
}

absl::StatusOr<PrivacyData> LoadPrivacyData(const PrivacyConfig& config,
                                            const std::string& assets) {
  ASSIGN_OR_RETURN(auto purposes,
                   LoadFile(assets, config.purposes, "services/identity/data/purposes.yaml",
                            domain::Purposes::Parse));
  ASSIGN_OR_RETURN(auto terms,
                   LoadFile(assets, config.terms, "services/identity/data/data_request_terms.yaml",
                            domain::ParseDataRequestTerms));
  ASSIGN_OR_RETURN(auto calendar, LoadFile(assets, config.calendar,
                                           "common/calendar/data/vietnam_state_offices.yaml",
                                           calendar::Calendar::Parse));
  ASSIGN_OR_RETURN(auto retention,
                   LoadFile(assets, config.retention, "common/retention/data/retention.yaml",
                            retention::Schedule::Parse));
  return PrivacyData{std::move(purposes), std::move(terms), std::move(calendar),
                     std::move(retention)};
}

absl::StatusOr<int> Retain(Deps& deps, const retention::Schedule& schedule,
                           retention::Metrics& kept) {
  ASSIGN_OR_RETURN(const int consents, workers::RetainConsents(deps, schedule, kept));
  ASSIGN_OR_RETURN(const int requests, workers::RetainDataRequests(deps, schedule, kept));
  return consents + requests;
}

}  // namespace

absl::Status BuildPrivacy(runtime::Host& host, Deps& deps) {
  ASSIGN_OR_RETURN(PrivacyData loaded, LoadPrivacyData(deps.config.privacy, host.asset_dir()));
  const PrivacyData& data = host.Own(std::make_unique<PrivacyData>(std::move(loaded)));
  PrivacyDeps& privacy = host.Own(std::make_unique<PrivacyDeps>(PrivacyDeps{
      .base = deps,
      .purposes = data.purposes,
      .terms = data.terms,
      .calendar = data.calendar,
      .sources = {{"dossier", "Hồ sơ thủ tục hành chính", host.invoker("dossier")},
                  {"notification", "Tin nhắn", host.invoker("notification")},
                  {"survey", "Khảo sát", host.invoker("survey")}},
      .metrics = host.Own(std::make_unique<PrivacyMetrics>(host.metrics())),
  }));
  auto& kept = host.Own(std::make_unique<retention::Metrics>(host.metrics(), "identity"));
  host.AddWorker({.name = "identity.measure_privacy",
                  .interval = absl::Minutes(1),
                  .run_once = [&privacy] { return workers::MeasurePrivacy(privacy); }});
  host.AddWorker(
      {.name = "identity.retention", .interval = absl::Hours(1), .run_once = [&deps, &data, &kept] {
         return Retain(deps, data.retention, kept);
       }});
  host.AddService("identity", PrivacyService(privacy));
  return absl::OkStatus();
}

}  // namespace tancua::identity
