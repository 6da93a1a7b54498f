#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/http/client.h"
#include "common/status/macros.h"
#include "services/admin/commands/commands.h"
#include "services/admin/installation.h"
#include "services/admin/key_lines.h"
#include "services/admin/replace_file.h"

namespace tancua::admin {
namespace {

using nlohmann::ordered_json;

struct KeysWish {
  std::string file;  // empty: the field keys of the configuration
  std::string id;
};

// What each process says of its keys: process → the answer of /keys.
absl::StatusOr<ordered_json> Reports(const Installation& installation) {
  http::Client http({.ca_file = installation.tls.ca_file});
  ordered_json reports = ordered_json::object();
  for (const auto& [process, url] : installation.admins) {
    const auto response = http.Send({.url = url + "/keys"});
    if (!response.ok() || response->status != 200) {
      return absl::UnavailableError(absl::StrCat(process, " does not answer at ", url));
    }
    reports[process] = ordered_json::parse(response->body, nullptr, false);
  }
  return reports;
}

std::int64_t Pending(const ordered_json& report) {
  std::int64_t pending = 0;
  for (const auto& [service, progress] : report["rotation"].items()) {
    for (const auto& [place, rows] : progress["pending"].items())
      pending += rows.get<std::int64_t>();
  }
  return pending;
}

absl::Status ShowKeys(const Options& options) {
  ASSIGN_OR_RETURN(const Installation installation, LoadInstallation(options.configs));
  ASSIGN_OR_RETURN(const ordered_json reports, Reports(installation));
  ordered_json shown = ordered_json::array();
  for (const auto& [process, report] : reports.items()) {
    shown.push_back({{"process", process},
                     {"seals", report["fieldKeys"]["seals"]},
                     {"opens", report["fieldKeys"]["opens"]},
                     {"prepared", report["fieldKeys"]["prepared"]},
                     {"pending", Pending(report)},
                     {"removable", report["removable"]}});
  }
  Print(options, shown);
  return absl::OkStatus();
}

// Every process that keeps something must have done with the key.
absl::Status RequireRemovable(const Installation& installation, const std::string& id) {
  ASSIGN_OR_RETURN(const ordered_json reports, Reports(installation));
  for (const auto& [process, report] : reports.items()) {
    const ordered_json& removable = report["removable"];
    if (std::find(removable.begin(), removable.end(), id) == removable.end()) {
      return absl::FailedPreconditionError(
          absl::StrCat(process, " may still need ", id, "; see `tancua keys status`"));
    }
  }
  return absl::OkStatus();
}

using Change = std::function<absl::StatusOr<std::string>(std::string_view text)>;

absl::Status ChangeFile(const Installation& installation, const KeysWish& wish,
                        const Change& change) {
  const std::string& path = wish.file.empty() ? installation.field_keys : wish.file;
  std::ifstream in(path);
  const std::string before{std::istreambuf_iterator<char>(in), {}};
  ASSIGN_OR_RETURN(const std::string after, change(before));
  return ReplaceFile(path, after);
}

absl::Status AddNewKey(const Options& options, const KeysWish& wish) {
  ASSIGN_OR_RETURN(const Installation installation, LoadInstallation(options.configs));
  const std::string id =
      wish.id.empty() ? absl::FormatTime("k%Y%m%d", absl::Now(), absl::UTCTimeZone()) : wish.id;
  return ChangeFile(installation, wish,
                    [&](std::string_view text) { return WithNewKey(text, id); });
}

absl::Status UseKey(const Options& options, const KeysWish& wish) {
  ASSIGN_OR_RETURN(const Installation installation, LoadInstallation(options.configs));
  return ChangeFile(installation, wish, WithLastKeyInUse);
}

absl::Status RemoveKey(const Options& options, const KeysWish& wish) {
  ASSIGN_OR_RETURN(const Installation installation, LoadInstallation(options.configs));
  RETURN_IF_ERROR(RequireRemovable(installation, wish.id));
  return ChangeFile(installation, wish,
                    [&](std::string_view text) { return WithoutKey(text, wish.id); });
}

void AddKeyFile(CLI::App& command, KeysWish& wish) {
  command.add_option("--file", wish.file, "file of keys; without it, the field_keys_file")
      ->check(CLI::ExistingFile);
}

}  // namespace

void AddKeys(Cli& cli) {
  auto wish = std::make_shared<KeysWish>();
  CLI::App* group =
      cli.AddGroup("keys", "Replace the keys that seal personal data: add, use, remove");
  cli.Add(*group, "status", "Which key seals, what is still to be moved, which key may go",
          [&cli] { return ShowKeys(cli.options); });
  CLI::App* add = cli.Add(*group, "add", "1. Add a new key, which only opens for now",
                          [&cli, wish] { return AddNewKey(cli.options, *wish); });
  add->add_option("--id", wish->id, "its name; without it, k and the day");
  AddKeyFile(*add, *wish);
  AddKeyFile(*cli.Add(*group, "use", "2. Seal with it, once every process lists it as prepared",
                      [&cli, wish] { return UseKey(cli.options, *wish); }),
             *wish);
  CLI::App* remove = cli.Add(*group, "remove", "3. Remove the old key, once it is removable",
                             [&cli, wish] { return RemoveKey(cli.options, *wish); });
  remove->add_option("ID", wish->id, "the key")->required();
  AddKeyFile(*remove, *wish);
}

}  // namespace tancua::admin
