#include "services/dossier/blobs/mime_type.h"

#include <gtest/gtest.h>

#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::blobs {
namespace {

TEST(MimeType, IsTheContents) {
  EXPECT_EQ(*MimeTypeOf(testing::Pdf()), "application/pdf");
  EXPECT_EQ(*MimeTypeOf(testing::Png()), "image/png");
  EXPECT_EQ(*MimeTypeOf(std::string("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20)),
            "image/jpeg");
}

TEST(MimeType, IsNotFooledByAName) {
  std::string program("MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0", 16);
  program.resize(4096);
  EXPECT_NE(*MimeTypeOf(program), "application/pdf");
  EXPECT_NE(*MimeTypeOf("<html>%PDF-1.7</html>"), "application/pdf");
}

}  // namespace
}  // namespace tancua::dossier::blobs
