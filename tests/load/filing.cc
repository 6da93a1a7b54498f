#include "tests/load/filing.h"

#include <functional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/macros.h"
#include "common/testing/postgres.h"
#include "tests/load/installation.h"
#include "tests/load/raw_rows.h"
#include "tests/load/report.h"

namespace tancua::load {
namespace {

using testing::Deployment;

constexpr char kFileDossier[] = "/tancua.dossier.v1.DossierService/FileDossier";
constexpr absl::Duration kWarmUp = absl::Seconds(2);

// A load of a given length.
using Press = std::function<absl::StatusOr<Load>(absl::Duration)>;

// Every service that keeps something, each in a schema of its own.
std::map<std::string, std::string> OnPostgres(testing::PostgresServer& server) {
  std::map<std::string, std::string> environment;
  for (const char* service : {"IDENTITY", "DOSSIER", "NOTIFICATION", "SURVEY", "STATISTICS"}) {
    environment[absl::StrCat("TANCUA_", service, "_DATABASE_URL")] = server.Url();
  }
  return environment;
}

// With Redis away what follows a filing waits in the outbox, so the filing is measured alone.
struct Filings {
  Load grpc, json, grpc_alone, json_alone;
};

class FilingBench {
 public:
  FilingBench(absl::Duration each, const Peers& peers) : each_(each), peers_(peers) {}

  absl::Status Run() {
    Heading(absl::StrCat("One filing, ", kInFlight, " in flight, ", absl::FormatDuration(each_),
                         " each, on disk when answered.\n"
                         "\"with all\": events, messages and figures follow at once; "
                         "\"alone\": they wait."));
    RETURN_IF_ERROR(MeasureEcho());
    ASSIGN_OR_RETURN(const Filings on_sqlite, MeasureSqlite());
    ASSIGN_OR_RETURN(const Filings on_postgres, MeasurePostgres());
    Heading("Filings as JSON beside the peer");
    Line("Fastify + pg, PostgreSQL", fastify_);
    const std::vector<Beside> peer{{"Fastify + pg", fastify_.per_second}};
    Line("Tận Cửa, SQLite, alone", on_sqlite.json_alone, peer);
    Line("Tận Cửa, SQLite, with all", on_sqlite.json, peer);
    Line("Tận Cửa, PostgreSQL, alone", on_postgres.json_alone, peer);
    Line("Tận Cửa, PostgreSQL, with all", on_postgres.json, peer);
    return absl::OkStatus();
  }

 private:
  absl::Status MeasureEcho() {
    const EchoServer echo;
    const std::string request(400, 'x');  // about as long as a filing
    ASSIGN_OR_RETURN(echo_, LoadGrpc(echo.target(), kEchoPath, "", each_,
                                     [&](int) -> std::string { return request; }));
    Line("limit: empty gRPC call", echo_);
    return absl::OkStatus();
  }

  absl::StatusOr<Filings> MeasureSqlite() {
    Installation suite(Deployment::Shape::kSuite);
    ASSIGN_OR_RETURN(const Filings filings, MeasureSuite("SQLite", suite));
    (void)suite.deployment().process("suite").Terminate();
    ASSIGN_OR_RETURN(const double raw,
                     RewriteSqlite(suite.deployment().folder() + "/data/dossier.db"));
    PrintRaw("limit: the same rows, raw SQLite", raw, filings);
    return filings;
  }

  absl::StatusOr<Filings> MeasurePostgres() {
    testing::PostgresServer server;
    std::map<std::string, std::string> environment = OnPostgres(server);
    const std::string url = environment.at("TANCUA_DOSSIER_DATABASE_URL");
    Installation suite(Deployment::Shape::kSuite, std::move(environment));
    ASSIGN_OR_RETURN(const Filings filings, MeasureSuite("PostgreSQL", suite));
    (void)suite.deployment().process("suite").Terminate();
    ASSIGN_OR_RETURN(const double raw, RewritePostgres(url));
    PrintRaw("limit: the same rows, raw libpq", raw, filings);
    ASSIGN_OR_RETURN(fastify_, peers_.FastifyPg(server.Words(), each_, suite.FilingScriptInput()));
    return filings;
  }

  absl::StatusOr<Filings> MeasureSuite(const std::string& database, Installation& suite) {
    RETURN_IF_ERROR(suite.Start());
    const std::string input = suite.FilingScriptInput();
    const Press grpc = [&](absl::Duration length) {
      return LoadGrpc(suite.deployment().grpc_target("dossier"), kFileDossier, suite.access_token(),
                      length, [&](int n) { return suite.FilingRequest(n); });
    };
    const Press json = [&](absl::Duration length) {
      return LoadHttp(suite.deployment().endpoints().gateway, length, input);
    };
    Filings filings;
    ASSIGN_OR_RETURN(filings.grpc, Measure(database + ", gRPC, with all", suite, grpc));
    ASSIGN_OR_RETURN(filings.json, Measure(database + ", JSON, with all", suite, json));
    suite.deployment().redis().Stop();
    ASSIGN_OR_RETURN(filings.grpc_alone, Measure(database + ", gRPC, alone", suite, grpc));
    ASSIGN_OR_RETURN(filings.json_alone, Measure(database + ", JSON, alone", suite, json));
    return filings;
  }

  absl::StatusOr<Load> Measure(const std::string& name, Installation& suite, const Press& press) {
    RETURN_IF_ERROR(press(kWarmUp).status());
    const Installation::CpuTimes before = suite.CpuTimesOf("suite");
    ASSIGN_OR_RETURN(const Load load, press(each_));
    Line(name, load, {{"empty call", echo_.per_second}});
    PrintCpu(before, suite.CpuTimesOf("suite"), load.per_second * absl::ToDoubleSeconds(each_));
    return load;
  }

  // The processor time of the suite for one filing, by threads.
  static void PrintCpu(const Installation::CpuTimes& before, const Installation::CpuTimes& after,
                       double filings) {
    absl::Duration sum;
    std::vector<std::pair<std::string, absl::Duration>> used;
    for (const auto& [thread, time] : after) {
      const auto earlier = before.find(thread);
      used.emplace_back(thread, earlier == before.end() ? time : time - earlier->second);
      sum += used.back().second;
    }
    const auto micros = [&](absl::Duration time) {
      return absl::ToDoubleMicroseconds(time) / filings;
    };
    std::string text = absl::StrFormat("%.0f µs:", micros(sum));
    for (const auto& [thread, time] : used) {
      if (micros(time) >= 1) absl::StrAppendFormat(&text, "  %s %.0f", thread, micros(time));
    }
    Line("  processor time of the suite", text);
  }

  static void PrintRaw(const std::string& name, double raw, const Filings& filings) {
    Line(name, Load{.per_second = raw});
    Line("  filings reach of it",
         absl::StrFormat("    %.2f by gRPC, %.2f as JSON, alone",
                         filings.grpc_alone.per_second / raw, filings.json_alone.per_second / raw));
  }

  const absl::Duration each_;
  const Peers& peers_;
  Load echo_;
  Load fastify_;
};

}  // namespace

absl::Status BenchFiling(absl::Duration each, const Peers& peers) {
  return FilingBench(each, peers).Run();
}

}  // namespace tancua::load
