#include "services/gateway/body.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/error.h"
#include "common/status/view.h"
#include "services/gateway/domain/errors.h"
#include "tancua/rest/v1/raw_body.pb.h"

namespace tancua::gateway {
namespace {

// With or without parameters.
bool IsOfType(std::string_view content_type, std::string_view media_type) {
  const auto type = View(content_type.substr(0, content_type.find(';')));
  return absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(type), View(media_type));
}

bool AnnouncesMoreThan(const http::Request& request, std::int64_t limit) {
  std::int64_t length = 0;
  return absl::SimpleAtoi(View(request.header("content-length")), &length) && length > limit;
}

absl::Status ReadError(const absl::Status& error) {
  return status::Error(absl::IsResourceExhausted(error) ? kBodyTooLarge : kBodyInterrupted);
}

}  // namespace

BodySlots::Slot::Slot(BodySlots& slots) : slots_(slots), taken_(++slots.used_ <= slots.limit_) {
  slots_.in_use_.Increment();
}

BodySlots::Slot::~Slot() {
  --slots_.used_;
  slots_.in_use_.Decrement();
}

absl::Status TooManyUploads() {
  return status::Error(kTooManyUploads, {.retry_after = absl::Seconds(2)});
}

absl::StatusOr<std::string> ReadBody(http::Request& request, std::string_view media_type,
                                     std::int64_t limit) {
  const std::string_view type = request.header("content-type");
  if (!type.empty() && !IsOfType(type, media_type)) return status::Error(kMediaTypeUnsupported);
  if (AnnouncesMoreThan(request, limit)) return status::Error(kBodyTooLarge);
  auto body = request.ReadAll(static_cast<std::size_t>(limit));
  if (!body.ok()) return ReadError(body.status());
  if (type.empty() && !body->empty()) return status::Error(kMediaTypeUnsupported);
  return body;
}

absl::StatusOr<bool> RawBodyReader::Next(google::protobuf::Message& message) {
  auto piece = request_.ReadSome();
  if (!piece.ok()) return ReadError(piece.status());
  // An empty body still makes one message: it is for the service to refuse it.
  const auto* first = std::exchange(first_, nullptr);
  if (piece->empty() && first == nullptr) return false;
  message.Clear();
  if (first != nullptr) message.MergeFrom(*first);
  auto& raw = static_cast<rest::v1::RawBody&>(
      *message.GetReflection()->MutableMessage(&message, binding_.body_field));
  if (first != nullptr) raw.set_content_type(std::string(request_.header("content-type")));
  raw.set_data(*std::move(piece));
  return true;
}

// To be kept as a file: what a paper holds must not run in the pages of this site.
absl::Status RawAnswerWriter::Write(const google::protobuf::Message& message) {
  const auto& raw = static_cast<const rest::v1::RawBody&>(message);
  if (!std::exchange(started_, true)) {
    head_.content_type = raw.content_type();
    head_.headers.emplace_back("Content-Disposition",
                               absl::StrCat("attachment; filename=\"", raw.file_name(), "\""));
    if (!request_.StartAnswer(head_, raw.size_bytes()).ok()) {
      return status::Error(kBodyInterrupted);
    }
  }
  return request_.WriteSome(raw.data()).ok() ? absl::OkStatus() : status::Error(kBodyInterrupted);
}

}  // namespace tancua::gateway
