// Every RPC, called over gRPC as every kind of caller: the outcome is what its policy says, and the
// whole table is docs/access-matrix.md, so that a change of who may call what shows in the diff.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/rpc/invoker.h"
#include "common/rpc/policy.h"
#include "common/status/error.h"
#include "tests/contract/every_rpc.h"
#include "tests/contract/mint.h"
#include "tests/support/deployment.h"
#include "tests/support/golden.h"

namespace tancua {
namespace {

using google::protobuf::MethodDescriptor;
using testing::Deployment;

constexpr char kWard[] = "wards/27442";  // what requests name
constexpr char kOtherWard[] = "wards/26944";
constexpr char kForged[] = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290In0.";

// One column of the table.
struct Who {
  std::string title;
  rpc::Caller caller;
  bool forged = false;
};

Who Citizen(int level) {
  return {absl::StrCat("citizen, level ", level),
          {.kind = policy::v1::CITIZEN, .subject = "citizens/1", .level = level}};
}

Who AssistedCitizen() {
  Who who = Citizen(2);
  who.title = "citizen, assisted";
  who.caller.assistant = "officers/1";
  who.caller.assistance = "assistedVerifications/1";
  return who;
}

Who Officer(const std::string& role, const std::string& ward) {
  const std::string where = ward.empty() ? "" : ward == kWard ? ", own ward" : ", other ward";
  return {absl::StrCat(role, where),
          {.kind = policy::v1::OFFICER, .subject = "officers/1", .ward = ward, .roles = {role}}};
}

Who Partner(const std::string& title, const std::string& ward, std::vector<std::string> scopes) {
  return {absl::StrCat("partner, ", title),
          {.kind = policy::v1::PARTNER,
           .subject = "clients/1",
           .wards = {ward},
           .scopes = std::move(scopes)}};
}

// The roles and scopes that any policy names, beside those that every installation has.
struct Vocabulary {
  std::set<std::string> ward_roles = {"leader", "neighbourhood_helper", "one_stop_clerk",
                                      "specialist", "ward_admin"};
  std::set<std::string> city_roles = {"city_admin"};
  std::set<std::string> scopes;
};

Vocabulary Named() {
  Vocabulary named;
  for (const MethodDescriptor* method : EveryRpc()) {
    const auto& policy = rpc::PolicyOf(*method);
    for (const std::string& role : policy.roles()) {
      (role.starts_with("city_") ? named.city_roles : named.ward_roles).insert(role);
    }
    named.scopes.insert(policy.scopes().begin(), policy.scopes().end());
  }
  return named;
}

std::vector<Who> EveryCaller() {
  const Vocabulary named = Named();
  std::vector<Who> callers = {{.title = "anonymous", .caller = {}},
                              {.title = "forged token", .caller = {}, .forged = true},
                              Citizen(1),
                              Citizen(2),
                              AssistedCitizen()};
  for (const std::string& role : named.ward_roles) {
    callers.push_back(Officer(role, kWard));
    callers.push_back(Officer(role, kOtherWard));
  }
  for (const std::string& role : named.city_roles) callers.push_back(Officer(role, ""));
  callers.push_back(Partner("no scope", kWard, {}));
  for (const std::string& scope : named.scopes) callers.push_back(Partner(scope, kWard, {scope}));
  if (!named.scopes.empty()) {
    callers.push_back(
        Partner("all scopes, other ward", kOtherWard, {named.scopes.begin(), named.scopes.end()}));
  }
  callers.push_back(
      {.title = "service", .caller = {.kind = policy::v1::SERVICE, .subject = "services/dossier"}});
  return callers;
}

template <class List, class Value>
bool Has(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Whether the two lists share anything.
template <class A, class B>
bool Meet(const A& a, const B& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& value) { return Has(b, value); });
}

// What the policy says, said once more: "" when the procedure is reached.
std::string Expected(const policy::v1::Policy& policy, const Who& who) {
  const rpc::Caller& caller = who.caller;
  if (who.forged) return "TOKEN_INVALID";
  if (policy.anonymous()) return "";
  if (caller.subject.empty()) return "UNAUTHENTICATED";
  if (!Has(policy.allow(), static_cast<int>(caller.kind))) return "ACTOR_NOT_ALLOWED";
  const bool officer = caller.kind == policy::v1::OFFICER;
  const bool citizen = caller.kind == policy::v1::CITIZEN;
  const bool partner = caller.kind == policy::v1::PARTNER;
  if (officer && !policy.roles().empty() && !Meet(policy.roles(), caller.roles)) {
    return "ROLE_MISSING";
  }
  if (citizen && caller.level < policy.min_level()) return "LEVEL_TOO_LOW";
  if (caller.IsAssisted() && !policy.assisted()) return "ASSISTED_NOT_ALLOWED";
  if (partner && !Meet(policy.scopes(), caller.scopes)) return "SCOPE_MISSING";
  const bool own = caller.ward == kWard || Has(caller.wards, std::string(kWard));
  if (policy.tenancy() == policy::v1::REQUEST_WARD && !citizen && !own) return "OTHER_WARD";
  return "";
}

// The same of what came back. A procedure compares wards and owners of what it loads by itself;
// here that counts as reached.
std::string Outcome(const policy::v1::Policy& policy, const absl::Status& status) {
  const auto described = status::Describe(status);
  if (!described) return "";
  std::set<std::string> refusals = {"UNAUTHENTICATED",     "TOKEN_INVALID", "ACTOR_NOT_ALLOWED",
                                    "ROLE_MISSING",        "SCOPE_MISSING", "LEVEL_TOO_LOW",
                                    "ASSISTED_NOT_ALLOWED"};
  if (policy.tenancy() == policy::v1::REQUEST_WARD) refusals.insert("OTHER_WARD");
  return refusals.contains(described->reason) ? described->reason : "";
}

// How the table writes an outcome.
std::string Sign(const std::string& outcome) {
  static const std::map<std::string, std::string> kSigns = {{"", "✓"},
                                                            {"UNAUTHENTICATED", "U"},
                                                            {"TOKEN_INVALID", "T"},
                                                            {"ACTOR_NOT_ALLOWED", "K"},
                                                            {"ROLE_MISSING", "R"},
                                                            {"SCOPE_MISSING", "S"},
                                                            {"LEVEL_TOO_LOW", "L"},
                                                            {"ASSISTED_NOT_ALLOWED", "A"},
                                                            {"OTHER_WARD", "W"}};
  return kSigns.at(outcome);
}

std::string Heading(const std::vector<Who>& callers) {
  std::string text =
      "# Who may call what\n\nGenerated from what every RPC answers to every kind of caller. ✓: "
      "the "
      "procedure is reached; what it loads it still compares with the caller's ward or person. U: "
      "`UNAUTHENTICATED`, T: `TOKEN_INVALID`, K: `ACTOR_NOT_ALLOWED` (another kind of caller), R: "
      "`ROLE_MISSING`, S: `SCOPE_MISSING`, L: `LEVEL_TOO_LOW`, A: "
      "`ASSISTED_NOT_ALLOWED` (the token names who helps), W: `OTHER_WARD`.\n\n| RPC |";
  for (const Who& who : callers) absl::StrAppend(&text, " ", who.title, " |");
  absl::StrAppend(&text, "\n|---|");
  for (std::size_t i = 0; i < callers.size(); ++i) absl::StrAppend(&text, "---|");
  return text + "\n";
}

TEST(AccessMatrix, EveryRpcTreatsEveryCallerAsItsPolicySays) {
  Deployment deployment(Deployment::Shape::kSuite);
  ASSERT_TRUE(deployment.Start().ok()) << deployment.Logs();
  const Mint mint(deployment);
  const std::vector<Who> callers = EveryCaller();
  std::vector<std::string> tokens;
  for (const Who& who : callers) {
    tokens.push_back(who.forged ? kForged : mint.TokenFor(who.caller));
  }

  std::string text = Heading(callers);
  for (const MethodDescriptor* method : EveryRpc()) {
    const auto& policy = rpc::PolicyOf(*method);
    const auto invoker = rpc::NewRemoteInvoker(deployment.grpc_target(OwnerOf(*method)));
    absl::StrAppend(&text, "| `", method->service()->full_name(), "/", method->name(), "` |");
    for (std::size_t i = 0; i < callers.size(); ++i) {
      const absl::Status status = CallWithNothing(*invoker, *method, tokens[i], kWard);
      const std::string outcome = Outcome(policy, status);
      EXPECT_EQ(outcome, Expected(policy, callers[i]))
          << method->full_name() << " as " << callers[i].title << ": " << status;
      absl::StrAppend(&text, " ", Sign(outcome), " |");
    }
    text += "\n";
  }
  testing::ExpectGolden("docs/access-matrix.md", text);
}

}  // namespace
}  // namespace tancua
