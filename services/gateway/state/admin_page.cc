#include "services/gateway/state/admin_page.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "services/gateway/state/page.h"

namespace tancua::gateway::state {
namespace {

// How long a page is good enough for the next who asks.
constexpr absl::Duration kFresh = absl::Seconds(2);

std::vector<std::string> ServicesHere(const runtime::Host& host) {
  std::vector<std::string> services;
  for (const char* service :
       {"gateway", "identity", "dossier", "notification", "survey", "statistics", "simulator"}) {
    if (host.RunsHere(service)) services.emplace_back(service);
  }
  return services;
}

// One collection at a time: the threads of the admin port also answer whether the process lives.
class Page {
 public:
  Page(const StateConfig& config, Collector::Deps deps)
      : clock_(deps.clock), collector_(config, std::move(deps)) {}

  http::Response Answer(const http::Request& request) {
    if (request.method() != "GET") {
      return {.status = 405, .content_type = "text/plain; charset=utf-8", .body = "GET only\n"};
    }
    if (!mutex_.TryLock()) {
      return {.status = 503,
              .content_type = "text/plain; charset=utf-8",
              .body = "Đang thu thập số liệu, hãy tải lại sau một giây.\n",
              .headers = {{"Retry-After", "1"}}};
    }
    const absl::Time now = clock_.Now();
    if (page_.empty() || now - made_ > kFresh) {
      page_ = RenderPage(collector_.Collect());
      made_ = now;
    }
    http::Response response{
        .content_type = "text/html; charset=utf-8",
        .body = page_,
        .headers = {{"Cache-Control", "no-store"},
                    {"Content-Security-Policy",
                     "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"},
                    {"Referrer-Policy", "no-referrer"},
                    {"X-Content-Type-Options", "nosniff"}}};
    mutex_.Unlock();
    return response;
  }

 private:
  const Clock& clock_;
  Collector collector_;
  absl::Mutex mutex_;
  std::string page_ ABSL_GUARDED_BY(mutex_);
  absl::Time made_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

void AddAdminPage(const StateConfig& config, runtime::Host& host) {
  auto page = std::make_shared<Page>(
      config,
      Collector::Deps{.clock = host.clock(),
                      .services = ServicesHere(host),
                      .own_admin = [&host](std::string_view path) { return host.AdminText(path); },
                      .statistics = host.invoker("statistics")});
  host.AddAdminPage("/state", [page](http::Request& request) { return page->Answer(request); });
}

}  // namespace tancua::gateway::state
