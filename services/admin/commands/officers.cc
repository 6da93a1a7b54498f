#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/api.h"
#include "services/admin/commands/commands.h"

namespace tancua::admin {
namespace {

using nlohmann::ordered_json;

struct OfficerWish {
  std::string ward;  // code; empty: the city
  std::string username;
  std::string display_name;
  std::vector<std::string> roles;
};

std::string WardName(const std::string& code) {
  return code.empty() ? "" : absl::StrCat("wards/", code);
}

ordered_json Shown(const ordered_json& officer) {
  return {{"username", officer.value("username", "")},
          {"displayName", officer.value("displayName", "")},
          {"ward", officer.value("ward", "")},
          {"roles", officer.value("roles", ordered_json::array())},
          {"active", officer.value("active", false)},
          {"name", officer.value("name", "")}};
}

absl::Status ListOfficers(const Options& options, const OfficerWish& wish) {
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ASSIGN_OR_RETURN(const ordered_json officers,
                   api.List(absl::StrCat("/v1/officers?ward=", WardName(wish.ward)), "officers"));
  ordered_json shown = ordered_json::array();
  for (const ordered_json& officer : officers) shown.push_back(Shown(officer));
  Print(options, shown);
  return absl::OkStatus();
}

absl::Status CreateOfficer(const Options& options, const OfficerWish& wish) {
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ordered_json officer{{"username", wish.username}, {"displayName", wish.display_name}};
  if (!wish.ward.empty()) officer["ward"] = WardName(wish.ward);
  if (!wish.roles.empty()) officer["grantedRoles"] = wish.roles;
  ASSIGN_OR_RETURN(const ordered_json created,
                   api.Post("/v1/officers", {{"requestId", NewRequestId()}, {"officer", officer}}));
  Print(options, Shown(created));
  return absl::OkStatus();
}

}  // namespace

void AddOfficers(Cli& cli) {
  auto wish = std::make_shared<OfficerWish>();
  CLI::App* group = cli.AddGroup("officers", "The officers of a ward or of the city");
  cli.Add(*group, "list", "List them, active or not",
          [&cli, wish] { return ListOfficers(cli.options, *wish); })
      ->add_option("--ward", wish->ward, "code of the ward; without it, the city's");
  CLI::App* create = cli.Add(*group, "create", "Add one, who can sign in at once",
                             [&cli, wish] { return CreateOfficer(cli.options, *wish); });
  create->add_option("--username", wish->username, "what the staff provider calls the person")
      ->required();
  create->add_option("--display-name", wish->display_name, "full name")->required();
  create->add_option("--ward", wish->ward, "code of the ward; without it, the city's");
  create
      ->add_option("--role", wish->roles,
                   "one_stop_clerk, specialist, leader, neighbourhood_helper, ward_admin; "
                   "city_admin; may be repeated")
      ->allow_extra_args(false);
}

}  // namespace tancua::admin
