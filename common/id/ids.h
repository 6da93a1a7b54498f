#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tancua {

// Where identifiers and secrets come from. Thread-safe.
class Ids {
 public:
  virtual ~Ids() = default;
  // A UUIDv7 (RFC 9562): sorts by time of creation.
  [[nodiscard]] virtual std::string NewUuid() = 0;
  // `bytes` random bytes in base64url without padding, for tokens.
  [[nodiscard]] virtual std::string NewToken(std::size_t bytes) = 0;
  // `length` characters of an alphabet without look-alikes (no 0 O 1 I L),
  // for secrets that people type.
  [[nodiscard]] virtual std::string NewReadableSecret(std::size_t length) = 0;
};

// From the operating system's random source and the given clock.
class Clock;
class RandomIds final : public Ids {
 public:
  explicit RandomIds(const Clock& clock) : clock_(clock) {}
  [[nodiscard]] std::string NewUuid() override;
  [[nodiscard]] std::string NewToken(std::size_t bytes) override;
  [[nodiscard]] std::string NewReadableSecret(std::size_t length) override;

 private:
  const Clock& clock_;
};

// True for the 36-character form of a UUID of any version, in lower or upper case.
[[nodiscard]] bool IsUuid(std::string_view text);

}  // namespace tancua
