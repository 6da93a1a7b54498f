#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/sql/database.h"
#include "common/testing/postgres.h"

// What every database must do alike. The tests of conformance_*_test.cc run on each.
namespace tancua::sql {

enum class Backend { kSqliteMemory, kSqliteFile, kPostgres };

// The server that all tests of this process share.
testing::PostgresServer& Postgres();

class Conformance : public ::testing::TestWithParam<Backend> {
 protected:
  Conformance();
  ~Conformance() override;

  // Opens the test's database once more; memory gives a new one each time.
  std::unique_ptr<Database> Open();
  Database& db() { return *database_; }  // with the tables of testdata/migrations

  absl::Status Run(const char* sql, std::initializer_list<Param> params = {});
  // The first column of the answer, each row as text; "NULL" for null.
  std::vector<std::string> Column(const char* sql, std::initializer_list<Param> params = {});

  using Body = std::function<absl::Status(Session&)>;
  // Runs the bodies in one group, in this order; returns the result of each.
  std::vector<absl::Status> RunInOneGroup(const std::vector<Body>& bodies);

 private:
  std::string folder_;
  std::string url_;
  std::unique_ptr<Database> database_;
};

MATCHER_P(HasCode, code, "") { return arg.code() == code; }
MATCHER(IsOk, "") { return arg.ok(); }

}  // namespace tancua::sql
