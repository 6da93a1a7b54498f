#pragma once

#include "common/status/error.h"

// What the statistics service refuses.
namespace tancua::statistics {

inline constexpr status::Kind kPeriodInvalid{
    "PERIOD_INVALID", absl::StatusCode::kInvalidArgument,
    "Khoảng thời gian không hợp lệ: cần ngày đầu và ngày cuối theo dạng năm-tháng-ngày, "
    "ngày cuối không trước ngày đầu và không cách quá 1096 ngày.",
    "`from` or `to` is no day (YYYY-MM-DD), or `to` lies before `from` or more than 1096 days "
    "after it."};
inline constexpr status::Kind kWardUnknown{
    "WARD_UNKNOWN", absl::StatusCode::kNotFound, "Không có xã, phường hoặc đặc khu với mã này.",
    "The name is not \"wards/{code}/statistics\" with the code of a present ward."};

inline constexpr const status::Kind* kErrors[] = {&kPeriodInvalid, &kWardUnknown};

}  // namespace tancua::statistics
