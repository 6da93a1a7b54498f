#pragma once

#include <string>
#include <vector>

#include "nlohmann/json.hpp"
#include "services/identity/domain/data_request.h"

// How kept records stand in a column.
namespace tancua::identity::store {

[[nodiscard]] inline nlohmann::json KeptToJson(const std::vector<domain::Kept>& kept) {
  nlohmann::json list = nlohmann::json::array();
  for (const domain::Kept& records : kept) {
    list.push_back({{"title", records.title},
                    {"count", records.count},
                    {"reason", records.reason},
                    {"legal_basis", records.legal_basis}});
  }
  return list;
}

[[nodiscard]] inline std::vector<domain::Kept> KeptFromJson(const nlohmann::json& list) {
  std::vector<domain::Kept> kept;
  if (!list.is_array()) return kept;
  kept.reserve(list.size());
  for (const nlohmann::json& records : list) {
    kept.push_back({.title = records.value("title", ""),
                    .count = records.value("count", std::int64_t{0}),
                    .reason = records.value("reason", ""),
                    .legal_basis = records.value("legal_basis", "")});
  }
  return kept;
}

}  // namespace tancua::identity::store
