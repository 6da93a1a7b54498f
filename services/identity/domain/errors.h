#pragma once

#include "common/status/error.h"
#include "services/identity/domain/assistance_errors.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/domain/directory_errors.h"

// What the identity service refuses.
namespace tancua::identity {

inline constexpr status::Kind kRedirectUriNotAllowed{
    "REDIRECT_URI_NOT_ALLOWED", absl::StatusCode::kInvalidArgument,
    "Địa chỉ quay lại (redirectUri) chưa được đăng ký.",
    "redirect_uri is not listed, character by character, for this provider."};
inline constexpr status::Kind kProviderUnknown{
    "PROVIDER_UNKNOWN", absl::StatusCode::kInvalidArgument, "Không có nhà cung cấp định danh này.",
    "No provider of this id is configured."};
inline constexpr status::Kind kProviderUnavailable{
    "PROVIDER_UNAVAILABLE", absl::StatusCode::kUnavailable,
    "Hệ thống định danh tạm thời không trả lời. Vui lòng thử lại sau ít phút.",
    "The identity provider does not answer, or not as OpenID Connect says; try again."};
inline constexpr status::Kind kVerificationNotFound{
    "VERIFICATION_NOT_FOUND", absl::StatusCode::kNotFound, "Không tìm thấy lượt đăng nhập này.",
    "No verification has this name."};
inline constexpr status::Kind kVerificationExpired{
    "VERIFICATION_EXPIRED", absl::StatusCode::kFailedPrecondition,
    "Lượt đăng nhập đã quá hạn. Vui lòng đăng nhập lại.",
    "The person took too long; create a new verification."};
inline constexpr status::Kind kVerificationUsed{
    "VERIFICATION_USED", absl::StatusCode::kFailedPrecondition,
    "Lượt đăng nhập này đã được dùng. Vui lòng đăng nhập lại.",
    "A verification is completed once, whatever the outcome; create a new one."};
inline constexpr status::Kind kVerificationStateMismatch{
    "VERIFICATION_STATE_MISMATCH", absl::StatusCode::kInvalidArgument,
    "Lượt đăng nhập không khớp với trình duyệt này. Vui lòng đăng nhập lại.",
    "state or issuer is not what the authorisation URI and the provider say: the redirect "
    "belongs to another verification, or was forged."};
inline constexpr status::Kind kIdentityRefused{
    "IDENTITY_REFUSED", absl::StatusCode::kPermissionDenied,
    "Hệ thống định danh không xác nhận danh tính. Vui lòng đăng nhập lại.",
    "The person or the provider refused, or what the provider says cannot be believed; metadata "
    "`cause` tells which (docs/attacks.md)."};
inline constexpr status::Kind kIdentityLevelTooLow{
    "IDENTITY_LEVEL_TOO_LOW", absl::StatusCode::kPermissionDenied,
    "Cần tài khoản định danh điện tử mức độ 2. Vui lòng đến cơ quan công an để nâng mức.",
    "The provider verified the person at a lower level than is configured or was asked for."};
inline constexpr status::Kind kOfficerUnknown{
    "OFFICER_UNKNOWN", absl::StatusCode::kPermissionDenied,
    "Tài khoản này chưa được cấp quyền cán bộ, công chức trong hệ thống.",
    "The person signed in, but no active officer has this user name."};
inline constexpr status::Kind kCitizenNotFound{
    "CITIZEN_NOT_FOUND", absl::StatusCode::kNotFound, "Không tìm thấy công dân này.",
    "The name is not the caller's own; whether it exists is not told."};
inline constexpr status::Kind kRefreshTokenInvalid{
    "REFRESH_TOKEN_INVALID", absl::StatusCode::kUnauthenticated,
    "Phiên đăng nhập không hợp lệ. Vui lòng đăng nhập lại.",
    "The refresh token is unknown, or its session was revoked."};
inline constexpr status::Kind kRefreshTokenExpired{
    "REFRESH_TOKEN_EXPIRED", absl::StatusCode::kUnauthenticated,
    "Phiên đăng nhập đã hết hạn. Vui lòng đăng nhập lại.",
    "The session was idle too long or has reached its greatest length."};
inline constexpr status::Kind kRefreshTokenReused{
    "REFRESH_TOKEN_REUSED", absl::StatusCode::kUnauthenticated,
    "Phiên đăng nhập đã bị thu hồi vì lý do an toàn. Vui lòng đăng nhập lại.",
    "A refresh token came twice: it may be stolen, so the whole session is revoked."};

inline constexpr status::Kind kSessionNotFound{
    "SESSION_NOT_FOUND", absl::StatusCode::kNotFound, "Không tìm thấy phiên đăng nhập này.",
    "The name is no session of the caller; whether another has it is not told."};

inline constexpr status::Kind kLogoutTokenRefused{
    "LOGOUT_TOKEN_REFUSED", absl::StatusCode::kInvalidArgument,
    "Thông báo đăng xuất của hệ thống định danh không hợp lệ.",
    "The provider's logout token is missing, not signed by it, or no logout token; metadata "
    "`cause` tells which check failed."};

inline constexpr const status::Kind* kErrors[] = {&kRedirectUriNotAllowed,
                                                  &kProviderUnknown,
                                                  &kProviderUnavailable,
                                                  &kVerificationNotFound,
                                                  &kVerificationExpired,
                                                  &kVerificationUsed,
                                                  &kVerificationStateMismatch,
                                                  &kIdentityRefused,
                                                  &kIdentityLevelTooLow,
                                                  &kOfficerUnknown,
                                                  &kCitizenNotFound,
                                                  &kRefreshTokenInvalid,
                                                  &kRefreshTokenExpired,
                                                  &kRefreshTokenReused,
                                                  &kSessionNotFound,
                                                  &kLogoutTokenRefused,
                                                  &kClientInvalid,
                                                  &kClientExists,
                                                  &kClientNotFound,
                                                  &kClientEtagMismatch,
                                                  &kClientKeyInvalid,
                                                  &kClientKeyNotFound,
                                                  &kClientKeysTooMany,
                                                  &kOAuthInvalidRequest,
                                                  &kOAuthInvalidClient,
                                                  &kOAuthInvalidGrant,
                                                  &kOAuthInvalidScope,
                                                  &kOAuthUnsupportedGrantType,
                                                  &kWardInvalid,
                                                  &kDirectoryNameTaken,
                                                  &kUnitNotFound,
                                                  &kPositionNotFound,
                                                  &kPositionTaken,
                                                  &kOfficerNotFound,
                                                  &kOfficerInactive,
                                                  &kOfficerOfOtherWard,
                                                  &kOfficerEtagMismatch,
                                                  &kUnitNotEmpty,
                                                  &kPositionHeld,
                                                  &kDirectoryEtagMismatch,
                                                  &kPersonInvalid,
                                                  &kAssistedVerificationNotFound,
                                                  &kAssistedVerificationEnded,
                                                  &kOneTimeCodeWrong,
                                                  &kOneTimeCodeExpired,
                                                  &kOneTimeCodeBlocked,
                                                  &kOneTimeCodesExhausted,
                                                  &kActivationEvidenceInvalid,
                                                  &kActivationAlreadyCredited};

}  // namespace tancua::identity
