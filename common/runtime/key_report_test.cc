#include "common/runtime/key_report.h"

#include <gtest/gtest.h>

#include "nlohmann/json.hpp"

namespace tancua::runtime {
namespace {

using nlohmann::json;

TEST(KeyReport, NamesTheLinesThatNothingStandsUnder) {
  const crypto::KeyIds field_keys{
      .sealing = "k3", .all = {"k1", "k2", "k3", "k4"}, .prepared = {"k4"}};
  const crypto::KeyIds event_keys{.sealing = "e1", .all = {"e1"}, .prepared = {}};

  const json report =
      json::parse(KeyReport(field_keys, event_keys,
                            {{"dossier", {.pending = {{"blobs", 7}}, .keys_in_use = {"k2", "k3"}}},
                             {"survey", {.pending = {}, .keys_in_use = {"k3"}}}}));

  EXPECT_EQ(report["removable"], json::array({"k1"}));
  EXPECT_EQ(report["fieldKeys"]["seals"], "k3");
  EXPECT_EQ(report["fieldKeys"]["prepared"], json::array({"k4"}));
  EXPECT_EQ(report["eventKeys"]["opens"], json::array({"e1"}));
  EXPECT_EQ(report["rotation"]["dossier"]["pending"]["blobs"], 7);
}

}  // namespace
}  // namespace tancua::runtime
