#include "services/simulator/delivery/faults.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/simulator/reply.h"

namespace tancua::simulator {
namespace {

constexpr int kLongestDelayMs = 60'000;

// False when the value is there and no whole number.
bool Read(const nlohmann::json& wish, const char* key, int& out) {
  const auto it = wish.find(key);
  if (it == wish.end()) return true;
  if (!it->is_number_integer()) return false;
  out = it->get<int>();
  return true;
}

}  // namespace

absl::Status Faults::Set(const nlohmann::json& wish) {
  Fault fault;
  int times = 1;
  const bool read = wish.is_object() && Read(wish, "code", fault.code) &&
                    Read(wish, "httpStatus", fault.http_status) &&
                    Read(wish, "retryAfterS", fault.retry_after_s) &&
                    Read(wish, "delayMs", fault.delay_ms) && Read(wish, "times", times);
  if (!read || fault.delay_ms > kLongestDelayMs) {
    return absl::InvalidArgumentError(
        "wanted: code, httpStatus, retryAfterS, delayMs (at most 60000), times, deliver");
  }
  if (const auto it = wish.find("deliver"); it != wish.end() && it->is_boolean()) {
    fault.deliver = it->get<bool>();
  }
  absl::MutexLock lock(&mutex_);
  fault_ = fault;
  times_ = times;
  return absl::OkStatus();
}

Fault Faults::Next() {
  Fault fault;
  {
    absl::MutexLock lock(&mutex_);
    if (times_ <= 0) return {};
    --times_;
    fault = fault_;
  }
  absl::SleepFor(absl::Milliseconds(std::max(fault.delay_ms, 0)));
  return fault;
}

nlohmann::json Faults::State() const {
  absl::MutexLock lock(&mutex_);
  return {{"code", fault_.code},
          {"httpStatus", fault_.http_status},
          {"retryAfterS", fault_.retry_after_s},
          {"delayMs", fault_.delay_ms},
          {"deliver", fault_.deliver},
          {"times", times_}};
}

std::optional<http::Response> InsteadOfBody(const Fault& fault) {
  if (fault.http_status == 0) return std::nullopt;
  http::Response response = Json(fault.http_status, {{"error", "simulated"}});
  if (fault.retry_after_s > 0) {
    response.headers.emplace_back("Retry-After", absl::StrCat(fault.retry_after_s));
  }
  return response;
}

http::Response Control(http::Request& request, Faults& faults) {
  const auto wish = JsonBody(request);
  const absl::Status set = wish.ok() ? faults.Set(*wish) : wish.status();
  if (!set.ok()) return Json(400, {{"error", std::string(set.message())}});
  return Json(200, faults.State());
}

}  // namespace tancua::simulator
