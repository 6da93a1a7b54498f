#include "common/rotation/column.h"

#include <cstddef>
#include <set>
#include <utility>

#include "absl/strings/str_replace.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/span.h"
#include "common/status/macros.h"

namespace tancua::rotation {
namespace {

// Small, because a batch is one transaction that filings wait for.
constexpr int kBatch = 100;

// The comparison with the old text lets whoever changed the row meanwhile win.
constexpr char kUpdate[] = "UPDATE {table} SET {name} = :new WHERE {key} = :key AND {name} = :old";
constexpr char kSelect[] =
    "SELECT {key}, {name}, {source} FROM {table} WHERE {key} > :after AND {name} <> '' "
    "AND {source} IS NOT NULL AND substr({name}, 1, :length) <> :prefix "
    "ORDER BY {key} LIMIT :limit";
constexpr char kCountUnder[] =
    "SELECT COUNT(*) FROM {table} WHERE substr({name}, 1, :length) = :prefix";
constexpr char kCountOthers[] =
    "SELECT COUNT(*) FROM {table} WHERE {name} <> '' AND substr({name}, 1, :length) <> :prefix";

// A statement's text must live for ever, and be the same for the same statement.
const char* Statement(const char* pattern, const Column& column) {
  static absl::Mutex mutex;
  static auto& texts = *new std::set<std::string>();
  absl::MutexLock lock(&mutex);
  return texts
      .insert(absl::StrReplaceAll(pattern, {{"{table}", column.table},
                                            {"{key}", column.key},
                                            {"{name}", column.name},
                                            {"{source}", column.source}}))
      .first->c_str();
}

struct Value {
  std::string key;
  std::string old_text;
  std::string new_text;  // first its source
};

class ColumnPlace final : public Place {
 public:
  ColumnPlace(sql::Database& database, const crypto::Keyring& keys, Column column)
      : database_(database),
        keys_(keys),
        column_(std::move(column)),
        name_(column_.table + "." + column_.name),
        select_(Statement(kSelect, column_)),
        update_(Statement(kUpdate, column_)),
        count_under_(Statement(kCountUnder, column_)),
        count_others_(Statement(kCountOthers, column_)) {}

  const std::string& name() const override { return name_; }

  absl::StatusOr<std::int64_t> CountUnder(const std::string& key_id) override {
    return Count(count_under_, PrefixOf(key_id));
  }
  absl::StatusOr<std::int64_t> CountOthers(const std::string& key_id) override {
    return Count(count_others_, PrefixOf(key_id));
  }

  absl::StatusOr<Batch> MoveSome(const std::string& key_id) override {
    ASSIGN_OR_RETURN(std::vector<Value> values, Next(PrefixOf(key_id)));
    Batch batch{.last = values.size() < kBatch};
    if (!batch.last) CutLastKey(values);
    const std::string after = batch.last ? "" : values.back().key;
    batch.unreadable = Renew(values);
    absl::StatusOr<int> moved = values.empty() ? 0 : StoreTogether(values);
    // Two rows of one person, made at the same moment under two keys: only one can have the index.
    if (absl::IsAlreadyExists(moved.status())) moved = StoreEach(values, batch.unreadable);
    ASSIGN_OR_RETURN(batch.moved, moved);
    after_ = after;  // what failed is tried again
    return batch;
  }

 private:
  absl::StatusOr<std::int64_t> Count(const char* statement, const std::string& prefix) {
    return database_.Read([&](sql::Session& session) -> absl::StatusOr<std::int64_t> {
      std::int64_t count = 0;
      RETURN_IF_ERROR(session.Query(statement, {static_cast<int>(prefix.size()), prefix},
                                    [&](const sql::Row& row) { count = row.Int(0); }));
      return count;
    });
  }

  absl::StatusOr<std::vector<Value>> Next(const std::string& prefix) {
    std::vector<Value> values;
    RETURN_IF_ERROR(database_.Read([&](sql::Session& session) {
      values.clear();
      return session.Query(select_, {after_, static_cast<int>(prefix.size()), prefix, kBatch},
                           [&](const sql::Row& row) {
                             values.push_back({row.Text(0), row.Text(1), row.Text(2)});
                           });
    }));
    return values;
  }

  // A full batch may have cut the rows of its last key in two: they begin the next one.
  static void CutLastKey(std::vector<Value>& values) {
    const std::string cut = values.back().key;
    if (values.front().key == cut) return;
    std::erase_if(values, [&](const Value& value) { return value.key == cut; });
  }

  // Leaves in `values` what can be read; returns how many cannot.
  int Renew(std::vector<Value>& values) const {
    return static_cast<int>(std::erase_if(values, [&](Value& value) {
      absl::StatusOr<std::string> renewed = column_.renew(keys_, value.new_text);
      if (!renewed.ok()) return true;
      value.new_text = *std::move(renewed);
      return false;
    }));
  }

  absl::StatusOr<int> StoreTogether(absl::Span<const Value> values) {
    return database_.Write("rotation", [&](sql::Session& tx) -> absl::StatusOr<int> {
      std::int64_t moved = 0;
      for (const Value& value : values) {
        ASSIGN_OR_RETURN(const std::int64_t changed,
                         tx.Execute(update_, {value.new_text, value.key, value.old_text}));
        moved += changed;
      }
      return static_cast<int>(moved);
    });
  }

  absl::StatusOr<int> StoreEach(const std::vector<Value>& values, int& refused) {
    int moved = 0;
    for (const Value& value : values) {
      const absl::StatusOr<int> stored = StoreTogether({&value, 1});
      if (absl::IsAlreadyExists(stored.status())) {
        ++refused;
        continue;
      }
      RETURN_IF_ERROR(stored.status());
      moved += *stored;
    }
    return moved;
  }

  sql::Database& database_;
  const crypto::Keyring& keys_;
  const Column column_;
  const std::string name_;
  const char* const select_;
  const char* const update_;
  const char* const count_under_;
  const char* const count_others_;
  std::string after_;  // the key where the next batch begins
};

}  // namespace

Column Sealed(std::string table, std::string key, std::string name, std::string context) {
  Column column{.table = std::move(table), .key = std::move(key), .name = name, .source = name};
  column.renew = [context = std::move(context)](
                     const crypto::Keyring& keys,
                     std::string_view sealed) -> absl::StatusOr<std::string> {
    ASSIGN_OR_RETURN(const std::string plain, keys.Open(sealed, context));
    return keys.Seal(plain, context);
  };
  return column;
}

Column Indexed(std::string table, std::string key, std::string name, std::string source,
               Column::Renew renew) {
  return {.table = std::move(table),
          .key = std::move(key),
          .name = std::move(name),
          .source = std::move(source),
          .renew = std::move(renew)};
}

std::vector<std::unique_ptr<Place>> Places(sql::Database& database, const crypto::Keyring& keys,
                                           const std::vector<Column>& columns) {
  std::vector<std::unique_ptr<Place>> places;
  places.reserve(columns.size());
  for (const Column& column : columns) {
    places.push_back(std::make_unique<ColumnPlace>(database, keys, column));
  }
  return places;
}

}  // namespace tancua::rotation
