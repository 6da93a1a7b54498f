#include "services/dossier/catalogue/form_schema.h"

#include <gtest/gtest.h>

#include "common/status/error.h"
#include "google/protobuf/util/json_util.h"
#include "nlohmann/json.hpp"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::catalogue {
namespace {

using nlohmann::json;

const char kSchema[] = R"({
  "type": "object", "additionalProperties": false, "required": ["name", "payment"],
  "properties": {
    "name": {"type": "string", "title": "Họ và tên", "minLength": 1, "maxLength": 5},
    "birth": {"type": "string", "title": "Ngày sinh", "format": "date"},
    "copies": {"type": "integer", "title": "Số bản", "minimum": 1},
    "payment": {"type": "string", "title": "Cách nhận", "enum": ["CASH", "BANK"]},
    "bankAccount": {"type": "string", "title": "Số tài khoản", "pattern": "^[0-9]{6,19}$"},
    "agent": {"type": "object", "title": "Người nhận thay", "additionalProperties": false,
              "required": ["name"], "properties": {
                "name": {"type": "string", "title": "Tên người nhận thay"},
                "birth": {"type": "string", "title": "Ngày sinh người nhận thay", "format": "date"}}},
    "homes": {"type": "array", "title": "Nơi ở", "items": {"type": "string", "title": "Địa chỉ"}}
  },
  "allOf": [{"if": {"required": ["payment"], "properties": {"payment": {"const": "BANK"}}},
             "then": {"required": ["bankAccount"]}}]
})";

class FormSchemaTest : public ::testing::Test {
 protected:
  // What is wrong with `form`, as "field: sentence"; "" when nothing is.
  static std::string Wrong(const char* form) {
    static const FormSchema schema = *FormSchema::Compile(json::parse(kSchema));
    const absl::Status status = schema.Check(json::parse(form));
    if (status.ok()) return "";
    EXPECT_TRUE(status::Is(status, kFormInvalid)) << status;
    const auto detail = status::Describe(status)->detail;
    return detail.field + ": " + detail.text_vi;
  }
};

TEST_F(FormSchemaTest, AcceptsWhatItDescribes) {
  EXPECT_EQ(Wrong(R"({"name": "An", "payment": "CASH"})"), "");
  EXPECT_EQ(Wrong(R"({"name": "An", "payment": "BANK", "bankAccount": "6200205123456",
                      "birth": "1951-03-01", "copies": 2, "homes": ["a", "b"],
                      "agent": {"name": "Bé", "birth": "2000-02-29"}})"),
            "");
}

TEST_F(FormSchemaTest, NamesWhatIsMissingInVietnamese) {
  EXPECT_EQ(Wrong(R"({"payment": "CASH"})"), "form.name: Chưa nhập “Họ và tên”.");
  EXPECT_EQ(Wrong(R"({"name": "An", "payment": "CASH", "agent": {}})"),
            "form.agent.name: Chưa nhập “Tên người nhận thay”.");
}

TEST_F(FormSchemaTest, AsksForTheAccountOnlyWhenThePaymentNeedsIt) {
  EXPECT_EQ(Wrong(R"({"name": "An", "payment": "BANK"})"),
            "form.bankAccount: Chưa nhập “Số tài khoản”.");
}

TEST_F(FormSchemaTest, NamesWhatItDoesNotKnow) {
  EXPECT_EQ(Wrong(R"({"name": "An", "payment": "CASH", "colour": "red"})"),
            "form.colour: Biểu mẫu không có mục “colour”.");
}

TEST_F(FormSchemaTest, NamesWhatHasTheWrongKindOrValue) {
  EXPECT_EQ(Wrong(R"({"name": 7, "payment": "CASH"})"),
            "form.name: Mục “Họ và tên” có kiểu dữ liệu không đúng.");
  EXPECT_EQ(Wrong(R"({"name": "An", "payment": "GOLD"})"),
            "form.payment: Mục “Cách nhận” không hợp lệ.");
  EXPECT_EQ(Wrong(R"({"name": "An", "payment": "CASH", "bankAccount": "12"})"),
            "form.bankAccount: Mục “Số tài khoản” không hợp lệ.");
  EXPECT_EQ(Wrong(R"({"name": "An", "payment": "CASH", "copies": 1.5})"),
            "form.copies: Mục “Số bản” có kiểu dữ liệu không đúng.");
  EXPECT_EQ(Wrong(R"({"name": "An", "payment": "CASH", "homes": ["a", 2]})"),
            "form.homes[1]: Mục “Địa chỉ” có kiểu dữ liệu không đúng.");
}

TEST_F(FormSchemaTest, CountsCodePointsNotBytes) {
  EXPECT_EQ(Wrong(R"({"name": "Đậuớễ", "payment": "CASH"})"), "");
  EXPECT_NE(Wrong(R"({"name": "Đậuớễn", "payment": "CASH"})"), "");
}

TEST_F(FormSchemaTest, KnowsWhichDaysExist) {
  const std::string sentence = "” phải là một ngày có thật, dạng năm-tháng-ngày.";
  EXPECT_EQ(Wrong(R"({"name": "An", "payment": "CASH", "birth": "1951-02-30"})"),
            "form.birth: Mục “Ngày sinh" + sentence);
  EXPECT_EQ(Wrong(R"({"name": "An", "payment": "CASH", "agent": {"name": "a", "birth": "x"}})"),
            "form.agent.birth: Mục “Ngày sinh người nhận thay" + sentence);
}

TEST_F(FormSchemaTest, RefusesADocumentThatIsNoSchemaOfAForm) {
  EXPECT_FALSE(FormSchema::Compile(json::parse(R"({"type": "string"})")).ok());
  EXPECT_FALSE(FormSchema::Compile(json::parse("[]")).ok());
  EXPECT_FALSE(FormSchema::Compile(json::parse(R"({"type": "object", "required": 5})")).ok());
}

TEST(FormJson, MakesWholeNumbersIntegersAgain) {
  google::protobuf::Struct form;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(
                  R"({"a": 2, "b": 1.5, "c": [true, null, "x"], "d": {"e": -7}})", &form)
                  .ok());
  EXPECT_EQ(ToJson(form), json::parse(R"({"a": 2, "b": 1.5, "c": [true, null, "x"],
                                          "d": {"e": -7}})"));
  EXPECT_TRUE(ToJson(form)["a"].is_number_integer());
}

}  // namespace
}  // namespace tancua::dossier::catalogue
