// The stages of one filing, without network: what each costs a processor. Run by ./tancua bench.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "common/jose/jwt.h"
#include "common/json/codec.h"
#include "common/rpc/authenticator.h"
#include "nlohmann/json.hpp"
#include "services/dossier/api/filing.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier {
namespace {

constexpr char kApplication[] =
    R"({"requestId":"01901634-8694-7391-8885-966226289911","procedure":"procedures/1.004873",)"
    R"("ward":"wards/27442","channel":"ONLINE","form":{"purpose":"Để đăng ký kết hôn",)"
    R"("maritalStatus":"SINGLE","residences":["Phường Bình Tân, Thành phố Hồ Chí Minh"]}})";
constexpr int kCallers = 64;

// The service on a SQLite file, as the tests set it up.
class World final : public testing::DossierTest {
 public:
  World() : DossierTest("sqlite:" + File()), codec_(std::make_unique<json::Codec>()) {
    for (const auto* type :
         {testing::pb::FileDossierRequest::descriptor(), testing::pb::Dossier::descriptor()}) {
      if (!codec_->Add(*type).ok()) std::abort();
    }
    if (codec_->Parse(kApplication, request)) std::abort();
  }
  ~World() override { std::filesystem::remove_all(Folder()); }

  static World& Shared() {
    static World world;
    return world;
  }
  [[nodiscard]] const Deps& deps() const { return *deps_; }
  [[nodiscard]] const json::Codec& codec() const { return *codec_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] static rpc::Call Caller() { return Citizen(); }
  [[nodiscard]] static rpc::Call Reader() { return Officer("specialist"); }
  [[nodiscard]] testing::pb::FileDossierRequest NewRequest() {
    testing::pb::FileDossierRequest copy = request;
    copy.set_request_id(NewRequestId());
    return copy;
  }

  testing::pb::FileDossierRequest request;

 private:
  static std::string Folder() {
    static const std::string folder = [] {
      std::string pattern = std::filesystem::temp_directory_path() / "tancua-bench-XXXXXX";
      return std::string(mkdtemp(pattern.data()));
    }();
    return folder;
  }
  static std::string File() { return Folder() + "/dossier.db"; }
  void TestBody() override {}

  std::unique_ptr<json::Codec> codec_;
};

void ReadJson(benchmark::State& state) {
  const json::Codec& codec = World::Shared().codec();
  for (auto _ : state) {
    testing::pb::FileDossierRequest request;
    benchmark::DoNotOptimize(codec.Parse(kApplication, request));
  }
}
BENCHMARK(ReadJson)->Unit(benchmark::kMicrosecond);

struct Token {
  Token()
      : signer(*jose::Signer::FromPem(jose::GenerateEs256Pem(), "bench")),
        text(signer.Sign({{"iss", rpc::Authenticator::kIssuer},
                          {"aud", rpc::Authenticator::kAudience},
                          {"sub", "citizens/c1"},
                          {"kind", "citizen"},
                          {"level", 2},
                          {"iat", absl::ToUnixSeconds(testing::MondayMorning())},
                          {"exp", absl::ToUnixSeconds(testing::MondayMorning()) + 900}},
                         "at+jwt")) {}
  const jose::Signer signer;
  const std::string text;
};

// `fresh`: the signature is verified; else the token is remembered.
void CheckToken(benchmark::State& state, bool fresh) {
  const Token token;
  const auto keys = [&]() -> absl::StatusOr<std::string> {
    return nlohmann::json{{"keys", {token.signer.PublicJwk()}}}.dump();
  };
  const Clock& clock = World::Shared().clock();
  auto authenticator = std::make_unique<rpc::Authenticator>(clock, keys);
  for (auto _ : state) {
    if (fresh) authenticator = std::make_unique<rpc::Authenticator>(clock, keys);
    if (!authenticator->Authenticate(token.text).ok()) state.SkipWithError("refused");
  }
}
BENCHMARK_CAPTURE(CheckToken, first, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(CheckToken, remembered, false)->Unit(benchmark::kMicrosecond);

// Procedure, ward, channel, form, papers, applicant, due time, fee; and the seals.
void CheckAndSeal(benchmark::State& state) {
  World& world = World::Shared();
  const rpc::Call call = World::Caller();
  for (auto _ : state) {
    if (!api::PrepareFiling(world.deps(), call, world.request).ok()) state.SkipWithError("refused");
  }
}
BENCHMARK(CheckAndSeal)->Unit(benchmark::kMicrosecond);

// All of the service, from the request to the durable answer, for as many callers as the load has.
void FileDossier(benchmark::State& state) {
  World& world = World::Shared();
  const rpc::Call call = World::Caller();
  for (auto _ : state) {
    const auto answer = api::FileDossier(world.deps(), call, world.NewRequest());
    if (!answer.ok()) state.SkipWithError("refused");
  }
}
BENCHMARK(FileDossier)
    ->Threads(kCallers)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMicrosecond);

// `recorded`: by an officer, so that the answer waits for the audit log's event; else by the
// applicant.
void GetDossier(benchmark::State& state, bool recorded) {
  World& world = World::Shared();
  static const std::string name =
      api::FileDossier(world.deps(), World::Caller(), world.NewRequest())->name();
  const rpc::Call call = recorded ? World::Reader() : World::Caller();
  testing::pb::GetDossierRequest request;
  request.set_name(name);
  for (auto _ : state) {
    if (!api::GetDossier(world.deps(), call, request).ok()) state.SkipWithError("refused");
  }
}
BENCHMARK_CAPTURE(GetDossier, applicant, false)->Threads(kCallers)->UseRealTime();
BENCHMARK_CAPTURE(GetDossier, officer, true)->Threads(kCallers)->UseRealTime();

void PrintJson(benchmark::State& state) {
  World& world = World::Shared();
  const auto answer = api::FileDossier(world.deps(), World::Caller(), world.NewRequest());
  if (!answer.ok()) return state.SkipWithError("refused");
  for (auto _ : state) {
    std::string text;
    world.codec().Print(*answer, text);
    benchmark::DoNotOptimize(text);
  }
}
BENCHMARK(PrintJson)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tancua::dossier

BENCHMARK_MAIN();
