#include "services/notification/workers/pipeline_fixture.h"

#include "prometheus/text_serializer.h"
#include "services/notification/store/migrations.h"

namespace tancua::notification {
namespace {

// Ten in the morning of a working day in Vietnam.
const absl::Time kStart =
    absl::FromCivil(absl::CivilSecond(2026, 11, 23, 10, 0, 0), domain::LocalZone());

std::unique_ptr<sql::Database> NewDatabase() {
  auto database = *sql::Database::Open({.url = "sqlite::memory:"});
  const absl::Status migrated = database->Migrate(store::Migrations());
  EXPECT_TRUE(migrated.ok()) << migrated;
  return database;
}

events::Header HeaderOf(const std::string& id, const google::protobuf::Message& event) {
  events::Header header;
  header.id = id;
  header.type = event.GetDescriptor()->full_name();
  header.ward = "27442";
  return header;
}

}  // namespace

PipelineFixture::PipelineFixture()
    : clock_(kStart),
      keys_(*crypto::Keyring::Parse(crypto::Keyring::Generate("k1"))),
      database_(NewDatabase()),
      catalogue_(*Catalogue::Load(TANCUA_SOURCE_DIR "/services/notification/data")),
      registry_(std::make_shared<prometheus::Registry>()),
      metrics_(*registry_),
      store_(*database_, keys_),
      token_store_(*database_, keys_),
      tokens_({fakes_.Url(FakeProviders::kTokenPath), "app", "app-secret"}, token_store_, http_,
              clock_),
      zns_({.url = fakes_.Url(FakeProviders::kZnsPath)}, tokens_, http_),
      sms_({.url = fakes_.Url(FakeProviders::kSmsPath),
            .api_key = "key",
            .secret_key = "secret",
            .brandname = "UBND"},
           catalogue_.abbreviations(), http_),
      intake_(store_, catalogue_, rules_, domain::Rung::kZns, clock_),
      zns_rung_(MakeRung(domain::Rung::kZns, zns_)),
      sms_rung_(MakeRung(domain::Rung::kSms, sms_)) {
  const absl::Status seeded = token_store_.Seed("zalo", "refresh-0");
  EXPECT_TRUE(seeded.ok()) << seeded;
}

std::unique_ptr<PipelineFixture::RungSet> PipelineFixture::MakeRung(domain::Rung rung,
                                                                    Provider& provider) {
  auto set = std::make_unique<RungSet>();
  set->sender = std::make_unique<Sender>(
      SenderParts{store_, catalogue_, rules_, rung, provider, set->circuit, metrics_, clock_,
                  absl::Seconds(45), absl::Seconds(5), [] { return 0.5; }});
  return set;
}

void PipelineFixture::Take(const std::string& event_id, const dossier::v1::DossierChanged& event) {
  const absl::Status taken = database_->Write("27442", [&](sql::Session& tx) {
    return intake_.OnDossierChanged(tx, HeaderOf(event_id, event), event);
  });
  EXPECT_TRUE(taken.ok()) << taken;
}

void PipelineFixture::Take(const std::string& event_id, const survey::v1::SurveyInvited& event) {
  const absl::Status taken = database_->Write("27442", [&](sql::Session& tx) {
    return intake_.OnSurveyInvited(tx, HeaderOf(event_id, event), event);
  });
  EXPECT_TRUE(taken.ok()) << taken;
}

void PipelineFixture::Take(const std::string& event_id,
                           const identity::v1::OneTimeCodeIssued& event) {
  const absl::Status taken = database_->Write("27442", [&](sql::Session& tx) {
    return intake_.OnOneTimeCodeIssued(tx, HeaderOf(event_id, event), event);
  });
  EXPECT_TRUE(taken.ok()) << taken;
}

int PipelineFixture::RunOnce(RungSet& rung) {
  const auto moved = rung.sender->RunOnce();
  EXPECT_TRUE(moved.ok()) << moved.status();
  return moved.value_or(0);
}

int PipelineFixture::Drain() {
  int total = 0;
  for (int moved = 1; moved > 0; total += moved) moved = RunOnce(*zns_rung_) + RunOnce(*sms_rung_);
  return total;
}

std::vector<domain::Message> PipelineFixture::Messages() {
  auto messages = store_.OfDossier(kDossier, "", 100);
  EXPECT_TRUE(messages.ok()) << messages.status();
  return *messages;
}

domain::Message PipelineFixture::OnlyMessage() {
  const auto messages = Messages();
  EXPECT_EQ(messages.size(), 1u);
  return messages.empty() ? domain::Message() : messages.front();
}

std::string PipelineFixture::MetricsText() {
  return prometheus::TextSerializer().Serialize(registry_->Collect());
}

dossier::v1::DossierChanged ReceivedDossier(const std::string& phone) {
  dossier::v1::DossierChanged event;
  event.set_dossier(std::string("dossiers/") + kDossier);
  event.set_ward("wards/27442");
  event.set_procedure_title("Công nhận hộ nghèo");
  event.set_note("Bổ sung giấy xác nhận khuyết tật");
  event.set_state(dossier::v1::RECEIVED);
  event.set_applicant_name("Nguyễn Văn Đức");
  event.set_applicant_phone(phone);
  event.set_agency_title("Ủy ban nhân dân phường Bình Tân");
  event.mutable_change_time()->set_seconds(absl::ToUnixSeconds(kStart));
  event.mutable_due_time()->set_seconds(absl::ToUnixSeconds(kStart + absl::Hours(7)));
  return event;
}

identity::v1::OneTimeCodeIssued IssuedCode(const std::string& phone) {
  identity::v1::OneTimeCodeIssued event;
  event.set_verification("assistedVerifications/01935000-0000-7000-8000-000000000009");
  event.set_ward("wards/27442");
  event.set_phone(phone);
  event.set_code("012345");
  event.mutable_issue_time()->set_seconds(absl::ToUnixSeconds(kStart));
  event.mutable_expire_time()->set_seconds(absl::ToUnixSeconds(kStart + absl::Minutes(5)));
  return event;
}

survey::v1::SurveyInvited Invitation(const std::string& phone) {
  survey::v1::SurveyInvited event;
  event.set_dossier(std::string("dossiers/") + kDossier);
  event.set_ward("wards/27442");
  event.set_uri("http://127.0.0.1:8080/s/abcDEF_123-xyz");
  event.set_applicant_name("Nguyễn Văn Đức");
  event.set_applicant_phone(phone);
  event.set_agency_title("Ủy ban nhân dân phường Bình Tân");
  event.mutable_invite_time()->set_seconds(absl::ToUnixSeconds(kStart));
  event.mutable_expire_time()->set_seconds(absl::ToUnixSeconds(kStart + absl::Hours(15 * 24)));
  return event;
}

}  // namespace tancua::notification
