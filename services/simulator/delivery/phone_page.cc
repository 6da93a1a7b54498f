#include "services/simulator/delivery/phone_page.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/simulator/reply.h"

namespace tancua::simulator {
namespace {

constexpr std::size_t kRows = 200;

// "84903123456" or "+84903123456" or "0903123456" → "84903123456".
std::string Canonical(std::string phone) {
  phone.erase(std::remove(phone.begin(), phone.end(), ' '), phone.end());
  if (phone.starts_with('+')) phone.erase(0, 1);
  if (phone.starts_with('0')) phone.replace(0, 1, "84");
  return phone;
}

std::string Row(const Delivery& delivery) {
  const std::string when =
      absl::FormatTime("%H:%M:%S %d/%m/%Y", delivery.last_time, absl::FixedTimeZone(7 * 3600));
  const char* channel = delivery.channel == "ZNS" ? "Zalo" : "SMS";
  return absl::StrCat("<tr><td>", when, "</td><td>", channel, "</td><td>",
                      EscapeHtml(delivery.phone), "</td><td lang=\"vi\">",
                      EscapeHtml(delivery.text), "</td><td>", delivery.accepted, "</td></tr>");
}

class PhonePage final : public Party {
 public:
  explicit PhonePage(const MessageLog& log) : log_(log) {}

  void Register(Router& router) override {
    router.Route("GET", "/phone", [this](http::Request& request) { return Show(request); });
    router.Announce({"/phone", "Tin nhắn Zalo và SMS đã đến điện thoại của người dân",
                     "Zalo and SMS messages as the citizens see them"});
  }

 private:
  http::Response Show(const http::Request& request) const {
    const auto query = QueryFields(request);
    if (!query.ok()) return Json(400, {{"error", "malformed query"}});
    const std::string phone = Get(*query, "phone");
    auto deliveries = log_.Find({.phone = Canonical(phone)});
    std::reverse(deliveries.begin(), deliveries.end());
    std::string rows;
    for (std::size_t i = 0; i < std::min(deliveries.size(), kRows); ++i) rows += Row(deliveries[i]);
    return Page("Tin nhắn đến điện thoại",
                absl::StrCat("<form><label>Số điện thoại <input name=\"phone\" value=\"",
                             EscapeHtml(phone), "\"></label> <button>Lọc</button></form><p>",
                             deliveries.size(), " tin, mới nhất trước.</p><table border=\"1\" ",
                             "cellpadding=\"6\" style=\"border-collapse:collapse\"><tr><th>Lúc</th>"
                             "<th>Kênh</th><th>Số điện thoại</th><th>Nội dung</th>"
                             "<th>Số lần nhận</th></tr>",
                             rows, "</table>"));
  }

  const MessageLog& log_;
};

}  // namespace

std::unique_ptr<Party> NewPhonePage(const Deps& deps) {
  return std::make_unique<PhonePage>(deps.messages);
}

}  // namespace tancua::simulator
