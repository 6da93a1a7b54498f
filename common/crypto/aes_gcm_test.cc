#include "common/crypto/aes_gcm.h"

#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "gtest/gtest.h"

namespace tancua::crypto {
namespace {

std::string Hex(const char* hex) { return absl::HexStringToBytes(hex); }

// Test case 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega).
const char kKey[] = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
const char kNonce[] = "cafebabefacedbaddecaf888";
const char kPlain[] =
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b5"
    "25b16aedf5aa0de657ba637b39";
const char kAssociated[] = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
const char kCipher[] =
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828"
    "838c5f61e6393ba7a0abcc9f662";
const char kTag[] = "76fc6ece0f4e1768cddf8853bb2d551b";

TEST(AesGcm, SealsTheVectorOfItsAuthors) {
  const AesGcm aead(Hex(kKey));
  EXPECT_EQ(absl::BytesToHexString(aead.Seal(Hex(kNonce), Hex(kPlain), Hex(kAssociated))),
            std::string(kNonce) + kCipher + kTag);
}

TEST(AesGcm, SealsNothingAsTheVectorSays) {
  // Test case 13: an empty text under a key of zeros.
  const AesGcm aead(std::string(32, '\0'));
  EXPECT_EQ(absl::BytesToHexString(aead.Seal(std::string(12, '\0'), "", "")),
            "000000000000000000000000530f8afbc74536b9a963b4f1c4cb738b");
}

TEST(AesGcm, OpensWhatItSealedAndRefusesEveryChangedByte) {
  const AesGcm aead(Hex(kKey));
  const std::string sealed = aead.Seal(Hex(kNonce), "Nguyễn Văn Đức", "a");
  ASSERT_EQ(aead.Open(sealed, "a"), "Nguyễn Văn Đức");
  EXPECT_EQ(aead.Open(sealed, "b"), std::nullopt);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] ^= 1;
    EXPECT_EQ(aead.Open(changed, "a"), std::nullopt) << "byte " << i;
  }
  for (std::size_t length = 0; length < sealed.size(); ++length) {
    EXPECT_EQ(aead.Open(sealed.substr(0, length), "a"), std::nullopt) << "length " << length;
  }
}

TEST(AesGcm, KeepsKeysApartWithinAThread) {
  const AesGcm one(std::string(32, '\1'));
  const AesGcm two(std::string(32, '\2'));
  const std::string by_one = one.Seal(Hex(kNonce), "x", "");
  const std::string by_two = two.Seal(Hex(kNonce), "x", "");
  EXPECT_NE(by_one, by_two);
  EXPECT_EQ(one.Open(by_one, ""), "x");
  EXPECT_EQ(two.Open(by_two, ""), "x");
  EXPECT_EQ(one.Open(by_two, ""), std::nullopt);
  EXPECT_EQ(one.Open(by_one, ""), "x") << "a refusal must not spoil the context";
}

TEST(AesGcm, WorksFromManyThreads) {
  const AesGcm aead(Hex(kKey));
  const std::string expected = aead.Seal(Hex(kNonce), "plain", "");
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 1000; ++i) wrong[t] += aead.Seal(Hex(kNonce), "plain", "") != expected;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4));
}

}  // namespace
}  // namespace tancua::crypto
