// One id from the citizen's request to the message at the provider, over every process and the
// queue in between; and what an operator sees of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "absl/strings/str_cat.h"
#include "common/trace/span.h"
#include "services/admin/trace/report.h"
#include "tests/partner/actions.h"
#include "tests/support/deployment.h"
#include "tests/support/personal.h"

namespace tancua {
namespace {

using nlohmann::json;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Trace : public ::testing::Test {
 protected:
  void SetUp() override {
    const absl::Status started = deployment_.Start();
    ASSERT_TRUE(started.ok()) << started << deployment_.Logs();
  }

  // Files within a trace that the citizen's application began; returns the dossier's code.
  std::string File(const trace::Span& application) {
    const std::string token = client_.SignIn("vneid", "p01").access_token;
    const json procedure = client_.Get("/v1/procedures/1.014027").body;
    const json papers = partner::UploadPapers(client_, procedure, token);
    const trace::Scope scope(application);
    const partner::Answer filed = client_.Post(
        "/v1/dossiers", partner::OnlineApplication(procedure, "wards/27442", papers), token);
    EXPECT_TRUE(filed.ok()) << filed.body;
    const std::string name = filed.Text("name");
    return name.substr(name.find('/') + 1);
  }
  // The whole log of a process: what it has written last comes with its end.
  std::string LogOf(const std::string& process) {
    EXPECT_EQ(deployment_.process(process).Terminate(), 0);
    return deployment_.process(process).Log();
  }
  std::string SetLevel(const std::string& process, const std::string& level) {
    const auto answer = http_.Send(
        {.method = "PUT", .url = deployment_.admin_url(process) + "/loglevel", .body = level});
    return answer.ok() ? absl::StrCat(answer->status, " ", answer->body)
                       : answer.status().ToString();
  }

  testing::Deployment deployment_{testing::Deployment::Shape::kServices};
  partner::Client client_{deployment_.endpoints()};
  http::Client http_;
};

TEST_F(Trace, LeadsFromTheRequestOverTheQueueToTheProvider) {
  const trace::Span application = trace::Span::New();
  const std::string code = File(application);
  ASSERT_EQ(partner::AwaitMessages(client_, code, 1, absl::Seconds(30)).size(), 1u);

  std::string logs;
  for (const std::string process :
       {"gateway", "dossier", "identity", "statistics", "survey", "notification", "simulator"}) {
    const std::string log = LogOf(process);
    if (process == "gateway" || process == "dossier" || process == "notification" ||
        process == "simulator") {
      EXPECT_THAT(log, HasSubstr(std::string(application.trace_id()))) << process;
    }
    logs += log;
  }

  std::istringstream stream(logs);
  std::vector<trace_report::Line> lines;
  trace_report::ReadLines(stream, lines);
  const auto way = trace_report::Report(lines, application.trace_id());
  ASSERT_TRUE(way.ok()) << way.status();
  // Each step stands below the one that caused it.
  EXPECT_THAT(*way, ContainsRegex("ms  gateway: POST /v1/dossiers 200"));
  EXPECT_THAT(*way, ContainsRegex("ms    dossier: FileDossier OK CITIZEN"));
  EXPECT_THAT(*way, ContainsRegex("ms      notification: event DossierChanged applied"));
  EXPECT_THAT(*way, ContainsRegex("ms        notification: message dossier_submitted"));
  EXPECT_THAT(*way, ContainsRegex("ms          notification: calls POST 127.0.0.1"));
  EXPECT_THAT(*way, ContainsRegex("ms            simulator: POST /"));
  EXPECT_EQ(*trace_report::Report(lines, code), *way);  // found by the dossier's code too
  EXPECT_THAT(testing::PersonalSearch(testing::SimulatedPersons()).Find(logs), IsEmpty());
}

TEST_F(Trace, ShowsMoreOrLessWhenTheOperatorChangesTheLevel) {
  EXPECT_THAT(SetLevel("dossier", "loud"), HasSubstr("400 the log level must be debug, info,"));
  EXPECT_EQ(SetLevel("dossier", "warning\n"), "200 warning\n");
  static_cast<void>(File(trace::Span::New()));

  const auto level = http_.Send({.url = deployment_.admin_url("dossier") + "/loglevel"});
  ASSERT_TRUE(level.ok());
  EXPECT_EQ(level->body, "warning\n");
  const std::string log = LogOf("dossier");
  EXPECT_THAT(log, HasSubstr(R"("event":"log.level_changed","from":"info","to":"warning")"));
  EXPECT_THAT(log, Not(HasSubstr("FileDossier")));
}

}  // namespace
}  // namespace tancua
