#include "services/identity/export/labels.h"

#include <utility>

namespace tancua::identity::exporting {
namespace {

// In the order in which a record is read.
constexpr std::pair<std::string_view, std::string_view> kFields[] = {
    {"profile", "Hồ sơ định danh"},
    {"dossiers", "Hồ sơ thủ tục hành chính"},
    {"messages", "Tin nhắn đã gửi"},
    {"surveys", "Khảo sát mức độ hài lòng"},
    {"name", "Mã"},
    {"code", "Mã hồ sơ"},
    {"dossier", "Mã hồ sơ"},
    {"displayName", "Họ và tên"},
    {"citizenNumber", "Số định danh cá nhân"},
    {"birthDate", "Ngày sinh"},
    {"sex", "Giới tính"},
    {"phone", "Số điện thoại"},
    {"level", "Mức định danh điện tử"},
    {"verifyTime", "Xác thực lúc"},
    {"restricted", "Hạn chế xử lý"},
    {"procedure", "Mã thủ tục"},
    {"procedureTitle", "Thủ tục"},
    {"ward", "Phường"},
    {"channel", "Kênh"},
    {"state", "Trạng thái"},
    {"type", "Loại"},
    {"purposeId", "Mục đích"},
    {"textVersion", "Phiên bản nội dung"},
    {"textSha256", "Mã kiểm của nội dung"},
    {"grantTime", "Đồng ý lúc"},
    {"withdrawTime", "Rút lại lúc"},
    {"evidence", "Bằng chứng"},
    {"actor", "Người thực hiện"},
    {"provider", "Nhà cung cấp định danh"},
    {"applicant", "Người nộp"},
    {"receiveTime", "Tiếp nhận lúc"},
    {"dueTime", "Hẹn trả lúc"},
    {"finishTime", "Giải quyết xong lúc"},
    {"feeVnd", "Phí, lệ phí (đồng)"},
    {"description", "Nội dung yêu cầu"},
    {"decideTime", "Quyết định lúc"},
    {"decisionReason", "Lý do"},
    {"form", "Nội dung đơn"},
    {"papers", "Giấy tờ"},
    {"paperId", "Giấy tờ"},
    {"mimeType", "Định dạng"},
    {"history", "Quá trình giải quyết"},
    {"time", "Lúc"},
    {"note", "Ghi chú"},
    {"template", "Mẫu tin"},
    {"rung", "Gửi bằng"},
    {"applicantName", "Người nhận"},
    {"agency", "Cơ quan"},
    {"link", "Liên kết"},
    {"createTime", "Tạo lúc"},
    {"sendTime", "Gửi lúc"},
    {"inviteTime", "Mời lúc"},
    {"answerTime", "Trả lời lúc"},
    {"answers", "Điểm"},
    {"questionId", "Câu hỏi"},
    {"score", "Điểm"},
    {"comment", "Ý kiến"},
    {"consents", "Sự đồng ý"},
    {"dataRequests", "Yêu cầu về dữ liệu cá nhân"},
    {"sessions", "Phiên đăng nhập"},
};

constexpr std::pair<std::string_view, std::string_view> kWords[] = {
    {"MALE", "Nam"},
    {"FEMALE", "Nữ"},
    {"ONLINE", "Trực tuyến"},
    {"COUNTER", "Tại quầy"},
    {"NEIGHBOURHOOD_POINT", "Điểm tiếp nhận tại khu phố"},
    {"KIOSK", "Ki-ốt"},
    {"POST", "Bưu chính"},
    {"SUBMITTED", "Đã nộp"},
    {"RECEIVED", "Đã tiếp nhận"},
    {"NEED_SUPPLEMENT", "Chờ bổ sung"},
    {"SUBMITTED_FOR_APPROVAL", "Trình duyệt"},
    {"APPROVED", "Đã duyệt"},
    {"RETURNED", "Đã trả kết quả"},
    {"REFUSED", "Từ chối"},
    {"PENDING", "Đang chờ"},
    {"SENT", "Đã gửi"},
    {"DELIVERED", "Đã đến"},
    {"FAILED", "Không gửi được"},
    {"OPEN", "Đang mở"},
    {"ANSWERED", "Đã trả lời"},
    {"EXPIRED", "Hết hạn"},
    {"ACKNOWLEDGED", "Đã trả lời đã nhận"},
    {"GRANTED", "Chấp thuận"},
    {"PARTLY_GRANTED", "Chấp thuận một phần"},
    {"VIEW", "Xem"},
    {"CORRECT", "Chỉnh sửa"},
    {"PROVIDE", "Cung cấp"},
    {"RESTRICT", "Hạn chế xử lý"},
    {"OBJECT", "Phản đối xử lý"},
    {"WITHDRAW", "Rút lại sự đồng ý"},
    {"DELETE", "Xóa"},
    {"PROTECT", "Bảo vệ"},
};

}  // namespace

std::optional<Label> LabelOf(std::string_view field) {
  int order = 0;
  for (const auto& [name, text] : kFields) {
    if (name == field) return Label{.order = order, .text = text};
    ++order;
  }
  return std::nullopt;
}

std::string_view WordOf(std::string_view value) {
  for (const auto& [word, text] : kWords) {
    if (word == value) return text;
  }
  return value;
}

}  // namespace tancua::identity::exporting
