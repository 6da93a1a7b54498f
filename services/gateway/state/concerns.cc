#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/gateway/state/state.h"

namespace tancua::gateway::state {
namespace {

// Events are usually applied within a second.
constexpr double kLongLagSeconds = 60;
constexpr absl::Duration kSoon = absl::Hours(24 * 14);

}  // namespace

std::vector<std::string> Concerns(const State& state) {
  std::vector<std::string> concerns;
  for (const Process& process : state.processes) {
    if (!process.answers) {
      concerns.push_back(absl::StrCat("Dịch vụ ", process.name, " không trả lời."));
    } else if (!process.ready) {
      concerns.push_back(absl::StrCat("Dịch vụ ", process.name, " chưa sẵn sàng."));
    }
  }
  for (const Outbox& outbox : state.outboxes) {
    if (outbox.lag_seconds < kLongLagSeconds) continue;
    concerns.push_back(absl::StrFormat("Sự kiện của %s chờ gửi đã %.0f giây; kiểm tra Redis.",
                                       outbox.service, outbox.lag_seconds));
  }
  for (const Consumer& consumer : state.consumers) {
    if (consumer.lag_seconds >= kLongLagSeconds) {
      concerns.push_back(absl::StrFormat("%s xử lý chậm: sự kiện cũ nhất chờ %.0f giây.",
                                         consumer.group, consumer.lag_seconds));
    }
    if (consumer.dead_letters > 0) {
      concerns.push_back(absl::StrFormat("%s có %.0f sự kiện không xử lý được.", consumer.group,
                                         consumer.dead_letters));
    }
  }
  for (const Certificate& certificate : state.certificates) {
    if (certificate.expires - state.as_of > kSoon) continue;
    concerns.push_back(
        absl::StrCat("Chứng thư ", certificate.listener, " của ", certificate.process,
                     certificate.expires < state.as_of ? " đã hết hạn." : " sắp hết hạn."));
  }
  if (!state.ward.empty() && !state.figures) {
    concerns.emplace_back("Không đọc được số liệu hôm nay.");
  }
  return concerns;
}

}  // namespace tancua::gateway::state
