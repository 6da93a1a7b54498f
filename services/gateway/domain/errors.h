#pragma once

#include "common/status/error.h"

// What the gateway itself refuses, before any service is asked.
namespace tancua::gateway {

inline constexpr status::Kind kRouteNotFound{"ROUTE_NOT_FOUND", absl::StatusCode::kNotFound,
                                             "Không có địa chỉ này trên hệ thống.",
                                             "No API has this path; see /openapi.json."};
inline constexpr status::Kind kMethodNotAllowed{
    "METHOD_NOT_ALLOWED", absl::StatusCode::kUnimplemented,
    "Địa chỉ này không nhận phương thức HTTP đã gửi.",
    "The path exists, but not with this method (HTTP 405); see the Allow header."};
inline constexpr status::Kind kMediaTypeUnsupported{
    "MEDIA_TYPE_UNSUPPORTED", absl::StatusCode::kInvalidArgument,
    "Nội dung gửi lên phải ở dạng application/json.",
    "A JSON body needs Content-Type: application/json (HTTP 415)."};
inline constexpr status::Kind kBodyTooLarge{"BODY_TOO_LARGE", absl::StatusCode::kResourceExhausted,
                                            "Nội dung gửi lên quá lớn.",
                                            "The body exceeds the limit (HTTP 413)."};
inline constexpr status::Kind kBodyInterrupted{
    "BODY_INTERRUPTED", absl::StatusCode::kAborted,
    "Việc gửi dữ liệu bị gián đoạn. Vui lòng gửi lại.",
    "The caller stopped sending, sent too slowly, or broke the framing of the body."};
inline constexpr status::Kind kJsonMalformed{"JSON_MALFORMED", absl::StatusCode::kInvalidArgument,
                                             "Nội dung gửi lên không phải là JSON hợp lệ.",
                                             "The body is not one JSON object (RFC 8259)."};
inline constexpr status::Kind kFieldUnknown{"FIELD_UNKNOWN", absl::StatusCode::kInvalidArgument,
                                            "Có trường dữ liệu mà hệ thống không biết.",
                                            "The request has no such field."};
inline constexpr status::Kind kFieldRepeated{"FIELD_REPEATED", absl::StatusCode::kInvalidArgument,
                                             "Một trường dữ liệu được gửi hai lần.",
                                             "A field, or two of one choice, is given twice."};
inline constexpr status::Kind kParameterUnknown{
    "PARAMETER_UNKNOWN", absl::StatusCode::kInvalidArgument,
    "Có tham số mà địa chỉ này không nhận.", "The query holds a parameter that the RPC has not."};
inline constexpr status::Kind kTooManyUploads{
    "TOO_MANY_UPLOADS", absl::StatusCode::kResourceExhausted,
    "Đang có quá nhiều tệp được tải lên hoặc tải xuống. Vui lòng thử lại sau ít giây.",
    "Too many bodies are under way at once; try again after the stated time."};
inline constexpr status::Kind kRequestMalformed{
    "REQUEST_MALFORMED", absl::StatusCode::kInvalidArgument, "Yêu cầu HTTP không hợp lệ.",
    "The request is not well-formed HTTP/1.1."};
inline constexpr status::Kind kTooManyConnections{
    "TOO_MANY_CONNECTIONS", absl::StatusCode::kUnavailable,
    "Hệ thống đang bận. Vui lòng thử lại sau ít giây.",
    "Too many open connections; try again after the stated time."};

inline constexpr const status::Kind* kErrors[] = {
    &kRouteNotFound,    &kMethodNotAllowed, &kMediaTypeUnsupported, &kBodyTooLarge,
    &kBodyInterrupted,  &kJsonMalformed,    &kFieldUnknown,         &kFieldRepeated,
    &kParameterUnknown, &kTooManyUploads,   &kRequestMalformed,     &kTooManyConnections,
};

}  // namespace tancua::gateway
