#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

constexpr int kFilings = 200;
constexpr int kThreads = 8;

// The numbers of a day have no gaps, on either database.
class NumberingTest : public DossierTest, public ::testing::WithParamInterface<bool> {
 protected:
  NumberingTest() : DossierTest(GetParam() ? PostgresUrl() : "sqlite::memory:") {}

  // Files `kFilings` dossiers from several threads; every `refused`-th with an attachment that
  // is not there, which is noticed only after its number was taken.
  std::multiset<std::string> FileInParallel(int refused) {
    std::vector<pb::FileDossierRequest> requests;
    for (int i = 0; i < kFilings; ++i) {
      requests.push_back(OnlineFiling(Citizen(), "2.000635"));
      if (refused == 0 || i % refused != 0) continue;
      pb::Paper& paper = *requests.back().add_papers();
      paper.set_paper_id("application_form");
      paper.set_attachment("attachments/" + NewRequestId());
    }
    std::vector<std::string> names(kFilings);
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        for (int i = t; i < kFilings; i += kThreads) {
          const auto dossier = api::FileDossier(*deps_, Citizen(), requests[i]);
          if (dossier.ok()) names[i] = dossier->name();
        }
      });
    }
    for (auto& thread : threads) thread.join();
    std::multiset<std::string> filed(names.begin(), names.end());
    filed.erase("");
    return filed;
  }

  static std::multiset<std::string> NumbersUpTo(int last) {
    std::multiset<std::string> names;
    for (int i = 1; i <= last; ++i) {
      const std::string digits = std::to_string(i);
      names.insert("dossiers/H29.27442-261102-" + std::string(4 - digits.size(), '0') + digits);
    }
    return names;
  }
};

TEST_P(NumberingTest, HasNoGapsUnderParallelFilings) {
  EXPECT_EQ(FileInParallel(0), NumbersUpTo(kFilings));
}

TEST_P(NumberingTest, HasNoGapsWhereFilingsWereRefused) {
  EXPECT_EQ(FileInParallel(5), NumbersUpTo(kFilings - kFilings / 5));
}

TEST_P(NumberingTest, BeginsAgainForAnotherWardAndAnotherDay) {
  const auto file = [&](const char* ward) {
    auto request = OnlineFiling(Citizen(), "2.000635");
    request.set_ward(ward);
    return api::FileDossier(*deps_, Citizen(), request)->name();
  };
  EXPECT_EQ(file("wards/27442"), "dossiers/H29.27442-261102-0001");
  EXPECT_EQ(file("wards/26944"), "dossiers/H29.26944-261102-0001");
  // 17:00 UTC is midnight in Vietnam.
  clock_.Set(Local(2026, 11, 2, 23, 59, 59));
  EXPECT_EQ(file("wards/27442"), "dossiers/H29.27442-261102-0002");
  clock_.Set(Local(2026, 11, 3, 0, 0));
  EXPECT_EQ(file("wards/27442"), "dossiers/H29.27442-261103-0001");
}

INSTANTIATE_TEST_SUITE_P(Sqlite, NumberingTest, ::testing::Values(false));
INSTANTIATE_TEST_SUITE_P(Postgres, NumberingTest, ::testing::Values(true));

}  // namespace
}  // namespace tancua::dossier::testing
