#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "common/id/ids.h"

// The link by which a citizen comes to the survey: short enough to stand beside the text in one
// SMS segment, and with no character that a phone may cut off at its end.
namespace tancua::survey::domain {

// 14 letters and digits of 30, without look-alikes: 68 random bits, and can be typed by hand.
inline constexpr std::size_t kTokenLength = 14;
[[nodiscard]] std::string NewToken(Ids& ids);

// "https://tancua.example.vn/s/{token}".
[[nodiscard]] std::string Link(std::string_view public_base_url, std::string_view token);

// INVALID_ARGUMENT unless `url` is an absolute http(s) URL without a slash at its end, at most 38
// characters long, so that a link has at most 55 of the 160 of an SMS segment.
[[nodiscard]] absl::Status CheckPublicBaseUrl(std::string_view url);

}  // namespace tancua::survey::domain
