#include "services/gateway/route_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/status/view.h"

namespace tancua::gateway {
namespace {

void Split(std::string_view path, std::vector<std::string_view>& segments) {
  if (!path.empty()) path.remove_prefix(1);  // the server lets only paths in that begin with /
  while (true) {
    const auto slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return;
    path.remove_prefix(slash + 1);
  }
}

template <class Ends>
auto* FindEnd(Ends& ends, std::string_view verb) {
  const auto found =
      std::find_if(ends.begin(), ends.end(), [&](const auto& end) { return end.verb == verb; });
  return found == ends.end() ? nullptr : &*found;
}

}  // namespace

RouteTable::Node& RouteTable::Child(Node& node, const std::string& segment) {
  if (segment == "*") {
    if (node.any == nullptr) node.any = std::make_unique<Node>();
    return *node.any;
  }
  for (auto& [name, child] : node.literals) {
    if (name == segment) return *child;
  }
  return *node.literals.emplace_back(segment, std::make_unique<Node>()).second;
}

absl::Status RouteTable::Add(const Binding& binding) {
  Node* node = &root_;
  bool takes_rest = false;
  for (const auto& segment : binding.path.segments) {
    takes_rest = segment == "**";
    if (!takes_rest) node = &Child(*node, segment);
  }
  auto& ends = takes_rest ? node->rest : node->ends;
  End* end = FindEnd(ends, binding.path.verb);
  if (end == nullptr) end = &ends.emplace_back(End{binding.path.verb, {}});
  for (const Binding* other : end->bindings) {
    if (other->http_method != binding.http_method) continue;
    return absl::AlreadyExistsError(absl::StrCat(binding.http_method, " ", binding.path.text,
                                                 " is bound by ", other->method->full_name(),
                                                 " and ", binding.method->full_name()));
  }
  end->bindings.push_back(&binding);
  return absl::OkStatus();
}

const RouteTable::End* RouteTable::Walk(const Node& node,
                                        const std::vector<std::string_view>& segments,
                                        std::size_t at, std::string_view verb) {
  if (at == segments.size()) return FindEnd(node.ends, verb);
  for (const auto& [name, child] : node.literals) {
    if (name != segments[at]) continue;
    if (const End* end = Walk(*child, segments, at + 1, verb)) return end;
  }
  if (node.any != nullptr && !segments[at].empty()) {
    if (const End* end = Walk(*node.any, segments, at + 1, verb)) return end;
  }
  return FindEnd(node.rest, verb);
}

RouteTable::Match RouteTable::Find(std::string_view method, std::string_view path) const {
  Match match;
  match.segments.reserve(8);
  Split(path, match.segments);
  const std::string_view last = match.segments.back();
  const auto colon = last.rfind(':');
  const End* end = nullptr;
  if (colon != std::string_view::npos) {
    match.segments.back() = last.substr(0, colon);
    end = Walk(root_, match.segments, 0, last.substr(colon + 1));
    if (end == nullptr) match.segments.back() = last;  // a colon within a name
  }
  if (end == nullptr) end = Walk(root_, match.segments, 0, "");
  if (end == nullptr) return match;
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  for (const Binding* binding : end->bindings) {
    if (binding->http_method == wanted) match.binding = binding;
  }
  if (match.binding != nullptr) return match;
  for (const Binding* binding : end->bindings) {
    absl::StrAppend(&match.allowed, match.allowed.empty() ? "" : ", ", binding->http_method);
  }
  return match;
}

}  // namespace tancua::gateway
