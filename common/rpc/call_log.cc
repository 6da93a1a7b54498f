#include "common/rpc/call_log.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "common/log/log.h"
#include "common/status/error.h"

namespace tancua::rpc {
namespace {

constexpr std::string_view kWards = "wards/";
constexpr std::size_t kWardDigits = 5;

// "27442" of "wards/27442/positions/1"; "" when `resource` is in no ward.
std::string_view WardOf(std::string_view resource) {
  if (!resource.starts_with(kWards)) return {};
  const std::string_view code = resource.substr(kWards.size(), kWardDigits);
  const bool ends = resource.size() == kWards.size() + code.size() ||
                    resource[kWards.size() + code.size()] == '/';
  const bool digits = code.find_first_not_of("0123456789") == std::string_view::npos;
  return code.size() == kWardDigits && digits && ends ? code : std::string_view();
}

std::string_view ActorOf(const Caller& caller) {
  switch (caller.kind) {
    case policy::v1::CITIZEN:
      return "CITIZEN";
    case policy::v1::OFFICER:
      return "OFFICER";
    case policy::v1::SERVICE:
      return "SERVICE";
    case policy::v1::PARTNER:
      return "PARTNER";
    default:
      return "ANONYMOUS";
  }
}

struct About {
  std::string_view ward;
  std::string_view dossier;
};

About AboutOf(const Method& method, const Caller& caller,
              const google::protobuf::Message* request) {
  About about{.ward = WardOf(caller.ward), .dossier = {}};
  if (request == nullptr) return about;
  std::string unused;  // for strings that are not stored as such; ours are
  for (const auto* field : method.resource_fields) {
    const std::string& name =
        request->GetReflection()->GetStringReference(*request, field, &unused);
    if (about.ward.empty()) about.ward = WardOf(name);
    if (about.dossier.empty()) about.dossier = log::LoggedName(name);
  }
  return about;
}

std::string ReasonOf(const absl::Status& status) {
  const auto described = status::Describe(status);
  return described ? described->reason : std::string();
}

}  // namespace

void LogCall(const Method& method, const Call& call, const google::protobuf::Message* request,
             const absl::Status& status, absl::Duration took) {
  const About about = AboutOf(method, call.caller, request);
  const auto write = method.polled && status.ok() ? &log::Debug : &log::Often;
  write("rpc.call", {{"method", call.method},
                     {"code", absl::StatusCodeToString(status.code())},
                     {"reason", status.ok() ? std::string() : ReasonOf(status)},
                     {"error_id", call.error_id},
                     {"actor", ActorOf(call.caller)},
                     {"client", call.caller.client},
                     {"ward", about.ward},
                     {"dossier", about.dossier},
                     {"took_us", absl::ToInt64Microseconds(took)}});
}

}  // namespace tancua::rpc
