#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

using ::testing::ElementsAre;

class ReadDossiersTest : public DossierTest {
 protected:
  // Files one dossier a minute.
  std::string File(const char* citizen, const char* ward) {
    clock_.Advance(absl::Minutes(1));
    auto request = OnlineFiling(Citizen(citizen), "2.000908");
    request.set_ward(ward);
    return api::FileDossier(*deps_, Citizen(citizen), request)->name();
  }
  std::vector<std::string> List(const rpc::Call& call, pb::ListDossiersRequest request = {}) {
    std::vector<std::string> names;
    do {
      const auto page = api::ListDossiers(*deps_, call, request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      for (const auto& dossier : page->dossiers()) names.push_back(dossier.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
  absl::StatusOr<pb::Dossier> Get(const rpc::Call& call, const std::string& name) {
    pb::GetDossierRequest request;
    request.set_name(name);
    return api::GetDossier(*deps_, call, request);
  }
};

TEST_F(ReadDossiersTest, ShowsTheWholeDossierToApplicantAndWard) {
  const pb::Dossier filed = Filed();
  for (const rpc::Call& call : {Citizen(), Officer("specialist")}) {
    const auto read = Get(call, filed.name());
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(read->form().SerializeAsString().size(), filed.form().SerializeAsString().size());
    EXPECT_EQ(read->papers_size(), 1);
    EXPECT_EQ(read->history_size(), 1);
    EXPECT_EQ(read->lookup_secret(), "") << "only the answer of the filing shows it";
  }
}

TEST_F(ReadDossiersTest, ShowsNothingToOtherWardsAndOtherCitizens) {
  const std::string name = Filed().name();
  EXPECT_TRUE(IsError(Get(Clerk("26944"), name).status(), status::kOtherWard));
  EXPECT_TRUE(IsError(Get(Citizen("c2"), name).status(), status::kOtherWard));
  EXPECT_TRUE(IsError(Get(rpc::Call{}, name).status(), status::kOtherWard));
}

TEST_F(ReadDossiersTest, ListsNewestFirstOwnOrOfTheWard) {
  const std::string a = File("c1", "wards/27442");
  const std::string b = File("c2", "wards/27442");
  const std::string c = File("c1", "wards/26944");
  EXPECT_THAT(List(Citizen("c1")), ElementsAre(c, a));
  EXPECT_THAT(List(Clerk("27442")), ElementsAre(b, a));
  EXPECT_THAT(List(Clerk("26944")), ElementsAre(c));
  EXPECT_THAT(List(Clerk("25942")), ElementsAre());
}

TEST_F(ReadDossiersTest, FiltersByStateAndPages) {
  std::vector<std::string> submitted;
  for (int i = 0; i < 7; ++i) {
    const std::string name = File("c1", "wards/27442");
    if (i % 3 == 0) {
      ASSERT_TRUE(Accept(name).ok());
    } else {
      submitted.insert(submitted.begin(), name);
    }
  }
  pb::ListDossiersRequest request;
  request.set_page_size(3);
  EXPECT_EQ(List(Clerk(), request).size(), 7u);
  request.set_state(pb::SUBMITTED);
  EXPECT_EQ(List(Clerk(), request), submitted);
  EXPECT_EQ(List(Citizen("c1"), request), submitted);
}

TEST_F(ReadDossiersTest, PagesAreCompleteWhenManyShareOneInstant) {
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(api::FileDossier(*deps_, Citizen(), OnlineFiling(Citizen(), "2.000908")).ok());
  }
  pb::ListDossiersRequest request;
  request.set_page_size(2);
  const auto names = List(Clerk(), request);
  EXPECT_EQ(names.size(), 5u);
  EXPECT_EQ(names.front(), "dossiers/H29.27442-261102-0005");
}

TEST_F(ReadDossiersTest, ATokenServesOnlyTheListItWasMadeFor) {
  for (int i = 0; i < 3; ++i) File("c1", "wards/27442");
  pb::ListDossiersRequest request;
  request.set_page_size(1);
  request.set_page_token(api::ListDossiers(*deps_, Clerk(), request)->next_page_token());
  EXPECT_TRUE(api::ListDossiers(*deps_, Clerk(), request).ok());
  EXPECT_TRUE(IsError(api::ListDossiers(*deps_, Clerk("26944"), request).status(),
                      status::kPageTokenInvalid, "page_token"));
  request.set_state(pb::SUBMITTED);
  EXPECT_TRUE(IsError(api::ListDossiers(*deps_, Clerk(), request).status(),
                      status::kPageTokenInvalid, "page_token"));
}

TEST_F(ReadDossiersTest, AnUnknownStateIsRefused) {
  pb::ListDossiersRequest request;
  request.set_state(static_cast<pb::State>(99));
  EXPECT_TRUE(IsError(api::ListDossiers(*deps_, Clerk(), request).status(), status::kInvalidField,
                      "state"));
}

}  // namespace
}  // namespace tancua::dossier::testing
