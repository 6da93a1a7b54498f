#include "services/identity/privacy_wire.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/id/ids.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "common/text/text.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/wire_time.h"

namespace tancua::identity::wire {
namespace {

constexpr std::size_t kLongestText = 2000;

v1::ConsentChannel ToChannel(const std::string& channel) {
  if (channel == "COUNTER") return v1::CONSENT_COUNTER;
  if (channel == "NEIGHBOURHOOD_POINT") return v1::CONSENT_NEIGHBOURHOOD_POINT;
  return v1::CONSENT_ONLINE;
}

void AddKept(const std::vector<domain::Kept>& kept, KeptList& out) {
  for (const domain::Kept& records : kept) {
    privacy::v1::KeptRecords& entry = *out.Add();
    entry.set_title(records.title);
    entry.set_count(records.count);
    entry.set_reason(records.reason);
    entry.set_legal_basis(records.legal_basis);
  }
}

v1::DataRequestType ToType(domain::DataRequestType type) {
  v1::DataRequestType out = v1::DATA_REQUEST_TYPE_UNSPECIFIED;
  (void)v1::DataRequestType_Parse(std::string(domain::Word(type)), &out);
  return out;
}

v1::DataRequest::State ToState(domain::DataRequestState state) {
  v1::DataRequest::State out = v1::DataRequest::STATE_UNSPECIFIED;
  (void)v1::DataRequest::State_Parse(std::string(domain::Word(state)), &out);
  return out;
}

}  // namespace

std::string IdIn(std::string_view collection, std::string_view name) {
  absl::string_view id = View(name);
  if (!absl::ConsumePrefix(&id, absl::StrCat(View(collection), "/")) || !IsUuid(StdView(id))) {
    return "";
  }
  return std::string(id);
}

std::string WardCode(std::string_view ward) {
  absl::string_view code = View(ward);
  absl::ConsumePrefix(&code, "wards/");
  return std::string(code);
}

v1::Purpose ToPurpose(const domain::Purpose& purpose) {
  v1::Purpose out;
  out.set_purpose_id(purpose.id);
  out.set_title(purpose.title);
  out.set_text(purpose.text);
  out.set_text_version(purpose.text_version);
  out.set_text_sha256(purpose.text_sha256);
  out.set_legal_basis(purpose.legal_basis);
  out.set_needs_consent(purpose.needs_consent);
  return out;
}

v1::Consent ToConsent(const domain::Consent& consent) {
  v1::Consent out;
  out.set_name("consents/" + consent.id);
  out.set_citizen("citizens/" + consent.citizen);
  out.set_purpose_id(consent.purpose);
  out.set_text_version(consent.text_version);
  out.set_text_sha256(consent.text_sha256);
  out.set_channel(ToChannel(consent.channel));
  out.set_actor(consent.actor);
  out.set_evidence(consent.evidence);
  *out.mutable_grant_time() = ToTimestamp(consent.grant_time);
  if (consent.withdraw_time) *out.mutable_withdraw_time() = ToTimestamp(*consent.withdraw_time);
  return out;
}

v1::DataRequest ToDataRequest(const domain::DataRequest& request,
                              const std::vector<domain::Erasure>& erasures, absl::Time now) {
  v1::DataRequest out;
  out.set_name("dataRequests/" + request.id);
  out.set_citizen("citizens/" + request.citizen);
  out.set_ward(request.ward);
  out.set_type(ToType(request.type));
  out.set_state(ToState(request.state));
  out.set_description(request.description);
  out.set_purpose_id(request.purpose);
  *out.mutable_receive_time() = ToTimestamp(request.receive_time);
  *out.mutable_acknowledge_due_time() = ToTimestamp(request.acknowledge_due_time);
  *out.mutable_due_time() = ToTimestamp(request.due_time);
  out.set_due_explanation(request.due_explanation);
  if (request.acknowledge_time) {
    *out.mutable_acknowledge_time() = ToTimestamp(*request.acknowledge_time);
  }
  out.set_extended(request.extended);
  out.set_extension_reason(request.extension_reason);
  if (request.decide_time) *out.mutable_decide_time() = ToTimestamp(*request.decide_time);
  out.set_decider(request.decider);
  out.set_decision_reason(request.decision_reason);
  AddKept(request.kept, *out.mutable_kept());
  for (const domain::Erasure& erasure : erasures) {
    v1::Erasure& entry = *out.add_erasures();
    entry.set_service(erasure.service);
    if (erasure.complete_time) *entry.mutable_complete_time() = ToTimestamp(*erasure.complete_time);
    entry.set_erased(erasure.erased);
    AddKept(erasure.kept, *entry.mutable_kept());
  }
  out.set_overdue(domain::IsOverdue(request, now));
  out.set_channel(request.registrar.empty() ? v1::DataRequest::ONLINE : v1::DataRequest::COUNTER);
  out.set_registrar(request.registrar);
  out.set_assistance(request.assistance);
  return out;
}

v1::Breach ToBreach(const domain::Breach& breach) {
  v1::Breach out;
  out.set_name("breaches/" + breach.id);
  out.set_ward(breach.ward);
  *out.mutable_discover_time() = ToTimestamp(breach.discover_time);
  *out.mutable_notify_due_time() = ToTimestamp(breach.notify_due_time);
  if (breach.notify_time) *out.mutable_notify_time() = ToTimestamp(*breach.notify_time);
  out.set_notice_reference(breach.notice_reference);
  v1::BreachReport& report = *out.mutable_report();
  report.set_description(breach.report.description);
  report.set_data_concerned(breach.report.data_concerned);
  report.set_persons_concerned(breach.report.persons_concerned);
  report.set_consequences(breach.report.consequences);
  report.set_measures(breach.report.measures);
  report.set_contact(breach.report.contact);
  out.set_notice_text(domain::NoticeText(breach));
  return out;
}

v1::LegalHold ToLegalHold(const domain::LegalHold& hold) {
  v1::LegalHold out;
  out.set_name("legalHolds/" + hold.id);
  out.set_subject(hold.subject);
  out.set_reason(hold.reason);
  out.set_ward(hold.ward);
  out.set_officer(hold.officer);
  *out.mutable_place_time() = ToTimestamp(hold.place_time);
  if (hold.release_time) *out.mutable_release_time() = ToTimestamp(*hold.release_time);
  return out;
}

std::vector<domain::Kept> FromKept(const KeptList& kept) {
  std::vector<domain::Kept> out;
  out.reserve(static_cast<std::size_t>(kept.size()));
  for (const privacy::v1::KeptRecords& records : kept) {
    out.push_back({.title = records.title(),
                   .count = records.count(),
                   .reason = records.reason(),
                   .legal_basis = records.legal_basis()});
  }
  return out;
}

absl::StatusOr<domain::BreachReport> FromReport(const v1::BreachReport& report) {
  domain::BreachReport out;
  out.persons_concerned = report.persons_concerned();
  if (out.persons_concerned < 0) {
    return status::Error(status::kInvalidField, {.field = "report.persons_concerned"});
  }
  const auto clean = [](const std::string& text, const char* field,
                        std::string& into) -> absl::Status {
    ASSIGN_OR_RETURN(into, CleanText(text, kLongestText, field));
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(clean(report.description(), "report.description", out.description));
  RETURN_IF_ERROR(clean(report.data_concerned(), "report.data_concerned", out.data_concerned));
  RETURN_IF_ERROR(clean(report.consequences(), "report.consequences", out.consequences));
  RETURN_IF_ERROR(clean(report.measures(), "report.measures", out.measures));
  RETURN_IF_ERROR(clean(report.contact(), "report.contact", out.contact));
  if (out.description.empty()) {
    return status::Error(status::kInvalidField, {.field = "report.description"});
  }
  return out;
}

absl::StatusOr<std::string> CleanText(std::string_view text, std::size_t limit, const char* field) {
  auto nfc = text::Nfc(text);
  if (!nfc.ok() || text::CodePoints(*nfc) > limit) {
    return status::Error(status::kInvalidField, {.field = field});
  }
  return nfc;
}

}  // namespace tancua::identity::wire
