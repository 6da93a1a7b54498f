#include "services/identity/export/own_data.h"

#include <utility>
#include <vector>

#include "common/json/record.h"
#include "common/status/macros.h"
#include "services/identity/store/consents.h"
#include "services/identity/store/data_requests.h"
#include "services/identity/store/privacy_effects.h"

namespace tancua::identity::exporting {
namespace {

using google::protobuf::Struct;
using json::Record;

// Nobody has more; one who does sees the newest.
constexpr int kMostRecords = 1000;

std::string_view SexWord(domain::Sex sex) {
  if (sex == domain::Sex::kMale) return "MALE";
  return sex == domain::Sex::kFemale ? "FEMALE" : "";
}

Struct ProfileRecord(const domain::Citizen& citizen, bool restricted) {
  const domain::Profile& profile = citizen.profile;
  return Record()
      .Text("displayName", profile.name)
      .Text("citizenNumber", profile.number)
      .Text("birthDate", profile.birth_date)
      .Text("sex", SexWord(profile.sex))
      .Text("phone", profile.phone)
      .Number("level", profile.level)
      .Time("verifyTime", citizen.verified_at)
      .Flag("restricted", restricted)
      .Take();
}

Struct ConsentRecord(const domain::Consent& consent) {
  return Record()
      .Text("purposeId", consent.purpose)
      .Text("textVersion", consent.text_version)
      .Text("textSha256", consent.text_sha256)
      .Text("channel", consent.channel)
      .Text("actor", consent.actor)
      .Text("evidence", consent.evidence)
      .Time("grantTime", consent.grant_time)
      .Time("withdrawTime", consent.withdraw_time)
      .Take();
}

Struct RequestRecord(const domain::DataRequest& request) {
  return Record()
      .Text("name", "dataRequests/" + request.id)
      .Text("type", domain::Word(request.type))
      .Text("state", domain::Word(request.state))
      .Text("channel", domain::ChannelWord(request))
      .Text("actor", request.registrar)
      .Text("description", request.description)
      .Time("receiveTime", request.receive_time)
      .Time("dueTime", request.due_time)
      .Time("decideTime", request.decide_time)
      .Text("decisionReason", request.decision_reason)
      .Take();
}

}  // namespace

absl::StatusOr<Struct> OwnData(sql::Session& session, const crypto::Keyring& keys,
                               const domain::Citizen& citizen) {
  ASSIGN_OR_RETURN(const bool restricted, store::IsRestricted(session, citizen.id));
  ASSIGN_OR_RETURN(const auto consents,
                   store::ListConsents(session, keys, citizen.id, {.limit = kMostRecords}));
  ASSIGN_OR_RETURN(const auto requests,
                   store::ListDataRequests(
                       session, keys, {.citizen = citizen.id, .page = {.limit = kMostRecords}}));
  ASSIGN_OR_RETURN(const auto sessions, store::ListSessions(session, "citizens/" + citizen.id));
  std::vector<Struct> consent_records;
  consent_records.reserve(consents.size());
  for (const auto& consent : consents) consent_records.push_back(ConsentRecord(consent));
  std::vector<Struct> request_records;
  request_records.reserve(requests.size());
  for (const auto& request : requests) request_records.push_back(RequestRecord(request));
  std::vector<Struct> session_records;
  session_records.reserve(sessions.size());
  for (const store::SessionRow& row : sessions) {
    session_records.push_back(
        Record().Text("provider", row.provider).Time("createTime", row.created_at).Take());
  }
  return Record()
      .Struct("profile", ProfileRecord(citizen, restricted))
      .List("consents", std::move(consent_records))
      .List("dataRequests", std::move(request_records))
      .List("sessions", std::move(session_records))
      .Take();
}

}  // namespace tancua::identity::exporting
