#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "google/protobuf/field_mask.pb.h"

// The messages that are one string in JSON.
namespace tancua::json {

// "2026-11-22T02:00:00Z" with 0, 3, 6 or 9 digits of a second.
void AppendTimestamp(std::string& out, std::int64_t seconds, std::int32_t nanos);
// RFC 3339 with "Z" or an offset, years 0001 to 9999.
[[nodiscard]] bool ParseTimestamp(std::string_view text, std::int64_t& seconds,
                                  std::int32_t& nanos);
// "1.500s".
void AppendDuration(std::string& out, std::int64_t seconds, std::int32_t nanos);
[[nodiscard]] bool ParseDuration(std::string_view text, std::int64_t& seconds, std::int32_t& nanos);
// "displayName,papers.paperId".
void AppendFieldMask(std::string& out, const google::protobuf::FieldMask& mask);
[[nodiscard]] bool ParseFieldMask(std::string_view text, google::protobuf::FieldMask& mask);

}  // namespace tancua::json
