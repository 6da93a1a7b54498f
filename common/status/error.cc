#include "common/status/error.h"

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/view.h"

namespace tancua::status {
namespace {

// absl::Status keeps payloads by URL; these are ours.
constexpr absl::string_view kReasonUrl = "tancua/reason";
constexpr absl::string_view kTextUrl = "tancua/text";
constexpr absl::string_view kFieldUrl = "tancua/field";
constexpr absl::string_view kRetryUrl = "tancua/retry_after_ms";
constexpr absl::string_view kMetadataPrefix = "tancua/metadata/";

std::string PayloadText(const absl::Status& status, absl::string_view url) {
  auto payload = status.GetPayload(url);
  return payload ? std::string(*payload) : std::string();
}

}  // namespace

absl::Status Error(const Kind& kind, Detail detail) {
  std::string message(kind.reason);
  if (!detail.field.empty()) absl::StrAppend(&message, " in ", detail.field);
  absl::Status status(kind.code, message);
  status.SetPayload(kReasonUrl, absl::Cord(kind.reason));
  status.SetPayload(kTextUrl, absl::Cord(detail.text_vi.empty() ? kind.text_vi : detail.text_vi));
  if (!detail.field.empty()) status.SetPayload(kFieldUrl, absl::Cord(detail.field));
  if (detail.retry_after) {
    status.SetPayload(kRetryUrl,
                      absl::Cord(absl::StrCat(absl::ToInt64Milliseconds(*detail.retry_after))));
  }
  for (const auto& [key, value] : detail.metadata) {
    status.SetPayload(absl::StrCat(kMetadataPrefix, key), absl::Cord(value));
  }
  return status;
}

bool Is(const absl::Status& status, const Kind& kind) {
  return status.code() == kind.code && PayloadText(status, kReasonUrl) == kind.reason;
}

std::optional<Described> Describe(const absl::Status& status) {
  std::string reason = PayloadText(status, kReasonUrl);
  if (status.ok() || reason.empty()) return std::nullopt;
  Described described{.reason = std::move(reason), .detail = {}};
  described.detail.text_vi = PayloadText(status, kTextUrl);
  described.detail.field = PayloadText(status, kFieldUrl);
  if (std::int64_t ms = 0; absl::SimpleAtoi(PayloadText(status, kRetryUrl), &ms)) {
    described.detail.retry_after = absl::Milliseconds(ms);
  }
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    if (absl::ConsumePrefix(&url, kMetadataPrefix)) {
      described.detail.metadata.emplace_back(std::string(url), std::string(payload));
    }
  });
  return described;
}

void AddMetadata(absl::Status& status, std::string_view key, std::string_view value) {
  status.SetPayload(absl::StrCat(kMetadataPrefix, View(key)), absl::Cord(View(value)));
}

}  // namespace tancua::status
