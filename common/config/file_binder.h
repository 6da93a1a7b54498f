#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/config/binder.h"
#include "common/config/loader.h"
#include "yaml-cpp/yaml.h"

namespace tancua::config {

// What all binders of one Load share.
struct Loading {
  const Source& source;
  std::vector<std::string> errors;
  std::vector<SecretFile> secrets;
  // Path of each section or list element → keys that the program knows there.
  std::map<std::string, std::set<std::string>> known_keys;
  std::set<std::string> known_variables;

  // "suite.yaml:12"
  [[nodiscard]] std::string Place(const YAML::Node& node) const;
  void Refuse(const YAML::Node& node, std::string_view path, std::string_view problem);
};

// Binds one section: from `node`, then from the environment.
class FileBinder : public Binder {
 public:
  FileBinder(Loading& loading, const YAML::Node& node, std::string path);

  void Value(std::string_view key, bool& out, std::string_view help) override;
  void Value(std::string_view key, int& out, std::string_view help) override;
  void Value(std::string_view key, std::int64_t& out, std::string_view help) override;
  void Value(std::string_view key, double& out, std::string_view help) override;
  void Value(std::string_view key, std::string& out, std::string_view help) override;
  void Value(std::string_view key, absl::Duration& out, std::string_view help) override;
  void Value(std::string_view key, std::vector<std::string>& out, std::string_view help) override;
  void File(std::string_view key, Secret& out, std::string_view help) override;
  void Section(std::string_view key, std::string_view help,
               const std::function<void(Binder&)>& bind) override;
  void List(std::string_view key, std::string_view help,
            const std::function<void(std::size_t)>& resize,
            const std::function<void(Binder&, std::size_t)>& bind) override;

 private:
  // The node under `key`, an undefined node when there is none; from now on the key is known.
  [[nodiscard]] YAML::Node Know(std::string_view key);
  [[nodiscard]] std::string PathOf(std::string_view key) const;
  template <class T>
  void BindScalar(std::string_view key, T& out);
  template <class T>
  void ApplyEnvironment(const std::string& path, T& out);

  Loading& loading_;
  YAML::Node node_;
  std::string path_;
};

}  // namespace tancua::config
