#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "boost/beast/http/basic_parser.hpp"

namespace tancua::http {

// Request line and header fields in one string, whose memory serves every request of a
// connection.
class RequestHead {
 public:
  void Clear();
  void SetLine(std::string_view method, std::string_view target);
  void AddField(std::string_view name, std::string_view value);

  [[nodiscard]] std::string_view method() const { return Text(method_); }
  [[nodiscard]] std::string_view path() const;
  [[nodiscard]] std::string_view query() const;
  // "" when absent; `name` in any case.
  [[nodiscard]] std::string_view field(std::string_view name) const;
  [[nodiscard]] bool has_field(std::string_view name) const;

 private:
  struct Span {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };
  Span Keep(std::string_view text);
  [[nodiscard]] std::string_view Text(Span span) const {
    return std::string_view(text_).substr(span.begin, span.size);
  }
  [[nodiscard]] const std::pair<Span, Span>* Find(std::string_view name) const;

  std::string text_;
  Span method_;
  Span target_;
  std::vector<std::pair<Span, Span>> fields_;
};

// Beast's parser, filling a RequestHead and handing on the body as it comes. It does no
// input or output itself: the I/O thread and the handler's thread both feed it, never at once.
class RequestParser final : public boost::beast::http::basic_parser<true> {
 public:
  // Body bytes are appended to `piece`.
  RequestParser(RequestHead& head, std::string& piece) : head_(head), piece_(piece) {}

 private:
  using Verb = boost::beast::http::verb;
  using Field = boost::beast::http::field;
  using BeastView = boost::beast::string_view;
  using Error = boost::beast::error_code;

  void on_request_impl(Verb, BeastView method, BeastView target, int version, Error&) override;
  void on_response_impl(int, BeastView, int, Error&) override {}
  void on_field_impl(Field, BeastView name, BeastView value, Error&) override;
  void on_header_impl(Error& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
  std::size_t on_body_impl(BeastView body, Error&) override;
  void on_chunk_header_impl(std::uint64_t, BeastView, Error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, BeastView body, Error&) override;
  void on_finish_impl(Error&) override {}

  RequestHead& head_;
  std::string& piece_;
  int version_ = 11;
  bool header_done_ = false;
};

}  // namespace tancua::http
