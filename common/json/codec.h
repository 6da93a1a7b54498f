#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/status.h"
#include "common/json/shape.h"
#include "google/protobuf/message.h"

// Protobuf's JSON mapping, made fast: libprotobuf's own (3.21) goes through a dynamic
// type resolver and takes ten times as long.
namespace tancua::json {

// Why a text was refused.
struct Fault {
  enum class Kind {
    kNone,
    kMalformed,     // no JSON, or not an object
    kUnknownField,  // `field` is not a field of the message
    kBadValue,      // `field` holds a value of a wrong type or form
    kDuplicate,     // `field`, or another one of the same oneof, is given twice
  };
  Kind kind = Kind::kNone;
  std::string field;       // as the caller wrote it: "papers[1].paperId"
  std::size_t offset = 0;  // in bytes

  explicit operator bool() const { return kind != Kind::kNone; }
};

// Reads and writes the messages it was made for. Thread-safe.
//
// Reading refuses unknown fields and repeated keys, accepts names in camelCase and
// snake_case, and takes null as absent. Writing leaves out fields without a value
// (implicit defaults too), orders fields by number and the keys of a Struct by name.
// google.protobuf.Any is not supported.
class Codec {
 public:
  Codec() = default;
  Codec(const Codec&) = delete;
  Codec& operator=(const Codec&) = delete;

  // Prepares `descriptor` and everything it holds. Call before use by several threads.
  [[nodiscard]] absl::Status Add(const google::protobuf::Descriptor& descriptor);

  // Merges `text`, one JSON object, into the empty `message`.
  [[nodiscard]] Fault Parse(std::string_view text, google::protobuf::Message& message) const;
  // Sets a scalar field, or appends to a repeated one, from text without quotes
  // (a query parameter). False when the text does not fit, or the field is no scalar.
  [[nodiscard]] static bool SetText(google::protobuf::Message& message,
                                    const google::protobuf::FieldDescriptor& field,
                                    std::string_view text);
  // Appends `message` to `out`.
  void Print(const google::protobuf::Message& message, std::string& out) const;

 private:
  const Shape& ShapeOf(const google::protobuf::Message& message) const;

  std::unordered_map<const google::protobuf::Descriptor*, std::unique_ptr<Shape>> shapes_;
};

}  // namespace tancua::json
