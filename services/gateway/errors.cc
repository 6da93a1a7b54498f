#include "services/gateway/errors.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/error.h"
#include "common/status/view.h"
#include "nlohmann/json.hpp"
#include "services/gateway/domain/errors.h"

namespace tancua::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr char kErrorId[] = "error_id";

int ByCode(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return 400;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kCancelled:
      return 499;
    case absl::StatusCode::kUnimplemented:
      return 501;
    case absl::StatusCode::kUnavailable:
      return 503;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    default:
      return 500;
  }
}

// An error that no rule made: nothing of its text may reach the caller.
status::Described Undescribed(const absl::Status& error) {
  const status::Kind& kind =
      error.code() == absl::StatusCode::kUnavailable ? status::kUnavailable : status::kInternal;
  return {.reason = kind.reason, .detail = {.text_vi = kind.text_vi}};
}

// One word of a path: "papers[0]" → "papers" and "[0]".
std::pair<std::string_view, std::string_view> SplitIndex(std::string_view word) {
  const auto bracket = word.find('[');
  if (bracket == std::string_view::npos) return {word, {}};
  return {word.substr(0, bracket), word.substr(bracket)};
}

std::string RetryAfter(absl::Duration wait) {
  return absl::StrCat(
      std::max<std::int64_t>(1, absl::ToInt64Seconds(absl::Ceil(wait, absl::Seconds(1)))));
}

// How to become allowed (RFC 6750); when the person must prove themselves again, how recently
// (RFC 9470).
std::string Challenge(const status::Described& error) {
  std::string challenge = "Bearer";
  if (error.reason != status::kVerificationTooOld.reason) return challenge;
  challenge += " error=\"insufficient_user_authentication\"";
  for (const auto& [key, value] : error.detail.metadata) {
    if (key == "max_age") challenge += ", max_age=" + value;
  }
  return challenge;
}

}  // namespace

int HttpStatus(const absl::Status& error) {
  if (status::Is(error, kMethodNotAllowed)) return 405;
  if (status::Is(error, kBodyTooLarge)) return 413;
  if (status::Is(error, kMediaTypeUnsupported)) return 415;
  return ByCode(error.code());
}

std::string JsonFieldPath(const Descriptor& request, std::string_view path) {
  std::string out;
  const Descriptor* at = &request;
  for (const absl::string_view piece : absl::StrSplit(View(path), '.')) {
    const auto [name, index] = SplitIndex(StdView(piece));
    const FieldDescriptor* field = nullptr;
    if (at != nullptr && at->well_known_type() == Descriptor::WELLKNOWNTYPE_UNSPECIFIED) {
      field = at->FindFieldByName(std::string(name));
    }
    at = field == nullptr ? nullptr : field->message_type();
    absl::StrAppend(&out, out.empty() ? "" : ".",
                    field == nullptr ? View(name) : absl::string_view(field->json_name()),
                    View(index));
  }
  return out;
}

std::string ErrorId(const absl::Status& error) {
  const auto described = status::Describe(error);
  if (!described) return "";
  for (const auto& [key, value] : described->detail.metadata) {
    if (key == kErrorId) return value;
  }
  return "";
}

http::Response ErrorResponse(const absl::Status& error, const Descriptor* request,
                             std::string_view error_id) {
  const status::Described described = status::Describe(error).value_or(Undescribed(error));
  http::Response response;
  response.status = HttpStatus(error);
  nlohmann::ordered_json body{{"code", response.status},
                              {"status", absl::StatusCodeToString(error.code())},
                              {"reason", described.reason},
                              {"message", described.detail.text_vi}};
  const std::string& field = described.detail.field;
  if (!field.empty()) {
    body["field"] = request == nullptr ? field : JsonFieldPath(*request, field);
  }
  nlohmann::ordered_json metadata = nlohmann::ordered_json::object();
  body["errorId"] = error_id;
  for (const auto& [key, value] : described.detail.metadata) {
    if (key != kErrorId) metadata[key] = value;
  }
  if (!metadata.empty()) body["metadata"] = std::move(metadata);
  response.body = nlohmann::ordered_json{{"error", std::move(body)}}.dump(
      -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  if (described.detail.retry_after) {
    response.headers.emplace_back("Retry-After", RetryAfter(*described.detail.retry_after));
  }
  if (response.status == 401)
    response.headers.emplace_back("WWW-Authenticate", Challenge(described));
  return response;
}

}  // namespace tancua::gateway
