#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "yaml-cpp/yaml.h"

namespace tancua::dossier::catalogue {

// A mistake in a data file. Thrown and caught inside this folder only: one throw in the middle of
// a tree is clearer than a status handed up through every level of it.
class Mistake : public std::exception {
 public:
  Mistake(const YAML::Node& where, std::string field, std::string what,
          const char* reason = "FIELD_INVALID")
      : line_(where.Mark().line + 1),
        field_(std::move(field)),
        what_(std::move(what)),
        reason_(reason) {}
  [[nodiscard]] int line() const { return line_; }
  [[nodiscard]] const std::string& field() const { return field_; }
  [[nodiscard]] const char* reason() const { return reason_; }
  [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }

 private:
  int line_;
  std::string field_;
  std::string what_;
  const char* reason_;
};

// A mapping that must hold exactly the keys that are asked for.
class YamlMap {
 public:
  YamlMap(const YAML::Node& node, std::initializer_list<std::string_view> keys);

  [[nodiscard]] std::string Text(const char* key) const;  // required, not empty
  [[nodiscard]] std::optional<std::string> OptionalText(const char* key) const;
  [[nodiscard]] std::int64_t Int(const char* key) const;  // required, 0 or more
  [[nodiscard]] bool Flag(const char* key) const;
  [[nodiscard]] absl::CivilDay Day(const char* key) const;
  [[nodiscard]] std::vector<std::string> Texts(const char* key) const;  // may be empty
  [[nodiscard]] YAML::Node Get(const char* key) const;                  // required
  [[nodiscard]] bool Has(const char* key) const { return static_cast<bool>(node_[key]); }

 private:
  const YAML::Node node_;
};

}  // namespace tancua::dossier::catalogue
