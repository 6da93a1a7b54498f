#include "services/dossier/testing/fixture.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/events/sealed_payload.h"
#include "common/status/view.h"
#include "common/testing/postgres.h"
#include "services/dossier/blobs/directory_blob_store.h"
#include "services/dossier/store/schema.h"
#include "tancua/events/v1/envelope.pb.h"

namespace tancua::dossier::testing {
namespace {

constexpr char kSource[] = TANCUA_SOURCE_DIR;

// A stream of one caller's upload, cut into pieces as the network would.
class Pieces final : public rpc::MessageReader {
 public:
  Pieces(std::string content, std::string type)
      : content_(std::move(content)), type_(std::move(type)) {}
  absl::StatusOr<bool> Next(google::protobuf::Message& message) override {
    constexpr std::size_t kPiece = 1000;
    auto& request = static_cast<pb::UploadAttachmentRequest&>(message);
    if (at_ >= content_.size()) return false;
    request.Clear();
    if (at_ == 0) request.mutable_content()->set_content_type(type_);
    request.mutable_content()->set_data(content_.substr(at_, kPiece));
    at_ += kPiece;
    return true;
  }

 private:
  const std::string content_;
  const std::string type_;
  std::size_t at_ = 0;
};

template <class T>
T Must(absl::StatusOr<T> result) {
  if (!result.ok()) ADD_FAILURE() << result.status();
  return *std::move(result);
}

std::string NewFolder() {
  std::string pattern = ::testing::TempDir() + "/dossier-XXXXXX";
  return mkdtemp(pattern.data());
}

template <class Request>
Request ChangeOf(const std::string& name, std::string request_id) {
  Request request;
  request.set_name(name);
  request.set_request_id(std::move(request_id));
  return request;
}

template <class Event>
std::vector<Event> EventsOf(sql::Database& database, const crypto::Keyring& keys) {
  std::vector<std::string> envelopes;
  const absl::Status read = database.Read([&](sql::Session& tx) {
    return tx.Query("SELECT envelope FROM outbox ORDER BY id", {},
                    [&](const sql::Row& row) { envelopes.push_back(row.Text(0)); });
  });
  EXPECT_TRUE(read.ok()) << read;
  std::vector<Event> events;
  for (const std::string& text : envelopes) {
    std::string bytes;
    tancua::events::v1::Envelope envelope;
    EXPECT_TRUE(absl::Base64Unescape(text, &bytes) && envelope.ParseFromString(bytes));
    if (envelope.type() != Event::descriptor()->full_name()) continue;
    Event& event = events.emplace_back();
    const absl::Status opened =
        tancua::events::OpenPayload(keys, envelope.id(), envelope.sealed_payload(), event);
    EXPECT_TRUE(opened.ok()) << opened;
  }
  return events;
}

}  // namespace

absl::Time Local(int year, int month, int day, int hour, int minute, int second) {
  return absl::FromCivil(absl::CivilSecond(year, month, day, hour, minute, second),
                         calendar::Vietnam());
}
absl::Time MondayMorning() { return Local(2026, 11, 2, 9, 0); }

std::string PostgresUrl() {
  static auto* const server = new tancua::testing::PostgresServer();
  return server->Url();
}

DossierTest::DossierTest(const std::string& url)
    : keys_(Must(crypto::Keyring::Parse(crypto::Keyring::Generate("test")))),
      blob_folder_(NewFolder()),
      database_(Must(sql::Database::Open({.url = url}))),
      blobs_(Must(blobs::OpenDirectoryBlobStore(blob_folder_, keys_))),
      outbox_(std::make_unique<events::Outbox>(keys_, clock_, ids_, 4)),
      catalogue_(Must(catalogue::Current::Open({.data_dir = blob_folder_, .asset_dir = kSource}))),
      calendar_(Must(calendar::Calendar::Load(
          absl::StrCat(kSource, "/common/calendar/data/vietnam_state_offices.yaml")))),
      wards_(
          Must(ward::WardDirectory::Load(absl::StrCat(kSource, "/common/ward/data/wards.yaml")))),
      citizens_(
          std::make_unique<citizens::CitizenProfiles>(identity_, clock_, 100, absl::Seconds(60))) {
  const absl::Status migrated = database_->Migrate(store::Schema());
  EXPECT_TRUE(migrated.ok()) << migrated;
  deps_ = std::make_unique<Deps>(Deps{.clock = clock_,
                                      .ids = ids_,
                                      .keys = keys_,
                                      .database = *database_,
                                      .outbox = *outbox_,
                                      .blobs = *blobs_,
                                      .citizens = *citizens_,
                                      .identity = identity_,
                                      .catalogue = *catalogue_,
                                      .calendar = calendar_,
                                      .wards = wards_,
                                      .config = config_,
                                      .names = names_,
                                      .metrics = metrics_});
}

DossierTest::~DossierTest() { std::filesystem::remove_all(blob_folder_); }

rpc::Call DossierTest::Citizen(std::string_view id) {
  rpc::Call call;
  call.caller.kind = policy::v1::CITIZEN;
  call.caller.subject = absl::StrCat("citizens/", View(id));
  call.caller.level = 2;
  call.metadata["authorization"] = "Bearer " + call.caller.subject;
  call.method = "test";
  return call;
}

rpc::Call DossierTest::Officer(std::string_view role, std::string_view ward) {
  rpc::Call call;
  call.caller.kind = policy::v1::OFFICER;
  call.caller.subject = absl::StrCat("officers/", View(role), "-", View(ward));
  call.caller.ward = absl::StrCat("wards/", View(ward));
  call.caller.roles = {std::string(role)};
  call.method = "test";
  return call;
}

rpc::Call DossierTest::Partner(std::vector<std::string> scopes, std::string_view id) {
  rpc::Call call;
  call.caller.kind = policy::v1::PARTNER;
  call.caller.subject = call.caller.client = absl::StrCat("clients/", View(id));
  call.caller.wards = {"wards/27442", "wards/26944"};
  call.caller.scopes = std::move(scopes);
  call.method = "test";
  return call;
}

pb::FileDossierRequest DossierTest::OnlineFiling(const rpc::Call& caller,
                                                 std::string_view procedure) {
  const catalogue::Entry* entry = catalogue_->Get().Find(procedure, absl::CivilDay(2026, 11, 2));
  pb::FileDossierRequest request;
  request.set_request_id(NewRequestId());
  request.set_procedure(absl::StrCat("procedures/", View(procedure)));
  request.set_ward("wards/27442");
  request.set_channel(pb::ONLINE);
  *request.mutable_form() =
      entry->form.document().fields().at("examples").list_value().values(0).struct_value();
  for (const domain::PaperRequirement& asked : entry->procedure.papers) {
    if (!asked.required) continue;
    pb::Paper& paper = *request.add_papers();
    paper.set_paper_id(asked.id);
    paper.set_attachment(Must(Upload(caller, Pdf())).name());
  }
  return request;
}

pb::FileDossierRequest DossierTest::CounterFiling(const rpc::Call& caller,
                                                  std::string_view procedure) {
  pb::FileDossierRequest request = OnlineFiling(caller, procedure);
  request.set_channel(pb::COUNTER);
  request.mutable_applicant()->set_display_name("Trần Thị Bưởi");
  request.mutable_applicant()->set_citizen_number("001151012345");
  request.mutable_applicant()->set_phone("0903 123 456");
  return request;
}

absl::StatusOr<pb::Attachment> DossierTest::Upload(const rpc::Call& caller,
                                                   const std::string& content,
                                                   const std::string& type) {
  Pieces pieces(content, type);
  rpc::Reader<pb::UploadAttachmentRequest> reader(pieces);
  return api::UploadAttachment(*deps_, caller, reader);
}

pb::Dossier DossierTest::Filed() {
  const rpc::Call caller = Citizen();
  return Must(api::FileDossier(*deps_, caller, OnlineFiling(caller)));
}

absl::StatusOr<pb::Dossier> DossierTest::Accept(const std::string& name) {
  return api::AcceptDossier(*deps_, Clerk(),
                            ChangeOf<pb::AcceptDossierRequest>(name, NewRequestId()));
}

absl::StatusOr<pb::Dossier> DossierTest::AskForSupplement(const std::string& name,
                                                          const std::string& note) {
  auto request = ChangeOf<pb::RequestSupplementRequest>(name, NewRequestId());
  request.set_note(note);
  return api::RequestSupplement(*deps_, Clerk(), request);
}

absl::StatusOr<pb::Dossier> DossierTest::Propose(const std::string& name, const std::string& note) {
  auto request = ChangeOf<pb::SubmitDossierForApprovalRequest>(name, NewRequestId());
  request.set_note(note);
  return api::SubmitDossierForApproval(*deps_, Officer("specialist"), request);
}

absl::StatusOr<pb::Dossier> DossierTest::Approve(const std::string& name) {
  return api::ApproveDossier(*deps_, Officer("leader"),
                             ChangeOf<pb::ApproveDossierRequest>(name, NewRequestId()));
}

absl::StatusOr<pb::Dossier> DossierTest::Return(const std::string& name) {
  return api::ReturnDossier(*deps_, Clerk(),
                            ChangeOf<pb::ReturnDossierRequest>(name, NewRequestId()));
}

std::int64_t DossierTest::Count(const char* sql) {
  return Must(database_->Read([&](sql::Session& tx) -> absl::StatusOr<std::int64_t> {
    std::int64_t count = 0;
    absl::Status read = tx.Query(sql, {}, [&](const sql::Row& row) { count = row.Int(0); });
    if (!read.ok()) return read;
    return count;
  }));
}

std::vector<audit::v1::RecordAccessed> DossierTest::Accesses() {
  return EventsOf<audit::v1::RecordAccessed>(*database_, keys_);
}

std::vector<pb::DossierChanged> DossierTest::Events() {
  auto events = EventsOf<pb::DossierChanged>(*database_, keys_);
  // Ids of one millisecond sort by chance; the revision says what came first.
  std::stable_sort(events.begin(), events.end(),
                   [](const auto& a, const auto& b) { return a.revision() < b.revision(); });
  return events;
}

std::string Pdf() { return "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n"; }

std::string Png() {
  std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x06\0\0\0\x1f\x15\xc4\x89",
                  33);
  return png + std::string("\0\0\0\0IEND\xae\x42\x60\x82", 12);
}

::testing::AssertionResult IsError(const absl::Status& status, const status::Kind& kind,
                                   std::string_view field) {
  const auto described = status::Describe(status);
  if (status::Is(status, kind) && described->detail.field == field) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure()
         << "wanted " << kind.reason << " in \"" << View(field) << "\", got " << status;
}

}  // namespace tancua::dossier::testing
