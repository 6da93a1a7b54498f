#include "services/dossier/wire.h"

#include <gtest/gtest.h>

#include "common/status/error.h"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::wire {
namespace {

domain::Dossier Sample() {
  return {.code = "H29.27442-261102-0001",
          .ward = "27442",
          .state = domain::State::kReceived,
          .revision = 4,
          .applicant = {.citizen = "citizens/c1", .display_name = "An", .phone = "+84903123456"},
          .receive_time = absl::FromUnixMicros(1'793'584'800'123'456)};
}

TEST(Wire, StatesAndChannelsHaveTheNamesOfTheApi) {
  for (const domain::State state : domain::kStates) {
    EXPECT_EQ(pb::State_Name(ToProto(state)), domain::Name(state));
    EXPECT_EQ(FromProto(ToProto(state)), state);
  }
  for (const domain::Channel channel : domain::kChannels) {
    EXPECT_EQ(pb::Channel_Name(ToProto(channel)), domain::Name(channel));
    EXPECT_EQ(FromProto(ToProto(channel)), channel);
  }
  EXPECT_EQ(pb::State_ARRAYSIZE, static_cast<int>(domain::kStates.size()) + 1);
  EXPECT_EQ(pb::Channel_ARRAYSIZE, static_cast<int>(domain::kChannels.size()) + 1);
}

TEST(Wire, UnspecifiedAndUnknownValuesAreNone) {
  EXPECT_EQ(FromProto(pb::STATE_UNSPECIFIED), std::nullopt);
  EXPECT_EQ(FromProto(pb::CHANNEL_UNSPECIFIED), std::nullopt);
  EXPECT_EQ(FromProto(static_cast<pb::Channel>(77)), std::nullopt);
}

TEST(Wire, TimesKeepTheirMicroseconds) {
  const absl::Time time = absl::FromUnixMicros(1'793'584'800'123'456);
  EXPECT_EQ(FromProto(ToProto(time)), time);
  const absl::Time before_1970 = absl::FromUnixMicros(-1);
  EXPECT_EQ(FromProto(ToProto(before_1970)), before_1970);
}

TEST(Wire, ResourceNamesBelongToTheirCollection) {
  EXPECT_EQ(IdOf("wards/27442", "wards"), "27442");
  for (const char* bad : {"wards/", "wards", "ward/27442", "27442", "", "wardsx27442"}) {
    EXPECT_EQ(IdOf(bad, "wards"), std::nullopt) << bad;
  }
}

TEST(Wire, ADossierCarriesItsRevisionAsEtag) {
  const pb::Dossier dossier = ToProto(Sample());
  EXPECT_EQ(dossier.name(), "dossiers/H29.27442-261102-0001");
  EXPECT_EQ(dossier.etag(), "4");
  EXPECT_FALSE(dossier.has_due_time()) << "absent while the term waits";
}

TEST(Wire, AnEventTellsTheCitizenWhatToDoButNotWhatWasProposed) {
  const auto note_at = [](domain::State state) {
    domain::Dossier dossier = Sample();
    dossier.state = state;
    return ToEvent(dossier, {.to = state, .actor = "officers/o1", .note = "ghi chú"}, "TT").note();
  };
  EXPECT_EQ(note_at(domain::State::kNeedSupplement), "ghi chú");
  EXPECT_EQ(note_at(domain::State::kRefused), "ghi chú");
  EXPECT_EQ(note_at(domain::State::kSubmittedForApproval), "");
}

TEST(Wire, AnEventNamesTheOfficerButNoCitizenAsOfficer) {
  EXPECT_EQ(ToEvent(Sample(), {.actor = "officers/o1"}, "").officer(), "officers/o1");
  EXPECT_EQ(ToEvent(Sample(), {.actor = "citizens/c1"}, "").officer(), "");
}

TEST(Wire, APaperWithoutARealAttachmentNameIsRefused) {
  google::protobuf::RepeatedPtrField<pb::Paper> papers;
  papers.Add()->set_attachment("attachments/0192f0c1-2b3c-7d4e-8f50-123456789abc");
  EXPECT_TRUE(FromProto(papers).ok());
  papers.Add()->set_attachment("attachments/../../etc/passwd");
  const absl::Status status = FromProto(papers).status();
  ASSERT_TRUE(status::Is(status, kAttachmentNotFound));
  EXPECT_EQ(status::Describe(status)->detail.field, "papers[1].attachment");
}

}  // namespace
}  // namespace tancua::dossier::wire
