#include <gmock/gmock.h>

#include "prometheus/text_serializer.h"
#include "services/identity/privacy_fixture.h"
#include "services/identity/workers/measure_privacy.h"
#include "tancua/identity/v1/privacy_events.pb.h"

namespace tancua::identity {
namespace {

using ::testing::HasSubstr;

class Breaches : public PrivacyFixture {
 protected:
  void SetUp() override {
    PrivacyFixture::SetUp();
    clock_.Set(Local(22, 21, 30));
  }
  static absl::Time Local(int day, int hour, int minute) {
    return absl::FromCivil(absl::CivilSecond(2026, 11, day, hour, minute, 0), calendar::Vietnam());
  }
  absl::StatusOr<v1::Breach> Create(absl::Time discovered, const rpc::Call& call) {
    v1::CreateBreachRequest request;
    request.set_request_id(ids_.NewUuid());
    request.mutable_discover_time()->set_seconds(absl::ToUnixSeconds(discovered));
    request.mutable_report()->set_description("Mất máy tính xách tay của điểm tiếp nhận");
    return api::CreateBreach(*privacy_, call, request);
  }
  absl::StatusOr<v1::Breach> Notify(const std::string& name) {
    v1::MarkBreachNotifiedRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_name(name);
    request.set_notice_reference("A05-2026-77");
    return api::MarkBreachNotified(*privacy_, WardAdmin(), request);
  }
  std::string MetricsText() {
    EXPECT_TRUE(workers::MeasurePrivacy(*privacy_).ok());
    return prometheus::TextSerializer().Serialize(registry_.Collect());
  }
};

INSTANTIATE_TEST_SUITE_P(On, Breaches, ::testing::Values("Sqlite", "Postgres"),
                         [](const auto& info) { return std::string(info.param); });

// Tuesday 24/11/2026 is a holiday; the hours run all the same.
TEST_P(Breaches, MustBeNotifiedWithin72ClockHoursOfDiscovery) {
  const auto breach = Create(Local(22, 21, 15), WardAdmin());
  ASSERT_TRUE(breach.ok()) << breach.status();
  EXPECT_EQ(breach->notify_due_time().seconds(), absl::ToUnixSeconds(Local(25, 21, 15)));
  EXPECT_THAT(breach->notice_text(), HasSubstr("21:15 ngày 25/11/2026"));
  EXPECT_THAT(breach->notice_text(), HasSubstr("Mất máy tính xách tay"));
  EXPECT_THAT(breach->notice_text(), HasSubstr("chưa xác định"));
  clock_.Set(Local(24, 21, 15));
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_identity_breach_notice_left_seconds 86400"));
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_identity_open_breaches 1"));
}

TEST_P(Breaches, AreNotifiedOnce) {
  const std::string name = Create(Local(22, 21, 15), WardAdmin()).value().name();
  const auto notified = Notify(name);
  ASSERT_TRUE(notified.ok()) << notified.status();
  EXPECT_EQ(notified->notice_reference(), "A05-2026-77");
  EXPECT_TRUE(notified->has_notify_time());
  EXPECT_KIND(Notify(name).status(), kBreachAlreadyNotified);
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_identity_open_breaches 0"));
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_identity_breach_notice_left_seconds Nan"));
}

TEST_P(Breaches, AreAddedToAsMoreIsKnown) {
  const std::string name = Create(Local(22, 21, 15), WardAdmin()).value().name();
  v1::UpdateBreachRequest request;
  request.set_request_id(ids_.NewUuid());
  request.set_name(name);
  request.mutable_report()->set_description("Mất máy tính, đã khóa từ xa");
  request.mutable_report()->set_persons_concerned(31);
  const auto updated = api::UpdateBreach(*privacy_, WardAdmin(), request);
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_THAT(updated->notice_text(), HasSubstr("Số chủ thể dữ liệu: 31"));
  request.set_request_id(ids_.NewUuid());
  EXPECT_KIND(api::UpdateBreach(*privacy_, Officer("ward_admin", "wards/26944"), request).status(),
              kBreachNotFound);
}

TEST_P(Breaches, NeedADescriptionAndADiscoveryThatHasHappened) {
  EXPECT_KIND(Create(Local(22, 21, 31), WardAdmin()).status(), status::kInvalidField);
  v1::CreateBreachRequest request;
  request.set_request_id(ids_.NewUuid());
  EXPECT_KIND(api::CreateBreach(*privacy_, WardAdmin(), request).status(), status::kInvalidField);
  request.mutable_discover_time()->set_seconds(absl::ToUnixSeconds(Local(22, 21, 15)));
  EXPECT_KIND(api::CreateBreach(*privacy_, WardAdmin(), request).status(), status::kInvalidField);
}

TEST_P(Breaches, AreListedForTheWardAndTheCity) {
  ASSERT_TRUE(Create(Local(22, 21, 15), WardAdmin()).ok());
  clock_.Advance(absl::Seconds(1));
  ASSERT_TRUE(Create(Local(22, 21, 16), CityAdmin()).ok());
  const auto listed = [&](const rpc::Call& call) {
    return api::ListBreaches(*privacy_, call, {}).value().breaches_size();
  };
  EXPECT_EQ(listed(WardAdmin()), 1);
  EXPECT_EQ(listed(Officer("ward_admin", "wards/26944")), 0);
  EXPECT_EQ(listed(CityAdmin()), 2);
}

class LegalHolds : public PrivacyFixture {
 protected:
  absl::StatusOr<v1::LegalHold> Release(const std::string& name, const rpc::Call& call) {
    v1::ReleaseLegalHoldRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_name(name);
    return api::ReleaseLegalHold(*privacy_, call, request);
  }
};

INSTANTIATE_TEST_SUITE_P(On, LegalHolds, ::testing::Values("Sqlite", "Postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(LegalHolds, ArePlacedOnceAndReleasedOnceAndToldEachTime) {
  const std::string dossier = "dossiers/H29.27442-261122-0001";
  const auto hold = Hold(dossier);
  ASSERT_TRUE(hold.ok()) << hold.status();
  EXPECT_EQ(hold->reason(), "Công văn 12/TA của Tòa án");
  EXPECT_KIND(Hold(dossier).status(), kLegalHoldActive);
  clock_.Advance(absl::Seconds(1));
  EXPECT_KIND(Release(hold->name(), Officer("ward_admin", "wards/26944")).status(),
              kLegalHoldNotFound);
  ASSERT_TRUE(Release(hold->name(), CityAdmin()).ok());
  EXPECT_KIND(Release(hold->name(), CityAdmin()).status(), kLegalHoldNotFound);
  const auto told = Published<v1::LegalHoldChanged>();
  ASSERT_EQ(told.size(), 2u);
  EXPECT_TRUE(told[0].held());
  EXPECT_FALSE(told[1].held());
  EXPECT_EQ(told[1].subject(), dossier);
  EXPECT_TRUE(Hold(dossier).ok());
  EXPECT_EQ(api::ListLegalHolds(*privacy_, WardAdmin(), {}).value().legal_holds_size(), 2);
}

TEST_P(LegalHolds, AreOnCitizensAndDossiersOnly) {
  for (const char* subject : {"", "wards/27442", "citizens/1", "dossiers/", "dossiers/a/b"}) {
    EXPECT_KIND(Hold(subject).status(), status::kInvalidField);
  }
}

}  // namespace
}  // namespace tancua::identity
