#include "common/retention/schedule.h"

#include <algorithm>
#include <exception>
#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "yaml-cpp/yaml.h"

namespace tancua::retention {
namespace {

constexpr int kBatch = 200;

absl::StatusOr<Class> ReadClass(const YAML::Node& node) {
  Class read{
      .record = node["record"].as<std::string>(""),
      .procedures = node["procedures"].as<std::vector<std::string>>(std::vector<std::string>()),
      .years = node["years"].as<int>(0),
      .permanent = node["permanent"].as<bool>(false),
      .verified = node["verified"].as<bool>(false),
      .legal_basis = node["legal_basis"].as<std::string>("")};
  if (read.record.empty() || read.legal_basis.empty() || (read.years < 1) != read.permanent) {
    return absl::InvalidArgumentError(absl::StrCat(
        "retention class ", read.record, " needs a record, a legal basis, and years or permanent"));
  }
  return read;
}

}  // namespace

absl::Time Class::CutOff(absl::Time now) const {
  const absl::CivilSecond local = absl::ToCivilSecond(now, calendar::Vietnam());
  return absl::FromCivil(absl::CivilSecond(local.year() - years, local.month(), local.day(),
                                           local.hour(), local.minute(), local.second()),
                         calendar::Vietnam());
}

absl::StatusOr<Schedule> Schedule::Parse(std::string_view yaml) {
  Schedule schedule;
  try {
    for (const YAML::Node& node : YAML::Load(std::string(yaml))["classes"]) {
      ASSIGN_OR_RETURN(Class read, ReadClass(node));
      schedule.classes_.push_back(std::move(read));
    }
  } catch (const std::exception& e) {  // yaml-cpp throws; nothing of it leaves this file
    return absl::InvalidArgumentError(e.what());
  }
  return schedule;
}

absl::StatusOr<Schedule> Schedule::Load(const std::string& path) {
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat(path, " cannot be read"));
  const std::string yaml{std::istreambuf_iterator<char>(in), {}};
  auto schedule = Parse(yaml);
  if (schedule.ok()) return schedule;
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", schedule.status().message()));
}

const Class* Schedule::Find(std::string_view record, std::string_view procedure) const {
  const Class* general = nullptr;
  for (const Class& entry : classes_) {
    if (entry.record != record) continue;
    if (entry.procedures.empty()) general = general == nullptr ? &entry : general;
    if (std::find(entry.procedures.begin(), entry.procedures.end(), procedure) !=
        entry.procedures.end()) {
      return &entry;
    }
  }
  return general;
}

absl::StatusOr<int> ApplyClass(const Class* found, absl::Time now, Metrics& metrics,
                               const Table& table) {
  if (found == nullptr || found->permanent) return 0;
  const absl::Time before = found->CutOff(now);
  int removed = 0;
  if (found->verified) {
    ASSIGN_OR_RETURN(removed, table.remove(before, kBatch));
    metrics.CountRemoved(found->record, removed);
  }
  if (removed == 0) {
    ASSIGN_OR_RETURN(const std::int64_t due, table.count(before));
    metrics.SetDue(found->record, due);
  }
  return removed;
}

}  // namespace tancua::retention
