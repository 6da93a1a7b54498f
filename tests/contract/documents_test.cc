// The generated documents say what the code says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/events/dead_letters.h"
#include "common/rpc/errors.h"
#include "common/rpc/policy.h"
#include "common/rpc/scopes.h"
#include "common/status/error.h"
#include "services/dossier/domain/errors.h"
#include "services/gateway/domain/errors.h"
#include "services/identity/domain/client.h"
#include "services/identity/domain/errors.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/notification/domain/errors.h"
#include "services/statistics/domain/errors.h"
#include "services/survey/domain/errors.h"
#include "tests/contract/every_rpc.h"
#include "tests/support/golden.h"

namespace tancua {
namespace {

std::string Allowed(const policy::v1::Policy& policy) {
  if (policy.anonymous()) return "anybody";
  std::vector<std::string> kinds;
  for (int kind : policy.allow()) {
    kinds.push_back(policy::v1::ActorKind_Name(static_cast<policy::v1::ActorKind>(kind)));
    if (kind == policy::v1::CITIZEN && policy.assisted()) kinds.back() += " (assisted too)";
  }
  return absl::StrJoin(kinds, ", ");
}

TEST(Documents, PoliciesListEveryRpc) {
  std::string text =
      "# Policies\n\nGenerated from the protos. Who may call what, and how the caller's ward is "
      "compared.\n\n| RPC | callers | officer's role | partner's scope | citizen's level | tenancy "
      "|\n"
      "|---|---|---|---|---|---|\n";
  for (const auto* method : EveryRpc()) {
    const auto& policy = rpc::PolicyOf(*method);
    absl::StrAppend(&text, "| `", method->service()->full_name(), "/", method->name(), "` | ",
                    Allowed(policy), " | ",
                    policy.roles().empty() ? "any" : absl::StrJoin(policy.roles(), ", "), " | ",
                    absl::StrJoin(policy.scopes(), ", "), " | ", policy.min_level(), " | ",
                    policy.tenancy() == policy::v1::TENANCY_UNSPECIFIED
                        ? "none"
                        : policy::v1::Tenancy_Name(policy.tenancy()),
                    " |\n");
  }
  testing::ExpectGolden("docs/policies.md", text);
}

TEST(Documents, ScopesOfPoliciesAreThoseThatClientsAreGiven) {
  std::set<std::string> asked{std::string(rpc::kApplicantsRead)};
  for (const auto* method : EveryRpc()) {
    const auto& scopes = rpc::PolicyOf(*method).scopes();
    asked.insert(scopes.begin(), scopes.end());
  }
  EXPECT_EQ(asked, std::set<std::string>(std::begin(identity::domain::kScopes),
                                         std::end(identity::domain::kScopes)));
}

TEST(Documents, ErrorsListEveryReason) {
  std::map<std::string, std::string> rows;
  const auto add = [&](const char* owner, const auto& kinds) {
    for (const status::Kind* kind : kinds) {
      rows[kind->reason] =
          absl::StrCat("| `", kind->reason, "` | ", absl::StatusCodeToString(kind->code), " | ",
                       owner, " | ", kind->text_vi, " | ", kind->meaning, " |\n");
    }
  };
  add("every service", status::kErrors);
  add("every service", rpc::kErrors);
  add("consumers", events::kErrors);
  add("identity", identity::kErrors);
  add("identity", identity::kPrivacyErrors);
  add("dossier", dossier::kErrors);
  add("notification", notification::kErrors);
  add("survey", survey::kErrors);
  add("statistics", statistics::kErrors);
  add("gateway", gateway::kErrors);

  std::string text =
      "# Errors\n\nGenerated from the code. The reason is stable: program against it.\n\n"
      "| reason | gRPC code | raised by | says to the person | means |\n|---|---|---|---|---|\n";
  for (const auto& [reason, row] : rows) text += row;
  testing::ExpectGolden("docs/errors.md", text);
}

TEST(Documents, ConfigurationListsEveryKey) {
  std::string text;
  FILE* pipe = popen(TANCUA_BIN_DIR "/tancua-suite --print-configuration", "r");
  ASSERT_NE(pipe, nullptr);
  char buffer[4096];
  while (std::size_t size = std::fread(buffer, 1, sizeof(buffer), pipe)) text.append(buffer, size);
  EXPECT_EQ(pclose(pipe), 0);
  testing::ExpectGolden("docs/configuration.md", text);
}

}  // namespace
}  // namespace tancua
