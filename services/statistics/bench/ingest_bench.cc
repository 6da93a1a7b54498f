// How fast events become figures, and how fast a report is, on a SQLite file:
//
//   statistics_ingest_bench [dossiers] [folder]
//
// Each dossier lives through four events and every second one is rated; the events of
// 2000 dossiers are mixed. Batches of 512 with the consumer's inbox row, as in the real consumer;
// without Redis and the opening of payloads, which common/events measures.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/events/note_events.h"
#include "services/statistics/api/get_ward_statistics.h"
#include "services/statistics/store/migrate.h"
#include "services/statistics/workers/subscription.h"
#include "tancua/dossier/v1/events.pb.h"
#include "tancua/survey/v1/events.pb.h"

namespace tancua::statistics {
namespace {

constexpr int kBatch = 512;
constexpr int kMixed = 2000;
constexpr int kWardCount = 3;
constexpr int kDays = 1096;
constexpr std::int64_t kFirstDay = 1'700'000'000;
constexpr const char* kWards[kWardCount] = {"27442", "26944", "25942"};

// Of the whole process; what others do on the machine does not count.
double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Event {
  events::Header header;
  const events::Subscription::Route* route;
  std::unique_ptr<google::protobuf::Message> payload;
};

class Bench {
 public:
  Bench(sql::Database& database, int dossiers) : database_(database), dossiers_(dossiers) {}

  void Ingest() {
    int events = 0;
    absl::Duration busy;
    double cpu = 0;
    for (int first = 0; first < dossiers_; first += kMixed) {
      std::vector<Event> mixed = Lives(first, std::min(first + kMixed, dossiers_));
      std::shuffle(mixed.begin(), mixed.end(), random_);
      const absl::Time start = absl::Now();
      const double cpu_start = CpuSeconds();
      ApplyAll(mixed);
      cpu += CpuSeconds() - cpu_start;
      busy += absl::Now() - start;
      events += static_cast<int>(mixed.size());
    }
    std::printf("ingest: %.0f events/s, %.1f µs of CPU each\n",
                events / absl::ToDoubleSeconds(busy), 1e6 * cpu / events);
  }

  // The middle of 21 reports of one ward over three years.
  void Report() {
    const SystemClock clock;
    const auto wards = ward::WardDirectory::Load(TANCUA_SOURCE_DIR "/common/ward/data/wards.yaml");
    Deps deps{clock, database_, *wards};
    v1::GetWardStatisticsRequest request;
    request.set_name(absl::StrCat("wards/", kWards[0], "/statistics"));
    request.set_from("2023-11-14");
    request.set_to("2026-11-14");
    std::vector<double> took;
    for (int i = 0; i < 21; ++i) {
      const double start = CpuSeconds();
      const auto report = api::GetWardStatistics(deps, rpc::Call(), request);
      took.push_back(CpuSeconds() - start);
      if (!report.ok() || report->received() == 0) Die(report.status());
    }
    std::sort(took.begin(), took.end());
    std::printf("report over %d dossiers, three years of one ward of three: %.2f ms of CPU\n",
                dossiers_, 1e3 * took[took.size() / 2]);
  }

 private:
  [[noreturn]] static void Die(const absl::Status& status) {
    std::fprintf(stderr, "statistics_ingest_bench: %s\n", status.ToString().c_str());
    std::exit(1);
  }

  template <class Message>
  Event Make(Message message) {
    const std::string type(Message::descriptor()->full_name());
    const std::string ward = message.ward().substr(message.ward().rfind('/') + 1);
    return {.header = {.id = absl::StrFormat("0193-%012d", next_id_++),
                       .ward = ward,
                       .time = absl::FromUnixSeconds(kFirstDay)},
            .route = &subscription_.routes().at(type),
            .payload = std::make_unique<Message>(std::move(message))};
  }

  std::vector<Event> Lives(int begin, int end) {
    std::vector<Event> events;
    for (int i = begin; i < end; ++i) AddLife(i, events);
    return events;
  }

  void AddLife(int i, std::vector<Event>& events) {
    dossier::v1::DossierChanged changed;
    changed.set_dossier(absl::StrFormat("dossiers/H29.%s-%010d", kWards[i % kWardCount], i));
    changed.set_ward(absl::StrCat("wards/", kWards[i % kWardCount]));
    changed.set_procedure("procedures/1.014027");
    changed.set_channel(static_cast<dossier::v1::Channel>(1 + i % 5));
    const std::int64_t day = static_cast<std::int64_t>(i) * kDays / dossiers_;
    changed.mutable_receive_time()->set_seconds(kFirstDay + day * 86'400);
    changed.mutable_due_time()->set_seconds(kFirstDay + (day + 5) * 86'400);
    for (const auto state : {dossier::v1::RECEIVED, dossier::v1::SUBMITTED_FOR_APPROVAL,
                             dossier::v1::APPROVED, dossier::v1::RETURNED}) {
      if (i % 50 == 0 && state == dossier::v1::APPROVED) break;  // some never end
      changed.set_revision(changed.revision() + 1);
      changed.set_state(state);
      if (state == dossier::v1::APPROVED) {
        changed.mutable_finish_time()->set_seconds(kFirstDay + (day + i % 6) * 86'400);
      }
      events.push_back(Make(changed));
    }
    if (i % 2 == 0) return;
    survey::v1::SurveyAnswered answered;
    answered.set_dossier(changed.dossier());
    answered.set_ward(changed.ward());
    answered.set_overall_score(1 + i % 5);
    events.push_back(Make(answered));
  }

  void ApplyAll(const std::vector<Event>& events) {
    for (std::size_t begin = 0; begin < events.size(); begin += kBatch) {
      const std::size_t end = std::min(begin + kBatch, events.size());
      std::vector<std::string_view> ids;
      ids.reserve(end - begin);
      for (std::size_t i = begin; i < end; ++i) ids.push_back(events[i].header.id);
      const absl::Status applied = database_.Write("bench", [&](sql::Session& tx) {
        absl::Status status = events::NoteEvents(tx, "statistics", ids).status();
        for (std::size_t i = begin; i < end && status.ok(); ++i) {
          status = events[i].route->handler(tx, events[i].header, *events[i].payload);
        }
        return status;
      });
      if (!applied.ok()) Die(applied);
    }
  }

  sql::Database& database_;
  const int dossiers_;
  prometheus::Registry registry_;
  Metrics metrics_{registry_};
  const events::Subscription subscription_ = workers::Facts(metrics_);
  std::mt19937 random_{1};
  std::int64_t next_id_ = 0;
};

int Run(int argc, char** argv) {
  const int dossiers = argc > 1 ? std::atoi(argv[1]) : 200'000;
  const std::filesystem::path folder =
      argc > 2 ? std::filesystem::path(argv[2]) : std::filesystem::temp_directory_path();
  const std::filesystem::path file =
      folder / absl::StrCat("statistics_bench_", absl::ToUnixMicros(absl::Now()), ".db");
  sql::DatabaseConfig config;
  config.url = absl::StrCat("sqlite:", file.string());
  auto database = sql::Database::Open(config);
  absl::Status ready = database.status();
  if (ready.ok()) ready = (*database)->Migrate(store::AllMigrations());
  if (!ready.ok()) {
    std::fprintf(stderr, "statistics_ingest_bench: %s\n", ready.ToString().c_str());
    return 1;
  }
  Bench bench(**database, dossiers);
  bench.Ingest();
  bench.Report();
  database->reset();
  for (const char* suffix : {"", "-wal", "-shm"}) {
    std::filesystem::remove(file.string() + suffix);
  }
  return 0;
}

}  // namespace
}  // namespace tancua::statistics

int main(int argc, char** argv) { return tancua::statistics::Run(argc, argv); }
