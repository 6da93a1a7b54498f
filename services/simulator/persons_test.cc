#include "services/simulator/persons.h"

#include <set>

#include "common/person/citizen_number.h"
#include "common/person/phone.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::simulator {
namespace {

std::vector<Person> Citizens() {
  return LoadPersons(TANCUA_SOURCE_DIR "/services/simulator/data/persons.yaml").value();
}

TEST(DemoCitizens, HaveNumbersThatAgreeWithTheirDatesAndSex) {
  std::set<std::string> numbers;
  for (const Person& person : Citizens()) {
    const auto number = person::ParseCitizenNumber(person.number);
    ASSERT_TRUE(number.ok()) << person.id;
    EXPECT_THAT(
        person::CrossCheck(*number, person.birth_date, person.sex == "Nam" ? "male" : "female"),
        ::testing::IsEmpty())
        << person.id;
    EXPECT_TRUE(person::ParsePersonName(person.name).ok()) << person.id;
    EXPECT_TRUE(numbers.insert(person.number).second) << person.id;
  }
  EXPECT_GE(numbers.size(), 40u);
}

TEST(DemoCitizens, CanBeReachedSomeByZaloAndSomeBySmsOnly) {
  int with_zalo = 0;
  int without = 0;
  for (const Person& person : Citizens()) {
    const auto phone = person::ParsePhone(person.phone);
    ASSERT_TRUE(phone.ok()) << person.id;
    EXPECT_TRUE(phone->mobile) << person.id;
    ++(HasZalo(phone->e164) ? with_zalo : without);
  }
  EXPECT_GE(with_zalo, 10);
  EXPECT_GE(without, 10);
}

TEST(DemoCitizens, IncludeElderlyPersonsAndSomeOfLevelOne) {
  int elderly = 0;
  int level_one = 0;
  for (const Person& person : Citizens()) {
    elderly += person.birth_date < "1951-07-01" ? 1 : 0;  // 75 and older in the middle of 2026
    level_one += person.level == 1 ? 1 : 0;
  }
  EXPECT_GE(elderly, 8);
  EXPECT_GE(level_one, 2);
}

TEST(LoadPersons, RefusesWhatIsMissingOrMalformed) {
  EXPECT_FALSE(LoadPersons("/nowhere.yaml").ok());
  EXPECT_FALSE(LoadPersons(TANCUA_SOURCE_DIR "/CMakeLists.txt").ok());
}

}  // namespace
}  // namespace tancua::simulator
