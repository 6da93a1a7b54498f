#pragma once

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "common/events/sealed_payload.h"
#include "common/json/record.h"
#include "common/testing/postgres.h"
#include "services/identity/api/privacy.h"
#include "services/identity/domain/errors.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/identity/identity_fixture.h"
#include "tancua/events/v1/envelope.pb.h"
#include "tancua/privacy/v1/personal_data_service.pb.h"

namespace tancua::identity {

// A service that holds personal data: answers with one record, and notes who asked for what.
class FakeSource final : public rpc::Invoker {
 public:
  absl::Status Unary(const google::protobuf::MethodDescriptor&, const rpc::Metadata& metadata,
                     absl::Time, const google::protobuf::Message& request,
                     google::protobuf::Message& response) override {
    asked = static_cast<const privacy::v1::ExportPersonalDataRequest&>(request);
    authorization = metadata.at("authorization");
    static_cast<privacy::v1::ExportPersonalDataResponse&>(response) = answer;
    return result;
  }
  absl::Status ClientStreaming(const google::protobuf::MethodDescriptor&, const rpc::Metadata&,
                               absl::Time, rpc::MessageReader&,
                               google::protobuf::Message&) override {
    return absl::UnimplementedError("not streamed");
  }

  privacy::v1::ExportPersonalDataResponse answer;
  absl::Status result;
  privacy::v1::ExportPersonalDataRequest asked;
  std::string authorization;
};

// PrivacyService on SQLite and on PostgreSQL; callers and what they ask.
class PrivacyFixture : public IdentityFixture, public ::testing::WithParamInterface<const char*> {
 protected:
  static std::string ReadText(const std::string& path) {
    std::ifstream in(TANCUA_SOURCE_DIR + path);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string DatabaseUrl() override {
    if (std::string(GetParam()) != "Postgres") return "sqlite::memory:";
    static auto* const server = new tancua::testing::PostgresServer();
    return server->Url();
  }
  void SetUp() override {
    IdentityFixture::SetUp();
    clock_.Set(absl::FromCivil(absl::CivilSecond(2026, 11, 20, 9, 0, 0), calendar::Vietnam()));
    privacy_ = std::make_unique<PrivacyDeps>(
        PrivacyDeps{.base = *deps_,
                    .purposes = purposes_,
                    .terms = terms_,
                    .calendar = calendar_,
                    .sources = {{"dossier", "Hồ sơ", dossier_}, {"survey", "Khảo sát", survey_}},
                    .metrics = privacy_metrics_});
    citizen_ = SignIn("p01").value().citizen().name();
  }

  rpc::Call As(const std::string& subject, policy::v1::ActorKind kind) const {
    rpc::Call call = NewCall();
    call.caller.kind = kind;
    call.caller.subject = subject;
    return call;
  }
  rpc::Call Citizen() const {
    rpc::Call call = As(citizen_, policy::v1::CITIZEN);
    call.caller.level = 2;
    return call;
  }
  rpc::Call Officer(const char* role, const char* ward) const {
    rpc::Call call = As("officers/1", policy::v1::OFFICER);
    call.caller.roles = {role};
    call.caller.ward = ward;
    return call;
  }
  rpc::Call WardAdmin() const { return Officer("ward_admin", "wards/27442"); }
  rpc::Call CityAdmin() const { return Officer("city_admin", ""); }

  v1::GrantConsentRequest Agreement(const std::string& purpose = "survey_follow_up") {
    v1::GrantConsentRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_citizen("citizens/me");
    request.set_purpose_id(purpose);
    request.set_text_version("2026-01");
    request.set_agreed(true);
    return request;
  }
  v1::DataRequest Ask(v1::DataRequestType type, const std::string& ward = "wards/27442") {
    clock_.Advance(absl::Seconds(1));  // ids tell the order by their time
    v1::CreateDataRequestRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_type(type);
    request.set_ward(ward);
    request.set_description("Đề nghị của tôi");
    auto made = api::CreateDataRequest(*privacy_, Citizen(), request);
    EXPECT_TRUE(made.ok()) << made.status();
    return *made;
  }
  absl::StatusOr<v1::DataRequest> Decide(const rpc::Call& call, const std::string& name,
                                         v1::DataRequest::State decision,
                                         const std::string& reason = "") {
    v1::DecideDataRequestRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_name(name);
    request.set_decision(decision);
    request.set_reason(reason);
    return api::DecideDataRequest(*privacy_, call, request);
  }
  absl::StatusOr<v1::LegalHold> Hold(const std::string& subject) {
    v1::PlaceLegalHoldRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_subject(subject);
    request.set_reason("Công văn 12/TA của Tòa án");
    return api::PlaceLegalHold(*privacy_, WardAdmin(), request);
  }

  // Every event of one type in the outbox, oldest first.
  template <class Event>
  std::vector<Event> Published() {
    std::vector<Event> events;
    EXPECT_TRUE(database_
                    ->Read([&](sql::Session& session) {
                      events.clear();
                      return session.Query("SELECT envelope FROM outbox ORDER BY id", {},
                                           [&](const sql::Row& row) { Decode(row, events); });
                    })
                    .ok());
    return events;
  }

  domain::Purposes purposes_ =
      domain::Purposes::Parse(ReadText("/services/identity/data/purposes.yaml")).value();
  domain::DataRequestTerms terms_ =
      domain::ParseDataRequestTerms(ReadText("/services/identity/data/data_request_terms.yaml"))
          .value();
  calendar::Calendar calendar_ =
      calendar::Calendar::Parse(ReadText("/common/calendar/data/vietnam_state_offices.yaml"))
          .value();
  PrivacyMetrics privacy_metrics_{registry_};
  FakeSource dossier_;
  FakeSource survey_;
  std::unique_ptr<PrivacyDeps> privacy_;
  std::string citizen_;

 private:
  template <class Event>
  void Decode(const sql::Row& row, std::vector<Event>& events) {
    std::string bytes;
    tancua::events::v1::Envelope envelope;
    ASSERT_TRUE(absl::Base64Unescape(row.Text(0), &bytes) && envelope.ParseFromString(bytes));
    if (envelope.type() != std::string(Event::descriptor()->full_name())) return;
    Event event;
    ASSERT_TRUE(
        tancua::events::OpenPayload(keys_, envelope.id(), envelope.sealed_payload(), event).ok());
    events.push_back(event);
  }
};

}  // namespace tancua::identity
