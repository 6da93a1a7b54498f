#include "services/admin/console.h"

#include "gtest/gtest.h"

namespace tancua::admin {
namespace {

using nlohmann::ordered_json;

TEST(Table, AlignsVietnameseByCharacters) {
  const ordered_json officers = {{{"name", "Lê Thị Hồng"}, {"roles", {"leader", "ward_admin"}}},
                                 {{"name", "An"}, {"roles", ordered_json::array()}}};

  EXPECT_EQ(Table(officers),
            "name         roles\n"
            "Lê Thị Hồng  leader, ward_admin\n"
            "An           \n");
}

TEST(Table, CountsAMarkThatStandsForItselfAsNoColumn) {
  EXPECT_EQ(Table({{{"ten", "Le\u0302 Hoa"}, {"x", 1}}, {{"ten", "An Khang"}, {"x", 2}}}),
            "ten       x\n"
            "Le\u0302 Hoa    1\n"
            "An Khang  2\n");
}

TEST(Table, ShowsAnObjectLineByLine) {
  EXPECT_EQ(Table({{"rows", 12}, {"file", "a.age"}}), "rows  12\nfile  a.age\n");
}

TEST(Table, SaysThatThereIsNothing) { EXPECT_EQ(Table(ordered_json::array()), "none\n"); }

TEST(ExitCode, TellsWhatIsWrongFromWhatFailed) {
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), 0);
  EXPECT_EQ(ExitCodeOf(absl::DataLossError("")), kFoundWrong);
  EXPECT_EQ(ExitCodeOf(absl::UnauthenticatedError("")), kRefused);
  EXPECT_EQ(ExitCodeOf(absl::UnavailableError("")), kUnreachable);
  EXPECT_EQ(ExitCodeOf(absl::InternalError("")), kFailed);
}

}  // namespace
}  // namespace tancua::admin
