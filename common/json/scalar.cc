#include "common/json/scalar.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "absl/strings/escaping.h"
#include "common/json/shape.h"
#include "common/json/time_text.h"
#include "common/status/view.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace tancua::json {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

template <class Number>
bool ParseWhole(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool ParseDouble(std::string_view text, double& value) {
  if (text == "NaN") value = std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity") value = std::numeric_limits<double>::infinity();
  if (text == "-Infinity") value = -std::numeric_limits<double>::infinity();
  if (text == "NaN" || text == "Infinity" || text == "-Infinity") return true;
  // from_chars also knows "inf" and "nan", which JSON does not.
  if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return false;
  return ParseWhole(text, value);
}

// "7", and by the mapping also "7.0" and "7e0".
template <class Integer>
bool ParseInteger(std::string_view text, Integer& value) {
  if (ParseWhole(text, value)) return true;
  double real = 0;
  // Past 2^53 a double no longer tells whether it is the number that was meant.
  if (!ParseDouble(text, real) || std::abs(real) > 9007199254740992.0) return false;
  if (real != std::trunc(real) || real < static_cast<double>(std::numeric_limits<Integer>::min()) ||
      real > static_cast<double>(std::numeric_limits<Integer>::max())) {
    return false;
  }
  value = static_cast<Integer>(real);
  return true;
}

bool ParseBool(std::string_view text, bool& value) {
  value = text == "true";
  return value || text == "false";
}

bool ParseFloat(std::string_view text, float& value) {
  double real = 0;
  if (!ParseDouble(text, real)) return false;
  if (std::isfinite(real) && std::abs(real) > std::numeric_limits<float>::max()) return false;
  value = static_cast<float>(real);
  return true;
}

// Standard and URL-safe alphabet, with or without padding.
bool ParseBytes(std::string_view text, std::string& value) {
  return absl::Base64Unescape(View(text), &value) ||
         absl::WebSafeBase64Unescape(View(text), &value);
}

bool ParseEnum(const FieldDescriptor& field, std::string_view text, int& value) {
  const auto* named = field.enum_type()->FindValueByName(std::string(text));
  if (named != nullptr) {
    value = named->number();
    return true;
  }
  return ParseInteger(text, value);
}

void AppendShortest(std::string& out, const char* begin, const char* end) {
  out.append(begin, end);
}

template <class Real>
void AppendReal(std::string& out, Real value) {
  if (std::isnan(value)) {
    out.append("\"NaN\"");
  } else if (std::isinf(value)) {
    out.append(value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
  } else if (value == std::trunc(value) && std::abs(value) < Real{1e15}) {
    char text[24];
    const auto end = std::to_chars(text, text + sizeof(text), static_cast<std::int64_t>(value)).ptr;
    if (value == 0 && std::signbit(value)) out.push_back('-');
    AppendShortest(out, text, end);
  } else {
    char text[40];
    AppendShortest(out, text, std::to_chars(text, text + sizeof(text), value).ptr);
  }
}

}  // namespace

void AppendDouble(std::string& out, double value) { AppendReal(out, value); }
void AppendFloat(std::string& out, float value) { AppendReal(out, value); }

bool SetSpecialFromText(Message& message, std::string_view text) {
  switch (SpecialOf(*message.GetDescriptor())) {
    case Special::kTimestamp: {
      auto& timestamp = static_cast<google::protobuf::Timestamp&>(message);
      std::int64_t seconds = 0;
      std::int32_t nanos = 0;
      if (!ParseTimestamp(text, seconds, nanos)) return false;
      timestamp.set_seconds(seconds);
      timestamp.set_nanos(nanos);
      return true;
    }
    case Special::kDuration: {
      auto& duration = static_cast<google::protobuf::Duration&>(message);
      std::int64_t seconds = 0;
      std::int32_t nanos = 0;
      if (!ParseDuration(text, seconds, nanos)) return false;
      duration.set_seconds(seconds);
      duration.set_nanos(nanos);
      return true;
    }
    case Special::kFieldMask:
      return ParseFieldMask(text, static_cast<google::protobuf::FieldMask&>(message));
    case Special::kWrapper:
      return SetFromText(message, *message.GetDescriptor()->FindFieldByName("value"), text);
    default:
      return false;
  }
}

// Sets or appends, by the field's label.
#define TANCUA_SET(Type, value)                                          \
  (field.is_repeated() ? reflection.Add##Type(&message, &field, (value)) \
                       : reflection.Set##Type(&message, &field, (value)))

bool SetFromText(Message& message, const FieldDescriptor& field, std::string_view text) {
  const auto& reflection = *message.GetReflection();
  const auto number = [&]<class T>(T value, auto parse, auto set) {
    if (!parse(text, value)) return false;
    set(value);
    return true;
  };
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return number(std::int32_t{}, ParseInteger<std::int32_t>,
                    [&](auto v) { TANCUA_SET(Int32, v); });
    case FieldDescriptor::CPPTYPE_INT64:
      return number(std::int64_t{}, ParseInteger<std::int64_t>,
                    [&](auto v) { TANCUA_SET(Int64, v); });
    case FieldDescriptor::CPPTYPE_UINT32:
      return number(std::uint32_t{}, ParseInteger<std::uint32_t>,
                    [&](auto v) { TANCUA_SET(UInt32, v); });
    case FieldDescriptor::CPPTYPE_UINT64:
      return number(std::uint64_t{}, ParseInteger<std::uint64_t>,
                    [&](auto v) { TANCUA_SET(UInt64, v); });
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return number(double{}, ParseDouble, [&](auto v) { TANCUA_SET(Double, v); });
    case FieldDescriptor::CPPTYPE_FLOAT:
      return number(float{}, ParseFloat, [&](auto v) { TANCUA_SET(Float, v); });
    case FieldDescriptor::CPPTYPE_BOOL:
      return number(bool{}, ParseBool, [&](auto v) { TANCUA_SET(Bool, v); });
    case FieldDescriptor::CPPTYPE_ENUM:
      return number(
          int{}, [&](std::string_view t, int& v) { return ParseEnum(field, t, v); },
          [&](auto v) { TANCUA_SET(EnumValue, v); });
    case FieldDescriptor::CPPTYPE_STRING:
      if (field.type() == FieldDescriptor::TYPE_BYTES) {
        return number(std::string{}, ParseBytes,
                      [&](auto& v) { TANCUA_SET(String, std::move(v)); });
      }
      TANCUA_SET(String, std::string(text));
      return true;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return SetSpecialFromText(field.is_repeated() ? *reflection.AddMessage(&message, &field)
                                                    : *reflection.MutableMessage(&message, &field),
                                text);
  }
  return false;
}

#undef TANCUA_SET

}  // namespace tancua::json
