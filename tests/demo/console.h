#pragma once

#include <string>
#include <string_view>

#include "tests/partner/client.h"

// What the demo prints: steps, answers, a progress bar, a table.
namespace tancua::demo {

// "3. Nộp hồ sơ": a numbered headline.
void Step(int number, std::string_view title);
// "   mã hồ sơ: H29…": one fact under the headline.
void Fact(std::string_view name, std::string_view value);
// "   POST /v1/dossiers → 200".
void Exchange(std::string_view request, const partner::Answer& answer);
// False, and prints what came back, unless `answer` is a success.
[[nodiscard]] bool Succeeded(std::string_view what, const partner::Answer& answer);
// False, and prints what came back, unless `answer` was refused with `reason`.
[[nodiscard]] bool Refused(std::string_view what, const partner::Answer& answer,
                           std::string_view reason);
// Redraws "[#####     ] 150/300 hồ sơ" on one line of a terminal; on other outputs it
// prints every tenth part.
void Progress(int done, int total);
// The ward's figures as a table.
void PrintStatistics(const nlohmann::json& statistics);

}  // namespace tancua::demo
