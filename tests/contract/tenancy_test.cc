// Every RPC that names a dossier, called by those who may call it, but for another ward or another
// person: nobody reaches a dossier that is not theirs.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rpc/policy.h"
#include "common/status/error.h"
#include "google/api/annotations.pb.h"
#include "tests/contract/every_rpc.h"
#include "tests/contract/mint.h"
#include "tests/partner/actions.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using testing::Deployment;

// The field of the request that names a dossier by its path: "name" of
// "/v1/{name=dossiers/*}:accept". Empty when there is none.
std::string DossierField(const MethodDescriptor& method) {
  const auto& rule = method.options().GetExtension(google::api::http);
  const std::string& path = rule.has_get() ? rule.get() : rule.post();
  const std::size_t end = path.find("=dossiers/*");
  if (end == std::string::npos) return "";
  const std::size_t begin = path.rfind('{', end) + 1;
  return path.substr(begin, end - begin);
}

// Whether the path goes on below the dossier: "attachments".
std::string BelowDossier(const MethodDescriptor& method) {
  const auto& rule = method.options().GetExtension(google::api::http);
  return rule.get().find("/attachments/*}") == std::string::npos ? "" : "/attachments/a1";
}

// Those who have whatever the policy asks for, but not this dossier.
std::vector<rpc::Caller> Strangers(const policy::v1::Policy& policy) {
  rpc::Caller citizen{.kind = policy::v1::CITIZEN, .subject = "citizens/stranger", .level = 2};
  rpc::Caller officer{
      .kind = policy::v1::OFFICER, .subject = "officers/stranger", .ward = "wards/26944"};
  officer.roles = {policy.roles().begin(), policy.roles().end()};
  rpc::Caller partner{
      .kind = policy::v1::PARTNER, .subject = "clients/stranger", .wards = {"wards/26944"}};
  partner.scopes = {policy.scopes().begin(), policy.scopes().end()};
  std::vector<rpc::Caller> allowed;
  for (const rpc::Caller& caller : {citizen, officer, partner}) {
    const bool may = std::find(policy.allow().begin(), policy.allow().end(), caller.kind) !=
                     policy.allow().end();
    if (may) allowed.push_back(caller);
  }
  return allowed;
}

void SetText(Message& request, const std::string& name, const std::string& text) {
  const auto* field = request.GetDescriptor()->FindFieldByName(name);
  if (field != nullptr) request.GetReflection()->SetString(&request, field, text);
}

std::unique_ptr<Message> RequestFor(const MethodDescriptor& method, const std::string& dossier) {
  std::unique_ptr<Message> request(google::protobuf::MessageFactory::generated_factory()
                                       ->GetPrototype(method.input_type())
                                       ->New());
  SetText(*request, "request_id", "01901634-8694-7391-8885-966226289911");
  SetText(*request, "note", "Thiếu ảnh");
  SetText(*request, DossierField(method), absl::StrCat(dossier, BelowDossier(method)));
  return request;
}

class CountingWriter final : public rpc::MessageWriter {
 public:
  absl::Status Write(const Message&) override {
    ++answers;
    return absl::OkStatus();
  }
  int answers = 0;
};

// What a stranger has learnt: "" when nothing.
std::string Learnt(rpc::Invoker& invoker, const MethodDescriptor& method, const Message& request,
                   const std::string& token) {
  const rpc::Metadata metadata = {{"authorization", "Bearer " + token}};
  const absl::Time deadline = absl::Now() + absl::Seconds(10);
  if (method.server_streaming()) {
    CountingWriter writer;
    const absl::Status status =
        invoker.ServerStreaming(method, metadata, deadline, request, writer);
    return status::Is(status, status::kOtherWard) && writer.answers == 0 ? "" : status.ToString();
  }
  std::unique_ptr<Message> answer(google::protobuf::MessageFactory::generated_factory()
                                      ->GetPrototype(method.output_type())
                                      ->New());
  const absl::Status status = invoker.Unary(method, metadata, deadline, request, *answer);
  // A list that has nothing to compare yet is empty.
  if (status.ok()) return answer->ShortDebugString();
  return status::Is(status, status::kOtherWard) ? "" : status.ToString();
}

TEST(Tenancy, NobodyReachesADossierThatIsNotTheirs) {
  Deployment deployment(Deployment::Shape::kSuite);
  ASSERT_TRUE(deployment.Start().ok()) << deployment.Logs();
  partner::Client client(deployment.endpoints());
  const auto citizen = client.SignIn("vneid", "p01");
  const auto procedure = client.Get("/v1/procedures/1.014027").body;
  const auto papers = partner::UploadPapers(client, procedure, citizen.access_token);
  const std::string dossier =
      client
          .Post("/v1/dossiers", partner::OnlineApplication(procedure, "wards/27442", papers),
                citizen.access_token)
          .Text("name");
  ASSERT_FALSE(dossier.empty());

  const Mint mint(deployment);
  int asked = 0;
  for (const MethodDescriptor* method : EveryRpc()) {
    if (DossierField(*method).empty()) continue;
    const auto invoker = rpc::NewRemoteInvoker(deployment.grpc_target(OwnerOf(*method)));
    for (const rpc::Caller& stranger : Strangers(rpc::PolicyOf(*method))) {
      EXPECT_EQ(Learnt(*invoker, *method, *RequestFor(*method, dossier), mint.TokenFor(stranger)),
                "")
          << method->full_name() << " as " << stranger.subject;
      ++asked;
    }
  }
  EXPECT_GE(asked, 10);
}

}  // namespace
}  // namespace tancua
