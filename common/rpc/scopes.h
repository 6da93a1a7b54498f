#pragma once

#include <string_view>

// Scopes that procedures ask for beyond what the policies of the protos do.
namespace tancua::rpc {

// Lets a partner see who a dossier or a message is about, beyond the pairwise name.
inline constexpr std::string_view kApplicantsRead = "applicants.read";

}  // namespace tancua::rpc
