// The audit log on a SQLite file: appending as the consumer does, and verifying.
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <filesystem>

#include "services/identity/store/audit_log.h"
#include "services/identity/store/migrate.h"
#include "services/identity/verify_audit.h"

namespace tancua::identity {
namespace {

constexpr int kBatch = 512;  // events that a consumer applies in one transaction

class World {
 public:
  World() {
    std::string pattern = std::filesystem::temp_directory_path() / "tancua-audit-bench-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    database_ = sql::Database::Open({.url = "sqlite:" + folder_ + "/identity.db"}).value();
    if (!database_->Migrate(store::AllMigrations()).ok()) std::abort();
  }
  ~World() {
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  static World& Shared() {
    static World world;
    return world;
  }

  absl::Status AppendBatch() {
    const domain::AuditEntry entry{.time = absl::Now(),
                                   .actor = "officers/01901634-8694-7391-8885-966226289911",
                                   .actor_kind = "OFFICER",
                                   .actor_ward = "wards/27442",
                                   .roles = {"one_stop_clerk"},
                                   .action = "OPENED",
                                   .ward = "wards/27442",
                                   .record = "dossiers/H29.27442-261122-0001",
                                   .citizen = "citizens/01901634-8694-7391-8885-966226289912",
                                   .rpc = "tancua.dossier.v1.DossierService/GetDossier",
                                   .title = "Cấp Giấy xác nhận tình trạng hôn nhân"};
    return database_->Write("audit", [&](sql::Session& tx) {
      for (int i = 0; i < kBatch; ++i) {
        if (absl::Status done = store::AppendAudit(tx, keys_, entry); !done.ok()) return done;
      }
      return absl::OkStatus();
    });
  }
  absl::StatusOr<AuditReport> Verify() { return VerifyAudit(*database_, keys_, std::nullopt); }

 private:
  crypto::Keyring keys_ = *crypto::Keyring::Parse(crypto::Keyring::Generate("bench"));
  std::string folder_;
  std::unique_ptr<sql::Database> database_;
};

void Append(benchmark::State& state) {
  for (auto _ : state) {
    if (!World::Shared().AppendBatch().ok()) state.SkipWithError("refused");
  }
  state.SetItemsProcessed(state.iterations() * kBatch);
}
BENCHMARK(Append)->Unit(benchmark::kMillisecond)->UseRealTime();

void Verify(benchmark::State& state) {
  std::int64_t entries = 0;
  for (auto _ : state) {
    const auto report = World::Shared().Verify();
    if (!report.ok() || !report->finding.ok()) state.SkipWithError("not in order");
    entries += report->last.seq;
  }
  state.SetItemsProcessed(entries);
}
BENCHMARK(Verify)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace tancua::identity

BENCHMARK_MAIN();
