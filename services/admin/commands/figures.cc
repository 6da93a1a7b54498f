#include <cstdio>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/api.h"
#include "services/admin/commands/commands.h"

namespace tancua::admin {
namespace {

using nlohmann::ordered_json;

struct FiguresWish {
  std::string ward;
  std::string from;
  std::string to;
  bool csv = false;
};

// One row a figure: "receivedByChannel.ONLINE", "onTime.percent".
void Flatten(const std::string& name, const ordered_json& value, ordered_json& rows) {
  if (value.is_object() && value.size() == 2 && value.contains("count")) {
    return Flatten(absl::StrCat(name, ".", value.front().get<std::string>()), value["count"], rows);
  }
  if (value.is_array()) {
    for (const ordered_json& element : value) Flatten(name, element, rows);
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      Flatten(name.empty() ? key : absl::StrCat(name, ".", key), member, rows);
    }
  } else {
    rows.push_back({{"figure", name}, {"value", value}});
  }
}

absl::Status ExportFigures(const Options& options, const FiguresWish& wish) {
  ASSIGN_OR_RETURN(Api api, Api::AsNobody(options));
  ASSIGN_OR_RETURN(const ordered_json statistics,
                   api.Get(absl::StrCat("/v1/wards/", wish.ward, "/statistics?from=", wish.from,
                                        "&to=", wish.to)));
  if (options.json) {
    Print(options, statistics);
    return absl::OkStatus();
  }
  ordered_json rows = ordered_json::array();
  Flatten("", statistics, rows);
  if (!wish.csv) {
    Print(options, rows);
    return absl::OkStatus();
  }
  // No value holds a comma or a quote: numbers, days, names of the API.
  std::puts("figure,value");
  for (const ordered_json& row : rows) {
    const ordered_json& value = row["value"];
    std::printf("%s,%s\n", row["figure"].get<std::string>().c_str(),
                (value.is_string() ? value.get<std::string>() : value.dump()).c_str());
  }
  return absl::OkStatus();
}

}  // namespace

void AddFigures(Cli& cli) {
  auto wish = std::make_shared<FiguresWish>();
  CLI::App* command = cli.Add("figures", "Export a ward's figures; they are public",
                              [&cli, wish] { return ExportFigures(cli.options, *wish); });
  command->add_option("--ward", wish->ward, "code of the ward")->required();
  command->add_option("--from", wish->from, "first day, YYYY-MM-DD")->required();
  command->add_option("--to", wish->to, "last day, inclusive")->required();
  command->add_flag("--csv", wish->csv, "as comma-separated values");
}

}  // namespace tancua::admin
