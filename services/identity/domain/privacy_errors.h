#pragma once

#include "common/status/error.h"

// What the privacy service refuses.
namespace tancua::identity {

inline constexpr status::Kind kPurposeNotFound{"PURPOSE_NOT_FOUND", absl::StatusCode::kNotFound,
                                               "Không có mục đích xử lý dữ liệu này.",
                                               "No purpose of this id is in force today."};
inline constexpr status::Kind kConsentNotNeeded{
    "CONSENT_NOT_NEEDED", absl::StatusCode::kFailedPrecondition,
    "Việc xử lý này theo luật, không cần sự đồng ý.",
    "The purpose rests on the law; a consent would mislead the person."};
inline constexpr status::Kind kConsentTextOutdated{
    "CONSENT_TEXT_OUTDATED", absl::StatusCode::kFailedPrecondition,
    "Nội dung đồng ý đã thay đổi. Vui lòng đọc lại nội dung mới.",
    "text_version is not the one in force; show the text of ListPurposes again."};
inline constexpr status::Kind kConsentNotGiven{
    "CONSENT_NOT_GIVEN", absl::StatusCode::kInvalidArgument,
    "Cần xác nhận rõ ràng là đồng ý; im lặng không phải là đồng ý.", "`agreed` is not true."};
inline constexpr status::Kind kConsentEvidenceMissing{
    "CONSENT_EVIDENCE_MISSING", absl::StatusCode::kInvalidArgument,
    "Cần ghi bằng chứng về ý chí của công dân (số phiếu đã ký).",
    "An officer notes a consent or its withdrawal with its evidence and a channel of officers."};
inline constexpr status::Kind kConsentNotFound{"CONSENT_NOT_FOUND", absl::StatusCode::kNotFound,
                                               "Không tìm thấy sự đồng ý này.",
                                               "No consent of the caller has this name."};
inline constexpr status::Kind kDataRequestNotFound{
    "DATA_REQUEST_NOT_FOUND", absl::StatusCode::kNotFound, "Không tìm thấy yêu cầu này.",
    "No request has this name, or it belongs to another person or ward."};
inline constexpr status::Kind kDataRequestState{
    "DATA_REQUEST_STATE", absl::StatusCode::kFailedPrecondition,
    "Yêu cầu không còn ở trạng thái làm được việc này.",
    "The state of the request, in metadata `state`, or its term, does not allow this."};
inline constexpr status::Kind kDataRequestExtended{
    "DATA_REQUEST_EXTENDED", absl::StatusCode::kFailedPrecondition,
    "Yêu cầu đã được gia hạn một lần.", "The law allows one extension."};
inline constexpr status::Kind kDataRequestReasonMissing{
    "DATA_REQUEST_REASON_MISSING", absl::StatusCode::kInvalidArgument,
    "Cần ghi lý do và căn cứ pháp lý.",
    "An extension and what is not granted need a reason; what is kept needs its law."};
inline constexpr status::Kind kLegalHoldActive{
    "LEGAL_HOLD_ACTIVE", absl::StatusCode::kFailedPrecondition,
    "Dữ liệu đang được giữ theo yêu cầu của cơ quan có thẩm quyền.",
    "A legal hold on the person or the dossier is active."};
inline constexpr status::Kind kLegalHoldNotFound{
    "LEGAL_HOLD_NOT_FOUND", absl::StatusCode::kNotFound, "Không tìm thấy lệnh giữ dữ liệu này.",
    "No active hold has this name, or it belongs to another ward."};
inline constexpr status::Kind kBreachNotFound{
    "BREACH_NOT_FOUND", absl::StatusCode::kNotFound, "Không tìm thấy vụ vi phạm này.",
    "No breach has this name, or it belongs to another ward."};
inline constexpr status::Kind kBreachAlreadyNotified{
    "BREACH_ALREADY_NOTIFIED", absl::StatusCode::kFailedPrecondition,
    "Vụ vi phạm này đã được thông báo.", "The notice was noted before."};

inline constexpr const status::Kind* kPrivacyErrors[] = {
    &kPurposeNotFound,          &kConsentNotNeeded,       &kConsentTextOutdated,
    &kConsentNotGiven,          &kConsentEvidenceMissing, &kConsentNotFound,
    &kDataRequestNotFound,      &kDataRequestState,       &kDataRequestExtended,
    &kDataRequestReasonMissing, &kLegalHoldActive,        &kLegalHoldNotFound,
    &kBreachNotFound,           &kBreachAlreadyNotified};

}  // namespace tancua::identity
