#include <gmock/gmock.h>

#include "prometheus/text_serializer.h"
#include "services/identity/privacy_fixture.h"
#include "services/identity/store/officers.h"
#include "services/identity/workers/complete_erasure.h"
#include "services/identity/workers/measure_privacy.h"
#include "services/identity/workers/retain_data_requests.h"
#include "tancua/identity/v1/privacy_events.pb.h"

namespace tancua::identity {
namespace {

using ::testing::HasSubstr;

class DataRequests : public PrivacyFixture {
 protected:
  absl::StatusOr<v1::DataRequest> Get(const rpc::Call& call, const std::string& name) {
    v1::GetDataRequestRequest request;
    request.set_name(name);
    return api::GetDataRequest(*privacy_, call, request);
  }
  absl::StatusOr<v1::DataRequest> Acknowledge(const std::string& name) {
    v1::AcknowledgeDataRequestRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_name(name);
    return api::AcknowledgeDataRequest(*privacy_, WardAdmin(), request);
  }
  absl::StatusOr<v1::DataRequest> Extend(const std::string& name, const std::string& reason) {
    v1::ExtendDataRequestRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_name(name);
    request.set_reason(reason);
    return api::ExtendDataRequest(*privacy_, WardAdmin(), request);
  }
  std::vector<std::string> List(const rpc::Call& call,
                                v1::DataRequest::State state = v1::DataRequest::STATE_UNSPECIFIED) {
    v1::ListDataRequestsRequest request;
    request.set_state(state);
    auto listed = api::ListDataRequests(*privacy_, call, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    std::vector<std::string> names;
    for (const auto& found : listed->data_requests()) names.push_back(found.name());
    return names;
  }
  absl::StatusOr<v1::LegalHold> Release(const std::string& hold) {
    v1::ReleaseLegalHoldRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_name(hold);
    return api::ReleaseLegalHold(*privacy_, WardAdmin(), request);
  }
  std::string OfficerName(const std::string& username) {
    const auto found = database_->Read([&](sql::Session& session) {
      return store::FindOfficerByUsername(session, keys_, username);
    });
    return found.ok() && *found ? "officers/" + (*found)->id : "officers/" + ids_.NewUuid();
  }
  // What the citizen asks with the token that follows an assisted verification.
  absl::StatusOr<v1::DataRequest> Register(const std::string& officer, const std::string& ward) {
    rpc::Call call = Citizen();
    call.caller.assistant = OfficerName(officer);
    call.caller.assistance = "assistedVerifications/1";
    v1::CreateDataRequestRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_type(v1::VIEW);
    request.set_ward(ward);
    return api::CreateDataRequest(*privacy_, call, request);
  }
  void Report(const std::string& name, const char* service, std::int64_t erased) {
    privacy::v1::ErasureCompleted event;
    event.set_data_request(name);
    event.set_service(service);
    event.set_erased(erased);
    event.mutable_complete_time()->set_seconds(absl::ToUnixSeconds(clock_.Now()));
    event.add_kept()->set_title("Hồ sơ");
    ASSERT_TRUE(
        database_
            ->Write("erasure",
                    [&](sql::Session& tx) { return workers::CompleteErasure(tx, {}, event); })
            .ok());
  }
  std::string MetricsText() {
    EXPECT_TRUE(workers::MeasurePrivacy(*privacy_).ok());
    return prometheus::TextSerializer().Serialize(registry_.Collect());
  }
};

INSTANTIATE_TEST_SUITE_P(On, DataRequests, ::testing::Values("Sqlite", "Postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(DataRequests, AreReceivedWithTheirTerms) {
  const v1::DataRequest made = Ask(v1::CORRECT);
  EXPECT_EQ(made.state(), v1::DataRequest::RECEIVED);
  EXPECT_EQ(made.citizen(), citizen_);
  EXPECT_EQ(made.description(), "Đề nghị của tôi");
  // 25/11/2026 17:00 and the end of 30/11/2026, in Vietnam.
  EXPECT_EQ(made.acknowledge_due_time().seconds(), 1795600800);
  EXPECT_EQ(made.due_time().seconds(), 1796057999);
  EXPECT_EQ(Get(Citizen(), made.name())->SerializeAsString(), made.SerializeAsString());
}

TEST_P(DataRequests, AreRegisteredAtTheCounterByItsOfficers) {
  const auto clerk = Register("clerk.27442", "wards/27442");
  ASSERT_TRUE(clerk.ok()) << clerk.status();
  EXPECT_EQ(clerk->channel(), v1::DataRequest::COUNTER);
  EXPECT_EQ(clerk->registrar(), OfficerName("clerk.27442"));
  EXPECT_EQ(clerk->assistance(), "assistedVerifications/1");
  EXPECT_EQ(clerk->citizen(), citizen_) << "the right is the citizen's";
  EXPECT_EQ(Get(Citizen(), clerk->name())->SerializeAsString(), clerk->SerializeAsString());
  EXPECT_TRUE(Register("admin.27442", "").ok()) << "for the city";
  EXPECT_EQ(Ask(v1::VIEW).channel(), v1::DataRequest::ONLINE);

  EXPECT_KIND(Register("clerk.27442", "wards/26944").status(), status::kOtherWard);
  EXPECT_KIND(Register("helper.27442", "wards/27442").status(), status::kAssistedNotAllowed);
  EXPECT_KIND(Register("nobody", "wards/27442").status(), status::kAssistedNotAllowed);
}

TEST_P(DataRequests, NeedATypeAWardThatIsOneAndAPurposeThatIsKnown) {
  v1::CreateDataRequestRequest request;
  request.set_request_id(ids_.NewUuid());
  EXPECT_KIND(api::CreateDataRequest(*privacy_, Citizen(), request).status(),
              status::kInvalidField);
  request.set_type(v1::VIEW);
  request.set_ward("27442");
  EXPECT_KIND(api::CreateDataRequest(*privacy_, Citizen(), request).status(),
              status::kInvalidField);
  request.clear_ward();
  request.set_purpose_id("marketing");
  EXPECT_KIND(api::CreateDataRequest(*privacy_, Citizen(), request).status(), kPurposeNotFound);
}

TEST_P(DataRequests, AreSeenByThePersonTheirOfficeAndTheCity) {
  const std::string name = Ask(v1::VIEW).name();
  EXPECT_TRUE(Get(Citizen(), name).ok());
  EXPECT_TRUE(Get(WardAdmin(), name).ok());
  EXPECT_TRUE(Get(CityAdmin(), name).ok());
  EXPECT_KIND(Get(Officer("ward_admin", "wards/26944"), name).status(), kDataRequestNotFound);
  EXPECT_KIND(Get(As("citizens/" + ids_.NewUuid(), policy::v1::CITIZEN), name).status(),
              kDataRequestNotFound);
  EXPECT_KIND(Get(Citizen(), "dataRequests/1").status(), kDataRequestNotFound);

  const std::string of_the_city = Ask(v1::VIEW, "").name();
  EXPECT_KIND(Get(WardAdmin(), of_the_city).status(), kDataRequestNotFound);
  EXPECT_THAT(List(Citizen()), ::testing::ElementsAre(of_the_city, name));
  EXPECT_THAT(List(CityAdmin()), ::testing::ElementsAre(of_the_city, name));
  EXPECT_THAT(List(WardAdmin()), ::testing::ElementsAre(name));
  EXPECT_THAT(List(Officer("ward_admin", "wards/26944")), ::testing::IsEmpty());
  EXPECT_THAT(List(WardAdmin(), v1::DataRequest::GRANTED), ::testing::IsEmpty());
  EXPECT_THAT(List(WardAdmin(), v1::DataRequest::RECEIVED), ::testing::ElementsAre(name));
}

TEST_P(DataRequests, AreAcknowledgedOnceThenDecidedOnce) {
  const std::string name = Ask(v1::CORRECT).name();
  const auto acknowledged = Acknowledge(name);
  ASSERT_TRUE(acknowledged.ok()) << acknowledged.status();
  EXPECT_EQ(acknowledged->state(), v1::DataRequest::ACKNOWLEDGED);
  EXPECT_KIND(Acknowledge(name).status(), kDataRequestState);

  const auto decided = Decide(WardAdmin(), name, v1::DataRequest::GRANTED);
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_EQ(decided->state(), v1::DataRequest::GRANTED);
  EXPECT_EQ(decided->decider(), "officers/1");
  EXPECT_KIND(Decide(WardAdmin(), name, v1::DataRequest::REFUSED, "Sai").status(),
              kDataRequestState);
}

TEST_P(DataRequests, ARefusalAndAPartNeedAReasonAndALaw) {
  const std::string name = Ask(v1::DELETE).name();
  EXPECT_KIND(Decide(WardAdmin(), name, v1::DataRequest::REFUSED).status(),
              kDataRequestReasonMissing);
  EXPECT_KIND(Decide(WardAdmin(), name, v1::DataRequest::PARTLY_GRANTED, "Đang lưu trữ").status(),
              kDataRequestReasonMissing);
  EXPECT_KIND(Decide(WardAdmin(), name, v1::DataRequest::RECEIVED, "x").status(),
              status::kInvalidField);
  const auto refused = Decide(WardAdmin(), name, v1::DataRequest::REFUSED, "Đang điều tra");
  ASSERT_TRUE(refused.ok()) << refused.status();
  EXPECT_EQ(refused->decision_reason(), "Đang điều tra");
  EXPECT_EQ(refused->erasures_size(), 0);
}

TEST_P(DataRequests, AreExtendedOnceWithAReasonBeforeTheyEnd) {
  const v1::DataRequest made = Ask(v1::CORRECT);
  EXPECT_KIND(Extend(made.name(), "").status(), kDataRequestReasonMissing);
  const auto extended = Extend(made.name(), "Cần đối chiếu sổ gốc");
  ASSERT_TRUE(extended.ok()) << extended.status();
  EXPECT_TRUE(extended->extended());
  EXPECT_EQ(extended->extension_reason(), "Cần đối chiếu sổ gốc");
  EXPECT_EQ(extended->due_time().seconds() - made.due_time().seconds(), 10 * 24 * 3600);
  EXPECT_KIND(Extend(made.name(), "Lần nữa").status(), kDataRequestExtended);

  const std::string late = Ask(v1::CORRECT).name();
  clock_.Advance(absl::Hours(24 * 12));
  EXPECT_KIND(Extend(late, "Quá hạn").status(), kDataRequestState);
}

TEST_P(DataRequests, ShowWhenTheyAreOverdue) {
  const std::string name = Ask(v1::CORRECT).name();
  EXPECT_FALSE(Get(Citizen(), name)->overdue());
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_identity_open_data_requests{term=\"overdue\"} 0"));
  clock_.Advance(absl::Hours(24 * 4));
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_identity_open_data_requests{term=\"due_soon\"} 1"));
  clock_.Advance(absl::Hours(24 * 2));  // nobody has acknowledged it
  EXPECT_TRUE(Get(Citizen(), name)->overdue());
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_identity_open_data_requests{term=\"overdue\"} 1"));
  ASSERT_TRUE(Decide(WardAdmin(), name, v1::DataRequest::GRANTED).ok());
  EXPECT_FALSE(Get(Citizen(), name)->overdue());
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_identity_open_data_requests{term=\"any\"} 0"));
}

TEST_P(DataRequests, AGrantedDeletionForgetsThePersonWhoMayComeBackAsSomebodyNew) {
  ASSERT_TRUE(api::GrantConsent(*privacy_, Citizen(), Agreement()).ok());
  const std::string number = SignIn("p01").value().citizen().citizen_number();
  const std::string name = Ask(v1::DELETE).name();

  const auto decided = Decide(WardAdmin(), name, v1::DataRequest::GRANTED);
  ASSERT_TRUE(decided.ok()) << decided.status();

  const auto told = Published<v1::CitizenErased>();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].citizen(), citizen_);
  EXPECT_EQ(told[0].citizen_number(), number);
  EXPECT_EQ(told[0].data_request(), name);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM consents WHERE withdraw_time IS NULL"), 0);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM sessions WHERE revoked_at IS NULL"), 0);
  const auto back = SignIn("p01");
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_NE(back->citizen().name(), citizen_);
}

TEST_P(DataRequests, ShowHowFarEachServiceIsWithADeletion) {
  const std::string name = Ask(v1::DELETE).name();
  const auto decided = Decide(WardAdmin(), name, v1::DataRequest::GRANTED);
  ASSERT_TRUE(decided.ok()) << decided.status();
  ASSERT_EQ(decided->erasures_size(), 5);
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_identity_open_erasures 4"));

  Report(name, "notification", 6);
  Report(name, "notification", 0);  // again: the first report stands

  const auto shown = Get(Citizen(), name);
  ASSERT_TRUE(shown.ok()) << shown.status();
  for (const v1::Erasure& erasure : shown->erasures()) {
    const bool complete = erasure.service() == "identity" || erasure.service() == "notification";
    EXPECT_EQ(erasure.has_complete_time(), complete) << erasure.service();
    if (erasure.service() == "notification") {
      EXPECT_EQ(erasure.erased(), 6);
      EXPECT_EQ(erasure.kept_size(), 1);
    }
  }
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_identity_open_erasures 3"));
}

TEST_P(DataRequests, AreRemovedPastTheirClassUnlessHeldOrUnderWay) {
  const auto schedule = retention::Schedule::Parse(
      "classes: [{record: data_requests, years: 5, legal_basis: a, verified: true}]");
  retention::Metrics metrics(registry_, "identity");
  const auto retain = [&] {
    return workers::RetainDataRequests(*deps_, *schedule, metrics).value();
  };
  const std::string decided = Ask(v1::VIEW).name();
  ASSERT_TRUE(Decide(WardAdmin(), decided, v1::DataRequest::GRANTED).ok());
  const std::string open = Ask(v1::VIEW).name();
  const std::string deletion = Ask(v1::DELETE).name();
  ASSERT_TRUE(Decide(WardAdmin(), deletion, v1::DataRequest::GRANTED).ok());
  EXPECT_EQ(retain(), 0) << "not yet";
  const std::string hold = Hold(citizen_).value().name();
  clock_.Advance(absl::Hours(24 * 366 * 5));
  EXPECT_EQ(retain(), 0) << "held";

  ASSERT_TRUE(Release(hold).ok());
  EXPECT_EQ(retain(), 1);
  EXPECT_THAT(List(CityAdmin()), ::testing::ElementsAre(deletion, open)) << "not erased everywhere";
  for (const char* service : domain::kErasingServices) Report(deletion, service, 1);
  EXPECT_EQ(retain(), 1);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM erasures"), 0);
  EXPECT_THAT(List(CityAdmin()), ::testing::ElementsAre(open)) << "nobody has decided it";
}

TEST_P(DataRequests, ALegalHoldStopsADeletion) {
  ASSERT_TRUE(Hold(citizen_).ok());
  const std::string name = Ask(v1::DELETE).name();
  EXPECT_KIND(Decide(WardAdmin(), name, v1::DataRequest::GRANTED).status(), kLegalHoldActive);
  EXPECT_TRUE(Published<v1::CitizenErased>().empty());
  EXPECT_EQ(Get(Citizen(), name)->state(), v1::DataRequest::RECEIVED);
}

TEST_P(DataRequests, AGrantedRestrictionIsToldToTheOthers) {
  ASSERT_TRUE(Decide(WardAdmin(), Ask(v1::RESTRICT).name(), v1::DataRequest::GRANTED).ok());
  const auto told = Published<v1::RestrictionChanged>();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_TRUE(told[0].restricted());
}

TEST_P(DataRequests, AGrantedWithdrawalEndsThePurposeThatWasNamed) {
  ASSERT_TRUE(api::GrantConsent(*privacy_, Citizen(), Agreement()).ok());
  ASSERT_TRUE(api::GrantConsent(*privacy_, Citizen(), Agreement("outreach")).ok());
  v1::CreateDataRequestRequest request;
  request.set_request_id(ids_.NewUuid());
  request.set_type(v1::WITHDRAW);
  request.set_ward("wards/27442");
  request.set_purpose_id("outreach");
  const std::string name = api::CreateDataRequest(*privacy_, Citizen(), request).value().name();
  clock_.Advance(absl::Seconds(1));
  ASSERT_TRUE(Decide(WardAdmin(), name, v1::DataRequest::GRANTED).ok());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM consents WHERE withdraw_time IS NULL"), 1);
  EXPECT_EQ(Published<v1::ConsentChanged>().back().purpose_id(), "outreach");
  EXPECT_FALSE(Published<v1::ConsentChanged>().back().granted());
}

}  // namespace
}  // namespace tancua::identity
