#pragma once

#include <array>
#include <string>
#include <string_view>

// Which request a piece of work belongs to, and which step of it this is: W3C Trace Context, as
// the header `traceparent` carries it. `tracestate` is not passed on.
namespace tancua::trace {

// One step: an HTTP request, a call, an event being applied, a message being sent. Cheap to copy.
class Span {
 public:
  // The first step of a new trace.
  [[nodiscard]] static Span New();
  // A step that `traceparent` caused; the first of a new trace when that is malformed. Whether the
  // trace is sampled is the caller's to say.
  [[nodiscard]] static Span Under(std::string_view traceparent);

  [[nodiscard]] std::string_view trace_id() const { return {trace_id_.data(), trace_id_.size()}; }
  [[nodiscard]] std::string_view id() const { return {id_.data(), id_.size()}; }
  // The step that caused this one; "" when this is the first.
  [[nodiscard]] std::string_view parent() const {
    return parent_[0] == '\0' ? std::string_view() : std::string_view(parent_.data(), 16);
  }
  [[nodiscard]] bool sampled() const { return sampled_; }
  // For what this step causes: "00-<trace id>-<id>-01".
  [[nodiscard]] std::string traceparent() const;

 private:
  Span() = default;

  std::array<char, 32> trace_id_{};
  std::array<char, 16> id_{};
  std::array<char, 16> parent_{};
  bool sampled_ = true;
};

// The step that this thread is at; null outside of any. What is logged meanwhile names it, and
// outgoing HTTP requests are steps below it.
[[nodiscard]] const Span* Current();

// Makes `span` the current one of this thread while it lives, then the one before again.
class Scope {
 public:
  explicit Scope(const Span& span);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  const Span span_;
  const Span* const before_;
};

}  // namespace tancua::trace
