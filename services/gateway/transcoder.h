#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/json/codec.h"
#include "google/protobuf/message.h"
#include "services/gateway/binding.h"

// HTTP requests into request messages. Each function adds its part; every error names the field
// as the caller wrote it.
namespace tancua::gateway {

// ROUTE_NOT_FOUND when a segment is no proper name. Call after FillFromJson: INVALID_FIELD when
// the body says something else.
[[nodiscard]] absl::Status FillFromPath(const Binding& binding,
                                        const std::vector<std::string_view>& segments,
                                        google::protobuf::Message& request);
// `query` as sent. PARAMETER_UNKNOWN for what is no scalar field, or comes by path or body.
[[nodiscard]] absl::Status FillFromQuery(const Binding& binding, std::string_view query,
                                         google::protobuf::Message& request);
// An empty body is an empty message.
[[nodiscard]] absl::Status FillFromJson(const json::Codec& codec, const Binding& binding,
                                        std::string_view body, google::protobuf::Message& request);

}  // namespace tancua::gateway
