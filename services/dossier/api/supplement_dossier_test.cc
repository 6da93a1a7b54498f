#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_replace.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

class SupplementDossierTest : public DossierTest {
 protected:
  // A dossier that waits for the citizen since Wednesday 4 November.
  SupplementDossierTest() {
    name_ = Filed().name();
    EXPECT_TRUE(Accept(name_).ok());
    clock_.Set(Local(2026, 11, 4, 10, 0));
    asked_ = AskForSupplement(name_, "Thiếu ảnh thẻ căn cước").value();
  }

  pb::SupplementDossierRequest Request(const rpc::Call& caller, const char* paper_id) {
    pb::SupplementDossierRequest request;
    request.set_name(name_);
    request.set_request_id(NewRequestId());
    pb::Paper& paper = *request.add_papers();
    paper.set_paper_id(paper_id);
    paper.set_attachment(Upload(caller, Png())->name());
    return request;
  }

  std::string name_;
  pb::Dossier asked_;
};

TEST_F(SupplementDossierTest, TheTermStopsWhileTheCitizenIsAsked) {
  EXPECT_EQ(asked_.state(), pb::NEED_SUPPLEMENT);
  EXPECT_FALSE(asked_.has_due_time());
  EXPECT_FALSE(Events().back().has_due_time());
  EXPECT_EQ(Events().back().note(), "Thiếu ảnh thẻ căn cước");
  EXPECT_EQ(Events().back().supplement_requests(), 1);
}

TEST_F(SupplementDossierTest, TheTermRestartsFromTheDayOfTheSupplement) {
  clock_.Set(Local(2026, 11, 10, 9, 0));

  const auto dossier =
      api::SupplementDossier(*deps_, Citizen(), Request(Citizen(), "identity_card"));

  ASSERT_TRUE(dossier.ok()) << dossier.status();
  EXPECT_EQ(dossier->state(), pb::RECEIVED);
  // Ten working days after Tuesday 10 November; the 24th is a holiday.
  EXPECT_EQ(dossier->due_time().seconds(), absl::ToUnixSeconds(Local(2026, 11, 25, 17, 0)));
}

TEST_F(SupplementDossierTest, TheTermAndTheFeeAreThoseOfTheVersionItWasFiledUnder) {
  const std::string old = TANCUA_SOURCE_DIR "/services/dossier/data/procedures/1.014027.yaml";
  const std::string folder = blob_folder_ + "/procedures";
  std::filesystem::create_directory(folder);
  std::ifstream in(old);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  std::ofstream(folder + "/old.yaml") << text << "\nvalid_to: \"2026-11-04\"\n";
  std::ofstream(folder + "/new.yaml") << absl::StrReplaceAll(
      text,
      {{"2025-07-01", "2026-11-05"}, {"days: 10", "days: 2"}, {"online_vnd: 0", "online_vnd: 9"}});
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(old).parent_path())) {
    if (entry.path() != old) std::filesystem::copy(entry.path(), folder);
  }
  ASSERT_EQ(catalogue_->Reread(absl::CivilDay(2026, 11, 4)).value(), 1);
  clock_.Set(Local(2026, 11, 10, 9, 0));

  const auto before =
      api::SupplementDossier(*deps_, Citizen(), Request(Citizen(), "identity_card")).value();
  EXPECT_EQ(before.due_time().seconds(), absl::ToUnixSeconds(Local(2026, 11, 25, 17, 0)));
  EXPECT_EQ(before.fee_vnd(), 0);
  const auto after = Accept(Filed().name()).value();
  EXPECT_EQ(after.due_time().seconds(), absl::ToUnixSeconds(Local(2026, 11, 12, 17, 0)));
  EXPECT_EQ(after.fee_vnd(), 9);
}

TEST_F(SupplementDossierTest, NewPapersReplaceThoseOfTheSameIdAndJoinTheOthers) {
  const auto added = api::SupplementDossier(*deps_, Citizen(), Request(Citizen(), "identity_card"));
  ASSERT_TRUE(added.ok()) << added.status();
  EXPECT_EQ(added->papers_size(), 2);

  ASSERT_TRUE(AskForSupplement(name_).ok());
  const auto request = Request(Citizen(), "application_form");
  const auto replaced = api::SupplementDossier(*deps_, Citizen(), request);

  ASSERT_TRUE(replaced.ok()) << replaced.status();
  ASSERT_EQ(replaced->papers_size(), 2);
  EXPECT_EQ(replaced->papers(0).attachment(), request.papers(0).attachment());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM attachments WHERE dossier IS NOT NULL"), 3)
      << "the replaced one is kept";
  EXPECT_EQ(Events().back().supplement_requests(), 2);
}

TEST_F(SupplementDossierTest, TheClerkMaySupplementForTheCitizen) {
  EXPECT_TRUE(api::SupplementDossier(*deps_, Clerk(), Request(Clerk(), "identity_card")).ok());
}

TEST_F(SupplementDossierTest, AnotherCitizenMayNot) {
  const rpc::Call other = Citizen("c2");
  EXPECT_TRUE(
      IsError(api::SupplementDossier(*deps_, other, Request(other, "identity_card")).status(),
              status::kOtherWard));
}

TEST_F(SupplementDossierTest, AnUnknownPaperChangesNothing) {
  const auto status =
      api::SupplementDossier(*deps_, Citizen(), Request(Citizen(), "love_letter")).status();
  EXPECT_TRUE(IsError(status, kPaperUnknown, "papers[0].paper_id"));
  EXPECT_EQ(Count("SELECT COUNT(*) FROM dossiers WHERE state = 'NEED_SUPPLEMENT'"), 1);
}

}  // namespace
}  // namespace tancua::dossier::testing
