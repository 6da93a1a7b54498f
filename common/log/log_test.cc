#include "common/log/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/trace/span.h"
#include "nlohmann/json.hpp"

namespace tancua::log {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Log, WritesOneJsonLinePerEvent) {
  Capture capture;

  Info("dossier.filed", {{"ward", "27442"}, {"count", 3}, {"ok", true}});

  auto line = nlohmann::json::parse(capture.Text());
  EXPECT_EQ(line["level"], "info");
  EXPECT_EQ(line["event"], "dossier.filed");
  EXPECT_EQ(line["ward"], "27442");
  EXPECT_EQ(line["count"], 3);
  EXPECT_EQ(line["ok"], true);
}

TEST(Log, MasksNumbersOfPersons) {
  Capture capture;

  Warning("provider.refused", {{"text", "079204001234 at +84903123456, 0903123456"}});

  EXPECT_THAT(capture.Text(), Not(HasSubstr("079204001234")));
  EXPECT_THAT(capture.Text(), Not(HasSubstr("903123456")));
  EXPECT_THAT(capture.Text(), HasSubstr("079*****1234"));
}

TEST(Log, SaysWhichStepOfWhichTraceItBelongsTo) {
  Capture capture;
  const trace::Span first = trace::Span::New();
  const trace::Span step = trace::Span::Under(first.traceparent());

  {
    const trace::Scope scope(step);
    Often("step", {});
  }
  Info("outside");

  const std::string text = capture.Text();
  const auto line = nlohmann::json::parse(text.substr(0, text.find('\n')));
  EXPECT_EQ(line["trace"], std::string(first.trace_id()));
  EXPECT_EQ(line["span"], std::string(step.id()));
  EXPECT_EQ(line["parent"], std::string(first.id()));
  EXPECT_FALSE(nlohmann::json::parse(text.substr(text.find('\n') + 1)).contains("trace"));
}

TEST(Log, EscapesWhatJsonDoesNotCarryAsItIs) {
  Capture capture;

  Info("odd", {{"text", "phường \"Tân\"\n\\"}, {"ratio", 0.5}, {"many", -7}});

  const auto line = nlohmann::json::parse(capture.Text());
  EXPECT_EQ(line["text"], "phường \"Tân\"\n\\");
  EXPECT_EQ(line["ratio"], 0.5);
  EXPECT_EQ(line["many"], -7);
}

TEST(Log, ChangesItsLevelAndSaysSoWhateverTheLevel) {
  Capture capture;

  ASSERT_TRUE(ChangeLevel("error"));
  Warning("hidden");
  EXPECT_EQ(Level(), "error");
  ASSERT_TRUE(ChangeLevel("debug"));
  Debug("shown");
  EXPECT_FALSE(ChangeLevel("verbose"));

  EXPECT_EQ(Level(), "debug");
  EXPECT_THAT(capture.Text(), Not(HasSubstr("hidden")));
  EXPECT_THAT(capture.Text(), HasSubstr("shown"));
  EXPECT_THAT(capture.Text(), HasSubstr(R"("from":"debug","to":"error")"));
  EXPECT_THAT(capture.Text(), HasSubstr(R"("from":"error","to":"debug")"));
}

TEST(Log, RemembersTheLastProblemsMaskedAndNewestFirst) {
  Capture capture;

  for (int i = 0; i < 100; ++i) Warning("provider.refused", {{"try", i}});
  Error("provider.gave_up", {{"phone", "0903123456"}});
  Info("no.problem");

  const std::vector<std::string> problems = RecentProblems();
  ASSERT_EQ(problems.size(), 40u);
  EXPECT_THAT(problems[0], HasSubstr("provider.gave_up"));
  EXPECT_THAT(problems[0], Not(HasSubstr("0903123456")));
  EXPECT_THAT(problems[1], HasSubstr("\"try\":99"));
}

TEST(LoggedName, IsThatOfADossierOrNothing) {
  EXPECT_EQ(LoggedName("dossiers/H29.27442-261122-0001"), "dossiers/H29.27442-261122-0001");
  EXPECT_EQ(LoggedName("dossiers/H29.27442-261122-0001/attachments/7"),
            "dossiers/H29.27442-261122-0001");
  EXPECT_EQ(LoggedName("dossiers/Nguyen Van A"), "");
  EXPECT_EQ(LoggedName("dossiers/" + std::string(200, '1')), "");
  EXPECT_EQ(LoggedName("surveys/secret"), "");
  EXPECT_EQ(LoggedName("citizens/01901634-8694-7391-8885-966226289911"), "");
}

TEST(Redact, KeepsCodesAndUuids) {
  EXPECT_EQ(Redact("H29.27442-261122-0001"), "H29.27442-261122-0001");
  EXPECT_EQ(Redact("01901634-8694-7391-8885-966226289911"), "01901634-8694-7391-8885-966226289911");
  EXPECT_EQ(Redact("1763790000000000 us"), "1763790000000000 us");
}

TEST(Log, SurvivesBytesThatAreNoUtf8) {
  Capture capture;

  Error("odd", {{"text", "\xff\xfe"}});

  EXPECT_THAT(capture.Text(), HasSubstr("\"event\":\"odd\""));
}

}  // namespace
}  // namespace tancua::log
