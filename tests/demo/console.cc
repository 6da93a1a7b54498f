#include "tests/demo/console.h"

#include <unistd.h>

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "common/status/view.h"

namespace tancua::demo {
namespace {

// int64 is a string in Protobuf's JSON.
std::string Number(const nlohmann::json& object, const char* key) {
  auto it = object.find(key);
  if (it == object.end()) return "0";
  return it->is_string() ? it->get<std::string>() : it->dump();
}

std::string RatioText(const nlohmann::json& statistics, const char* key) {
  const auto ratio = statistics.value(key, nlohmann::json::object());
  auto percent = ratio.find("percent");
  const std::string share =
      percent == ratio.end()
          ? "chưa có số liệu"
          : absl::StrReplaceAll(absl::StrFormat("%.2f %%", percent->get<double>()), {{".", ","}});
  return absl::StrCat(share, "  (", Number(ratio, "numerator"), "/", Number(ratio, "denominator"),
                      ")");
}

void Row(std::string_view name, std::string_view value) {
  std::printf("   │ %s\t%s\n", std::string(name).c_str(), std::string(value).c_str());
}

}  // namespace

void Step(int number, std::string_view title) {
  std::printf("\n%d. %s\n", number, std::string(title).c_str());
  std::fflush(stdout);
}

void Fact(std::string_view name, std::string_view value) {
  std::printf("   %s: %s\n", std::string(name).c_str(), std::string(value).c_str());
}

void Exchange(std::string_view request, const partner::Answer& answer) {
  std::printf("   %s → %d\n", std::string(request).c_str(), answer.status);
}

bool Succeeded(std::string_view what, const partner::Answer& answer) {
  Exchange(what, answer);
  if (answer.ok()) return true;
  std::printf("   KHÔNG THÀNH CÔNG: %s\n", answer.status == 0
                                               ? "không kết nối được (đã chạy ./tancua up chưa?)"
                                               : answer.body.dump().c_str());
  return false;
}

bool Refused(std::string_view what, const partner::Answer& answer, std::string_view reason) {
  Exchange(what, answer);
  if (!answer.ok() && answer.reason() == reason) {
    Fact(absl::StrCat("bị từ chối đúng quy định, ", answer.reason()), answer.message());
    return true;
  }
  std::printf("   KHÔNG ĐÚNG: cần bị từ chối vì %s, nhưng nhận được %s\n",
              std::string(reason).c_str(), answer.body.dump().c_str());
  return false;
}

void Progress(int done, int total) {
  constexpr int kWidth = 30;
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  const int tenth = std::max(1, total / 10);
  if (!terminal && done % tenth != 0 && done != total) return;
  const int filled = total == 0 ? kWidth : kWidth * done / total;
  std::printf("%s   [%s%s] %d/%d hồ sơ%s", terminal ? "\r" : "", std::string(filled, '#').c_str(),
              std::string(kWidth - filled, ' ').c_str(), done, total,
              terminal && done < total ? "" : "\n");
  std::fflush(stdout);
}

void PrintStatistics(const nlohmann::json& statistics) {
  Row("Tiếp nhận", absl::StrCat(Number(statistics, "received"), " hồ sơ"));
  for (const auto& channel : statistics.value("receivedByChannel", nlohmann::json::array())) {
    Row(absl::StrCat("  kênh ", channel.value("channel", "")), Number(channel, "count"));
  }
  for (const auto& state : statistics.value("receivedByState", nlohmann::json::array())) {
    Row(absl::StrCat("  trạng thái ", state.value("state", "")), Number(state, "count"));
  }
  Row("Đúng hạn", RatioText(statistics, "onTime"));
  Row("Trực tuyến", RatioText(statistics, "online"));
  Row("Hài lòng", RatioText(statistics, "satisfaction"));
  Row("Trả lời khảo sát", RatioText(statistics, "surveyResponse"));
  Row("Quá hạn chưa xong", Number(statistics, "overdue"));
  Row("Công thức", statistics.value("formulaVersion", ""));
}

}  // namespace tancua::demo
