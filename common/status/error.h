#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

// Business errors. Each kind is declared once, beside the rule that raises it,
// and keeps its reason for ever: callers program against it.
namespace tancua::status {

struct Kind {
  const char* reason;     // UPPER_SNAKE, stable
  absl::StatusCode code;  // the gRPC code, and by it the HTTP status
  const char* text_vi;    // one sentence for the person before the screen
  const char* meaning;    // one sentence for the developer, in docs/errors.md
};

// What one error adds to its kind. Never holds personal data.
struct Detail {
  std::string field = {};  // the request's field, "applicant.phone"
  std::vector<std::pair<std::string, std::string>> metadata = {};  // facts for programs
  std::string text_vi = {};                                        // replaces the kind's sentence
  std::optional<absl::Duration> retry_after = {};                  // when a repeat makes sense
};

[[nodiscard]] absl::Status Error(const Kind& kind, Detail detail = {});

// True when `status` was made by Error(kind, …).
[[nodiscard]] bool Is(const absl::Status& status, const Kind& kind);

// What Error put into a status; nullopt for any other status.
struct Described {
  std::string reason;
  Detail detail;  // text_vi is always set
};
[[nodiscard]] std::optional<Described> Describe(const absl::Status& status);

// Adds one fact to an error that Error made.
void AddMetadata(absl::Status& status, std::string_view key, std::string_view value);

// Kinds that any service may raise.
inline constexpr Kind kInvalidField{"INVALID_FIELD", absl::StatusCode::kInvalidArgument,
                                    "Dữ liệu gửi lên không hợp lệ.",
                                    "A field is missing, malformed or out of range."};
inline constexpr Kind kUnauthenticated{"UNAUTHENTICATED", absl::StatusCode::kUnauthenticated,
                                       "Bạn cần đăng nhập để thực hiện việc này.",
                                       "No token was sent."};
inline constexpr Kind kTokenInvalid{"TOKEN_INVALID", absl::StatusCode::kUnauthenticated,
                                    "Phiên đăng nhập không hợp lệ. Vui lòng đăng nhập lại.",
                                    "The token is malformed, forged or not for this suite."};
inline constexpr Kind kTokenExpired{"TOKEN_EXPIRED", absl::StatusCode::kUnauthenticated,
                                    "Phiên đăng nhập đã hết hạn. Vui lòng đăng nhập lại.",
                                    "The token has expired; refresh it."};
inline constexpr Kind kActorNotAllowed{"ACTOR_NOT_ALLOWED", absl::StatusCode::kPermissionDenied,
                                       "Bạn không được thực hiện việc này.",
                                       "The policy of the RPC does not allow this kind of caller."};
inline constexpr Kind kRoleMissing{"ROLE_MISSING", absl::StatusCode::kPermissionDenied,
                                   "Vai trò của bạn không được thực hiện việc này.",
                                   "The officer has none of the roles that the policy names."};
inline constexpr Kind kScopeMissing{"SCOPE_MISSING", absl::StatusCode::kPermissionDenied,
                                    "Ứng dụng này không được cấp quyền thực hiện việc này.",
                                    "The partner has none of the scopes that the policy names."};
inline constexpr Kind kLevelTooLow{"LEVEL_TOO_LOW", absl::StatusCode::kPermissionDenied,
                                   "Cần định danh điện tử mức độ 2 để thực hiện việc này.",
                                   "The citizen's identity level is below the policy's."};
inline constexpr Kind kVerificationTooOld{
    "VERIFICATION_TOO_OLD", absl::StatusCode::kUnauthenticated,
    "Bạn cần xác thực lại danh tính để thực hiện việc này.",
    "The person proved who they are too long ago, or the provider does not say when; metadata "
    "`max_age` has the seconds that may have passed. Verify again with that max_age (RFC 9470)."};
inline constexpr Kind kAssistedNotAllowed{
    "ASSISTED_NOT_ALLOWED", absl::StatusCode::kPermissionDenied,
    "Việc này công dân phải tự thực hiện, không qua người hỗ trợ.",
    "The token names an assistant (`act`), and the policy of the RPC does not allow one."};
inline constexpr Kind kOtherWard{"OTHER_WARD", absl::StatusCode::kPermissionDenied,
                                 "Hồ sơ này không thuộc đơn vị của bạn.",
                                 "The caller belongs to another ward."};
inline constexpr Kind kOverloaded{"OVERLOADED", absl::StatusCode::kResourceExhausted,
                                  "Hệ thống đang bận. Vui lòng thử lại sau ít giây.",
                                  "Too many calls in flight; try again after the stated time."};
inline constexpr Kind kDeadlineExceeded{
    "DEADLINE_EXCEEDED", absl::StatusCode::kDeadlineExceeded,
    "Hệ thống xử lý quá lâu. Vui lòng thử lại.",
    "The call's deadline passed; its effect is unknown, repeat with the same request_id."};
inline constexpr Kind kUnavailable{"UNAVAILABLE", absl::StatusCode::kUnavailable,
                                   "Dịch vụ tạm thời gián đoạn. Vui lòng thử lại.",
                                   "A part that the call needs does not answer; try again."};
inline constexpr Kind kRequestIdInvalid{"REQUEST_ID_INVALID", absl::StatusCode::kInvalidArgument,
                                        "Mã yêu cầu (requestId) phải là một UUID.",
                                        "request_id is missing or not a UUID."};
inline constexpr Kind kRequestIdReused{"REQUEST_ID_REUSED", absl::StatusCode::kAlreadyExists,
                                       "Mã yêu cầu này đã được dùng cho một nội dung khác.",
                                       "The same request_id came with another body."};
inline constexpr Kind kPageTokenInvalid{"PAGE_TOKEN_INVALID", absl::StatusCode::kInvalidArgument,
                                        "Mã trang không hợp lệ.",
                                        "page_token was not made by this method."};
inline constexpr Kind kInternal{
    "INTERNAL", absl::StatusCode::kInternal,
    "Có lỗi trong hệ thống. Vui lòng thử lại hoặc báo mã lỗi cho bộ phận hỗ trợ.",
    "A fault of the suite; the log has the cause under error_id."};

inline constexpr const Kind* kErrors[] = {
    &kInvalidField,    &kUnauthenticated,    &kTokenInvalid,
    &kTokenExpired,    &kActorNotAllowed,    &kRoleMissing,
    &kScopeMissing,    &kLevelTooLow,        &kOtherWard,
    &kOverloaded,      &kDeadlineExceeded,   &kVerificationTooOld,
    &kUnavailable,     &kAssistedNotAllowed, &kRequestIdInvalid,
    &kRequestIdReused, &kPageTokenInvalid,   &kInternal};

}  // namespace tancua::status
