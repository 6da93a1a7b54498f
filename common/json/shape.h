#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace tancua::json {

struct Shape;

// A field, with what the codec needs of it worked out once.
struct FieldShape {
  const google::protobuf::FieldDescriptor* field = nullptr;
  std::string key;                 // "\"paperId\":", as printed
  const Shape* message = nullptr;  // of a message's, or a map's entry's, field
};

// Messages with a JSON form of their own.
enum class Special {
  kNone,
  kTimestamp,
  kDuration,
  kFieldMask,
  kStruct,
  kValue,
  kListValue,
  kWrapper,  // StringValue and its like
};

// A message type, with what the codec needs of it worked out once.
struct Shape {
  const google::protobuf::Descriptor* descriptor = nullptr;
  Special special = Special::kNone;
  std::vector<FieldShape> fields;                                 // by number
  std::map<std::string, std::size_t, std::less<>> index_by_name;  // both spellings
};

[[nodiscard]] Special SpecialOf(const google::protobuf::Descriptor& descriptor);

}  // namespace tancua::json
