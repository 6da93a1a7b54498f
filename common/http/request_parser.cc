#include "common/http/request_parser.h"

#include "absl/strings/match.h"
#include "boost/beast/http/error.hpp"
#include "common/status/view.h"

namespace tancua::http {
namespace {

std::string_view Std(boost::beast::string_view text) { return {text.data(), text.size()}; }

// A client may send the absolute form ("GET http://host/path"); only the path matters here.
std::string_view WithoutAuthority(std::string_view target) {
  if (!absl::StartsWithIgnoreCase(View(target), "http://")) return target;
  const auto slash = target.find('/', 7);
  return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
}

}  // namespace

void RequestHead::Clear() {
  text_.clear();
  fields_.clear();
  method_ = target_ = {};
}

RequestHead::Span RequestHead::Keep(std::string_view text) {
  const Span span{static_cast<std::uint32_t>(text_.size()),
                  static_cast<std::uint32_t>(text.size())};
  text_.append(text);
  return span;
}

void RequestHead::SetLine(std::string_view method, std::string_view target) {
  method_ = Keep(method);
  target_ = Keep(WithoutAuthority(target));
}

void RequestHead::AddField(std::string_view name, std::string_view value) {
  const Span kept = Keep(name);
  fields_.emplace_back(kept, Keep(value));
}

std::string_view RequestHead::path() const {
  const auto target = Text(target_);
  return target.substr(0, target.find('?'));
}

std::string_view RequestHead::query() const {
  const auto target = Text(target_);
  const auto mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

const std::pair<RequestHead::Span, RequestHead::Span>* RequestHead::Find(
    std::string_view name) const {
  for (const auto& field : fields_) {
    if (absl::EqualsIgnoreCase(View(Text(field.first)), View(name))) return &field;
  }
  return nullptr;
}

std::string_view RequestHead::field(std::string_view name) const {
  const auto* found = Find(name);
  return found == nullptr ? std::string_view() : Text(found->second);
}

bool RequestHead::has_field(std::string_view name) const { return Find(name) != nullptr; }

void RequestParser::on_request_impl(Verb, BeastView method, BeastView target, int version, Error&) {
  version_ = version;
  head_.SetLine(Std(method), Std(target));
}

void RequestParser::on_field_impl(Field, BeastView name, BeastView value, Error&) {
  // Fields after a chunked body (trailers) must not pass for header fields.
  if (!header_done_) head_.AddField(Std(name), Std(value));
}

void RequestParser::on_header_impl(Error& error) {
  header_done_ = true;
  namespace beast = boost::beast::http;
  const auto path = head_.path();
  if (path != "*" && !path.starts_with('/')) error = beast::error::bad_target;
  if (version_ >= 11 && !head_.has_field("host")) error = beast::error::bad_field;
  // Any other coding would leave the length of the body to guesswork.
  const auto coding = head_.field("transfer-encoding");
  if (!coding.empty() && !absl::EqualsIgnoreCase(View(coding), "chunked")) {
    error = beast::error::unexpected_body;
  }
}

std::size_t RequestParser::on_body_impl(BeastView body, Error&) {
  piece_.append(body.data(), body.size());
  return body.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, BeastView body, Error&) {
  piece_.append(body.data(), body.size());
  return body.size();
}

}  // namespace tancua::http
