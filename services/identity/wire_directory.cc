#include "services/identity/wire_directory.h"

#include <optional>
#include <utility>

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

// "wards/{code}", `collection`, "{id}".
std::optional<DirectoryKey> KeyIn(std::string_view name, absl::string_view collection) {
  absl::string_view rest = View(name);
  if (!absl::ConsumePrefix(&rest, kWards) || rest.size() <= kWardDigits) return std::nullopt;
  const absl::string_view ward = rest.substr(0, kWardDigits);
  rest.remove_prefix(kWardDigits);
  if (!domain::IsWardCode(StdView(ward)) || !absl::ConsumePrefix(&rest, collection) ||
      !domain::CheckDirectoryId(StdView(rest), "name").ok()) {
    return std::nullopt;
  }
  return DirectoryKey{.ward = std::string(ward), .id = std::string(rest)};
}

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

absl::StatusOr<DirectoryKey> ParseUnitKey(std::string_view name, const char* field) {
  std::optional<DirectoryKey> key = KeyIn(name, "/units/");
  if (!key) return status::Error(kUnitNotFound, {.field = field});
  return *std::move(key);
}

absl::StatusOr<DirectoryKey> ParsePositionName(std::string_view name, const char* field) {
  std::optional<DirectoryKey> key = KeyIn(name, "/positions/");
  if (!key) return status::Error(kPositionNotFound, {.field = field});
  return *std::move(key);
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
  out.set_etag(absl::StrCat(unit.revision));
  return out;
}

v1::Position ToPosition(const domain::Position& position) {
  v1::Position out;
  out.set_name(domain::PositionName(position.ward, position.id));
  out.set_unit(absl::StrCat(kWards, position.ward, "/units/", position.unit));
  out.set_title(position.title);
  for (const std::string& role : position.roles) out.add_roles(role);
  if (!position.holder.empty()) out.set_holder("officers/" + position.holder);
  out.set_etag(absl::StrCat(position.revision));
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
