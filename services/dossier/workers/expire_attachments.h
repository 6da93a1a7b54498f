#pragma once

#include "absl/status/statusor.h"
#include "services/dossier/deps.h"

namespace tancua::dossier::workers {

// Deletes attachments that no dossier named in time, with their blobs. Each run returns how many
// it deleted.
class ExpireAttachments {
 public:
  explicit ExpireAttachments(const Deps& deps) : deps_(deps) {}
  [[nodiscard]] absl::StatusOr<int> RunOnce();

 private:
  const Deps& deps_;
};

// Deletes blobs that no row names: left by a process that died between writing the content and
// writing the row. Each run looks at one of the 256 parts of the store.
class SweepBlobs {
 public:
  explicit SweepBlobs(const Deps& deps) : deps_(deps) {}
  [[nodiscard]] absl::StatusOr<int> RunOnce();

 private:
  const Deps& deps_;
  int part_ = 0;
};

}  // namespace tancua::dossier::workers
