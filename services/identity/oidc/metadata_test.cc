#include "services/identity/oidc/metadata.h"

#include "gtest/gtest.h"

namespace tancua::identity::oidc {
namespace {

nlohmann::json Document() {
  return {{"issuer", "https://id.example"},
          {"authorization_endpoint", "https://id.example/a"},
          {"token_endpoint", "https://id.example/t"},
          {"userinfo_endpoint", "https://id.example/u"},
          {"jwks_uri", "https://id.example/k"}};
}

TEST(ReadMetadata, ReadsTheEndpoints) {
  const auto metadata = ReadMetadata(Document(), "https://id.example");
  ASSERT_TRUE(metadata.ok()) << metadata.status();
  EXPECT_EQ(metadata->token_endpoint, "https://id.example/t");
  EXPECT_FALSE(metadata->sends_issuer);
}

TEST(ReadMetadata, RefusesAnotherIssuer) {
  EXPECT_FALSE(ReadMetadata(Document(), "https://id.example/").ok());
}

TEST(ReadMetadata, RefusesMissingAndPlainHttpEndpoints) {
  for (const char* name :
       {"authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"}) {
    nlohmann::json document = Document();
    document.erase(name);
    EXPECT_FALSE(ReadMetadata(document, "https://id.example").ok()) << name;
    document[name] = "http://id.example/x";
    EXPECT_FALSE(ReadMetadata(document, "https://id.example").ok()) << name;
    document[name] = 7;
    EXPECT_FALSE(ReadMetadata(document, "https://id.example").ok()) << name;
  }
}

}  // namespace
}  // namespace tancua::identity::oidc
