#include "common/runtime/certificates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "common/log/log.h"
#include "common/testing/certificates.h"
#include "prometheus/text_serializer.h"

namespace tancua::runtime {
namespace {

using ::testing::HasSubstr;

class CertificatesTest : public ::testing::Test {
 protected:
  CertificatesTest() {
    char pattern[] = "/tmp/certificates_test.XXXXXX";
    folder_ = mkdtemp(pattern);
    config_.mode = "on";
    config_.certificate_file = folder_ + "/tls.crt";
    config_.private_key.path = folder_ + "/tls.key";
    Put(authority_.Issue("first", absl::Hours(24)));
  }
  ~CertificatesTest() override { std::filesystem::remove_all(folder_); }

  void Put(const testing::CertificateAuthority::Issued& issued) const {
    testing::ReplaceFile(config_.certificate_file, issued.certificate);
    testing::ReplaceFile(config_.private_key.path, issued.private_key);
  }
  std::string Metrics() { return prometheus::TextSerializer().Serialize(registry_.Collect()); }
  double Expiry() {
    for (const auto& family : registry_.Collect()) {
      if (family.name == "tancua_tls_certificate_expiry_timestamp_seconds") {
        return family.metric.at(0).gauge.value;
      }
    }
    return 0;
  }

  const testing::CertificateAuthority authority_{"Test authority"};
  const SystemClock clock_;
  prometheus::Registry registry_;
  std::string folder_;
  tls::Config config_;
};

TEST_F(CertificatesTest, AreNoneWhenTlsIsOff) {
  Certificates certificates(clock_, registry_);
  EXPECT_EQ(certificates.Load("gateway", tls::Config()).value(), nullptr);
  EXPECT_TRUE(certificates.empty());
}

TEST_F(CertificatesTest, ShowWhenTheyExpireAndCountReplacements) {
  Certificates certificates(clock_, registry_);
  ASSERT_TRUE(certificates.Load("gateway", config_).ok());
  const double first = Expiry();
  EXPECT_NEAR(first, static_cast<double>(absl::ToUnixSeconds(clock_.Now() + absl::Hours(24))), 60);
  const Worker worker = certificates.ReloadWorker();
  EXPECT_EQ(worker.run_once().value(), 0);

  Put(authority_.Issue("second", absl::Hours(48)));
  EXPECT_EQ(worker.run_once().value(), 1);
  EXPECT_GT(Expiry(), first + 23 * 3600);
  EXPECT_THAT(Metrics(),
              HasSubstr("tancua_tls_reloads_total{listener=\"gateway\",outcome=\"done\"} 1"));
}

TEST_F(CertificatesTest, WarnOfAReplacementThatDoesNotWorkAndGoOn) {
  Certificates certificates(clock_, registry_);
  const tls::Credentials* credentials = certificates.Load("gateway", config_).value();
  const auto before = credentials->current();
  const Worker worker = certificates.ReloadWorker();
  log::Capture log;

  testing::ReplaceFile(config_.certificate_file, "not a certificate");
  EXPECT_EQ(worker.run_once().value(), 0);
  EXPECT_EQ(worker.run_once().value(), 0);  // said once
  EXPECT_EQ(credentials->current(), before);
  EXPECT_THAT(log.Text(), HasSubstr("tls.replacement_refused"));
  EXPECT_THAT(Metrics(),
              HasSubstr("tancua_tls_reloads_total{listener=\"gateway\",outcome=\"refused\"} 1"));
}

TEST_F(CertificatesTest, ThatDoNotWorkAtTheStartAreNamed) {
  testing::ReplaceFile(config_.private_key.path, "not a key");
  Certificates certificates(clock_, registry_);
  EXPECT_THAT(certificates.Load("gateway", config_).status().message(),
              HasSubstr("TLS of gateway: "));
}

}  // namespace
}  // namespace tancua::runtime
