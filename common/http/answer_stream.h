#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/http/server.h"
#include "common/http/transport.h"

namespace tancua::http {

// An answer that is sent while its handler makes it, in the handler's thread. The connection
// ends with it.
class AnswerStream {
 public:
  // `common_fields`: of every answer, as header lines; outlives this.
  AnswerStream(std::string_view common_fields, absl::Duration timeout)
      : common_fields_(common_fields), timeout_(timeout) {}

  void Attach(Transport& transport) { transport_ = &transport; }
  // `head_only`: the answer to HEAD, whose body is not sent.
  [[nodiscard]] absl::Status Start(const Response& head, std::int64_t size, bool head_only);
  [[nodiscard]] absl::Status Write(std::string_view piece);

  [[nodiscard]] bool started() const { return started_; }
  // Whether as much was sent as was announced.
  [[nodiscard]] bool complete() const { return started_ && !failed_ && left_ == 0; }

 private:
  [[nodiscard]] absl::Status SendAll(std::string_view bytes);

  const std::string_view common_fields_;
  const absl::Duration timeout_;
  Transport* transport_ = nullptr;
  bool started_ = false;
  bool head_only_ = false;
  bool failed_ = false;
  std::int64_t left_ = 0;
};

}  // namespace tancua::http
