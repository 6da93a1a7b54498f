#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "services/gateway/binding.h"

namespace tancua::gateway {

// Finds the binding of a path: a tree of segments, literals before wildcards. Built once,
// then read by all threads.
class RouteTable {
 public:
  struct Match {
    const Binding* binding = nullptr;        // null: see `allowed`
    std::vector<std::string_view> segments;  // of the path, still percent-encoded, no verb
    std::string allowed;                     // the methods that the path has; empty: unknown
  };

  // `binding` must outlive the table. ALREADY_EXISTS when it collides with another.
  [[nodiscard]] absl::Status Add(const Binding& binding);
  // HEAD finds what GET finds. Views of `path` go into the match.
  [[nodiscard]] Match Find(std::string_view method, std::string_view path) const;

 private:
  // The bindings that end at a node with one verb.
  struct End {
    std::string verb;
    std::vector<const Binding*> bindings;
  };
  struct Node {
    std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
    std::unique_ptr<Node> any;  // "*"
    std::vector<End> rest;      // ends of "**"
    std::vector<End> ends;
  };

  static Node& Child(Node& node, const std::string& segment);
  static const End* Walk(const Node& node, const std::vector<std::string_view>& segments,
                         std::size_t at, std::string_view verb);

  Node root_;
};

}  // namespace tancua::gateway
