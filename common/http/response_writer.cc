#include "common/http/response_writer.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "boost/beast/http/status.hpp"
#include "common/status/view.h"

namespace tancua::http {
namespace {

// IMF-fixdate, written once a second per thread.
std::string_view HttpDate() {
  thread_local std::int64_t second = -1;
  thread_local std::string text;
  const absl::Time now = absl::Now();
  if (const std::int64_t current = absl::ToUnixSeconds(now); current != second) {
    second = current;
    text = absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", now, absl::UTCTimeZone());
  }
  return text;
}

std::string_view Phrase(int status) {
  const auto text =
      boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
  return {text.data(), text.size()};
}

// A value with a line break would let its author write headers of their own.
void AppendValue(std::string& out, std::string_view value) {
  const std::size_t begin = out.size();
  out.append(value);
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
      [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
}

void AppendField(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  AppendValue(out, value);
  out.append("\r\n");
}

bool HasBody(int status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

std::string FormatFields(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string lines;
  for (const auto& [name, value] : fields) AppendField(lines, name, value);
  return lines;
}

std::string FormatHead(const Response& response, std::size_t body_size, bool keep_alive,
                       std::string_view common_fields) {
  std::string head;
  absl::StrAppend(&head, "HTTP/1.1 ", response.status, " ", View(Phrase(response.status)), "\r\n");
  AppendField(head, "Date", HttpDate());
  if (!keep_alive) AppendField(head, "Connection", "close");
  if (HasBody(response.status)) {
    absl::StrAppend(&head, "Content-Length: ", body_size, "\r\n");
    if (body_size > 0) AppendField(head, "Content-Type", response.content_type);
  }
  for (const auto& [name, value] : response.headers) AppendField(head, name, value);
  head.append(common_fields).append("\r\n");
  return head;
}

void ResponseWriter::Begin(Response response, bool head_only, bool keep_alive) {
  sent_ = 0;
  head_ = FormatHead(response, response.body.size(), keep_alive, common_fields_);
  body_.clear();
  if (HasBody(response.status) && !head_only) body_ = std::move(response.body);
}

ResponseWriter::Progress ResponseWriter::Send(Transport& transport) {
  while (sent_ < size()) {
    std::array<iovec, 2> pieces{};
    std::size_t count = 0;
    if (sent_ < head_.size()) pieces[count++] = {head_.data() + sent_, head_.size() - sent_};
    const std::size_t body_sent = sent_ > head_.size() ? sent_ - head_.size() : 0;
    pieces[count++] = {body_.data() + body_sent, body_.size() - body_sent};
    const ssize_t sent = transport.Send(pieces.data(), count);
    if (sent >= 0) {
      sent_ += static_cast<std::size_t>(sent);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return Progress::kBlocked;
    } else if (errno != EINTR) {
      return Progress::kFailed;
    }
  }
  return Progress::kDone;
}

}  // namespace tancua::http
