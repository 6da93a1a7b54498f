#include "services/notification/store/payload.h"

#include "gtest/gtest.h"

namespace tancua::notification::store {
namespace {

domain::Message Whole() {
  domain::Message message;
  message.phone = "+84903123456";
  message.facts.applicant_name = "Nguyễn Văn Đức";
  message.facts.agency = "UBND phường Bình Tân";
  message.facts.change_time = absl::FromUnixMicros(1'800'000'000'000'001);
  message.facts.due_time = absl::FromUnixSeconds(1'800'100'000);
  message.facts.link = "http://127.0.0.1:8080/s/abc";
  message.facts.link_expire_time = absl::FromUnixSeconds(1'800'200'000);
  message.facts.code = "012345";
  message.facts.code_expire_time = absl::FromUnixSeconds(1'800'000'300);
  return message;
}

TEST(Payload, ComesBackAsItWas) {
  domain::Message back;

  ASSERT_TRUE(DecodePayload(EncodePayload(Whole()), back).ok());

  EXPECT_EQ(back.phone, Whole().phone);
  EXPECT_EQ(back.facts.applicant_name, Whole().facts.applicant_name);
  EXPECT_EQ(back.facts.agency, Whole().facts.agency);
  EXPECT_EQ(back.facts.change_time, Whole().facts.change_time);
  EXPECT_EQ(back.facts.due_time, Whole().facts.due_time);
  EXPECT_EQ(back.facts.link, Whole().facts.link);
  EXPECT_EQ(back.facts.link_expire_time, Whole().facts.link_expire_time);
  EXPECT_EQ(back.facts.code, "012345");
  EXPECT_EQ(back.facts.code_expire_time, Whole().facts.code_expire_time);
}

TEST(Payload, KeepsWhatIsMissingMissing) {
  domain::Message message;
  message.facts.change_time = absl::UnixEpoch();
  domain::Message back;

  ASSERT_TRUE(DecodePayload(EncodePayload(message), back).ok());

  EXPECT_EQ(back.phone, "");
  EXPECT_EQ(back.facts.due_time, std::nullopt);
  EXPECT_EQ(back.facts.link_expire_time, std::nullopt);
}

TEST(Payload, IsReadAlsoAsItWasBeforeThereWereCodes) {
  std::string old = EncodePayload(Whole());
  old.resize(old.rfind('\x1f', old.rfind('\x1f') - 1));
  domain::Message back;

  ASSERT_TRUE(DecodePayload(old, back).ok());

  EXPECT_EQ(back.facts.link_expire_time, Whole().facts.link_expire_time);
  EXPECT_EQ(back.facts.code, "");
}

TEST(Payload, CannotBeTornByASeparatorInAText) {
  domain::Message message = Whole();
  message.facts.applicant_name =
      "A\x1f"
      "B";
  domain::Message back;

  ASSERT_TRUE(DecodePayload(EncodePayload(message), back).ok());

  EXPECT_EQ(back.facts.applicant_name, "AB");
  EXPECT_EQ(back.facts.agency, message.facts.agency);
}

TEST(Payload, RefusesWhatIsNone) {
  domain::Message message;

  for (const char* text : {"", "[]",
                           "a\x1f"
                           "b\x1f"
                           "c\x1fx\x1f\x1f\x1f"}) {
    EXPECT_FALSE(DecodePayload(text, message).ok()) << text;
  }
}

}  // namespace
}  // namespace tancua::notification::store
