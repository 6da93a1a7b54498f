#include "services/notification/store/payload.h"

#include <optional>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/view.h"

namespace tancua::notification::store {
namespace {

// ASCII's unit separator stands between the fields: no name, link or office contains it, and
// what is no text is taken out of texts.
constexpr char kSeparator = '\x1f';
constexpr std::size_t kFields = 9;
// A row of a version that knew no codes.
constexpr std::size_t kFieldsWithoutCode = 7;

std::string Clean(std::string text) {
  std::erase(text, kSeparator);
  return text;
}

std::string Encode(const std::optional<absl::Time>& time) {
  return time ? absl::StrCat(absl::ToUnixMicros(*time)) : std::string();
}

// False when the field is neither empty nor a time.
bool Decode(absl::string_view field, std::optional<absl::Time>& out) {
  if (field.empty()) return true;
  std::int64_t micros = 0;
  if (!absl::SimpleAtoi(field, &micros)) return false;
  out = absl::FromUnixMicros(micros);
  return true;
}

}  // namespace

std::string EncodePayload(const domain::Message& message) {
  const domain::Facts& facts = message.facts;
  const absl::string_view separator(&kSeparator, 1);
  return absl::StrCat(Clean(message.phone), separator, Clean(facts.applicant_name), separator,
                      Clean(facts.agency), separator, Encode(facts.change_time), separator,
                      Encode(facts.due_time), separator, Clean(facts.link), separator) +
         absl::StrCat(Encode(facts.link_expire_time), separator, Clean(facts.code), separator,
                      Encode(facts.code_expire_time));
}

absl::Status DecodePayload(std::string_view payload, domain::Message& message) {
  const std::vector<absl::string_view> fields = absl::StrSplit(View(payload), kSeparator);
  std::optional<absl::Time> change_time;
  domain::Facts& facts = message.facts;
  const bool with_code = fields.size() == kFields;
  if ((!with_code && fields.size() != kFieldsWithoutCode) || !Decode(fields[3], change_time) ||
      !change_time || !Decode(fields[4], facts.due_time) ||
      !Decode(fields[6], facts.link_expire_time) ||
      (with_code && !Decode(fields[8], facts.code_expire_time))) {
    return absl::DataLossError("the sealed part of a message cannot be read");
  }
  message.phone = std::string(fields[0]);
  facts.applicant_name = std::string(fields[1]);
  facts.agency = std::string(fields[2]);
  facts.change_time = *change_time;
  facts.link = std::string(fields[5]);
  if (with_code) facts.code = std::string(fields[7]);
  return absl::OkStatus();
}

}  // namespace tancua::notification::store
