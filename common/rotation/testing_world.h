#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/crypto/keyring.h"
#include "common/rotation/column.h"
#include "common/rotation/rotation.h"
#include "common/sql/database.h"

namespace tancua::rotation {

enum class Backend { kSqlite, kPostgres };

// People with a sealed name, and an index of it, on each database.
class World : public ::testing::TestWithParam<Backend> {
 protected:
  World();

  // The lines of a key file.
  static std::string Line(const std::string& id);
  static std::string Prepared(const std::string& id);

  [[nodiscard]] std::vector<std::unique_ptr<Place>> NewPlaces();
  void Add(const std::string& id, const std::string& name);
  // Runs a statement without parameters.
  void Run(const char* sql);
  // The first column of the answer.
  [[nodiscard]] std::vector<std::string> Texts(const char* sql);
  [[nodiscard]] std::string NameOf(const std::string& id);
  // The id of the person of that name, looked up as a service does it.
  [[nodiscard]] std::string Find(const std::string& name);

  crypto::Keyring keys_;
  std::unique_ptr<sql::Database> database_;
};

}  // namespace tancua::rotation
