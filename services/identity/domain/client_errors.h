#pragma once

#include "common/status/error.h"

// What is refused to partners, and to those who manage them.
namespace tancua::identity {

inline constexpr status::Kind kClientInvalid{
    "CLIENT_INVALID", absl::StatusCode::kInvalidArgument, "Thông tin ứng dụng không hợp lệ.",
    "A field of the client is missing, malformed or out of range."};
inline constexpr status::Kind kClientExists{
    "CLIENT_EXISTS", absl::StatusCode::kAlreadyExists, "Mã ứng dụng này đã được dùng.",
    "Another client has this id; ids are never given again."};
inline constexpr status::Kind kClientNotFound{
    "CLIENT_NOT_FOUND", absl::StatusCode::kNotFound, "Không tìm thấy ứng dụng này.",
    "No client has this name, or the caller does not manage it."};
inline constexpr status::Kind kClientEtagMismatch{
    "ETAG_MISMATCH", absl::StatusCode::kAborted,
    "Dữ liệu đã được người khác thay đổi. Vui lòng tải lại.",
    "The resource has changed since the etag was read."};
inline constexpr status::Kind kClientKeyInvalid{
    "CLIENT_KEY_INVALID", absl::StatusCode::kInvalidArgument, "Khóa của ứng dụng không hợp lệ.",
    "No public JWK (P-256, or RSA of at least 2048 bits), no thumbprint, or a time that is past."};
inline constexpr status::Kind kClientKeyNotFound{
    "CLIENT_KEY_NOT_FOUND", absl::StatusCode::kNotFound, "Không tìm thấy khóa này của ứng dụng.",
    "No key of the client has this name."};
inline constexpr status::Kind kClientKeysTooMany{
    "CLIENT_KEYS_TOO_MANY", absl::StatusCode::kFailedPrecondition,
    "Ứng dụng đã có quá nhiều khóa còn hiệu lực. Vui lòng thu hồi khóa cũ.",
    "A client has at most 10 active keys; revoke one."};

// The errors of RFC 6749, 5.2: the reason without "OAUTH_", in lower case, is the `error` that an
// OAuth client reads. Metadata `cause` says more.
inline constexpr status::Kind kOAuthInvalidRequest{
    "OAUTH_INVALID_REQUEST", absl::StatusCode::kInvalidArgument,
    "Yêu cầu của ứng dụng không hợp lệ.",
    "A parameter is missing or repeated, or the client proves itself in two ways."};
inline constexpr status::Kind kOAuthInvalidClient{
    "OAUTH_INVALID_CLIENT", absl::StatusCode::kUnauthenticated, "Không xác thực được ứng dụng.",
    "The client is unknown, disabled, or does not prove itself; `cause` tells more."};
inline constexpr status::Kind kOAuthInvalidGrant{
    "OAUTH_INVALID_GRANT", absl::StatusCode::kInvalidArgument,
    "Phiên đăng nhập không hợp lệ hoặc đã hết hạn. Vui lòng đăng nhập lại.",
    "The refresh token is invalid, expired, revoked, or was issued to another client."};
inline constexpr status::Kind kOAuthInvalidScope{
    "OAUTH_INVALID_SCOPE", absl::StatusCode::kInvalidArgument, "Ứng dụng xin quyền chưa được cấp.",
    "A scope is asked for that the client does not have."};
inline constexpr status::Kind kOAuthUnsupportedGrantType{
    "OAUTH_UNSUPPORTED_GRANT_TYPE", absl::StatusCode::kInvalidArgument,
    "Hình thức cấp quyền này không được hỗ trợ.",
    "grant_type is neither client_credentials nor refresh_token."};

}  // namespace tancua::identity
