// How fast events become messages that a provider has, on a SQLite file:
//
//   notification_pipeline_bench [messages] [folder]
//
// Intake in batches of 512 with the consumer's inbox row, as in the real consumer, while two
// senders work off the queue with the no-op provider, which renders every text. Without Redis
// and the opening of payloads, which common/events measures.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/events/note_events.h"
#include "common/events/outbox.h"
#include "services/notification/providers/noop.h"
#include "services/notification/store/migrations.h"
#include "services/notification/workers/intake.h"
#include "services/notification/workers/sender.h"

namespace tancua::notification {
namespace {

constexpr int kBatch = 512;
constexpr int kSenders = 2;

void DieUnless(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "notification_pipeline_bench: %s\n", status.ToString().c_str());
  std::exit(1);
}

dossier::v1::DossierChanged Event(int number) {
  dossier::v1::DossierChanged event;
  event.set_dossier(absl::StrFormat("dossiers/H29.27442-261122-%05d", number / 4));
  event.set_ward("wards/27442");
  event.set_state(dossier::v1::RECEIVED);
  event.set_applicant_name("Nguyễn Thị Đức Hòa");
  event.set_applicant_phone(absl::StrFormat("+849%08d", number));
  event.set_agency_title("Ủy ban nhân dân phường Bình Tân");
  event.mutable_change_time()->set_seconds(1'795'000'000);
  event.mutable_due_time()->set_seconds(1'795'600'000);
  return event;
}

class Bench {
 public:
  explicit Bench(sql::Database& database)
      : keys_(*crypto::Keyring::Parse(crypto::Keyring::Generate("bench"))),
        catalogue_(*Catalogue::Load(TANCUA_SOURCE_DIR "/services/notification/data")),
        database_(database),
        store_(database, keys_),
        metrics_(registry_),
        provider_(catalogue_.abbreviations()),
        intake_(store_, catalogue_, rules_, domain::Rung::kZns, clock_) {}

  // From the first event to the last outcome.
  absl::Duration Run(int messages) {
    const absl::Time start = absl::Now();
    std::vector<std::thread> senders;
    senders.reserve(kSenders);
    for (int i = 0; i < kSenders; ++i) senders.emplace_back([&] { Send(messages); });
    for (int first = 0; first < messages; first += kBatch) {
      TakeIn(first, std::min(first + kBatch, messages));
    }
    taken_in_ = absl::Now() - start;
    for (std::thread& sender : senders) sender.join();
    return absl::Now() - start;
  }
  [[nodiscard]] absl::Duration taken_in() const { return taken_in_; }

 private:
  void TakeIn(int begin, int end) {
    std::vector<events::Header> headers;
    for (int i = begin; i < end; ++i) {
      headers.push_back({.id = absl::StrFormat("01935000-0000-7000-8000-%012d", i),
                         .type = dossier::v1::DossierChanged::descriptor()->full_name(),
                         .ward = "27442"});
    }
    std::vector<std::string_view> ids;
    ids.reserve(headers.size());
    for (const events::Header& header : headers) ids.push_back(header.id);
    DieUnless(database_.Write("27442", [&](sql::Session& tx) {
      const auto noted = events::NoteEvents(tx, "notification", ids);
      if (!noted.ok()) return noted.status();
      for (int i = begin; i < end; ++i) {
        const absl::Status taken =
            intake_.OnDossierChanged(tx, headers[static_cast<std::size_t>(i - begin)], Event(i));
        if (!taken.ok()) return taken;
      }
      return absl::OkStatus();
    }));
  }

  void Send(int messages) {
    Sender sender({store_, catalogue_, rules_, domain::Rung::kZns, provider_, circuit_, metrics_,
                   clock_, absl::Seconds(45), absl::Seconds(5), [] { return 0.5; }});
    while (sent_ < messages) {
      const auto moved = sender.RunOnce();
      DieUnless(moved.status());
      sent_ += *moved;
      if (*moved == 0) absl::SleepFor(absl::Milliseconds(1));
    }
  }

  const SystemClock clock_;
  const crypto::Keyring keys_;
  const Catalogue catalogue_;
  const domain::LadderRules rules_;
  sql::Database& database_;
  store::Store store_;
  prometheus::Registry registry_;
  Metrics metrics_;
  NoopProvider provider_;
  domain::Circuit circuit_{domain::Circuit::Rules()};
  Intake intake_;
  std::atomic<int> sent_{0};
  absl::Duration taken_in_;
};

int Main(int messages, const std::string& folder) {
  const std::string file = folder + "/notification_pipeline_bench.db";
  const auto remove = [&] {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file + end);
  };
  remove();
  {
    auto database = sql::Database::Open({.url = "sqlite:" + file});
    DieUnless(database.status());
    std::vector<sql::Migration> migrations = store::Migrations();
    migrations.push_back({9002, "inbox", events::kInboxMigrationSql});
    DieUnless((*database)->Migrate(migrations));
    Bench bench(**database);
    const absl::Duration took = bench.Run(messages);
    std::printf(
        "notification pipeline, no-op provider, SQLite: %d messages in %.2f s: %.0f/s "
        "(taken in after %.2f s)\n",
        messages, absl::ToDoubleSeconds(took), messages / absl::ToDoubleSeconds(took),
        absl::ToDoubleSeconds(bench.taken_in()));
  }
  remove();
  return 0;
}

}  // namespace
}  // namespace tancua::notification

int main(int argc, char** argv) {
  const int messages = argc > 1 ? std::atoi(argv[1]) : 200'000;
  const std::string folder = argc > 2 ? argv[2] : std::filesystem::temp_directory_path().string();
  return tancua::notification::Main(messages, folder);
}
