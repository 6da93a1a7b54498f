#include "services/dossier/domain/filing_rules.h"

#include <gtest/gtest.h>

#include "common/status/error.h"
#include "services/dossier/domain/attachment_rules.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/domain/note.h"

namespace tancua::dossier::domain {
namespace {

const absl::Time kFilingTime = absl::FromUnixSeconds(1'800'000'000);

TEST(Channel, IsOnlineForACitizenAndAnyOtherForAClerk) {
  const Procedure procedure{.channels = {kChannels.begin(), kChannels.end()}};
  for (const Channel channel : kChannels) {
    const bool online = channel == Channel::kOnline;
    EXPECT_EQ(CheckChannel(procedure, channel, Filer::kCitizen).ok(), online);
    EXPECT_EQ(CheckChannel(procedure, channel, Filer::kClerk).ok(), !online);
    EXPECT_EQ(CheckChannel(procedure, channel, Filer::kAssisted).ok(),
              !online && channel != Channel::kPost);
  }
}

TEST(Channel, MustBeOfferedByTheProcedure) {
  const Procedure procedure{.channels = {Channel::kCounter}};
  EXPECT_TRUE(CheckChannel(procedure, Channel::kCounter, Filer::kClerk).ok());
  EXPECT_TRUE(
      status::Is(CheckChannel(procedure, Channel::kPost, Filer::kClerk), kChannelNotAllowed));
}

TEST(Identity, MustReachTheLevelThatTheProcedureDemands) {
  const absl::Status refused = CheckIdentity({.min_level = 2}, 1, kFilingTime, kFilingTime);
  ASSERT_TRUE(status::Is(refused, status::kLevelTooLow));
  EXPECT_EQ(status::Describe(refused)->detail.metadata.at(0).second, "2");
  EXPECT_TRUE(CheckIdentity({.min_level = 2}, 2, kFilingTime, kFilingTime).ok());
  EXPECT_TRUE(CheckIdentity({}, 0, absl::InfinitePast(), kFilingTime).ok());
}

TEST(Identity, MustBeAsRecentAsTheProcedureDemands) {
  const IdentityDemand demand{.max_age = absl::Minutes(15)};
  EXPECT_TRUE(CheckIdentity(demand, 2, kFilingTime - absl::Minutes(15), kFilingTime).ok());
  for (const absl::Time old :
       {kFilingTime - absl::Minutes(15) - absl::Seconds(1), absl::InfinitePast()}) {
    const absl::Status refused = CheckIdentity(demand, 2, old, kFilingTime);
    ASSERT_TRUE(status::Is(refused, status::kVerificationTooOld));
    EXPECT_EQ(status::Describe(refused)->detail.metadata.at(0),
              std::make_pair(std::string("max_age"), std::string("900")));
  }
}

TEST(ReceiveTime, OfAClerkLiesWithinTheLastSixtyDays) {
  const absl::Duration day = absl::Hours(24);
  EXPECT_TRUE(CheckReceiveTime(std::nullopt, Filer::kClerk, kFilingTime).ok());
  EXPECT_TRUE(CheckReceiveTime(kFilingTime, Filer::kClerk, kFilingTime).ok());
  EXPECT_TRUE(CheckReceiveTime(kFilingTime - 60 * day, Filer::kClerk, kFilingTime).ok());
  for (const absl::Time bad :
       {kFilingTime + absl::Seconds(1), kFilingTime - 60 * day - absl::Seconds(1)}) {
    EXPECT_TRUE(status::Is(CheckReceiveTime(bad, Filer::kClerk, kFilingTime), kReceiveTimeInvalid));
  }
}

TEST(ReceiveTime, IsNotForACitizenToState) {
  EXPECT_TRUE(
      status::Is(CheckReceiveTime(kFilingTime, Filer::kCitizen, kFilingTime), kReceiveTimeInvalid));
}

const Procedure& Pension() {
  static const Procedure procedure{
      .papers = {{.id = "application_form", .title = "Tờ khai", .required = true},
                 {.id = "photo", .title = "Ảnh", .required = false}}};
  return procedure;
}

TEST(Papers, MustHaveAllThatAreRequired) {
  EXPECT_TRUE(CheckPapersComplete(Pension(), {{.id = "application_form"}}).ok());
  const absl::Status missing = CheckPapersComplete(Pension(), {{.id = "photo"}});
  ASSERT_TRUE(status::Is(missing, kPaperMissing));
  EXPECT_EQ(status::Describe(missing)->detail.text_vi, "Hồ sơ còn thiếu: Tờ khai.");
}

TEST(Papers, MustBeTheProceduresAndFew) {
  EXPECT_TRUE(CheckPapersKnown(Pension(), {{.id = "photo"}, {.id = "photo"}}).ok());
  const absl::Status unknown = CheckPapersKnown(Pension(), {{.id = "photo"}, {.id = "x"}});
  ASSERT_TRUE(status::Is(unknown, kPaperUnknown));
  EXPECT_EQ(status::Describe(unknown)->detail.field, "papers[1].paper_id");
  EXPECT_FALSE(CheckPapersKnown(Pension(), std::vector<Paper>(51, {.id = "photo"})).ok());
}

TEST(AttachmentSize, IsOneByteToTheLimit) {
  EXPECT_TRUE(status::Is(CheckAttachmentSize(0, 10), kAttachmentEmpty));
  EXPECT_TRUE(CheckAttachmentSize(10, 10).ok());
  EXPECT_TRUE(status::Is(CheckAttachmentSize(11, 10), kAttachmentTooLarge));
}

TEST(AttachmentType, IsTheContentsAndTheClaimMustAgree) {
  EXPECT_TRUE(CheckAttachmentType("application/pdf", "").ok());
  EXPECT_TRUE(CheckAttachmentType("application/pdf", "application/octet-stream").ok());
  EXPECT_TRUE(CheckAttachmentType("image/jpeg", "Image/JPG; name=a.jpg").ok());
  EXPECT_FALSE(CheckAttachmentType("image/png", "application/pdf").ok());
  EXPECT_FALSE(CheckAttachmentType("application/x-dosexec", "application/pdf").ok());
  EXPECT_FALSE(CheckAttachmentType("text/html", "text/html").ok());
}

TEST(Note, IsComposedTrimmedAndBounded) {
  EXPECT_EQ(*CheckNote("  Thiếu a\xCC\x89nh\n", NoteNeed::kRequired), "Thiếu ảnh");
  EXPECT_EQ(*CheckNote("", NoteNeed::kOptional), "");
  EXPECT_FALSE(CheckNote(" \n ", NoteNeed::kRequired).ok());
  EXPECT_TRUE(CheckNote(std::string(2000, 'a'), NoteNeed::kRequired).ok());
  EXPECT_FALSE(CheckNote(std::string(2001, 'a'), NoteNeed::kRequired).ok());
  EXPECT_FALSE(CheckNote(std::string("a\0b", 3), NoteNeed::kRequired).ok());
}

}  // namespace
}  // namespace tancua::dossier::domain
