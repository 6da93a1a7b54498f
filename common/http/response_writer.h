#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "common/http/server.h"
#include "common/http/transport.h"

namespace tancua::http {

// One response on its way out of a non-blocking socket.
class ResponseWriter {
 public:
  // `common_fields`: whole header lines that every answer has.
  explicit ResponseWriter(std::string_view common_fields) : common_fields_(common_fields) {}

  // `head_only`: the answer to HEAD, with the length of the body but without it.
  void Begin(Response response, bool head_only, bool keep_alive);
  enum class Progress { kDone, kBlocked, kFailed };
  // Sends as much as the connection takes.
  [[nodiscard]] Progress Send(Transport& transport);
  [[nodiscard]] std::size_t size() const { return head_.size() + body_.size(); }

 private:
  const std::string_view common_fields_;
  std::string head_;
  std::string body_;
  std::size_t sent_ = 0;
};

// Status line and headers, with the empty line that ends them, of an answer with `body_size` bytes.
[[nodiscard]] std::string FormatHead(const Response& response, std::size_t body_size,
                                     bool keep_alive, std::string_view common_fields);

// "Name: value\r\n" of each.
[[nodiscard]] std::string FormatFields(
    const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace tancua::http
