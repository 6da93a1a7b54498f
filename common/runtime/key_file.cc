#include "common/runtime/key_file.h"

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "common/status/view.h"

namespace tancua::runtime {
namespace {

absl::StatusOr<std::string> ReadText(const std::string& path) {
  std::ifstream in(path);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in.good() && !in.eof()) return absl::UnavailableError(path + " cannot be read");
  return text;
}

}  // namespace

absl::StatusOr<int> KeyFile::Reread() {
  ASSIGN_OR_RETURN(std::string text, ReadText(path_));
  const auto trimmed = [](const std::string& t) { return absl::StripSuffix(t, "\n"); };
  if (trimmed(text) == trimmed(text_)) return 0;
  ASSIGN_OR_RETURN(const crypto::Keyring next, crypto::Keyring::Parse(text));
  const crypto::KeyIds ids = next.ids();
  RETURN_IF_ERROR(admit_(ids));
  RETURN_IF_ERROR(keys_.Reload(text));
  text_ = std::move(text);
  log::Info("keys.reloaded", {{"keys", name_},
                              {"seals", ids.sealing},
                              {"opens", absl::StrJoin(ids.all, " ")},
                              {"prepared", absl::StrJoin(ids.prepared, " ")}});
  return 1;
}

}  // namespace tancua::runtime
