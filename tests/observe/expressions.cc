#include "tests/observe/expressions.h"

#include <filesystem>
#include <fstream>
#include <regex>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace tancua::observe {

using nlohmann::json;

std::vector<Expression> OfDashboards(const std::string& folder) {
  std::vector<Expression> expressions;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(file.path());
    const json board = json::parse(in, nullptr, false);
    for (const auto& panel : board.value("panels", json::array())) {
      for (const auto& target : panel["targets"]) {
        expressions.push_back(
            {.place = absl::StrCat(file.path().filename().string(), ", ",
                                   panel["title"].get<std::string>()),
             .text = absl::StrReplaceAll(target["expr"].get<std::string>(), {{"$ward", ".+"}})});
      }
    }
  }
  return expressions;
}

std::vector<std::string> SelectorsOf(const std::string& expression) {
  static const std::regex selector(R"(\b(up|(tancua|process)[_:][a-z0-9_:]+)\b(\{[^}]*\})?)");
  std::vector<std::string> selectors;
  for (std::sregex_iterator it(expression.begin(), expression.end(), selector), end; it != end;
       ++it) {
    selectors.push_back(it->str());
  }
  return selectors;
}

std::vector<Expression> OfRules(const json& rules) {
  std::vector<Expression> expressions;
  for (const auto& group : rules["groups"]) {
    for (const auto& rule : group["rules"]) {
      const std::string name = rule["name"];
      const std::string query = rule["query"];
      if (rule["type"] == "recording") {
        expressions.push_back({.place = name, .text = query});
        continue;
      }
      for (const std::string& selector : SelectorsOf(query)) {
        expressions.push_back({.place = name, .text = absl::StrCat("count(", selector, ")")});
      }
    }
  }
  return expressions;
}

}  // namespace tancua::observe
