#include "common/tls/credentials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "absl/time/clock.h"
#include "common/testing/certificates.h"
#include "common/tls/certificate.h"

namespace tancua::tls {
namespace {

using ::testing::HasSubstr;

class CredentialsTest : public ::testing::Test {
 protected:
  CredentialsTest() {
    char pattern[] = "/tmp/credentials_test.XXXXXX";
    folder_ = mkdtemp(pattern);
    config_.mode = "on";
    config_.certificate_file = folder_ + "/tls.crt";
    config_.private_key.path = folder_ + "/tls.key";
    config_.ca_file = folder_ + "/ca.crt";
    testing::ReplaceFile(config_.ca_file, authority_.certificate());
    Put(authority_.Issue("first"));
  }
  ~CredentialsTest() override { std::filesystem::remove_all(folder_); }

  void Put(const testing::CertificateAuthority::Issued& issued) {
    testing::ReplaceFile(config_.certificate_file, issued.certificate);
    testing::ReplaceFile(config_.private_key.path, issued.private_key);
  }

  const testing::CertificateAuthority authority_{"Test authority"};
  FakeClock clock_{absl::Now()};
  std::string folder_;
  Config config_;
};

TEST_F(CredentialsTest, AreReadAgainWhenTheFilesChange) {
  auto credentials = Credentials::Load(config_, clock_);
  ASSERT_TRUE(credentials.ok()) << credentials.status();
  const auto first = (*credentials)->current();
  EXPECT_GT(first->expires_at, clock_.Now() + absl::Hours(23));
  EXPECT_FALSE((*credentials)->Reload().value());

  const auto second = authority_.Issue("second", absl::Hours(48));
  Put(second);
  EXPECT_TRUE((*credentials)->Reload().value());
  EXPECT_EQ((*credentials)->current()->certificate_chain, second.certificate);
  EXPECT_GT((*credentials)->current()->expires_at, first->expires_at);
}

TEST_F(CredentialsTest, StayWhenTheReplacementDoesNotWorkAndSaySoOnce) {
  auto credentials = Credentials::Load(config_, clock_).value();
  const auto first = credentials->current();

  testing::ReplaceFile(config_.certificate_file, "not a certificate");
  EXPECT_THAT(credentials->Reload().status().message(), HasSubstr("tls.crt: no certificate"));
  EXPECT_FALSE(credentials->Reload().value());
  EXPECT_EQ(credentials->current(), first);

  // Certificate and key are two files: between their replacements they do not fit.
  const auto second = authority_.Issue("second");
  testing::ReplaceFile(config_.certificate_file, second.certificate);
  EXPECT_THAT(credentials->Reload().status().message(), HasSubstr("does not fit"));
  testing::ReplaceFile(config_.private_key.path, second.private_key);
  EXPECT_TRUE(credentials->Reload().value());
  EXPECT_EQ(credentials->current()->certificate_chain, second.certificate);

  std::filesystem::remove(config_.private_key.path);
  EXPECT_THAT(credentials->Reload().status().message(), HasSubstr("tls.key cannot be read"));
  EXPECT_EQ(credentials->current()->certificate_chain, second.certificate);
}

TEST_F(CredentialsTest, RefuseAnExpiredCertificate) {
  clock_.Advance(absl::Hours(25));
  EXPECT_THAT(Credentials::Load(config_, clock_).status().message(), HasSubstr("expired"));
}

TEST_F(CredentialsTest, RefuseAnAuthorityThatIsNone) {
  testing::ReplaceFile(config_.ca_file, "nobody");
  EXPECT_THAT(Credentials::Load(config_, clock_).status().message(), HasSubstr("ca.crt"));
}

TEST_F(CredentialsTest, ThumbprintIsTheSha256OfTheCertificateItself) {
  const auto issued = authority_.Issue("partner");
  const std::string thumbprint = ThumbprintOfPem(issued.certificate);
  EXPECT_EQ(thumbprint.size(), 43u);  // 32 bytes in base64url
  EXPECT_EQ(ThumbprintOfPem(issued.certificate + authority_.certificate()), thumbprint);
  EXPECT_NE(ThumbprintOfPem(authority_.certificate()), thumbprint);
  EXPECT_EQ(ThumbprintOfPem("nothing"), "");
}

}  // namespace
}  // namespace tancua::tls
