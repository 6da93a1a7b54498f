#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <deque>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "tests/load/load.h"

namespace tancua::load {
namespace {

// One caller that always has one call under way.
struct Caller {
  std::unique_ptr<grpc::ClientContext> context;
  grpc::ByteBuffer request, response;
  absl::Time start;
  std::vector<double> took_ms;
};

class GrpcLoad {
 public:
  GrpcLoad(const std::string& target, std::string path, const std::string& access_token,
           const NextRequest& next)
      : stub_(grpc::CreateChannel(target, grpc::InsecureChannelCredentials())),
        path_(std::move(path)),
        authorization_(absl::StrCat("Bearer ", access_token)),
        next_(next),
        callers_(kInFlight) {}

  absl::StatusOr<Load> Run(absl::Duration duration) {
    const absl::Time begin = absl::Now();
    end_ = begin + duration;
    for (Caller& caller : callers_) Start(caller);
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](int* stopped) { return *stopped == kInFlight; }, &stopped_));
    const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
    if (!error_.ok()) return error_;
    std::vector<double> took;
    for (const Caller& caller : callers_) {
      took.insert(took.end(), caller.took_ms.begin(), caller.took_ms.end());
    }
    std::sort(took.begin(), took.end());
    return Load{.per_second = static_cast<double>(took.size()) / seconds,
                .p50_ms = took[took.size() / 2],
                .p99_ms = took[took.size() * 99 / 100]};
  }

 private:
  void Start(Caller& caller) {
    caller.context = std::make_unique<grpc::ClientContext>();
    caller.context->AddMetadata("authorization", authorization_);
    const grpc::Slice bytes(next_(next_number_++));
    caller.request = grpc::ByteBuffer(&bytes, 1);
    caller.response.Clear();
    caller.start = absl::Now();
    stub_.UnaryCall(caller.context.get(), path_, {}, &caller.request, &caller.response,
                    [this, &caller](const grpc::Status& status) { Finished(caller, status); });
  }

  void Finished(Caller& caller, const grpc::Status& status) {
    const absl::Time now = absl::Now();
    if (status.ok()) caller.took_ms.push_back(absl::ToDoubleMilliseconds(now - caller.start));
    if (status.ok() && now < end_) return Start(caller);
    absl::MutexLock lock(&mutex_);
    if (!status.ok())
      error_ = absl::UnknownError(absl::StrCat(path_, ": ", status.error_message()));
    ++stopped_;
  }

  grpc::GenericStub stub_;
  const std::string path_;
  const std::string authorization_;
  const NextRequest& next_;
  std::deque<Caller> callers_;
  std::atomic<int> next_number_{0};
  absl::Time end_;
  absl::Mutex mutex_;
  int stopped_ = 0;
  absl::Status error_;
};

}  // namespace

absl::StatusOr<Load> LoadGrpc(const std::string& target, const std::string& path,
                              const std::string& access_token, absl::Duration duration,
                              const NextRequest& next) {
  return GrpcLoad(target, path, access_token, next).Run(duration);
}

}  // namespace tancua::load
