#include "common/jose/jwt.h"

#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace tancua::jose {
namespace {

using ::nlohmann::json;
using ::testing::StartsWith;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

class Jwt : public ::testing::Test {
 protected:
  static const Signer& EcSigner() {
    static const Signer* const signer =
        new Signer(Signer::FromPem(GenerateEs256Pem(), "ec1").value());
    return *signer;
  }
  static const Signer& RsaSigner() {
    static const Signer* const signer =
        new Signer(Signer::FromPem(GenerateRs256Pem(), "rsa1").value());
    return *signer;
  }
  static KeySet Keys() {
    return KeySet::Parse(json{{"keys", {EcSigner().PublicJwk(), RsaSigner().PublicJwk()}}}.dump())
        .value();
  }
  static Expectation Expected() {
    Expectation expectation;
    expectation.issuer = "https://id.example";
    expectation.audience = "tancua";
    expectation.now = kNow;
    return expectation;
  }
  static json Claims() {
    const std::int64_t now = absl::ToUnixSeconds(kNow);
    return {{"iss", "https://id.example"},
            {"aud", "tancua"},
            {"sub", "citizens/1"},
            {"iat", now},
            {"nbf", now},
            {"exp", now + 600}};
  }
  static std::string Refusal(const std::string& token, const Expectation& expectation) {
    const auto result = Keys().Verify(token, expectation);
    EXPECT_TRUE(result.ok() || absl::IsUnauthenticated(result.status()));
    return std::string(result.status().message());
  }
  static std::string RefusalOf(const json& claims) {
    return Refusal(EcSigner().Sign(claims), Expected());
  }
  static std::string Part(const json& object) { return absl::WebSafeBase64Escape(object.dump()); }
};

TEST_F(Jwt, VerifiesWhatItSigned) {
  const auto claims = Keys().Verify(EcSigner().Sign(Claims()), Expected());
  ASSERT_TRUE(claims.ok()) << claims.status();
  EXPECT_EQ((*claims)["sub"], "citizens/1");
}

TEST_F(Jwt, SignsWithAnRsaKeyToo) {
  Expectation expectation = Expected();
  EXPECT_EQ(Refusal(RsaSigner().Sign(Claims()), expectation), "algorithm");
  expectation.algorithms = {"RS256"};
  EXPECT_EQ(Refusal(RsaSigner().Sign(Claims()), expectation), "");
}

TEST_F(Jwt, AcceptsATokenWithoutEndOnlyWhereThatIsSaid) {
  json claims = Claims();
  claims.erase("exp");
  Expectation expectation = Expected();
  EXPECT_THAT(Refusal(EcSigner().Sign(claims), expectation), StartsWith("malformed"));
  expectation.may_lack_exp = true;
  EXPECT_EQ(Refusal(EcSigner().Sign(claims), expectation), "");
  claims["exp"] = absl::ToUnixSeconds(kNow) - 61;
  EXPECT_EQ(Refusal(EcSigner().Sign(claims), expectation), "expired") << "an end is an end";
}

TEST_F(Jwt, PublishesThePublicHalfOnly) {
  const json jwk = EcSigner().PublicJwk();
  EXPECT_EQ(jwk["kty"], "EC");
  EXPECT_EQ(jwk["crv"], "P-256");
  EXPECT_EQ(jwk["kid"], "ec1");
  EXPECT_EQ(jwk["use"], "sig");
  EXPECT_EQ(jwk["alg"], "ES256");
  EXPECT_FALSE(jwk.contains("d"));
  EXPECT_FALSE(RsaSigner().PublicJwk().contains("d"));
  EXPECT_FALSE(RsaSigner().PublicJwk().contains("p"));
}

TEST_F(Jwt, RefusesEveryChangedPart) {
  const std::string token = EcSigner().Sign(Claims());
  json other = Claims();
  other["sub"] = "citizens/2";
  const std::size_t first = token.find('.');
  const std::size_t last = token.rfind('.');
  EXPECT_EQ(Refusal(token.substr(0, first + 1) + Part(other) + token.substr(last), Expected()),
            "signature");
  EXPECT_EQ(Refusal(token.substr(0, last + 1), Expected()), "signature");
  EXPECT_EQ(Refusal(token.substr(0, last + 1) + "AAAA", Expected()), "signature");
}

TEST_F(Jwt, NeverAcceptsNoneOrSecretKeys) {
  Expectation trusting = Expected();
  trusting.algorithms = {"none", "None", "HS256", "ES256"};
  for (const char* algorithm : {"none", "None", "NONE", "HS256", "ES512", ""}) {
    const std::string head = Part({{"alg", algorithm}, {"kid", "ec1"}}) + "." + Part(Claims());
    EXPECT_EQ(Refusal(head + ".", trusting), "algorithm") << algorithm;
    EXPECT_EQ(Refusal(head + ".AAAA", trusting), "algorithm") << algorithm;
  }
  EXPECT_EQ(Refusal(Part({{"kid", "ec1"}}) + "." + Part(Claims()) + ".AAAA", trusting),
            "algorithm");
}

TEST_F(Jwt, NeverUsesAKeyForAnotherAlgorithm) {
  Expectation expectation = Expected();
  expectation.algorithms = {"RS256", "ES256", "PS256"};
  // A header that claims RS256 with the id of the P-256 key, and PS256 with a key for RS256.
  for (const auto& [algorithm, key_id] : {std::pair{"RS256", "ec1"}, std::pair{"PS256", "rsa1"}}) {
    EXPECT_EQ(Refusal(Part({{"alg", algorithm}, {"kid", key_id}}) + "." + Part(Claims()) + ".AAAA",
                      expectation),
              "key_unknown");
  }
}

TEST_F(Jwt, IgnoresAKeyThatTheTokenBringsAlong) {
  const Signer attacker = Signer::FromPem(GenerateEs256Pem(), "ec1").value();
  const std::string head = Part({{"alg", "ES256"}, {"kid", "ec1"}, {"jwk", attacker.PublicJwk()}}) +
                           "." + Part(Claims());
  const std::string theirs = attacker.Sign(Claims());
  EXPECT_EQ(Refusal(theirs, Expected()), "signature");
  EXPECT_EQ(Refusal(head + theirs.substr(theirs.rfind('.')), Expected()), "signature");
}

TEST_F(Jwt, RefusesAnUnknownKey) {
  const Signer stranger = Signer::FromPem(GenerateEs256Pem(), "ec2").value();
  EXPECT_EQ(Refusal(stranger.Sign(Claims()), Expected()), "key_unknown");
  EXPECT_FALSE(Keys().Has("ec2"));
  EXPECT_TRUE(Keys().Has("ec1"));
}

TEST_F(Jwt, RefusesOtherIssuersAndAudiences) {
  json claims = Claims();
  claims["iss"] = "https://id.example/";
  EXPECT_EQ(RefusalOf(claims), "issuer");
  claims.erase("iss");
  EXPECT_EQ(RefusalOf(claims), "issuer");
  claims = Claims();
  claims["aud"] = "someone";
  EXPECT_EQ(RefusalOf(claims), "audience");
  claims["aud"] = {"someone", "else"};
  EXPECT_EQ(RefusalOf(claims), "audience");
  claims.erase("aud");
  EXPECT_EQ(RefusalOf(claims), "audience");
}

TEST_F(Jwt, FindsItsAudienceInAnArray) {
  json claims = Claims();
  claims["aud"] = {"someone", "tancua"};
  EXPECT_EQ(RefusalOf(claims), "");
}

TEST_F(Jwt, AllowsTheSkewAndNotASecondMore) {
  const std::int64_t now = absl::ToUnixSeconds(kNow);
  json claims = Claims();
  claims["exp"] = now - 59;
  EXPECT_EQ(RefusalOf(claims), "");
  claims["exp"] = now - 60;
  EXPECT_EQ(RefusalOf(claims), "expired");
  claims = Claims();
  claims["nbf"] = now + 60;
  EXPECT_EQ(RefusalOf(claims), "");
  claims["nbf"] = now + 61;
  EXPECT_EQ(RefusalOf(claims), "not_yet_valid");
  claims = Claims();
  claims["iat"] = now + 61;
  EXPECT_EQ(RefusalOf(claims), "not_yet_valid");
}

TEST_F(Jwt, RefusesATokenWithoutEnd) {
  json claims = Claims();
  claims.erase("exp");
  EXPECT_THAT(RefusalOf(claims), StartsWith("malformed"));
  claims["exp"] = "1900000000";
  EXPECT_THAT(RefusalOf(claims), StartsWith("malformed"));
}

TEST_F(Jwt, RefusesWhatIsNoToken) {
  const std::string good = EcSigner().Sign(Claims());
  const std::string critical =
      Part({{"alg", "ES256"}, {"kid", "ec1"}, {"crit", {"exp"}}}) + "." + Part(Claims()) + ".AAAA";
  for (const std::string& token :
       {std::string(), std::string("a"), std::string("a.b.c"), std::string(".."), good + ".x",
        Part(json::array()) + "." + Part(Claims()) + ".AAAA", std::string(20'000, 'a'), critical}) {
    EXPECT_THAT(Refusal(token, Expected()), StartsWith("malformed")) << token.substr(0, 40);
  }
}

TEST_F(Jwt, TakesTheOnlyKeyOfTheTypeWhenTheHeaderNamesNone) {
  const std::string head = Part({{"alg", "ES256"}}) + "." + Part(Claims());
  EXPECT_EQ(Refusal(head + ".AAAA", Expected()), "signature") << "a key was found and tried";
}

TEST_F(Jwt, ReadsTheKeyIdWithoutTrust) {
  EXPECT_EQ(KeyIdOf(EcSigner().Sign(Claims())), "ec1");
  EXPECT_EQ(KeyIdOf("nonsense"), "");
  EXPECT_EQ(KeyIdOf(""), "");
}

TEST_F(Jwt, IsSignedAndVerifiedFromManyThreads) {
  const KeySet keys = Keys();
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i)
        wrong[t] += !keys.Verify(EcSigner().Sign(Claims()), Expected()).ok();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4));
}

TEST(SignerFromPem, RefusesWhatIsNoSuitablePrivateKey) {
  EXPECT_FALSE(Signer::FromPem("", "k").ok());
  EXPECT_FALSE(
      Signer::FromPem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "k").ok());
  std::string cut = GenerateEs256Pem();
  cut.resize(cut.size() / 2);
  EXPECT_FALSE(Signer::FromPem(cut, "k").ok());
}

TEST(KeySetParse, KeepsGoodKeysAndIgnoresOthers) {
  const Signer signer = Signer::FromPem(GenerateEs256Pem(), "good").value();
  json encryption = signer.PublicJwk();
  encryption["kid"] = "enc";
  encryption["use"] = "enc";
  const json secret = {{"kty", "oct"}, {"kid", "secret"}, {"k", "AAAAAAAAAAAAAAAAAAAAAA"}};
  const json document = {
      {"keys", {secret, {{"kty", "XX"}}, "text", encryption, signer.PublicJwk()}}};
  const KeySet keys = KeySet::Parse(document.dump()).value();
  EXPECT_TRUE(keys.Has("good"));
  EXPECT_FALSE(keys.Has("enc"));
  EXPECT_FALSE(keys.Has("secret"));
}

TEST(KeySetParse, RefusesWhatIsNoKeySet) {
  for (const char* text : {"", "[]", "{}", R"({"keys":1})", "<html>"}) {
    EXPECT_FALSE(KeySet::Parse(text).ok()) << text;
  }
}

}  // namespace
}  // namespace tancua::jose
