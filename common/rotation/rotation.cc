#include "common/rotation/rotation.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/status/macros.h"

namespace tancua::rotation {

const char* const kMigrationSql = R"sql(
CREATE TABLE key_uses (
  key_id TEXT NOT NULL PRIMARY KEY,
  seen_at BIGINT NOT NULL
);
)sql";

namespace {

constexpr char kWriteKey[] = "rotation";

constexpr char kLoadUses[] = "SELECT key_id, seen_at FROM key_uses";
constexpr char kNoteUse[] =
    "INSERT INTO key_uses (key_id, seen_at) VALUES (:key_id, :now) "
    "ON CONFLICT (key_id) DO UPDATE SET seen_at = excluded.seen_at";
constexpr char kRetire[] = "DELETE FROM key_uses WHERE key_id <> :sealing AND seen_at < :bound";

bool Holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

Rotation::Rotation(Parts parts) : parts_(std::move(parts)) {
  auto& family =
      prometheus::BuildGauge()
          .Name("tancua_rotation_pending_rows")
          .Help("Sealed values that do not stand under the sealing key, as the last pass knew")
          .Register(parts_.metrics);
  for (const auto& place : parts_.places) {
    gauges_[place->name()] = &family.Add({{"service", parts_.service}, {"place", place->name()}});
    SetPending(place->name(), 0);
  }
}

absl::StatusOr<std::unique_ptr<Rotation>> Rotation::Open(Parts parts) {
  std::unique_ptr<Rotation> rotation(new Rotation(std::move(parts)));
  const crypto::KeyIds ids = rotation->parts_.keys.ids();
  ASSIGN_OR_RETURN(Uses uses, rotation->LoadUses());
  RETURN_IF_ERROR(rotation->CheckMissing(uses, ids));
  // A database from before this table may hold values of every key of the file.
  RETURN_IF_ERROR(rotation->Note(uses.empty() ? ids.all : std::vector{ids.sealing}));
  ASSIGN_OR_RETURN(uses, rotation->LoadUses());
  rotation->SetInUse(uses);
  return rotation;
}

absl::StatusOr<int> Rotation::RunOnce() {
  const absl::Time now = parts_.clock.Now();
  const crypto::KeyIds ids = parts_.keys.ids();
  if (ids.sealing != noted_key_ || now >= noted_at_ + parts_.interval) {
    RETURN_IF_ERROR(Note({ids.sealing}));
    noted_key_ = ids.sealing;
    noted_at_ = now;
  }
  if (!ids.prepared.empty() || (pass_ && pass_->key_id != ids.sealing)) pass_.reset();
  if (pass_) return Continue();
  ASSIGN_OR_RETURN(const Uses uses, LoadUses());
  SetInUse(uses);
  const bool waits = waited_for_ == ids.sealing && now < next_pass_;
  if (uses.size() < 2 || waits || !ids.prepared.empty()) return 0;
  return BeginPass(ids.sealing);
}

absl::Status Rotation::Admit(const crypto::KeyIds& next) {
  ASSIGN_OR_RETURN(const Uses uses, LoadUses());
  RETURN_IF_ERROR(CheckMissing(uses, next));
  return Note({next.sealing});
}

Progress Rotation::progress() const {
  absl::MutexLock lock(&mutex_);
  return progress_;
}

absl::StatusOr<Rotation::Uses> Rotation::LoadUses() {
  return parts_.database.Read([](sql::Session& session) -> absl::StatusOr<Uses> {
    Uses uses;
    RETURN_IF_ERROR(session.Query(kLoadUses, {},
                                  [&](const sql::Row& row) { uses[row.Text(0)] = row.Time(1); }));
    return uses;
  });
}

absl::Status Rotation::Note(const std::vector<std::string>& key_ids) {
  return parts_.database.Write(kWriteKey, [&](sql::Session& tx) -> absl::Status {
    for (const std::string& id : key_ids) {
      RETURN_IF_ERROR(tx.Execute(kNoteUse, {id, parts_.clock.Now()}).status());
    }
    return absl::OkStatus();
  });
}

// Counts only when a key is missing, so that a usual start costs one look at a small table.
absl::Status Rotation::CheckMissing(const Uses& uses, const crypto::KeyIds& ids) {
  for (const auto& [id, seen_at] : uses) {
    if (Holds(ids.all, id)) continue;
    for (const auto& place : parts_.places) {
      ASSIGN_OR_RETURN(const std::int64_t count, place->CountUnder(id));
      if (count == 0) continue;
      return absl::FailedPreconditionError(absl::StrCat(
          "the field key ", id, " is not in the key file, but ", count, " values of ",
          place->name(), " stand under it; put its line back until the rotation is done"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<int> Rotation::BeginPass(const std::string& key_id) {
  ASSIGN_OR_RETURN(const std::int64_t pending, Measure(key_id));
  pass_ = {.key_id = key_id, .began = parts_.clock.Now()};
  log::Info("rotation.began", {{"service", parts_.service}, {"key", key_id}, {"pending", pending}});
  return 1;
}

absl::StatusOr<int> Rotation::Continue() {
  Place& place = *parts_.places[pass_->place];
  ASSIGN_OR_RETURN(const Place::Batch batch, place.MoveSome(pass_->key_id));
  pass_->moved += batch.moved;
  const double before = gauges_[place.name()]->Value();
  SetPending(place.name(), std::max<std::int64_t>(0, std::int64_t(before) - batch.moved));
  if (batch.unreadable > 0) {
    log::Warning(
        "rotation.unreadable",
        {{"service", parts_.service}, {"place", place.name()}, {"values", batch.unreadable}});
  }
  if (batch.last) {
    if (pass_->moved > 0) {
      log::Info("rotation.place_done", {{"service", parts_.service},
                                        {"place", place.name()},
                                        {"key", pass_->key_id},
                                        {"moved", pass_->moved}});
    }
    pass_->moved = 0;
    if (++pass_->place == parts_.places.size()) return EndPass();
  }
  return std::max(1, batch.moved);
}

absl::StatusOr<int> Rotation::EndPass() {
  const Pass pass = *std::exchange(pass_, std::nullopt);
  ASSIGN_OR_RETURN(const std::int64_t left, Measure(pass.key_id));
  waited_for_ = pass.key_id;
  next_pass_ = parts_.clock.Now() + kPatience * parts_.interval;
  if (left > 0) {
    log::Warning("rotation.left",
                 {{"service", parts_.service}, {"key", pass.key_id}, {"values", left}});
    return 0;
  }
  RETURN_IF_ERROR(Retire(pass));
  return 1;
}

// Only keys that nobody has sealed with since long before the pass began: then it saw everything.
absl::Status Rotation::Retire(const Pass& pass) {
  const absl::Duration patience = kPatience * parts_.interval;
  RETURN_IF_ERROR(parts_.database.Write(kWriteKey, [&](sql::Session& tx) {
    return tx.Execute(kRetire, {pass.key_id, pass.began - patience}).status();
  }));
  ASSIGN_OR_RETURN(const Uses uses, LoadUses());
  SetInUse(uses);
  next_pass_ = absl::InfinitePast();
  for (const auto& [id, seen_at] : uses) {
    if (id == pass.key_id) continue;
    next_pass_ = std::max(next_pass_, seen_at + patience + absl::Milliseconds(1));
  }
  if (uses.size() == 1) {
    log::Info("rotation.done", {{"service", parts_.service}, {"key", pass.key_id}});
  }
  return absl::OkStatus();
}

absl::StatusOr<std::int64_t> Rotation::Measure(const std::string& key_id) {
  std::int64_t sum = 0;
  for (const auto& place : parts_.places) {
    ASSIGN_OR_RETURN(const std::int64_t count, place->CountOthers(key_id));
    SetPending(place->name(), count);
    sum += count;
  }
  return sum;
}

void Rotation::SetPending(const std::string& place, std::int64_t count) {
  gauges_[place]->Set(static_cast<double>(count));
  absl::MutexLock lock(&mutex_);
  progress_.pending[place] = count;
}

void Rotation::SetInUse(const Uses& uses) {
  absl::MutexLock lock(&mutex_);
  progress_.keys_in_use.clear();
  for (const auto& [id, seen_at] : uses) progress_.keys_in_use.insert(id);
}

}  // namespace tancua::rotation
