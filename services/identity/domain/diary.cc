#include "services/identity/domain/diary.h"

#include "absl/strings/ascii.h"

namespace tancua::identity::domain {
namespace {

struct Title {
  std::string_view key;
  std::string_view text;
};

constexpr Title kRoles[] = {
    {"one_stop_clerk", "Cán bộ một cửa"},
    {"specialist", "Công chức chuyên môn"},
    {"leader", "Lãnh đạo"},
    {"neighbourhood_helper", "Người hỗ trợ tại khu phố"},
    {"ward_admin", "Quản trị viên"},
    {"city_admin", "Quản trị viên của thành phố"},
};

// Where the RPC says more than the action.
constexpr Title kRpcs[] = {
    {"AcceptDossier", "Tiếp nhận hồ sơ"},
    {"RequestSupplement", "Yêu cầu bổ sung hồ sơ"},
    {"SupplementDossier", "Bổ sung hồ sơ thay công dân"},
    {"RefuseDossier", "Từ chối hồ sơ"},
    {"SubmitDossierForApproval", "Trình lãnh đạo phê duyệt"},
    {"ApproveDossier", "Phê duyệt kết quả"},
    {"ReturnDossier", "Trả kết quả"},
    {"ListMessages", "Xem tin nhắn đã gửi"},
};

constexpr Title kActions[] = {
    {"OPENED", "Xem hồ sơ"},
    {"LISTED", "Xem danh sách"},
    {"FILED", "Lập hồ sơ thay công dân"},
    {"CHANGED", "Cập nhật hồ sơ"},
    {"DOWNLOADED", "Tải giấy tờ trong hồ sơ"},
    {"EXPORTED", "Xuất dữ liệu"},
    {"SIGNED_IN", "Đăng nhập"},
    {"SIGN_IN_REFUSED", "Đăng nhập bị từ chối"},
    {"TOKEN_REUSED", "Phiên đăng nhập bị thu hồi"},
    {"ACCESS_CHANGED", "Thay đổi quyền truy cập"},
};

template <std::size_t N>
std::string_view Find(const Title (&titles)[N], std::string_view key) {
  for (const Title& title : titles) {
    if (title.key == key) return title.text;
  }
  return {};
}

std::string_view RoleTitle(const AuditEntry& entry) {
  for (const std::string& role : entry.roles) {
    if (const auto title = Find(kRoles, role); !title.empty()) return title;
  }
  return "Cán bộ";
}

}  // namespace

std::string ActorTitle(const AuditEntry& entry, std::string_view ward_name) {
  if (entry.actor_kind == "PARTNER") return "Đơn vị kết nối với hệ thống";
  if (entry.actor_kind == "SERVICE") return "Hệ thống xử lý tự động";
  if (entry.actor_kind == "CITIZEN") return "Công dân";
  std::string title(RoleTitle(entry));
  if (ward_name.empty()) return title;
  title.append(", ").append(ward_name);
  // In the middle of a sentence it is "phường".
  char& first = title[title.size() - ward_name.size()];
  first = absl::ascii_tolower(static_cast<unsigned char>(first));
  return title;
}

std::string_view ActionTitle(const AuditEntry& entry) {
  const std::string_view rpc = entry.rpc;
  if (const auto title = Find(kRpcs, rpc.substr(rpc.rfind('/') + 1)); !title.empty()) return title;
  return Find(kActions, entry.action);
}

}  // namespace tancua::identity::domain
