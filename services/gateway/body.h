#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "common/http/server.h"
#include "common/rpc/service.h"
#include "prometheus/gauge.h"
#include "services/gateway/binding.h"

namespace tancua::gateway {

// Bounds how many bodies arrive at once: each may hold a handler thread for as long as its
// sender likes to take.
class BodySlots {
 public:
  BodySlots(int limit, prometheus::Gauge& in_use) : limit_(limit), in_use_(in_use) {}

  // A slot, given back on destruction.
  class Slot {
   public:
    explicit Slot(BodySlots& slots);
    ~Slot();
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    [[nodiscard]] bool taken() const { return taken_; }

   private:
    BodySlots& slots_;
    const bool taken_;
  };

 private:
  const int limit_;
  prometheus::Gauge& in_use_;
  std::atomic<int> used_ = 0;
};

[[nodiscard]] absl::Status TooManyUploads();

inline constexpr std::string_view kJsonType = "application/json";
inline constexpr std::string_view kFormType = "application/x-www-form-urlencoded";

// A body of `media_type`: MEDIA_TYPE_UNSUPPORTED, BODY_TOO_LARGE past `limit`, BODY_INTERRUPTED.
[[nodiscard]] absl::StatusOr<std::string> ReadBody(http::Request& request,
                                                   std::string_view media_type, std::int64_t limit);

// A raw body as the messages of a client-streaming call, piece by piece as it arrives. The
// first message also has what came by path and query, and the content type.
class RawBodyReader final : public rpc::MessageReader {
 public:
  RawBodyReader(http::Request& request, const Binding& binding,
                const google::protobuf::Message& first)
      : request_(request), binding_(binding), first_(&first) {}
  absl::StatusOr<bool> Next(google::protobuf::Message& message) override;

 private:
  http::Request& request_;
  const Binding& binding_;
  const google::protobuf::Message* first_;  // null after the first message
};

// The answers of a server-streaming call as one HTTP answer, piece by piece as they come.
class RawAnswerWriter final : public rpc::MessageWriter {
 public:
  // `head`: the headers that every answer has.
  RawAnswerWriter(http::Request& request, http::Response head)
      : request_(request), head_(std::move(head)) {}
  absl::Status Write(const google::protobuf::Message& message) override;
  // Whether anything was sent: what happens now can no more be told to the caller.
  [[nodiscard]] bool started() const { return started_; }

 private:
  http::Request& request_;
  http::Response head_;
  bool started_ = false;
};

}  // namespace tancua::gateway
