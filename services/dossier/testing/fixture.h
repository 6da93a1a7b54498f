#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/rpc/call.h"
#include "common/rpc/invoker.h"
#include "common/rpc/service.h"
#include "common/status/error.h"
#include "gtest/gtest.h"
#include "prometheus/registry.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/deps.h"
#include "services/dossier/testing/fake_identity.h"
#include "tancua/audit/v1/audit.pb.h"
#include "tancua/dossier/v1/events.pb.h"

// The service without a network: real procedures, store, catalogue, calendar and blobs.
namespace tancua::dossier::testing {

namespace pb = tancua::dossier::v1;

// Monday 2 November 2026, 09:00 in Vietnam.
[[nodiscard]] absl::Time MondayMorning();
// A time in Vietnam.
[[nodiscard]] absl::Time Local(int year, int month, int day, int hour, int minute, int second = 0);

// Of a PostgreSQL server that the tests of this process share.
[[nodiscard]] std::string PostgresUrl();

class DossierTest : public ::testing::Test {
 protected:
  // `url`: of the database, "sqlite::memory:" unless a test needs another.
  explicit DossierTest(const std::string& url = "sqlite::memory:");
  ~DossierTest() override;

  // Callers.
  [[nodiscard]] static rpc::Call Citizen(std::string_view id = "c1");
  [[nodiscard]] static rpc::Call Officer(std::string_view role, std::string_view ward = "27442");
  [[nodiscard]] static rpc::Call Clerk(std::string_view ward = "27442") {
    return Officer("one_stop_clerk", ward);
  }

  // Of the wards 27442 and 26944.
  [[nodiscard]] static rpc::Call Partner(std::vector<std::string> scopes,
                                         std::string_view id = "app");

  // What would be accepted; a test spoils one thing. Uploads the required papers as `caller`.
  [[nodiscard]] pb::FileDossierRequest OnlineFiling(const rpc::Call& caller,
                                                    std::string_view procedure = "1.014027");
  [[nodiscard]] pb::FileDossierRequest CounterFiling(const rpc::Call& caller,
                                                     std::string_view procedure = "1.014027");

  [[nodiscard]] absl::StatusOr<pb::Attachment> Upload(const rpc::Call& caller,
                                                      const std::string& content,
                                                      const std::string& type = "");
  // Files an online dossier of citizen c1 with ward 27442.
  [[nodiscard]] pb::Dossier Filed();
  // Takes a dossier on, as an officer with the right role.
  [[nodiscard]] absl::StatusOr<pb::Dossier> Accept(const std::string& name);
  [[nodiscard]] absl::StatusOr<pb::Dossier> AskForSupplement(const std::string& name,
                                                             const std::string& note = "Thiếu ảnh");
  [[nodiscard]] absl::StatusOr<pb::Dossier> Propose(const std::string& name,
                                                    const std::string& note = "");
  [[nodiscard]] absl::StatusOr<pb::Dossier> Approve(const std::string& name);
  [[nodiscard]] absl::StatusOr<pb::Dossier> Return(const std::string& name);

  [[nodiscard]] std::int64_t Count(const char* sql);
  // What the audit log was told, oldest first.
  [[nodiscard]] std::vector<audit::v1::RecordAccessed> Accesses();
  // The changes in the outbox, oldest first.
  [[nodiscard]] std::vector<pb::DossierChanged> Events();
  [[nodiscard]] std::string NewRequestId() { return ids_.NewUuid(); }

  FakeClock clock_{MondayMorning()};
  RandomIds ids_{clock_};
  crypto::Keyring keys_;
  std::string blob_folder_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<blobs::BlobStore> blobs_;
  std::unique_ptr<events::Outbox> outbox_;
  FakeIdentity identity_;
  std::unique_ptr<catalogue::Current> catalogue_;
  calendar::Calendar calendar_;
  ward::WardDirectory wards_;
  Config config_;
  pairwise::Names names_{keys_, keys_};
  prometheus::Registry registry_;
  Metrics metrics_{registry_};
  std::unique_ptr<citizens::CitizenProfiles> citizens_;
  std::unique_ptr<Deps> deps_;
};

// A small file of each accepted type.
[[nodiscard]] std::string Pdf();
[[nodiscard]] std::string Png();

// True when `status` is an error of `kind` in `field`; for EXPECT_PRED3.
::testing::AssertionResult IsError(const absl::Status& status, const status::Kind& kind,
                                   std::string_view field = "");

}  // namespace tancua::dossier::testing
