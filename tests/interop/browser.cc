#include "tests/interop/browser.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/http/server.h"
#include "gtest/gtest.h"

namespace tancua::interop {
namespace {

constexpr int kMostRedirects = 10;

std::string Header(const http::ClientResponse& response, const std::string& wanted) {
  for (const auto& [name, value] : response.headers) {
    if (name == wanted) return value;
  }
  return "";
}

// "http://host:port" of a URL.
std::string Origin(const std::string& url) { return url.substr(0, url.find('/', 8)); }

}  // namespace

std::map<std::string, std::string> Browser::GoUntil(std::string uri,
                                                    const std::string& redirect_uri) {
  for (int i = 0; i < kMostRedirects; ++i) {
    const auto response = http_.Send({.url = uri, .headers = {{"Cookie", Cookies()}}});
    if (!response.ok()) {
      ADD_FAILURE() << response.status();
      return {};
    }
    Keep(*response);
    const std::string location = Header(*response, "location");
    if (location.empty()) {
      ADD_FAILURE() << uri << " ends with " << response->status << ": " << response->body;
      return {};
    }
    uri = absl::StartsWith(location, "/") ? absl::StrCat(Origin(uri), location) : location;
    if (!absl::StartsWith(uri, redirect_uri + "?")) continue;
    const auto query = http::ParseQuery(uri.substr(redirect_uri.size() + 1)).value();
    return {query.begin(), query.end()};
  }
  ADD_FAILURE() << "too many redirects; the last one leads to " << uri;
  return {};
}

void Browser::Keep(const http::ClientResponse& response) {
  for (const auto& [name, value] : response.headers) {
    if (name != "set-cookie") continue;
    const std::string pair = value.substr(0, value.find(';'));
    const auto equals = pair.find('=');
    cookies_[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
}

std::string Browser::Cookies() const {
  std::string all;
  for (const auto& [name, value] : cookies_) {
    if (!value.empty()) absl::StrAppend(&all, all.empty() ? "" : "; ", name, "=", value);
  }
  return all;
}

}  // namespace tancua::interop
