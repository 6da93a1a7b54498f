#include "services/identity/domain/breach.h"

#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"

namespace tancua::identity::domain {
namespace {

// What is not known yet is said so: the notice is due all the same, and is added to later.
std::string OrUnknown(const std::string& text) { return text.empty() ? "chưa xác định" : text; }

}  // namespace

std::string NoticeText(const Breach& breach) {
  const BreachReport& report = breach.report;
  return absl::StrCat(
      "THÔNG BÁO VI PHẠM QUY ĐỊNH VỀ BẢO VỆ DỮ LIỆU CÁ NHÂN (nội dung theo Mẫu số 08, Nghị định "
      "356/2025/NĐ-CP)\n",
      "1. Thời điểm phát hiện: ", calendar::FormatVietnamese(breach.discover_time),
      "; phải thông báo trước ", calendar::FormatVietnamese(breach.notify_due_time), ".\n",
      "2. Mô tả vi phạm: ", OrUnknown(report.description), "\n",
      "3. Loại dữ liệu và số lượng: ", OrUnknown(report.data_concerned), "\n",
      "4. Số chủ thể dữ liệu: ",
      report.persons_concerned > 0 ? absl::StrCat(report.persons_concerned) : "chưa xác định", "\n",
      "5. Hậu quả, thiệt hại có thể xảy ra: ", OrUnknown(report.consequences), "\n",
      "6. Biện pháp đã thực hiện: ", OrUnknown(report.measures), "\n",
      "7. Bộ phận, người phụ trách bảo vệ dữ liệu cá nhân: ", OrUnknown(report.contact), "\n");
}

}  // namespace tancua::identity::domain
