#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/http/server.h"

namespace tancua::simulator {

// Which simulated party answers which path. Filled once, before it serves; then thread-safe.
class Router {
 public:
  using Handler = std::function<http::Response(http::Request&)>;

  // `path` is compared as a whole: "/vneid/token".
  void Route(std::string_view method, std::string_view path, Handler handler);

  // One line of the page at "/", in both languages.
  struct Entry {
    std::string path;
    std::string vi;
    std::string en;
  };
  void Announce(Entry entry) { entries_.push_back(std::move(entry)); }

  // Answers with the handler's response, 404 or 405; every answer says that it is simulated.
  [[nodiscard]] http::Response Serve(http::Request& request) const;

 private:
  [[nodiscard]] http::Response Dispatch(http::Request& request) const;
  [[nodiscard]] http::Response Index() const;

  std::map<std::string, std::map<std::string, Handler, std::less<>>, std::less<>> routes_;
  std::vector<Entry> entries_;
};

}  // namespace tancua::simulator
