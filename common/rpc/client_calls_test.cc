// Calls of partners, and of persons who came through one, on their way through the pipeline.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/jose/jwt.h"
#include "common/rpc/errors.h"
#include "common/rpc/grpc_server.h"
#include "common/rpc/local_invoker.h"
#include "common/rpc/pipeline.h"
#include "common/status/error.h"
#include "common/testing/redis.h"
#include "nlohmann/json.hpp"
#include "tancua/identity/v1/oauth_service.pb.h"
#include "tancua/notification/v1/notification_service.pb.h"

namespace tancua::rpc {
namespace {

using notification::v1::ListMessagesRequest;
using notification::v1::ListMessagesResponse;

// Stands for every procedure.
struct Witness {
  Call seen;
};

template <class Request, class Response>
absl::StatusOr<Response> Seen(Witness& witness, const Call& call, const Request&) {
  witness.seen = call;
  return Response();
}

const google::protobuf::MethodDescriptor& DescriptorOf(const char* name) {
  return *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
}

class ClientCallsTest : public ::testing::Test {
 protected:
  ClientCallsTest() {
    Service messages("tancua.notification.v1.NotificationService");
    messages.Unary("ListMessages", witness_, Seen<ListMessagesRequest, ListMessagesResponse>);
    Service oauth("tancua.identity.v1.OAuthService");
    oauth
        .Unary("IssueToken", witness_,
               Seen<identity::v1::IssueTokenRequest, identity::v1::IssueTokenResponse>)
        .Unary("IntrospectToken", witness_,
               Seen<identity::v1::IntrospectTokenRequest, identity::v1::IntrospectTokenResponse>)
        .Unary("RevokeToken", witness_,
               Seen<identity::v1::RevokeTokenRequest, identity::v1::RevokeTokenResponse>)
        .Unary("GetOAuthMetadata", witness_,
               Seen<identity::v1::GetOAuthMetadataRequest, identity::v1::OAuthMetadata>)
        .Unary("ListRevocations", witness_,
               Seen<identity::v1::ListRevocationsRequest, identity::v1::ListRevocationsResponse>);
    EXPECT_TRUE(pipeline_.Add(std::move(messages)).ok());
    EXPECT_TRUE(pipeline_.Add(std::move(oauth)).ok());
  }

  absl::Status List(const Metadata& metadata) {
    ListMessagesResponse response;
    return invoker_.Unary(DescriptorOf("tancua.notification.v1.NotificationService.ListMessages"),
                          metadata, absl::Now() + absl::Seconds(10), ListMessagesRequest(),
                          response);
  }
  absl::Status IssueToken(Invoker& invoker, const Metadata& metadata) {
    identity::v1::IssueTokenResponse response;
    return invoker.Unary(DescriptorOf("tancua.identity.v1.OAuthService.IssueToken"), metadata,
                         absl::Now() + absl::Seconds(10), identity::v1::IssueTokenRequest(),
                         response);
  }

  // A partner's token, with other or further claims.
  Metadata Token(const nlohmann::json& claims = nlohmann::json::object()) {
    nlohmann::json all{{"iss", "tancua"},
                       {"aud", "tancua"},
                       {"sub", "clients/app"},
                       {"kind", "partner"},
                       {"client_id", "app"},
                       {"client_key", "k1"},
                       {"scope", "dossiers.read messages.read"},
                       {"wards", {"wards/27442", "wards/26944"}},
                       {"rate", {0.01, 2}},
                       {"jti", "t1"},
                       {"iat", absl::ToUnixSeconds(clock_.Now())},
                       {"exp", absl::ToUnixSeconds(clock_.Now() + absl::Minutes(10))}};
    all.update(claims);
    return {{"authorization", "Bearer " + signer_.Sign(all)}};
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  RandomIds ids_{clock_};
  jose::Signer signer_ = *jose::Signer::FromPem(jose::GenerateEs256Pem(), "k1");
  crypto::Keyring keys_ = *crypto::Keyring::Parse(crypto::Keyring::Generate("test"));
  pairwise::Names names_{keys_, keys_};
  absl::StatusOr<Revocations::List> list_ = Revocations::List{.entries = {}, .as_of = clock_.Now()};
  Revocations revocations_{clock_, [this](absl::Time) { return list_; }};
  Authenticator authenticator_{clock_,
                               [this]() -> absl::StatusOr<std::string> {
                                 return nlohmann::json{{"keys", {signer_.PublicJwk()}}}.dump();
                               },
                               &names_, &revocations_};
  prometheus::Registry registry_;
  testing::RedisServer redis_;
  limits::ClientLimits limits_{redis_.Config(), clock_, registry_};
  RpcMetrics metrics_{registry_};
  Witness witness_;
  Pipeline pipeline_{ids_, authenticator_, metrics_, 8, &limits_};
  LocalInvoker invoker_{pipeline_};
};

TEST_F(ClientCallsTest, ATokenSaysWhatThePartnerMay) {
  ASSERT_TRUE(List(Token()).ok());
  const Caller& caller = witness_.seen.caller;
  EXPECT_TRUE(caller.IsPartner());
  EXPECT_EQ(caller.subject, "clients/app");
  EXPECT_EQ(caller.client, "clients/app");
  EXPECT_TRUE(caller.HasScope("dossiers.read"));
  EXPECT_FALSE(caller.HasScope("dossiers.write"));
  EXPECT_TRUE(caller.Covers("wards/26944"));
  EXPECT_FALSE(caller.Covers("wards/25942"));
  EXPECT_TRUE(status::Is(List(Token({{"scope", "dossiers.read"}})), status::kScopeMissing));
}

TEST_F(ClientCallsTest, APersonsOwnNameIsOpenedFromTheToken) {
  const std::string own = "citizens/" + ids_.NewUuid();
  const nlohmann::json person{{"sub", names_.For("clients/app", own)},
                              {"sealed_sub", names_.Seal("clients/app", own)},
                              {"kind", "officer"},
                              {"roles", {"leader"}}};
  ASSERT_TRUE(List(Token(person)).ok());
  EXPECT_EQ(witness_.seen.caller.subject, own);
  EXPECT_EQ(witness_.seen.caller.client, "clients/app");

  nlohmann::json foreign = person;
  foreign["client_id"] = "ward";
  EXPECT_TRUE(status::Is(List(Token(foreign)), status::kTokenInvalid));
}

TEST_F(ClientCallsTest, MoreCallsThanGrantedAreToldWhenToComeBack) {
  const Metadata token = Token();
  EXPECT_TRUE(List(token).ok());
  EXPECT_TRUE(List(Token({{"jti", "t2"}})).ok());

  const absl::Status refused = List(token);

  ASSERT_TRUE(status::Is(refused, kClientLimitExceeded)) << refused;
  EXPECT_GT(*status::Describe(refused)->detail.retry_after, absl::Seconds(90));
  EXPECT_TRUE(List(Token({{"client_id", "ward"}, {"sub", "clients/ward"}})).ok());
}

TEST_F(ClientCallsTest, ARefusedCallTakesNoTokenOfTheBucket) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(status::Is(List(Token({{"scope", "dossiers.read"}})), status::kScopeMissing));
  }
  EXPECT_TRUE(List(Token()).ok());
}

TEST_F(ClientCallsTest, ARevokedTokenIsRefusedThoughItIsRemembered) {
  const Metadata token = Token({{"rate", {100, 100}}});
  ASSERT_TRUE(List(token).ok());
  list_->entries = {{.digest = RevocationDigest(kRevocableClient, "app"),
                     .revoked = clock_.Now(),
                     .expires = clock_.Now() + absl::Minutes(10)}};
  ASSERT_TRUE(revocations_.Refresh().ok());
  EXPECT_TRUE(status::Is(List(token), kTokenRevoked));
  EXPECT_TRUE(status::Is(List(Token({{"jti", "t2"}})), kTokenRevoked));
  clock_.Advance(absl::Seconds(1));
  EXPECT_TRUE(List(Token({{"jti", "t3"}, {"rate", {100, 100}}})).ok());
}

TEST_F(ClientCallsTest, NothingIsBelievedBeforeTheRevocationsAreKnown) {
  list_ = absl::UnavailableError("identity does not answer");
  EXPECT_TRUE(status::Is(List(Token()), status::kUnavailable));
  list_ = Revocations::List{.entries = {}, .as_of = clock_.Now()};
  EXPECT_TRUE(List(Token()).ok());
}

TEST_F(ClientCallsTest, ClientCredentialsReachTheProceduresOfOAuthAndNoOther) {
  const Metadata basic{{"authorization", "Basic YXBwOnNlY3JldA=="}};
  ASSERT_TRUE(IssueToken(invoker_, basic).ok());
  EXPECT_EQ(witness_.seen.metadata.at("authorization"), basic.at("authorization"));
  EXPECT_EQ(witness_.seen.caller.kind, policy::v1::ACTOR_KIND_UNSPECIFIED);
  EXPECT_TRUE(status::Is(List(basic), status::kTokenInvalid));
  EXPECT_TRUE(
      status::Is(IssueToken(invoker_, {{"authorization", "Bearer x"}}), status::kTokenInvalid));
}

TEST_F(ClientCallsTest, NobodyOutsideSaysWhichCertificateTheyHold) {
  const std::unique_ptr<GrpcServer> server =
      *GrpcServer::Start({.address = "127.0.0.1"}, pipeline_);
  server->SetServing(true);
  {
    const auto remote = NewRemoteInvoker("127.0.0.1:" + std::to_string(server->port()));
    const std::string key(kClientCertificateThumbprint);
    ASSERT_TRUE(IssueToken(*remote, {{key, "abc"}, {"x-request-id", "r"}}).ok());
    EXPECT_EQ(witness_.seen.metadata.count(key), 0u);
    EXPECT_EQ(witness_.seen.metadata.count("x-request-id"), 1u);
  }
  server->Drain(absl::Now());
}

}  // namespace
}  // namespace tancua::rpc
