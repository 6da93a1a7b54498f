#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "services/dossier/catalogue/catalogue.h"
#include "services/dossier/catalogue/folders.h"

namespace tancua::dossier::catalogue {

// The catalogue that is served, which changes when its files do, without a restart. Get is
// thread-safe, Reread is for one worker.
class Current {
 public:
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Current>> Open(Folders folders);

  // Entries live as long as this: catalogues that were replaced are kept, for calls that still look
  // into one. They are small, and laws do not change daily.
  [[nodiscard]] const Catalogue& Get() const { return *current_.load(); }
  // Reads the files again; returns 1 when another catalogue was taken, 0 when it is as it was. An
  // error leaves the catalogue as it is, and is met again until the files are mended.
  [[nodiscard]] absl::StatusOr<int> Reread(absl::CivilDay today);

 private:
  explicit Current(Folders folders) : folders_(std::move(folders)) {}
  void Take(Texts texts, Catalogue catalogue);

  const Folders folders_;
  Texts texts_;
  std::vector<std::unique_ptr<const Catalogue>> all_;
  std::atomic<const Catalogue*> current_ = nullptr;
};

}  // namespace tancua::dossier::catalogue
