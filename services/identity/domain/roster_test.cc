#include "services/identity/domain/roster.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::identity::domain {
namespace {

using ::testing::HasSubstr;

TEST(ParseRoster, ReadsOfficers) {
  const auto roster = ParseRoster(
      "officers:\n"
      "  - {username: a.27442, display_name: Lê Thị Hoa, ward: '27442', roles: [leader, "
      "specialist]}\n");
  ASSERT_TRUE(roster.ok()) << roster.status();
  ASSERT_EQ(roster->size(), 1u);
  EXPECT_EQ((*roster)[0].display_name, "Lê Thị Hoa");
  EXPECT_EQ((*roster)[0].ward, "27442");
  EXPECT_EQ((*roster)[0].roles.size(), 2u);
}

TEST(ParseRoster, NamesTheEntryThatIsWrong) {
  const std::pair<const char*, const char*> bad[] = {
      {"{username: a, display_name: Hoa, ward: '2744', roles: [leader]}", "ward"},
      {"{username: a, display_name: Hoa, ward: '27442', roles: [boss]}", "boss"},
      {"{username: a, display_name: Hoa, ward: '27442'}", "no roles"},
      {"{username: a, display_name: Hoa, roles: [leader]}", "needs a ward"},
      {"{username: a, display_name: Hoa, ward: '27442', roles: [city_admin]}", "has no ward"},
      {"{username: a, ward: '27442', roles: [leader]}", "display_name"},
      {"{display_name: Hoa, ward: '27442', roles: [leader]}", "username"}};
  for (const auto& [entry, what] : bad) {
    const auto roster = ParseRoster(std::string("officers:\n  - ") + entry);
    ASSERT_FALSE(roster.ok()) << entry;
    EXPECT_THAT(std::string(roster.status().message()), HasSubstr(what));
  }
}

TEST(ParseRoster, RefusesAUserNameTwiceAndBrokenYaml) {
  const std::string entry =
      "  - {username: a, display_name: Hoa, ward: '27442', roles: [leader]}\n";
  EXPECT_FALSE(ParseRoster("officers:\n" + entry + entry).ok());
  EXPECT_FALSE(ParseRoster("officers: [").ok());
}

}  // namespace
}  // namespace tancua::identity::domain
