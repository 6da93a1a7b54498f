#include "services/admin/procedures/delivery.h"

#include <gtest/gtest.h>

namespace tancua::admin::procedures {
namespace {

TEST(Delivery, IsDividedIntoDocumentsThatKnowTheirLine) {
  const auto documents = Split("x.yaml", "# new laws\n---\ncode: a\n--- # second\n\ncode: b\n");
  ASSERT_EQ(documents.size(), 2u);
  EXPECT_EQ(documents[0].text, "code: a\n");
  EXPECT_EQ(documents[0].line, 3);
  EXPECT_EQ(documents[1].text, "\ncode: b\n");
  EXPECT_EQ(documents[1].line, 5);
}

TEST(Delivery, MayComeFromWindows) {
  const auto documents = Split("x.yaml", "\xEF\xBB\xBF---\r\ncode: a\r\n---\r\ncode: b\r\n");
  ASSERT_EQ(documents.size(), 2u);
  EXPECT_EQ(documents[0].text, "code: a\n");
}

TEST(Delivery, OfOneDocumentNeedsNoLine) {
  EXPECT_EQ(Split("x.yaml", "code: a").at(0).text, "code: a\n");
  EXPECT_TRUE(Split("x.yaml", "# nothing\n---\n").empty());
}

}  // namespace
}  // namespace tancua::admin::procedures
