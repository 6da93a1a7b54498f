#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "google/protobuf/struct.pb.h"

namespace tancua::json {

// One record as a google.protobuf.Struct, built field by field. What is empty is left out.
class Record {
 public:
  Record& Text(const char* key, std::string_view value) {
    if (!value.empty()) Field(key).set_string_value(std::string(value));
    return *this;
  }
  Record& Number(const char* key, std::int64_t value) {
    Field(key).set_number_value(static_cast<double>(value));
    return *this;
  }
  Record& Flag(const char* key, bool value) {
    Field(key).set_bool_value(value);
    return *this;
  }
  // RFC 3339, UTC, to the second.
  Record& Time(const char* key, std::optional<absl::Time> value) {
    return Text(key, value ? absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", *value, absl::UTCTimeZone())
                           : std::string());
  }
  Record& Struct(const char* key, google::protobuf::Struct value) {
    if (value.fields_size() > 0) *Field(key).mutable_struct_value() = std::move(value);
    return *this;
  }
  Record& List(const char* key, std::vector<google::protobuf::Struct> values) {
    if (values.empty()) return *this;
    auto& list = *Field(key).mutable_list_value();
    for (google::protobuf::Struct& value : values) {
      *list.add_values()->mutable_struct_value() = std::move(value);
    }
    return *this;
  }
  [[nodiscard]] google::protobuf::Struct Take() { return std::move(record_); }

 private:
  google::protobuf::Value& Field(const char* key) { return (*record_.mutable_fields())[key]; }

  google::protobuf::Struct record_;
};

}  // namespace tancua::json
