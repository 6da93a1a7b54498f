#pragma once

#include <string>
#include <string_view>

namespace tancua::gateway {

// Pages for people, from the files of data/.

// What a person sees who opens the gateway in a browser.
[[nodiscard]] std::string_view HomePage();
// What opens from the survey link of a message, "/s/{token}".
[[nodiscard]] std::string SurveyPage();
[[nodiscard]] std::string_view SurveyForm();
[[nodiscard]] std::string_view SurveyScript();

// Content-Security-Policy of all that the gateway answers: no script runs but the survey's.
[[nodiscard]] std::string ContentSecurityPolicy();

}  // namespace tancua::gateway
