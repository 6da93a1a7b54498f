#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace tancua::gateway {

// A path template of google.api.http: "/v1/{name=dossiers/*}:accept".
struct RouteTemplate {
  struct Variable {
    std::string field;  // "name", or "dossier.name"
    std::size_t begin;  // its segments: [begin, end)
    std::size_t end;
  };
  std::string text;                   // as in the annotation
  std::vector<std::string> segments;  // literals, or "*"; a last "**" takes the rest
  std::string verb;                   // "accept"; empty when there is none
  std::vector<Variable> variables;

  [[nodiscard]] static absl::StatusOr<RouteTemplate> Parse(std::string_view text);
};

}  // namespace tancua::gateway
