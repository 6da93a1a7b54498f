#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/config/environment.h"
#include "common/config/loader.h"
#include "common/config/scalar.h"
#include "common/status/view.h"

namespace tancua::config {
namespace {

// Writes a row per value, in the order of binding.
class ReferenceBinder : public Binder {
 public:
  explicit ReferenceBinder(std::string path, std::string& rows)
      : path_(std::move(path)), rows_(rows) {}

  void Value(std::string_view key, bool& out, std::string_view help) override {
    Row(key, TypeName(out), FormatScalar(out), help);
  }
  void Value(std::string_view key, int& out, std::string_view help) override {
    Row(key, TypeName(out), FormatScalar(std::int64_t{out}), help);
  }
  void Value(std::string_view key, std::int64_t& out, std::string_view help) override {
    Row(key, TypeName(out), FormatScalar(out), help);
  }
  void Value(std::string_view key, double& out, std::string_view help) override {
    Row(key, TypeName(out), FormatScalar(out), help);
  }
  void Value(std::string_view key, std::string& out, std::string_view help) override {
    Row(key, TypeName(out), FormatScalar(out), help);
  }
  void Value(std::string_view key, absl::Duration& out, std::string_view help) override {
    Row(key, "duration", FormatScalar(out), help);
  }
  void Value(std::string_view key, std::vector<std::string>& out, std::string_view help) override {
    Row(key, TypeName(out), FormatScalar(out), help);
  }
  void File(std::string_view key, Secret& out, std::string_view help) override {
    Row(absl::StrCat(View(key), "_file"), "path of a secret", out.path, help);
  }
  void Section(std::string_view key, std::string_view,
               const std::function<void(Binder&)>& bind) override {
    ReferenceBinder section(PathOf(key), rows_);
    bind(section);
  }
  void List(std::string_view key, std::string_view, const std::function<void(std::size_t)>& resize,
            const std::function<void(Binder&, std::size_t)>& bind) override {
    // One element stands for all.
    resize(1);
    ReferenceBinder element(absl::StrCat(PathOf(key), "[n]"), rows_);
    bind(element, 0);
  }

 private:
  std::string PathOf(std::string_view key) const {
    return path_.empty() ? std::string(key) : absl::StrCat(path_, ".", View(key));
  }

  void Row(std::string_view key, const char* type, const std::string& fallback,
           std::string_view help) {
    const std::string path = PathOf(key);
    const std::string shown = fallback.empty() ? "" : absl::StrCat("`", fallback, "`");
    absl::StrAppend(&rows_, "| `", path, "` | ", type, " | ", Cell(shown), " | `",
                    EnvironmentName(path), "` | ", Cell(help), " |\n");
  }

  static std::string Cell(std::string_view text) {
    return absl::StrReplaceAll(View(text), {{"|", "\\|"}, {"\n", " "}});
  }

  std::string path_;
  std::string& rows_;
};

}  // namespace

std::string Reference(const std::function<void(Binder&)>& bind) {
  std::string table =
      "| key | type | default | environment | meaning |\n"
      "|---|---|---|---|---|\n";
  ReferenceBinder binder("", table);
  bind(binder);
  return table;
}

}  // namespace tancua::config
