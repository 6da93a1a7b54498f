#include "tests/load/backlog.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "tests/load/installation.h"
#include "tests/load/report.h"
#include "tests/support/command.h"

namespace tancua::load {
namespace {

using testing::Deployment;

constexpr char kFileDossier[] = "/tancua.dossier.v1.DossierService/FileDossier";
constexpr absl::Duration kLook = absl::Milliseconds(20);
constexpr absl::Duration kPatience = absl::Minutes(2);

// Processes of their own, so that one can stand still while events gather.
class BacklogBench {
 public:
  absl::Status Run(absl::Duration filing, const Peers& peers) {
    RETURN_IF_ERROR(services_.Start());
    RETURN_IF_ERROR(Gather(filing));
    const int count = static_cast<int>(events_);
    Heading(absl::StrCat("A backlog of ", count, " events, from Redis to the database"));
    ASSIGN_OR_RETURN(const auto bullmq, peers.BullMq(redis_peer_.Address(), count));
    Line("BullMQ, jobs queued and worked off", bullmq.queued_and_worked_off);
    Line("BullMQ, jobs worked off alone", bullmq.worked_off);
    ASSIGN_OR_RETURN(const Load xadd, MeasureXadd());
    Line("limit: redis-benchmark, XADD of 1 kB", xadd);
    ASSIGN_OR_RETURN(
        const Load notified,
        WorkOff("notification", "tancua_notification_messages_total", "outcome=\"sent\""));
    Line("notification, no-op provider", notified,
         {{"BullMQ", bullmq.queued_and_worked_off.per_second},
          {"working off alone", bullmq.worked_off.per_second},
          {"XADD", xadd.per_second}});
    ASSIGN_OR_RETURN(const Load counted,
                     WorkOff("statistics", "tancua_events_handled_total", "applied"));
    Line("statistics", counted, {{"XADD", xadd.per_second}});
    return absl::OkStatus();
  }

 private:
  // Files while nobody reads the events, and waits until all are in Redis.
  absl::Status Gather(absl::Duration filing) {
    for (const char* reader : {"notification", "statistics"}) {
      services_.deployment().process(reader).Kill();
    }
    RETURN_IF_ERROR(LoadGrpc(services_.deployment().grpc_target("dossier"), kFileDossier,
                             services_.access_token(), filing,
                             [&](int n) { return services_.FilingRequest(n); })
                        .status());
    ASSIGN_OR_RETURN(events_, services_.Metric("dossier", "tancua_dossier_filings_total"));
    return Await("dossier", "tancua_events_published_total", "");
  }

  // Starts `process` and takes the time from when it is ready until `metric` has counted all.
  absl::StatusOr<Load> WorkOff(const std::string& process, const std::string& metric,
                               const std::string& labels) {
    services_.deployment().process(process).Start();
    RETURN_IF_ERROR(services_.deployment().process(process).AwaitReady());
    const absl::Time begin = absl::Now();
    RETURN_IF_ERROR(Await(process, metric, labels));
    const Load load{.per_second = events_ / absl::ToDoubleSeconds(absl::Now() - begin)};
    services_.deployment().process(process).Kill();
    return load;
  }

  absl::Status Await(const std::string& process, const std::string& metric,
                     const std::string& labels) {
    const absl::Time deadline = absl::Now() + kPatience;
    while (true) {
      ASSIGN_OR_RETURN(const double counted, services_.Metric(process, metric, labels));
      if (counted >= events_) return absl::OkStatus();
      if (absl::Now() >= deadline) {
        return absl::DeadlineExceededError(
            absl::StrCat(process, ": ", metric, " is ", counted, " of ", events_));
      }
      absl::SleepFor(kLook);
    }
  }

  absl::StatusOr<Load> MeasureXadd() {
    const std::string payload(1000, 'x');
    ASSIGN_OR_RETURN(
        const std::string csv,
        testing::Output(absl::StrCat("redis-benchmark --csv -s ", redis_peer_.Address(),
                                     " -n 100000 -c 1 -P 64 XADD stream '*' e ", payload)));
    // The last line: "XADD …","123456.00","0.123",…
    const std::vector<std::string> cells =
        absl::StrSplit(csv.substr(csv.rfind("\n\"") + 1), "\",\"");
    Load load;
    if (cells.size() < 2 || !absl::SimpleAtod(cells[1], &load.per_second)) {
      return absl::UnknownError(absl::StrCat("redis-benchmark said: ", csv));
    }
    return load;
  }

  Installation services_{Deployment::Shape::kServices};
  testing::RedisServer redis_peer_;
  double events_ = 0;
};

}  // namespace

absl::Status BenchBacklog(absl::Duration filing, const Peers& peers) {
  return BacklogBench().Run(filing, peers);
}

}  // namespace tancua::load
