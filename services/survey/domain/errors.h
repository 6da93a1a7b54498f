#pragma once

#include "common/status/error.h"

// What the survey service refuses.
namespace tancua::survey {

inline constexpr status::Kind kSurveyNotFound{
    "SURVEY_NOT_FOUND", absl::StatusCode::kNotFound,
    "Không tìm thấy phiếu khảo sát. Vui lòng kiểm tra lại đường dẫn trong tin nhắn.",
    "The token is malformed or belongs to no survey."};
inline constexpr status::Kind kSurveyExpired{
    "SURVEY_EXPIRED", absl::StatusCode::kFailedPrecondition,
    "Phiếu khảo sát đã hết hạn trả lời. Cảm ơn ông/bà đã quan tâm.",
    "The survey was not answered in its time and can no longer be."};
inline constexpr status::Kind kSurveyAlreadyAnswered{
    "SURVEY_ALREADY_ANSWERED", absl::StatusCode::kFailedPrecondition,
    "Phiếu khảo sát này đã được trả lời. Cảm ơn ông/bà.",
    "One answer per dossier: this survey has its answer."};
inline constexpr status::Kind kAnswerInvalid{
    "ANSWER_INVALID", absl::StatusCode::kInvalidArgument,
    "Câu trả lời chưa đúng: mỗi câu chọn một mức từ 1 đến 5, câu bắt buộc không được bỏ trống, "
    "ý kiến dài không quá 2000 ký tự.",
    "An answer names an unknown question or one twice, a score is not 1 to 5, a required question "
    "has none, or the comment is not text of at most 2000 characters."};

inline constexpr const status::Kind* kErrors[] = {&kSurveyNotFound, &kSurveyExpired,
                                                  &kSurveyAlreadyAnswered, &kAnswerInvalid};

}  // namespace tancua::survey
