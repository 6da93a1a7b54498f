#include "common/config/file_binder.h"

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/config/environment.h"
#include "common/config/scalar.h"
#include "common/status/view.h"

namespace tancua::config {
namespace {

// yaml-cpp's const operator[] gives an undefined node for an absent key; the mutable one would
// add the key.
YAML::Node Child(const YAML::Node& node, std::string_view key) {
  if (!node.IsDefined() || !node.IsMap()) return YAML::Node(YAML::NodeType::Undefined);
  return node[std::string(key)];
}

// The key itself, for its line: an empty value has none.
YAML::Node KeyNode(const YAML::Node& node, std::string_view key) {
  for (const auto& entry : node) {
    if (entry.first.IsScalar() && entry.first.Scalar() == key) return entry.first;
  }
  return node;
}

bool ReadScalar(const YAML::Node& node, std::vector<std::string>& out) {
  if (!node.IsSequence()) return false;
  std::vector<std::string> elements;
  for (const YAML::Node& element : node) {
    if (!element.IsScalar()) return false;
    elements.push_back(element.Scalar());
  }
  out = std::move(elements);
  return true;
}

template <class T>
bool ReadScalar(const YAML::Node& node, T& out) {
  return node.IsScalar() && ParseScalar(node.Scalar(), out);
}

// nullopt when the file cannot be read.
std::optional<std::string> ReadSecret(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string content{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return std::nullopt;
  while (!content.empty() && (content.back() == '\n' || content.back() == '\r')) {
    content.pop_back();
  }
  return content;
}

}  // namespace

std::string Loading::Place(const YAML::Node& node) const {
  return absl::StrCat(source.file, ":", node.Mark().line + 1);
}

void Loading::Refuse(const YAML::Node& node, std::string_view path, std::string_view problem) {
  errors.push_back(absl::StrCat(Place(node), ": ", View(path), ": ", View(problem)));
}

FileBinder::FileBinder(Loading& loading, const YAML::Node& node, std::string path)
    : loading_(loading), node_(node), path_(std::move(path)) {
  loading_.known_keys[path_];
}

std::string FileBinder::PathOf(std::string_view key) const {
  return path_.empty() ? std::string(key) : absl::StrCat(path_, ".", View(key));
}

YAML::Node FileBinder::Know(std::string_view key) {
  loading_.known_keys[path_].emplace(key);
  return Child(node_, key);
}

template <class T>
void FileBinder::ApplyEnvironment(const std::string& path, T& out) {
  const std::string name = EnvironmentName(path);
  loading_.known_variables.insert(name);
  const auto variable = loading_.source.environment.find(name);
  if (variable == loading_.source.environment.end()) return;
  if (!ParseScalar(variable->second, out)) {
    loading_.errors.push_back(absl::StrCat("environment: ", name, ": expected ", TypeName(out)));
  }
}

template <class T>
void FileBinder::BindScalar(std::string_view key, T& out) {
  const YAML::Node node = Know(key);
  const std::string path = PathOf(key);
  if (node.IsDefined() && !ReadScalar(node, out)) {
    loading_.Refuse(KeyNode(node_, key), path, absl::StrCat("expected ", TypeName(out)));
  }
  ApplyEnvironment(path, out);
}

void FileBinder::Value(std::string_view key, bool& out, std::string_view) { BindScalar(key, out); }
void FileBinder::Value(std::string_view key, int& out, std::string_view) { BindScalar(key, out); }
void FileBinder::Value(std::string_view key, std::int64_t& out, std::string_view) {
  BindScalar(key, out);
}
void FileBinder::Value(std::string_view key, double& out, std::string_view) {
  BindScalar(key, out);
}
void FileBinder::Value(std::string_view key, std::string& out, std::string_view) {
  BindScalar(key, out);
}
void FileBinder::Value(std::string_view key, absl::Duration& out, std::string_view) {
  BindScalar(key, out);
}
void FileBinder::Value(std::string_view key, std::vector<std::string>& out, std::string_view) {
  BindScalar(key, out);
}

void FileBinder::File(std::string_view key, Secret& out, std::string_view) {
  const std::string file_key = absl::StrCat(View(key), "_file");
  BindScalar(file_key, out.path);
  if (out.path.empty()) return;
  std::optional<std::string> content = ReadSecret(out.path);
  if (!content.has_value() || content->empty()) {
    loading_.errors.push_back(absl::StrCat(PathOf(file_key), ": ", out.path,
                                           content.has_value() ? " is empty" : " cannot be read"));
    return;
  }
  out.value = *std::move(content);
  loading_.secrets.push_back({PathOf(file_key), out.path});
}

void FileBinder::Section(std::string_view key, std::string_view,
                         const std::function<void(Binder&)>& bind) {
  const YAML::Node node = Know(key);
  if (node.IsDefined() && !node.IsMap() && !node.IsNull()) {
    loading_.Refuse(KeyNode(node_, key), PathOf(key), "expected a section with keys");
  }
  FileBinder section(loading_, node, PathOf(key));
  bind(section);
}

void FileBinder::List(std::string_view key, std::string_view,
                      const std::function<void(std::size_t)>& resize,
                      const std::function<void(Binder&, std::size_t)>& bind) {
  const YAML::Node node = Know(key);
  if (!node.IsDefined()) return;  // the default elements stay
  if (!node.IsSequence()) {
    loading_.Refuse(KeyNode(node_, key), PathOf(key), "expected a list");
    return;
  }
  resize(node.size());
  for (std::size_t i = 0; i < node.size(); ++i) {
    const std::string path = absl::StrCat(PathOf(key), "[", i, "]");
    if (!node[i].IsMap()) loading_.Refuse(node[i], path, "expected a section with keys");
    FileBinder element(loading_, node[i], path);
    bind(element, i);
  }
}

}  // namespace tancua::config
