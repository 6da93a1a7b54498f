#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nlohmann/json.hpp"

// What dashboards and rules ask Prometheus for.
namespace tancua::observe {

struct Expression {
  std::string place;  // "dashboard overview, panel 'Tin nhắn'": for a failure
  std::string text;
};

// Of every dashboard in `folder`; variables stand for everything.
[[nodiscard]] std::vector<Expression> OfDashboards(const std::string& folder);
// Of an answer of /api/v1/rules; of an alert each of its selectors, for it is itself silent.
[[nodiscard]] std::vector<Expression> OfRules(const nlohmann::json& rules);

// "tancua_x{a=\"b\"}": the series that an expression begins from, without ranges.
[[nodiscard]] std::vector<std::string> SelectorsOf(const std::string& expression);

}  // namespace tancua::observe
