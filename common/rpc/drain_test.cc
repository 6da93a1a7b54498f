// A server that is about to close, among others of one name.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "common/rpc/grpc_server.h"
#include "common/rpc/invoker.h"
#include "tancua/survey/v1/survey_service.pb.h"

namespace tancua::rpc {
namespace {

using tancua::survey::v1::AnswerSurveyRequest;
using tancua::survey::v1::GetSurveyRequest;
using tancua::survey::v1::Survey;

constexpr int kCallers = 8;
constexpr int kManyCalls = 500;

absl::StatusOr<Survey> Count(std::atomic<int>& calls, const Call&, const GetSurveyRequest&) {
  ++calls;
  return Survey();
}

absl::StatusOr<Survey> DoNotCount(std::atomic<int>&, const Call&, const AnswerSurveyRequest&) {
  return Survey();
}

// One process of a service, and the calls that it answered.
class Replica {
 public:
  Replica() {
    Service surveys("tancua.survey.v1.SurveyService");
    surveys.Unary("GetSurvey", calls_, Count).Unary("AnswerSurvey", calls_, DoNotCount);
    EXPECT_TRUE(pipeline_.Add(std::move(surveys)).ok());
    server_ = GrpcServer::Start({.address = "127.0.0.1"}, pipeline_).value();
    server_->SetServing(true);
  }
  [[nodiscard]] std::string Address() const { return absl::StrCat("127.0.0.1:", server_->port()); }
  [[nodiscard]] int calls() const { return calls_; }
  GrpcServer& server() { return *server_; }

 private:
  SystemClock clock_;
  RandomIds ids_{clock_};
  Authenticator authenticator_{clock_, [] { return absl::UnavailableError("no tokens here"); }};
  prometheus::Registry registry_;
  RpcMetrics metrics_{registry_};
  Pipeline pipeline_{ids_, authenticator_, metrics_, 64};
  std::atomic<int> calls_ = 0;
  std::unique_ptr<GrpcServer> server_;
};

// Calls without a pause until it is destroyed.
class Load {
 public:
  explicit Load(Invoker& invoker) {
    for (int i = 0; i < kCallers; ++i) threads_.emplace_back([&] { Run(invoker); });
  }
  ~Load() { Stop(); }
  void Stop() {
    stop_ = true;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }
  [[nodiscard]] int failed() const { return failed_; }

 private:
  void Run(Invoker& invoker) {
    const auto& method = *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
        "tancua.survey.v1.SurveyService.GetSurvey");
    while (!stop_) {
      Survey answer;
      const absl::Status status =
          invoker.Unary(method, {}, absl::Now() + absl::Seconds(10), GetSurveyRequest(), answer);
      if (!status.ok()) ++failed_;
    }
  }

  std::atomic<bool> stop_ = false;
  std::atomic<int> failed_ = 0;
  std::vector<std::thread> threads_;
};

void AwaitCalls(const Replica& replica) {
  const int before = replica.calls();
  while (replica.calls() < before + kManyCalls) std::this_thread::yield();
}

// Until `other` answers many calls while `closing` answers none.
void AwaitTurnedAway(const Replica& closing, const Replica& other) {
  int before = -1;
  while (before != closing.calls()) {
    before = closing.calls();
    AwaitCalls(other);
  }
}

TEST(Drain, CallersTurnAwayFromAServerThatSaysItWillClose) {
  Replica closing;
  Replica staying;
  const auto invoker =
      NewRemoteInvoker(absl::StrCat("ipv4:", closing.Address(), ",", staying.Address()));
  Load load(*invoker);
  AwaitCalls(closing);
  AwaitCalls(staying);

  closing.server().SetServing(false);
  AwaitTurnedAway(closing, staying);
  const absl::Time begin = absl::Now();
  closing.server().Drain(begin + absl::Seconds(30));

  EXPECT_LT(absl::Now() - begin, absl::Seconds(10)) << "nothing holds the server";
  AwaitCalls(staying);
  load.Stop();
  EXPECT_EQ(load.failed(), 0);
  staying.server().Drain(absl::Now());
}

TEST(LookUp, TakesNoCallAway) {
  Replica only;
  const auto invoker = NewRemoteInvoker(absl::StrCat("ipv4:", only.Address()), nullptr,
                                        /*look_up_every=*/absl::ZeroDuration());
  Load load(*invoker);
  AwaitCalls(only);

  load.Stop();

  EXPECT_EQ(load.failed(), 0);
  only.server().Drain(absl::Now());
}

}  // namespace
}  // namespace tancua::rpc
