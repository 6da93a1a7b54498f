#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

class ReadCatalogueTest : public DossierTest {
 protected:
  absl::StatusOr<pb::Procedure> Get(const char* name) {
    pb::GetProcedureRequest request;
    request.set_name(name);
    return api::GetProcedure(*deps_, rpc::Call{}, request);
  }
};

TEST_F(ReadCatalogueTest, ShowsAProcedureWhole) {
  const auto procedure = Get("procedures/1.014027");
  ASSERT_TRUE(procedure.ok()) << procedure.status();
  EXPECT_EQ(procedure->term().days(), 10);
  EXPECT_EQ(procedure->papers(0).paper_id(), "application_form");
  EXPECT_GT(procedure->provisional_size(), 0);
  EXPECT_EQ(procedure->form_schema().fields().at("type").string_value(), "object");
  EXPECT_EQ(procedure->channels_size(), 5);
}

TEST_F(ReadCatalogueTest, IgnoresTheSuffixOfAProvince) {
  EXPECT_EQ(Get("procedures/1.014027.H42")->name(), "procedures/1.014027");
}

TEST_F(ReadCatalogueTest, KnowsOnlyWhatIsValidToday) {
  EXPECT_TRUE(IsError(Get("procedures/9.999999").status(), kProcedureUnknown, "name"));
  EXPECT_TRUE(IsError(Get("1.014027").status(), kProcedureUnknown, "name"));
  clock_.Set(Local(2025, 6, 30, 9, 0));
  EXPECT_TRUE(IsError(Get("procedures/1.014027").status(), kProcedureUnknown, "name"));
}

TEST_F(ReadCatalogueTest, PagesThroughEverythingOnce) {
  pb::ListProceduresRequest request;
  request.set_page_size(5);
  std::vector<std::string> names;
  do {
    const auto page = api::ListProcedures(*deps_, rpc::Call{}, request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& procedure : page->procedures()) names.push_back(procedure.name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(names.size(), catalogue_->Get().size());
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

TEST_F(ReadCatalogueTest, RefusesTokensAndSizesThatAreNone) {
  pb::ListProceduresRequest request;
  request.set_page_token("1.014027");
  EXPECT_TRUE(IsError(api::ListProcedures(*deps_, rpc::Call{}, request).status(),
                      status::kPageTokenInvalid, "page_token"));
  request.clear_page_token();
  for (const int size : {-1, 1001}) {
    request.set_page_size(size);
    EXPECT_TRUE(IsError(api::ListProcedures(*deps_, rpc::Call{}, request).status(),
                        status::kInvalidField, "page_size"));
  }
}

}  // namespace
}  // namespace tancua::dossier::testing
