// What tokens and verifications cost, beside the limit that the signature itself sets: OpenSSL
// alone, on the same curve. One thread each. Run by ./tancua bench.
#include <benchmark/benchmark.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "common/jose/jwt.h"
#include "common/rpc/pipeline.h"
#include "nlohmann/json.hpp"
#include "services/identity/identity_fixture.h"
#include "services/identity/service.h"

namespace tancua::identity {
namespace {

// About as long as the header and the claims of an access token.
const std::string kSigningInput(400, 'x');

void Require(bool ok) {
  if (!ok) std::abort();
}

// The service over the simulator, as the tests set it up.
class World final : public IdentityFixture {
 public:
  static World& Shared() {
    static auto& world = *new World();
    return world;
  }

  [[nodiscard]] const std::string& citizen_token() const { return token_; }
  [[nodiscard]] const AccessTokens& access_tokens() const { return *access_tokens_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] std::string citizen() const { return citizen_; }
  [[nodiscard]] absl::StatusOr<std::string> KeySet() const {
    return nlohmann::json{{"keys", {access_tokens_->PublicJwk()}}}.dump();
  }
  // A call of GetCitizen through `pipeline`, as a server makes it.
  [[nodiscard]] absl::Status Read(rpc::Pipeline& pipeline, const std::string& token) {
    constexpr char kGetCitizen[] = "tancua.identity.v1.IdentityService/GetCitizen";
    rpc::Call call{.method = kGetCitizen, .metadata = {{"authorization", "Bearer " + token}}};
    v1::GetCitizenRequest request;
    request.set_name("citizens/me");
    v1::Citizen citizen;
    return pipeline.Unary(*pipeline.Find(kGetCitizen), call, request, citizen);
  }
  [[nodiscard]] std::unique_ptr<rpc::Pipeline> NewPipeline(rpc::Authenticator& authenticator,
                                                           rpc::RpcMetrics& metrics) {
    auto pipeline = std::make_unique<rpc::Pipeline>(ids_, authenticator, metrics, 8);
    Require(pipeline->Add(IdentityService(*deps_)).ok());
    return pipeline;
  }
  [[nodiscard]] v1::CompleteVerificationRequest Consented() { return Consent(Create(), "p01"); }
  using IdentityFixture::Complete;

 private:
  World() {
    SetUp();
    const auto answer = SignIn("p01");
    Require(answer.ok());
    token_ = answer->tokens().access_token();
    citizen_ = answer->citizen().name().substr(std::string("citizens/").size());
  }
  void TestBody() override {}

  std::string token_;
  std::string citizen_;
};

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeKey>;

std::string RawSignature(EVP_PKEY* key) {
  const Context context(EVP_MD_CTX_new());
  std::string signature(80, '\0');
  std::size_t size = signature.size();
  Require(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
          EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                         reinterpret_cast<const unsigned char*>(kSigningInput.data()),
                         kSigningInput.size()) == 1);
  signature.resize(size);
  return signature;
}

void RawSign(benchmark::State& state) {
  const Key key(EVP_EC_gen("P-256"));
  for (auto _ : state) benchmark::DoNotOptimize(RawSignature(key.get()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(RawSign)->Unit(benchmark::kMicrosecond);

void RawVerify(benchmark::State& state) {
  const Key key(EVP_EC_gen("P-256"));
  const std::string signature = RawSignature(key.get());
  for (auto _ : state) {
    const Context context(EVP_MD_CTX_new());
    Require(EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
            EVP_DigestVerify(
                context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                signature.size(), reinterpret_cast<const unsigned char*>(kSigningInput.data()),
                kSigningInput.size()) == 1);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(RawVerify)->Unit(benchmark::kMicrosecond);

void SignToken(benchmark::State& state) {
  World& world = World::Shared();
  for (auto _ : state) {
    benchmark::DoNotOptimize(world.access_tokens().ForCitizen(world.citizen(), {.level = 2}, "s"));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(SignToken)->Unit(benchmark::kMicrosecond);

void VerifyToken(benchmark::State& state) {
  World& world = World::Shared();
  const auto keys = jose::KeySet::Parse(*world.KeySet());
  const jose::Expectation expectation{.issuer = std::string(rpc::Authenticator::kIssuer),
                                      .audience = std::string(rpc::Authenticator::kAudience),
                                      .now = world.clock().Now()};
  for (auto _ : state) Require(keys->Verify(world.citizen_token(), expectation).ok());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(VerifyToken)->Unit(benchmark::kMicrosecond);

// Calls per second are items_per_second; the counters are microseconds of one call.
void ShowTail(benchmark::State& state, std::vector<double> microseconds) {
  std::sort(microseconds.begin(), microseconds.end());
  const auto at = [&](double share) {
    return microseconds[static_cast<std::size_t>(share *
                                                 static_cast<double>(microseconds.size() - 1))];
  };
  state.counters["p50_us"] = at(0.50);
  state.counters["p99_us"] = at(0.99);
  state.SetItemsProcessed(state.iterations());
}

template <class Call>
double Microseconds(Call call) {
  const auto begin = std::chrono::steady_clock::now();
  call();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin)
      .count();
}

// The check alone, as the pipeline asks for it. `first`: a token never seen, whose signature is
// verified; else one that is remembered.
void CheckToken(benchmark::State& state, bool first) {
  World& world = World::Shared();
  rpc::Authenticator authenticator(world.clock(), [&] { return world.KeySet(); });
  std::string token = world.citizen_token();
  Require(authenticator.Authenticate(token).ok());  // fetches the keys
  std::vector<double> microseconds;
  for (auto _ : state) {
    if (first) token = world.access_tokens().ForCitizen(world.citizen(), {.level = 2}, "s");
    microseconds.push_back(Microseconds([&] { Require(authenticator.Authenticate(token).ok()); }));
    state.SetIterationTime(microseconds.back() / 1e6);
  }
  ShowTail(state, std::move(microseconds));
}
BENCHMARK_CAPTURE(CheckToken, first, true)->UseManualTime()->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(CheckToken, remembered, false)->UseManualTime()->Unit(benchmark::kMicrosecond);

// A whole call of GetCitizen: check, policy, limit, one row read and opened, metrics.
void CallThroughPipeline(benchmark::State& state, bool first) {
  World& world = World::Shared();
  rpc::Authenticator authenticator(world.clock(), [&] { return world.KeySet(); });
  prometheus::Registry registry;
  rpc::RpcMetrics metrics(registry);
  const auto pipeline = world.NewPipeline(authenticator, metrics);
  std::string token = world.citizen_token();
  Require(world.Read(*pipeline, token).ok());
  std::vector<double> microseconds;
  for (auto _ : state) {
    if (first) token = world.access_tokens().ForCitizen(world.citizen(), {.level = 2}, "s");
    microseconds.push_back(Microseconds([&] { Require(world.Read(*pipeline, token).ok()); }));
    state.SetIterationTime(microseconds.back() / 1e6);
  }
  ShowTail(state, std::move(microseconds));
}
BENCHMARK_CAPTURE(CallThroughPipeline, first, true)->UseManualTime()->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(CallThroughPipeline, remembered, false)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

// From the code that came back to tokens and a stored citizen, with the provider's token and
// key calls over HTTP in the same process.
void CompleteVerification(benchmark::State& state) {
  World& world = World::Shared();
  std::vector<double> microseconds;
  for (auto _ : state) {
    const auto request = world.Consented();
    microseconds.push_back(Microseconds([&] { Require(world.Complete(request).ok()); }));
    state.SetIterationTime(microseconds.back() / 1e6);
  }
  ShowTail(state, std::move(microseconds));
}
BENCHMARK(CompleteVerification)->UseManualTime()->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tancua::identity

BENCHMARK_MAIN();
