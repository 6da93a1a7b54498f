#pragma once

#include "common/status/error.h"

// What assisted verification and activation campaigns refuse.
namespace tancua::identity {

inline constexpr status::Kind kPersonInvalid{
    "PERSON_INVALID", absl::StatusCode::kInvalidArgument, "Thông tin đọc từ giấy tờ chưa hợp lệ.",
    "A member of person is missing or malformed; field names it."};
inline constexpr status::Kind kAssistedVerificationNotFound{
    "ASSISTED_VERIFICATION_NOT_FOUND", absl::StatusCode::kNotFound,
    "Không tìm thấy lượt xác minh có hỗ trợ này.",
    "No assisted verification of this name is the caller's to see or confirm."};
inline constexpr status::Kind kAssistedVerificationEnded{
    "ASSISTED_VERIFICATION_ENDED", absl::StatusCode::kFailedPrecondition,
    "Lượt xác minh này đã dùng hoặc đã quá hạn. Vui lòng lập lượt mới.",
    "It was confirmed already, or not in time; create a new one."};
inline constexpr status::Kind kOneTimeCodeWrong{
    "ONE_TIME_CODE_WRONG", absl::StatusCode::kInvalidArgument, "Mã xác nhận không đúng.",
    "The code is not the present one; metadata tries_left says how many tries are left."};
inline constexpr status::Kind kOneTimeCodeExpired{
    "ONE_TIME_CODE_EXPIRED", absl::StatusCode::kFailedPrecondition,
    "Mã xác nhận đã hết hạn. Vui lòng gửi lại mã mới.", "The code is too old; send another."};
inline constexpr status::Kind kOneTimeCodeBlocked{
    "ONE_TIME_CODE_BLOCKED", absl::StatusCode::kResourceExhausted,
    "Nhập sai mã quá nhiều lần. Vui lòng thử lại sau 10 phút.",
    "Too many wrong codes for this phone; retry_after says when to try again."};
inline constexpr status::Kind kOneTimeCodesExhausted{
    "ONE_TIME_CODES_EXHAUSTED", absl::StatusCode::kResourceExhausted,
    "Đã gửi quá nhiều mã tới số điện thoại này. Vui lòng chờ rồi thử lại.",
    "Too many codes for this phone, or too soon after the last; retry_after says when."};
inline constexpr status::Kind kActivationEvidenceInvalid{
    "ACTIVATION_EVIDENCE_INVALID", absl::StatusCode::kFailedPrecondition,
    "Chưa có xác nhận hợp lệ của công dân cho lượt kích hoạt này.",
    "The evidence does not exist, is not complete, too old, of another ward, not by one-time "
    "code, or shows a lower level."};
inline constexpr status::Kind kActivationAlreadyCredited{
    "ACTIVATION_ALREADY_CREDITED", absl::StatusCode::kAlreadyExists,
    "Công dân này đã được ghi nhận ở mức định danh này.",
    "One credit for each citizen and level; this one was recorded before."};

}  // namespace tancua::identity
