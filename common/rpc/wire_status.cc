#include "common/rpc/wire_status.h"

#include "common/status/error.h"
#include "common/status/view.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/error_info.pb.h"
#include "google/rpc/status.pb.h"

namespace tancua::rpc {
namespace {

constexpr char kDomain[] = "tancua";

}  // namespace

std::string EncodeDetails(const absl::Status& status) {
  auto described = status::Describe(status);
  if (!described) return "";
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(std::string(status.message()));

  google::rpc::ErrorInfo info;
  info.set_reason(described->reason);
  info.set_domain(kDomain);
  for (const auto& [key, value] : described->detail.metadata) {
    (*info.mutable_metadata())[key] = value;
  }
  wire.add_details()->PackFrom(info);

  google::rpc::LocalizedMessage text;
  text.set_locale("vi");
  text.set_message(described->detail.text_vi);
  wire.add_details()->PackFrom(text);

  if (!described->detail.field.empty()) {
    google::rpc::BadRequest bad;
    auto* violation = bad.add_field_violations();
    violation->set_field(described->detail.field);
    violation->set_description(described->detail.text_vi);
    wire.add_details()->PackFrom(bad);
  }
  if (described->detail.retry_after) {
    google::rpc::RetryInfo retry;
    const auto ms = absl::ToInt64Milliseconds(*described->detail.retry_after);
    retry.mutable_retry_delay()->set_seconds(ms / 1000);
    retry.mutable_retry_delay()->set_nanos(static_cast<int>(ms % 1000) * 1'000'000);
    wire.add_details()->PackFrom(retry);
  }
  return wire.SerializeAsString();
}

absl::Status DecodeDetails(absl::StatusCode code, std::string_view message,
                           std::string_view details) {
  google::rpc::Status wire;
  std::string reason;
  status::Detail detail;
  if (!wire.ParseFromArray(details.data(), static_cast<int>(details.size()))) wire.Clear();
  for (const auto& any : wire.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::LocalizedMessage text;
    google::rpc::BadRequest bad;
    google::rpc::RetryInfo retry;
    if (any.UnpackTo(&info)) {
      reason = info.reason();
      for (const auto& [key, value] : info.metadata()) detail.metadata.emplace_back(key, value);
    } else if (any.UnpackTo(&text)) {
      detail.text_vi = text.message();
    } else if (any.UnpackTo(&bad) && bad.field_violations_size() > 0) {
      detail.field = bad.field_violations(0).field();
    } else if (any.UnpackTo(&retry)) {
      detail.retry_after = absl::Seconds(retry.retry_delay().seconds()) +
                           absl::Nanoseconds(retry.retry_delay().nanos());
    }
  }
  if (reason.empty()) return {code, View(message)};
  return status::Error({reason.c_str(), code, "", ""}, std::move(detail));
}

}  // namespace tancua::rpc
