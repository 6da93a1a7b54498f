#pragma once

#include <string>
#include <string_view>

#include "services/identity/domain/audit_entry.h"

// What citizens read of the audit log, in Vietnamese.
namespace tancua::identity::domain {

// Who it was, as an office and not as a person: "Cán bộ một cửa, phường Bình Tân".
// `ward_name`: of the actor's ward, "Phường Bình Tân"; may be empty.
[[nodiscard]] std::string ActorTitle(const AuditEntry& entry, std::string_view ward_name);

// What was done: "Xem hồ sơ".
[[nodiscard]] std::string_view ActionTitle(const AuditEntry& entry);

}  // namespace tancua::identity::domain
