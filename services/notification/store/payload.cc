#include "services/notification/store/payload.h"

#include <optional>

#include "nlohmann/json.hpp"

namespace tancua::notification::store {
namespace {

using nlohmann::json;

json Encode(const std::optional<absl::Time>& time) {
  return time ? json(absl::ToUnixMicros(*time)) : json(nullptr);
}

std::optional<absl::Time> DecodeTime(const json& value) {
  if (value.is_null()) return std::nullopt;
  return absl::FromUnixMicros(value.get<std::int64_t>());
}

}  // namespace

// An array, not an object: a million rows need not repeat the names.
std::string EncodePayload(const domain::Message& message) {
  const domain::Facts& facts = message.facts;
  return json::array({message.phone, facts.applicant_name, facts.agency,
                      absl::ToUnixMicros(facts.change_time), Encode(facts.due_time), facts.link,
                      Encode(facts.link_expire_time)})
      .dump();
}

absl::Status DecodePayload(std::string_view payload, domain::Message& message) {
  try {
    const json values = json::parse(payload);
    message.phone = values.at(0).get<std::string>();
    message.facts.applicant_name = values.at(1).get<std::string>();
    message.facts.agency = values.at(2).get<std::string>();
    message.facts.change_time = absl::FromUnixMicros(values.at(3).get<std::int64_t>());
    message.facts.due_time = DecodeTime(values.at(4));
    message.facts.link = values.at(5).get<std::string>();
    message.facts.link_expire_time = DecodeTime(values.at(6));
    return absl::OkStatus();
  } catch (const json::exception&) {
    return absl::DataLossError("the sealed part of a message cannot be read");
  }
}

}  // namespace tancua::notification::store
