#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// The two macros of absl's style that absl itself does not ship.
#define TANCUA_CONCAT_INNER(a, b) a##b
#define TANCUA_CONCAT(a, b) TANCUA_CONCAT_INNER(a, b)

// Returns from the function when `expr` is not OK.
#define RETURN_IF_ERROR(expr)                          \
  do {                                                 \
    if (absl::Status s_ = (expr); !s_.ok()) return s_; \
  } while (false)

// ASSIGN_OR_RETURN(auto x, F()): x = *F(), or returns the error.
#define ASSIGN_OR_RETURN(lhs, expr) \
  ASSIGN_OR_RETURN_IMPL(TANCUA_CONCAT(result_, __LINE__), lhs, expr)
#define ASSIGN_OR_RETURN_IMPL(tmp, lhs, expr)    \
  auto tmp = (expr);                             \
  if (!tmp.ok()) return std::move(tmp).status(); \
  lhs = *std::move(tmp)
