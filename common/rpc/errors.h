#pragma once

#include "common/status/error.h"

// What the pipeline refuses beyond the kinds of common/status.
namespace tancua::rpc {

inline constexpr status::Kind kTokenRevoked{
    "TOKEN_REVOKED", absl::StatusCode::kUnauthenticated,
    "Phiên đăng nhập đã bị thu hồi. Vui lòng đăng nhập lại.",
    "The token, its session, its client or the client's key was revoked."};
inline constexpr status::Kind kClientLimitExceeded{
    "CLIENT_LIMIT_EXCEEDED", absl::StatusCode::kResourceExhausted,
    "Ứng dụng gọi quá nhanh so với hạn mức. Vui lòng thử lại sau ít giây.",
    "The client calls faster than it was granted; try again after the stated time."};

inline constexpr const status::Kind* kErrors[] = {&kTokenRevoked, &kClientLimitExceeded};

}  // namespace tancua::rpc
