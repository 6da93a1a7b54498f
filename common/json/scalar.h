#pragma once

#include <string>
#include <string_view>

#include "google/protobuf/message.h"

// Values that JSON holds as text: numbers, times, base64.
namespace tancua::json {

// Sets or appends a field from the text of a number, a word or a quoted string's content.
// Covers every scalar, enums, and the messages that are strings in JSON (Timestamp, Duration,
// FieldMask, wrappers). False when the text does not fit.
[[nodiscard]] bool SetFromText(google::protobuf::Message& message,
                               const google::protobuf::FieldDescriptor& field,
                               std::string_view text);
// The same for the content of a Timestamp, Duration, FieldMask or wrapper.
[[nodiscard]] bool SetSpecialFromText(google::protobuf::Message& message, std::string_view text);

void AppendDouble(std::string& out, double value);
void AppendFloat(std::string& out, float value);

}  // namespace tancua::json
