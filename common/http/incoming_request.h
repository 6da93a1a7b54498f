#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "boost/beast/core/flat_buffer.hpp"
#include "common/http/answer_stream.h"
#include "common/http/request_parser.h"
#include "common/http/server.h"
#include "common/http/transport.h"

namespace tancua::http {

// The request that a connection is at: first filled by the I/O thread until the handler
// can start, then read on by the handler's thread. Bytes of a following, pipelined request
// stay in the buffer.
class IncomingRequest final : public Request {
 public:
  // `common_fields`: of every answer, as header lines.
  IncomingRequest(const ServerConfig& config, std::string_view common_fields)
      : config_(config), answer_(common_fields, config.read_timeout) {
    Reset();
  }

  void Attach(Transport& transport) {
    transport_ = &transport;
    answer_.Attach(transport);
  }
  // Begins the next request.
  void Reset();

  // For the I/O thread: where to receive, and what came of it.
  [[nodiscard]] boost::asio::mutable_buffer Prepare();
  void Commit(std::size_t bytes) { buffer_.commit(bytes); }
  enum class Progress { kNeedMore, kReady, kMalformed };
  [[nodiscard]] Progress Parse();
  // The status to answer after kMalformed.
  [[nodiscard]] int refusal() const { return refusal_; }

  [[nodiscard]] bool started() const { return parser_->got_some() || buffer_.size() > 0; }
  [[nodiscard]] bool has_more_bytes() const { return buffer_.size() > 0; }
  // Whether the next request can follow on this connection: the caller wants it and the body
  // was read to its end (a rest that is here already is skipped).
  [[nodiscard]] bool FinishForKeepAlive();
  [[nodiscard]] bool complete() const { return parser_->is_done(); }

  [[nodiscard]] std::string_view method() const override { return head_.method(); }
  [[nodiscard]] std::string_view path() const override { return head_.path(); }
  [[nodiscard]] std::string_view query() const override { return head_.query(); }
  [[nodiscard]] std::string_view header(std::string_view name) const override {
    return head_.field(name);
  }
  [[nodiscard]] std::string peer() const override;
  [[nodiscard]] std::string client_certificate_thumbprint() const override {
    return transport_->peer_thumbprint();
  }
  [[nodiscard]] absl::StatusOr<std::string> ReadSome() override;
  [[nodiscard]] bool BodyArrived() const override { return parser_->is_done(); }
  [[nodiscard]] absl::Status StartAnswer(Response head, std::int64_t size) override;
  [[nodiscard]] absl::Status WriteSome(std::string_view piece) override;
  // What the handler has answered while it ran.
  [[nodiscard]] const AnswerStream& answer() const { return answer_; }

 private:
  // Feeds what is in the buffer to the parser; sets refusal_ when it is malformed.
  void FeedParser();
  [[nodiscard]] bool WaitsForWholeBody() const;
  [[nodiscard]] bool ExpectsContinue() const;
  absl::Status ReceiveMore();
  absl::Status SendContinue();
  [[nodiscard]] absl::Status BodyError() const;

  const ServerConfig& config_;
  AnswerStream answer_;
  Transport* transport_ = nullptr;
  boost::beast::flat_buffer buffer_;
  RequestHead head_;
  std::string piece_;  // of the body, not yet handed out
  std::optional<RequestParser> parser_;
  int refusal_ = 0;
  bool continue_sent_ = false;
  std::int64_t body_bytes_ = 0;
  absl::Time body_start_;
};

}  // namespace tancua::http
