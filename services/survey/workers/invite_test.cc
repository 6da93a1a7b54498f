#include "services/survey/workers/invite.h"

#include <gtest/gtest.h>

#include "services/survey/domain/link.h"
#include "services/survey/fixture.h"

namespace tancua::survey::workers {
namespace {

std::string Everything(sql::Database& database) {
  std::string text;
  const absl::Status read = database.Read([&](sql::Session& session) {
    text.clear();
    return session.Query(
        "SELECT invitation_id, dossier, ward, procedure_title, token_index, token_sealed, "
        "questionnaire, "
        "state FROM invitations",
        {}, [&](const sql::Row& row) {
          for (int i = 0; i < 8; ++i) text += row.Text(i) + "|";
        });
  });
  EXPECT_TRUE(read.ok()) << read;
  return text;
}

TEST(Invite, SendsAShortLinkWithWhomToSendItTo) {
  Fixture service;

  ASSERT_TRUE(service.Receive(Fixture::Returned("H29.27442-261122-0001")).ok());

  const auto invited = service.Published<v1::SurveyInvited>();
  ASSERT_EQ(invited.size(), 1u);
  EXPECT_EQ(invited[0].dossier(), "dossiers/H29.27442-261122-0001");
  EXPECT_EQ(invited[0].ward(), "wards/27442");
  EXPECT_EQ(invited[0].uri().find("https://tancua.example.vn/s/"), 0u);
  EXPECT_LE(invited[0].uri().size(), 55u);
  EXPECT_EQ(invited[0].applicant_name(), "Nguyễn Thị Đức Hòa");
  EXPECT_EQ(invited[0].applicant_phone(), "+84903123456");
  EXPECT_EQ(invited[0].procedure_title(), "Trợ cấp hưu trí xã hội");
  EXPECT_EQ(invited[0].invite_time().seconds(), absl::ToUnixSeconds(kNow));
  EXPECT_EQ(invited[0].expire_time().seconds(), absl::ToUnixSeconds(kNow + absl::Hours(15 * 24)));
}

TEST(Invite, InvitesOncePerDossierHoweverOftenTheEventComes) {
  Fixture service;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(service.Receive(Fixture::Returned("a")).ok());
  ASSERT_TRUE(service.Receive(Fixture::Returned("b")).ok());

  const auto invited = service.Published<v1::SurveyInvited>();
  ASSERT_EQ(invited.size(), 2u);
  EXPECT_NE(invited[0].uri(), invited[1].uri());
}

TEST(Invite, WaitsForTheResultToBeReturned) {
  Fixture service;
  dossier::v1::DossierChanged event = Fixture::Returned("a");
  for (int state = dossier::v1::SUBMITTED; state < dossier::v1::RETURNED; ++state) {
    event.set_state(static_cast<dossier::v1::State>(state));
    ASSERT_TRUE(service.Receive(event).ok());
  }
  EXPECT_TRUE(service.Published<v1::SurveyInvited>().empty());
}

TEST(Invite, KeepsNeitherTheTokenNorThePerson) {
  Fixture service;
  const std::string name = service.Invite("a");

  const std::string kept = Everything(service.deps().database);

  EXPECT_NE(kept.find("dossiers/a"), std::string::npos);
  EXPECT_EQ(kept.find(name.substr(name.find('/') + 1)), std::string::npos);
  EXPECT_EQ(kept.find("Hòa"), std::string::npos);
  EXPECT_EQ(kept.find("903123456"), std::string::npos);
}

}  // namespace
}  // namespace tancua::survey::workers
