#include "services/identity/wire_directory.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/id/ids.h"
#include "common/status/view.h"
#include "services/identity/domain/errors.h"
#include "services/identity/domain/roles.h"
#include "services/identity/wire.h"

namespace tancua::identity::wire {
namespace {

constexpr char kWards[] = "wards/";
constexpr std::size_t kWardDigits = 5;

}  // namespace

absl::StatusOr<std::string> ParseWardName(std::string_view name, const char* field) {
  absl::string_view code = View(name);
  if (!absl::ConsumePrefix(&code, kWards) || !domain::IsWardCode(StdView(code))) {
    return status::Error(kWardInvalid, {.field = field});
  }
  return std::string(code);
}

absl::StatusOr<std::string> ParseOfficerName(std::string_view name, const char* field) {
  absl::string_view id = View(name);
  if (!absl::ConsumePrefix(&id, "officers/") || !IsUuid(StdView(id))) {
    return status::Error(kOfficerNotFound, {.field = field});
  }
  return std::string(id);
}

absl::StatusOr<PositionKey> ParsePositionName(std::string_view name, const char* field) {
  absl::string_view rest = View(name);
  if (absl::ConsumePrefix(&rest, kWards) && rest.size() > kWardDigits) {
    const absl::string_view ward = rest.substr(0, kWardDigits);
    rest.remove_prefix(kWardDigits);
    if (domain::IsWardCode(StdView(ward)) && absl::ConsumePrefix(&rest, "/positions/") &&
        domain::CheckDirectoryId(StdView(rest), field).ok()) {
      return PositionKey{.ward = std::string(ward), .id = std::string(rest)};
    }
  }
  return status::Error(kPositionNotFound, {.field = field});
}

absl::StatusOr<std::string> ParseUnitName(std::string_view name, std::string_view ward,
                                          const char* field) {
  absl::string_view id = View(name);
  if (!absl::ConsumePrefix(&id, absl::StrCat(kWards, View(ward), "/units/")) || id.empty()) {
    return status::Error(kUnitNotFound, {.field = field});
  }
  return std::string(id);
}

v1::Unit ToUnit(const domain::Unit& unit) {
  v1::Unit out;
  out.set_name(absl::StrCat(kWards, unit.ward, "/units/", unit.id));
  out.set_title(unit.title);
  return out;
}

v1::Position ToPosition(const domain::Position& position) {
  v1::Position out;
  out.set_name(domain::PositionName(position.ward, position.id));
  out.set_unit(absl::StrCat(kWards, position.ward, "/units/", position.unit));
  out.set_title(position.title);
  for (const std::string& role : position.roles) out.add_roles(role);
  if (!position.holder.empty()) out.set_holder("officers/" + position.holder);
  return out;
}

v1::Officer ToDirectoryOfficer(const domain::Officer& officer) {
  v1::Officer out = ToOfficer(officer);
  out.set_username(officer.username);
  for (const std::string& role : officer.granted_roles) out.add_granted_roles(role);
  out.set_active(officer.active);
  out.set_from_file(officer.from_file);
  out.set_etag(absl::StrCat(officer.revision));
  return out;
}

}  // namespace tancua::identity::wire
