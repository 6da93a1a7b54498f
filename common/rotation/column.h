#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/rotation/place.h"
#include "common/sql/database.h"

namespace tancua::rotation {

// A column that a service declares, so that its values follow the keys.
struct Column {
  // The value under today's sealing key, from the text of `source`.
  using Renew =
      std::function<absl::StatusOr<std::string>(const crypto::Keyring&, std::string_view source)>;

  std::string table;
  std::string key;  // a text column with an index that finds one row, or a few
  std::string name;
  std::string source;  // the column that a new value is made from; rows where it is null stay
  Renew renew;
};

// A column of sealed text; null and empty values are nobody's.
[[nodiscard]] Column Sealed(std::string table, std::string key, std::string name,
                            std::string context);
// A column of indices, made anew by `renew` from the sealed text in `source`.
[[nodiscard]] Column Indexed(std::string table, std::string key, std::string name,
                             std::string source, Column::Renew renew);

// `database` and `keys` must outlive the places.
[[nodiscard]] std::vector<std::unique_ptr<Place>> Places(sql::Database& database,
                                                         const crypto::Keyring& keys,
                                                         const std::vector<Column>& columns);

}  // namespace tancua::rotation
