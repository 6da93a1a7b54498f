#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/api.h"
#include "services/admin/commands/commands.h"

namespace tancua::admin {
namespace {

using nlohmann::ordered_json;

struct OfficerWish {
  std::string who;  // a user name, or "officers/{uuid}"
  std::string position;
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
          {"positions", officer.value("positions", ordered_json::array())},
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

// "officers/{uuid}". People know user names.
absl::StatusOr<std::string> NameOf(Api& api, const OfficerWish& wish) {
  if (absl::StartsWith(wish.who, "officers/")) return wish.who;
  ASSIGN_OR_RETURN(const ordered_json officers,
                   api.List(absl::StrCat("/v1/officers?ward=", WardName(wish.ward)), "officers"));
  for (const ordered_json& officer : officers) {
    if (officer.value("username", "") == wish.who) return officer.value("name", "");
  }
  return absl::NotFoundError(absl::StrCat(wish.ward.empty() ? "the city" : WardName(wish.ward),
                                          " has no officer ", wish.who,
                                          wish.ward.empty() ? "; --ward names another place" : ""));
}

// ":activate", ":deactivate", ":move".
absl::Status CallVerb(const Options& options, const OfficerWish& wish, const std::string& verb) {
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ASSIGN_OR_RETURN(const std::string name, NameOf(api, wish));
  ordered_json body{{"requestId", NewRequestId()}};
  if (!wish.position.empty()) body["position"] = wish.position;
  ASSIGN_OR_RETURN(const ordered_json officer,
                   api.Post(absl::StrCat("/v1/", name, ":", verb), body));
  Print(options, Shown(officer));
  return absl::OkStatus();
}

absl::Status UpdateOfficer(const Options& options, const OfficerWish& wish, bool change_roles) {
  ordered_json fields = ordered_json::object();
  if (!wish.display_name.empty()) fields["displayName"] = wish.display_name;
  if (change_roles) fields["grantedRoles"] = wish.roles;
  if (fields.empty()) {
    return absl::InvalidArgumentError(
        "nothing to change: give --display-name, --role or --no-role");
  }
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ASSIGN_OR_RETURN(const std::string name, NameOf(api, wish));
  ASSIGN_OR_RETURN(const ordered_json officer, api.Patch(absl::StrCat("/v1/", name), fields));
  Print(options, Shown(officer));
  return absl::OkStatus();
}

absl::Status ListPositions(const Options& options, const OfficerWish& wish) {
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ASSIGN_OR_RETURN(const ordered_json positions,
                   api.List(absl::StrCat("/v1/", WardName(wish.ward), "/positions"), "positions"));
  ordered_json shown = ordered_json::array();
  for (const ordered_json& position : positions) {
    shown.push_back({{"name", position.value("name", "")},
                     {"title", position.value("title", "")},
                     {"unit", position.value("unit", "")},
                     {"roles", position.value("roles", ordered_json::array())},
                     {"holder", position.value("holder", "")}});
  }
  Print(options, shown);
  return absl::OkStatus();
}

void AddWho(CLI::App& command, OfficerWish& wish) {
  command.add_option("WHO", wish.who, "user name (then with --ward), or officers/…, as listed")
      ->required();
  command.add_option("--ward", wish.ward, "code of the officer's ward; without it, the city's");
}

CLI::Option* AddRole(CLI::App& command, OfficerWish& wish) {
  return command
      .add_option("--role", wish.roles,
                  "one_stop_clerk, specialist, leader, neighbourhood_helper, ward_admin; "
                  "city_admin; may be repeated")
      ->allow_extra_args(false);
}

void AddChanges(Cli& cli, CLI::App& group, const std::shared_ptr<OfficerWish>& wish) {
  auto no_role = std::make_shared<bool>(false);
  CLI::App* update =
      cli.Add(group, "update", "Change the name, or the roles given beside those of positions",
              [&cli, wish, no_role] {
                return UpdateOfficer(cli.options, *wish, *no_role || !wish->roles.empty());
              });
  AddWho(*update, *wish);
  update->add_option("--display-name", wish->display_name, "full name");
  CLI::Option* role = AddRole(*update, *wish);
  update->add_flag("--no-role", *no_role, "take away every role that was given directly")
      ->excludes(role);
  AddWho(*cli.Add(group, "deactivate", "Shut one out: no sign-in, no position, sessions end",
                  [&cli, wish] { return CallVerb(cli.options, *wish, "deactivate"); }),
         *wish);
  AddWho(*cli.Add(group, "activate", "Let one in again",
                  [&cli, wish] { return CallVerb(cli.options, *wish, "activate"); }),
         *wish);
  cli.Add(group, "positions", "List the positions of a ward",
          [&cli, wish] { return ListPositions(cli.options, *wish); })
      ->add_option("--ward", wish->ward, "code of the ward")
      ->required();
  CLI::App* move = cli.Add(group, "move",
                           "Give one a position, of the same ward or another, instead of all held",
                           [&cli, wish] { return CallVerb(cli.options, *wish, "move"); });
  AddWho(*move, *wish);
  move->add_option("POSITION", wish->position, "wards/…/positions/…, as listed")->required();
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
  AddRole(*create, *wish);
  AddChanges(cli, *group, wish);
}

}  // namespace tancua::admin
