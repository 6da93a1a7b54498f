#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/config/loader.h"

namespace tancua::config {
namespace {

TEST(Reference, HasOneRowPerValueWithItsDefaultAndVariable) {
  int port = 7104;
  absl::Duration validity = absl::Hours(24 * 15);
  Secret token;
  std::vector<std::string> names;
  const std::string table = Reference([&](Binder& b) {
    b.Section("survey", "", [&](Binder& s) {
      s.Value("port", port, "gRPC port; 0 takes a free one");
      s.Value("validity", validity, "how long a link lives | in days");
      s.File("token", token, "the partner's token");
      s.List(
          "peers", "", [&](std::size_t n) { names.resize(n); },
          [&](Binder& e, std::size_t i) { e.Value("name", names[i], "host name"); });
    });
  });
  EXPECT_EQ(table,
            "| key | type | default | environment | meaning |\n"
            "|---|---|---|---|---|\n"
            "| `survey.port` | whole number | `7104` | `TANCUA_SURVEY_PORT` | gRPC port; 0 takes a "
            "free one |\n"
            "| `survey.validity` | duration | `15d` | `TANCUA_SURVEY_VALIDITY` | how long a link "
            "lives \\| in days |\n"
            "| `survey.token_file` | path of a secret |  | `TANCUA_SURVEY_TOKEN_FILE` | the "
            "partner's token |\n"
            "| `survey.peers[n].name` | text |  | `TANCUA_SURVEY_PEERS_N_NAME` | host name |\n");
}

}  // namespace
}  // namespace tancua::config
