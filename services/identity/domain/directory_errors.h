#pragma once

#include "common/status/error.h"

// What the staff directory refuses.
namespace tancua::identity {

inline constexpr status::Kind kWardInvalid{"WARD_INVALID", absl::StatusCode::kInvalidArgument,
                                           "Mã phường, xã không hợp lệ.",
                                           "The ward is not \"wards/{code}\" with five digits."};
inline constexpr status::Kind kDirectoryNameTaken{
    "DIRECTORY_NAME_TAKEN", absl::StatusCode::kAlreadyExists, "Mã hoặc tên đăng nhập này đã có.",
    "A unit or position of this id, or an officer of this user name, exists."};
inline constexpr status::Kind kUnitNotFound{"UNIT_NOT_FOUND", absl::StatusCode::kNotFound,
                                            "Không tìm thấy đơn vị này.",
                                            "The ward has no such unit."};
inline constexpr status::Kind kUnitNotEmpty{
    "UNIT_NOT_EMPTY", absl::StatusCode::kFailedPrecondition,
    "Đơn vị này còn vị trí việc làm. Cần chuyển hoặc xóa các vị trí đó trước.",
    "The unit has positions; move them to another unit or delete them first."};
inline constexpr status::Kind kPositionNotFound{"POSITION_NOT_FOUND", absl::StatusCode::kNotFound,
                                                "Không tìm thấy vị trí việc làm này.",
                                                "No position has this name."};
inline constexpr status::Kind kPositionTaken{
    "POSITION_TAKEN", absl::StatusCode::kFailedPrecondition,
    "Vị trí này đang có người giữ. Cần để trống trước khi giao cho người khác.",
    "Another officer holds the position; vacate it first."};
inline constexpr status::Kind kPositionHeld{
    "POSITION_HELD", absl::StatusCode::kFailedPrecondition,
    "Vị trí này đang có người giữ. Cần để trống trước khi xóa.",
    "An officer holds the position; vacate it before deleting it."};
inline constexpr status::Kind kDirectoryEtagMismatch{
    "DIRECTORY_ETAG_MISMATCH", absl::StatusCode::kAborted,
    "Đơn vị hoặc vị trí này đã được người khác thay đổi. Vui lòng tải lại.",
    "The etag is not the present one; read the unit or position again."};
inline constexpr status::Kind kOfficerNotFound{"OFFICER_NOT_FOUND", absl::StatusCode::kNotFound,
                                               "Không tìm thấy cán bộ, công chức này.",
                                               "No officer has this name."};
inline constexpr status::Kind kOfficerInactive{
    "OFFICER_INACTIVE", absl::StatusCode::kFailedPrecondition,
    "Tài khoản cán bộ này đã ngừng hoạt động.", "The officer is deactivated; activate first."};
inline constexpr status::Kind kOfficerOfOtherWard{
    "OFFICER_OF_OTHER_WARD", absl::StatusCode::kFailedPrecondition,
    "Cán bộ này thuộc đơn vị khác. Cần điều chuyển thay vì giao thêm vị trí.",
    "The officer is of another ward than the position; move the officer."};
inline constexpr status::Kind kOfficerEtagMismatch{
    "OFFICER_ETAG_MISMATCH", absl::StatusCode::kAborted,
    "Thông tin cán bộ đã được người khác thay đổi. Vui lòng tải lại.",
    "The etag is not the present one; read the officer again."};

}  // namespace tancua::identity
