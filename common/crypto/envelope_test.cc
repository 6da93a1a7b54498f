#include "common/crypto/envelope.h"

#include "gtest/gtest.h"

namespace tancua::crypto {
namespace {

using Padding = EnvelopeKind::Padding;
using Cipher = EnvelopeKind::Cipher;

const EnvelopeKeys& Ours() {
  static const EnvelopeKeys keys = GenerateEnvelopeKeys();
  return keys;
}

TEST(Envelope, OpensWithThePrivateHalfOfWhatSealedIt) {
  const std::string text = R"({"access_token":"t","ho_ten":"Đỗ Ngọc Lan"})";
  for (const Padding padding : {Padding::kOaepSha256, Padding::kOaepSha1, Padding::kPkcs1}) {
    for (const Cipher cipher : {Cipher::kGcm, Cipher::kCbc}) {
      const auto envelope = SealEnvelope(Ours().public_key, text, {padding, cipher});
      ASSERT_TRUE(envelope.ok()) << envelope.status();
      EXPECT_EQ(envelope->data.find("access_token"), std::string::npos);
      const auto opened = OpenEnvelope(Ours().private_key, *envelope, {padding, cipher});
      ASSERT_TRUE(opened.ok()) << opened.status();
      EXPECT_EQ(*opened, text);
    }
  }
}

TEST(Envelope, DoesNotOpenWhenAnythingWasChanged) {
  const Envelope envelope = SealEnvelope(Ours().public_key, "text", {}).value();
  for (std::string Envelope::*part : {&Envelope::data, &Envelope::key}) {
    for (const std::size_t at : {std::size_t{0}, (envelope.*part).size() - 1}) {
      Envelope changed = envelope;
      (changed.*part)[at] = static_cast<char>((changed.*part)[at] ^ 1);
      EXPECT_FALSE(OpenEnvelope(Ours().private_key, changed, {}).ok());
    }
    Envelope cut = envelope;
    (cut.*part).clear();
    EXPECT_FALSE(OpenEnvelope(Ours().private_key, cut, {}).ok());
  }
}

TEST(Envelope, OpensForNobodyElseAndInNoOtherKind) {
  const Envelope envelope = SealEnvelope(Ours().public_key, "text", {}).value();
  EXPECT_FALSE(OpenEnvelope(GenerateEnvelopeKeys().private_key, envelope, {}).ok());
  EXPECT_FALSE(OpenEnvelope(Ours().private_key, envelope, {.padding = Padding::kOaepSha1}).ok());
  EXPECT_FALSE(OpenEnvelope(Ours().private_key, envelope, {.cipher = Cipher::kCbc}).ok());
}

TEST(Envelope, WantsAnRsaKeyOfAtLeast2048Bits) {
  EXPECT_TRUE(CheckEnvelopeKey(Ours().private_key).ok());
  EXPECT_FALSE(CheckEnvelopeKey(GenerateEnvelopeKeys(1024).private_key).ok());
  for (const std::string& no_key : {std::string(), std::string("text"), Ours().public_key}) {
    EXPECT_FALSE(CheckEnvelopeKey(no_key).ok());
    EXPECT_FALSE(OpenEnvelope(no_key, {}, {}).ok());
  }
  EXPECT_FALSE(SealEnvelope("text", "x", {}).ok());
}

TEST(Envelope, NamesItsKindsAsConfigurationDoes) {
  EXPECT_EQ(PaddingOf("oaep_sha1"), Padding::kOaepSha1);
  EXPECT_EQ(CipherOf("cbc"), Cipher::kCbc);
  EXPECT_EQ(PaddingOf("none"), std::nullopt);
  EXPECT_EQ(CipherOf("ecb"), std::nullopt);
}

}  // namespace
}  // namespace tancua::crypto
