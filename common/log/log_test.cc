#include "common/log/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
