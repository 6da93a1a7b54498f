#include "common/runtime/forget_requests.h"

#include "absl/strings/str_cat.h"
#include "common/rpc/idempotency.h"

namespace tancua::runtime {

Worker ForgetRequests(std::string_view service, sql::Database& database, const Clock& clock) {
  constexpr int kBatch = 1000;
  return {.name = absl::StrCat(std::string(service), ".forget_requests"),
          .interval = absl::Minutes(10),
          .run_once = [&database, &clock] {
            return rpc::ForgetRequests(database, clock.Now() - rpc::kRequestsKept, kBatch);
          }};
}

}  // namespace tancua::runtime
