// What a person may ask of the dossiers: to be shown, to be forgotten; and how long they are kept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "common/events/sealed_payload.h"
#include "common/retention/schedule.h"
#include "services/dossier/api/export_personal_data.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"
#include "services/dossier/workers/retain_dossiers.h"
#include "services/dossier/workers/subscription.h"
#include "tancua/events/v1/envelope.pb.h"
#include "tancua/identity/v1/privacy_events.pb.h"
#include "tancua/privacy/v1/erasure.pb.h"

namespace tancua::dossier::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr char kCitizen[] = "citizens/c1";
constexpr char kNumber[] = "079051001234";         // of every citizen of the fixture
constexpr char kCounterNumber[] = "001151012345";  // of whom the counter files for
constexpr char kShortClass[] =
    "classes: [{record: dossiers, years: 2, legal_basis: a, verified: true}]";
constexpr char kDryClass[] =
    "classes: [{record: dossiers, years: 2, legal_basis: a, verified: false}]";

class Privacy : public DossierTest, public ::testing::WithParamInterface<const char*> {
 protected:
  Privacy()
      : DossierTest(std::string(GetParam()) == "Postgres" ? PostgresUrl() : "sqlite::memory:") {}

  template <class Event>
  absl::Status Take(const Event& event) {
    const events::Subscription subscription = workers::Subscription(*deps_);
    const auto& route = subscription.routes().at(std::string(Event::descriptor()->full_name()));
    return database_->Write(
        "privacy", [&](sql::Session& tx) { return route.handler(tx, events::Header(), event); });
  }
  absl::Status Erase(const char* citizen = kCitizen, const char* number = kNumber) {
    identity::v1::CitizenErased event;
    event.set_citizen(citizen);
    event.set_citizen_number(number);
    event.set_data_request("dataRequests/1");
    return Take(event);
  }
  void Hold(const std::string& subject, bool held) {
    identity::v1::LegalHoldChanged event;
    event.set_subject(subject);
    event.set_held(held);
    event.mutable_change_time()->set_seconds(absl::ToUnixSeconds(clock_.Now()));
    clock_.Advance(absl::Seconds(1));
    ASSERT_TRUE(Take(event).ok());
  }
  privacy::v1::ExportPersonalDataResponse Export(const char* citizen = kCitizen,
                                                 const char* number = "") {
    privacy::v1::ExportPersonalDataRequest request;
    request.set_citizen(citizen);
    request.set_citizen_number(number);
    auto exported = api::ExportPersonalData(*deps_, rpc::Call(), request);
    EXPECT_TRUE(exported.ok()) << exported.status();
    return *exported;
  }
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
  // A dossier of c1 that was returned.
  std::string Closed() {
    const std::string name = Filed().name();
    EXPECT_TRUE(Accept(name).ok() && Propose(name).ok() && Approve(name).ok());
    EXPECT_TRUE(Return(name).ok());
    return name;
  }
  int Retain(const char* yaml) {
    const auto schedule = retention::Schedule::Parse(yaml).value();
    retention::Metrics metrics(registry_, "dossier");
    workers::RetainDossiers retain(*deps_, schedule, metrics);
    EXPECT_EQ(retain.RunOnce().value(), 0);  // less than a batch
    return static_cast<int>(Count("SELECT COUNT(*) FROM dossiers"));
  }

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

INSTANTIATE_TEST_SUITE_P(On, Privacy, ::testing::Values("Sqlite", "Postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(Privacy, ThePersonIsShownTheirDossiersWhole) {
  const std::string name = Closed();

  const auto exported = Export();

  EXPECT_THAT(exported.dossiers(), ElementsAre(name));
  const auto& record =
      exported.data().fields().at("dossiers").list_value().values(0).struct_value().fields();
  EXPECT_EQ(record.at("state").string_value(), "RETURNED");
  const auto& applicant = record.at("applicant").struct_value().fields();
  EXPECT_EQ(applicant.at("displayName").string_value(), "Nguyễn Văn An");
  EXPECT_EQ(applicant.at("phone").string_value(), "+84903123456");
  EXPECT_GT(record.at("form").struct_value().fields_size(), 0);
  EXPECT_GT(record.at("papers").list_value().values_size(), 0);
  EXPECT_EQ(record.at("history").list_value().values_size(), 5);
}

TEST_P(Privacy, WhatACounterFiledIsFoundByTheNumber) {
  const rpc::Call clerk = Clerk();
  const auto filed = api::FileDossier(*deps_, clerk, CounterFiling(clerk));
  ASSERT_TRUE(filed.ok()) << filed.status();

  EXPECT_THAT(Export("citizens/other", kCounterNumber).dossiers(), ElementsAre(filed->name()));
  EXPECT_THAT(Export("citizens/other", "001151012346").dossiers(), IsEmpty());
  EXPECT_THAT(Export("citizens/other", "").dossiers(), IsEmpty());
}

TEST_P(Privacy, AForgottenApplicantLosesPhoneAccountAndLookUp) {
  const std::string name = Closed();

  ASSERT_TRUE(Erase().ok());

  EXPECT_THAT(Export().dossiers(), IsEmpty());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM dossiers WHERE citizen IS NOT NULL"), 0);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM dossiers WHERE lookup_secret_index <> ''"), 0);
  pb::GetDossierRequest request;
  request.set_name(name);
  const auto kept = api::GetDossier(*deps_, Officer("leader"), request);
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(kept->applicant().phone(), "");
  EXPECT_EQ(kept->applicant().display_name(), "Nguyễn Văn An");

  const auto told = Published<privacy::v1::DossiersErased>();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_THAT(told[0].dossiers(), ElementsAre(name));
  const auto done = Published<privacy::v1::ErasureCompleted>();
  ASSERT_EQ(done.size(), 1u);
  EXPECT_EQ(done[0].service(), "dossier");
  EXPECT_EQ(done[0].erased(), 1);
  ASSERT_EQ(done[0].kept_size(), 1);
  EXPECT_EQ(done[0].kept(0).count(), 1);
}

TEST_P(Privacy, ADossierUnderWayStaysOpenToItsCode) {
  (void)Filed();
  ASSERT_TRUE(Erase().ok());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM dossiers WHERE lookup_secret_index <> ''"), 1);
}

TEST_P(Privacy, LaterEventsOfAForgottenApplicantNameNoPhone) {
  const std::string name = Filed().name();
  ASSERT_TRUE(Erase().ok());
  clock_.Advance(absl::Seconds(1));  // ids tell the order by their time
  ASSERT_TRUE(Accept(name).ok());
  EXPECT_EQ(Published<pb::DossierChanged>().back().applicant_phone(), "");
  EXPECT_EQ(Published<pb::DossierChanged>().back().citizen(), "");
}

TEST_P(Privacy, APersonWithoutDossiersIsReportedAllTheSame) {
  ASSERT_TRUE(Erase("citizens/nobody", "001151012346").ok());
  EXPECT_EQ(Published<privacy::v1::DossiersErased>().size(), 1u);
  EXPECT_EQ(Published<privacy::v1::ErasureCompleted>().at(0).erased(), 0);
}

TEST_P(Privacy, AHeldDossierIsLeftAsItIs) {
  const std::string held = Closed();
  const std::string other = Closed();
  Hold(held, true);

  ASSERT_TRUE(Erase().ok());

  EXPECT_THAT(Export().dossiers(), ElementsAre(held));
  EXPECT_THAT(Published<privacy::v1::DossiersErased>().at(0).dossiers(), ElementsAre(other));
}

TEST_P(Privacy, AHoldOnAPersonIsToldOfTheirDossiers) {
  const std::string first = Filed().name();
  const std::string second = Filed().name();
  Hold(first, true);
  Hold(kCitizen, true);
  // The first dossier is still held by itself.
  Hold(kCitizen, false);

  const auto told = Published<privacy::v1::DossiersHeld>();
  ASSERT_EQ(told.size(), 3u);
  EXPECT_THAT(told[0].dossiers(), ElementsAre(first));
  EXPECT_THAT(told[1].dossiers(), UnorderedElementsAre(first, second));
  EXPECT_FALSE(told[2].held());
  EXPECT_THAT(told[2].dossiers(), ElementsAre(second));
}

TEST_P(Privacy, ADossierEndsWithItsClass) {
  (void)Closed();
  const std::string open = Filed().name();
  clock_.Advance(absl::Hours(24 * 729));
  EXPECT_EQ(Retain(kShortClass), 2);  // a day is left
  clock_.Advance(absl::Hours(24 * 3));
  EXPECT_EQ(Retain(kDryClass), 2);
  EXPECT_EQ(Retain(kShortClass), 1);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM transitions"), 1);
  EXPECT_THAT(Export().dossiers(), ElementsAre(open));
}

TEST_P(Privacy, AHoldOutlastsTheClass) {
  const std::string first = Closed();
  (void)Closed();
  Hold(first, true);
  clock_.Advance(absl::Hours(24 * 732));
  EXPECT_EQ(Retain(kShortClass), 1);
  EXPECT_THAT(Export().dossiers(), ElementsAre(first));
  Hold(first, false);
  Hold(kCitizen, true);
  EXPECT_EQ(Retain(kShortClass), 1);
  Hold(kCitizen, false);
  EXPECT_EQ(Retain(kShortClass), 0);
}

}  // namespace
}  // namespace tancua::dossier::testing
