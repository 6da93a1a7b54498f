#include "services/identity/export/pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "common/json/record.h"

namespace tancua::identity::exporting {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::PersonalDataExport OneDossier() {
  v1::PersonalDataExport data;
  data.mutable_export_time()->set_seconds(1795572000);  // 2026-11-25 09:00 local
  v1::PersonalDataSection& section = *data.add_sections();
  section.set_title("Hồ sơ thủ tục hành chính");
  auto applicant =
      json::Record().Text("phone", "+84903123456").Text("displayName", "Nguyễn Thị Đức Hòa").Take();
  auto dossier = json::Record()
                     .Text("state", "RETURNED")
                     .Text("code", "H29.27442-261122-0001")
                     .Struct("applicant", std::move(applicant))
                     .Time("receiveTime", absl::FromUnixSeconds(1795572000))
                     .Text("comment", "Cán bộ hướng dẫn tận tình, chỗ chờ rộng rãi")
                     .Text("soNguoiKy", "2")
                     .Take();
  *section.mutable_data() = json::Record().List("dossiers", {dossier}).Take();
  return data;
}

// What a reader of the file sees, by the common tool.
std::string TextOf(const std::string& pdf) {
  const std::string path = ::testing::TempDir() + "/export.pdf";
  std::ofstream(path, std::ios::binary) << pdf;
  FILE* pipe = popen(("pdftotext -layout " + path + " -").c_str(), "r");
  std::string text;
  char buffer[4096];
  while (const std::size_t size = std::fread(buffer, 1, sizeof(buffer), pipe)) {
    text.append(buffer, size);
  }
  EXPECT_EQ(pclose(pipe), 0) << "pdftotext (poppler-utils) is missing, or the file is no PDF";
  return text;
}

TEST(Document, PutsFieldsInOrderWithTheWordsOfPeople) {
  const Document document = ToDocument(OneDossier());
  ASSERT_EQ(document.sections.size(), 1u);
  const auto& lines = document.sections[0].lines;
  ASSERT_EQ(lines.size(), 9u);
  EXPECT_EQ(lines[0].label, "Hồ sơ thủ tục hành chính 1");
  EXPECT_EQ(lines[1].label, "Mã hồ sơ");
  EXPECT_EQ(lines[1].indent, 1);
  EXPECT_EQ(lines[2].label, "Trạng thái");
  EXPECT_EQ(lines[2].value, "Đã trả kết quả");
  EXPECT_EQ(lines[3].label, "Người nộp");
  EXPECT_EQ(lines[4].label, "Họ và tên");
  EXPECT_EQ(lines[6].value, "09:00 ngày 25/11/2026");
  EXPECT_EQ(lines[8].label, "soNguoiKy");  // of a form: as the form calls it
}

TEST(Document, SaysWhereNothingIsHeld) {
  v1::PersonalDataExport data;
  data.add_sections()->set_title("Khảo sát");
  EXPECT_EQ(ToDocument(data).sections.at(0).lines.at(0).label, "Không có dữ liệu");
}

TEST(Pdf, HoldsVietnameseAsText) {
  const auto pdf = RenderPdf(ToDocument(OneDossier()));
  ASSERT_TRUE(pdf.ok()) << pdf.status();
  const std::string text = TextOf(*pdf);
  for (const char* expected :
       {"BẢN CUNG CẤP DỮ LIỆU CÁ NHÂN", "Nguyễn Thị Đức Hòa", "+84903123456",
        "H29.27442-261122-0001", "Đã trả kết quả", "chỗ chờ rộng rãi", "Trang 1"}) {
    EXPECT_THAT(text, HasSubstr(expected));
  }
  EXPECT_THAT(text, Not(HasSubstr("Trang 2")));
}

TEST(Pdf, LongDataGoOnOnTheNextPage) {
  v1::PersonalDataExport data = OneDossier();
  std::vector<google::protobuf::Struct> many;
  for (int i = 0; i < 60; ++i) {
    many.push_back(json::Record().Text("note", "Dòng thứ " + std::to_string(i)).Take());
  }
  *data.add_sections()->mutable_data() = json::Record().List("messages", many).Take();
  const std::string text = TextOf(RenderPdf(ToDocument(data)).value());
  EXPECT_THAT(text, HasSubstr("Dòng thứ 59"));
  EXPECT_THAT(text, HasSubstr("Trang 3"));
}

}  // namespace
}  // namespace tancua::identity::exporting
