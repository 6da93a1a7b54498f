#pragma once

#include "absl/status/status.h"
#include "common/status/error.h"

// Every business error of the dossier service.
namespace tancua::dossier {

inline constexpr status::Kind kProcedureUnknown{
    "PROCEDURE_UNKNOWN", absl::StatusCode::kNotFound, "Không có thủ tục này trong danh mục.",
    "No version of the procedure is valid on the day asked for."};
inline constexpr status::Kind kWardUnknown{"WARD_UNKNOWN", absl::StatusCode::kNotFound,
                                           "Không có phường, xã này trong danh mục.",
                                           "The ward is not in the directory."};
inline constexpr status::Kind kChannelNotAllowed{
    "CHANNEL_NOT_ALLOWED", absl::StatusCode::kInvalidArgument,
    "Không nộp được hồ sơ này bằng hình thức đã chọn.",
    "The channel is missing, not offered by the procedure, or not the caller's: citizens file "
    "ONLINE, with an assistant at a NEIGHBOURHOOD_POINT, KIOSK or COUNTER; clerks in any way but "
    "ONLINE."};
inline constexpr status::Kind kFormInvalid{
    "FORM_INVALID", absl::StatusCode::kInvalidArgument, "Biểu mẫu điện tử chưa hợp lệ.",
    "The form violates the procedure's form_schema; field names the first violation."};
inline constexpr status::Kind kPaperMissing{"PAPER_MISSING", absl::StatusCode::kInvalidArgument,
                                            "Hồ sơ còn thiếu giấy tờ bắt buộc.",
                                            "A required paper is not among the papers."};
inline constexpr status::Kind kPaperUnknown{
    "PAPER_UNKNOWN", absl::StatusCode::kInvalidArgument,
    "Hồ sơ có giấy tờ không thuộc thành phần của thủ tục.",
    "A paper_id is not one of the procedure's, or too many papers were sent."};
inline constexpr status::Kind kApplicantInvalid{
    "APPLICANT_INVALID", absl::StatusCode::kInvalidArgument,
    "Thông tin người nộp hồ sơ không hợp lệ.",
    "A member of applicant is missing, malformed, or not for this caller to state."};
inline constexpr status::Kind kReceiveTimeInvalid{
    "RECEIVE_TIME_INVALID", absl::StatusCode::kInvalidArgument,
    "Thời điểm tiếp nhận không được ở tương lai và không quá 60 ngày trước.",
    "receive_time is in the future, more than 60 days ago, or set by a citizen."};
inline constexpr status::Kind kCalendarMissing{
    "CALENDAR_MISSING", absl::StatusCode::kFailedPrecondition,
    "Chưa có lịch làm việc của thời gian này nên chưa tính được ngày hẹn trả.",
    "The working calendar has no data for a year that the due time needs; an operator adds it."};

inline constexpr status::Kind kAttachmentTooLarge{
    "ATTACHMENT_TOO_LARGE", absl::StatusCode::kInvalidArgument, "Tệp đính kèm quá lớn.",
    "The file is larger than the configured limit; metadata has limit_bytes."};
inline constexpr status::Kind kAttachmentTypeRefused{
    "ATTACHMENT_TYPE_REFUSED", absl::StatusCode::kInvalidArgument,
    "Chỉ nhận tệp PDF, JPEG hoặc PNG đúng định dạng.",
    "The content is no PDF, JPEG or PNG, differs from the declared type, or the paper does not "
    "accept it."};
inline constexpr status::Kind kAttachmentEmpty{
    "ATTACHMENT_EMPTY", absl::StatusCode::kInvalidArgument, "Tệp đính kèm không có nội dung.",
    "The upload carried no bytes."};
inline constexpr status::Kind kAttachmentNotFound{
    "ATTACHMENT_NOT_FOUND", absl::StatusCode::kNotFound,
    "Không tìm thấy tệp đính kèm, hoặc tệp đã hết hạn hay đã dùng cho hồ sơ khác.",
    "The attachment does not exist, expired, was uploaded by somebody else or is in a dossier; on "
    "download: it is not one of this dossier's."};

inline constexpr status::Kind kDossierNotFound{
    "DOSSIER_NOT_FOUND", absl::StatusCode::kNotFound,
    "Không tìm thấy hồ sơ. Vui lòng kiểm tra lại mã hồ sơ và mã tra cứu.",
    "No such dossier, or (anonymous look-up) the secret is wrong."};
inline constexpr status::Kind kDossierWrongState{
    "DOSSIER_WRONG_STATE", absl::StatusCode::kFailedPrecondition,
    "Hồ sơ không ở trạng thái cho phép thực hiện việc này.",
    "The change is not allowed in the present state; metadata has state."};
inline constexpr status::Kind kPositionInvalid{
    "POSITION_INVALID", absl::StatusCode::kInvalidArgument,
    "Vị trí việc làm không hợp lệ hoặc không thuộc đơn vị giải quyết hồ sơ.",
    "position is not \"wards/{code}/positions/{id}\" of the dossier's or the caller's ward."};
inline constexpr status::Kind kPositionUnknown{
    "POSITION_UNKNOWN", absl::StatusCode::kNotFound, "Đơn vị không có vị trí việc làm này.",
    "The ward's directory has no such position, or no longer."};
inline constexpr status::Kind kEtagMismatch{
    "ETAG_MISMATCH", absl::StatusCode::kAborted,
    "Hồ sơ đã được người khác thay đổi. Vui lòng tải lại.",
    "The etag is not the present one; read the dossier again."};
inline constexpr status::Kind kLookupBlocked{
    "LOOKUP_BLOCKED", absl::StatusCode::kResourceExhausted,
    "Nhập sai mã tra cứu quá nhiều lần. Vui lòng thử lại sau 10 phút.",
    "Too many wrong secrets for this code; retry_after says when to try again."};

inline constexpr const status::Kind* kErrors[] = {
    &kProcedureUnknown,   &kWardUnknown,        &kChannelNotAllowed,     &kFormInvalid,
    &kPaperMissing,       &kPaperUnknown,       &kApplicantInvalid,      &kReceiveTimeInvalid,
    &kCalendarMissing,    &kAttachmentTooLarge, &kAttachmentTypeRefused, &kAttachmentEmpty,
    &kAttachmentNotFound, &kDossierNotFound,    &kDossierWrongState,     &kEtagMismatch,
    &kLookupBlocked,      &kPositionInvalid,    &kPositionUnknown,
};

}  // namespace tancua::dossier
