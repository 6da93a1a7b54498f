#include "common/log/log.h"

#include <mutex>

#include "absl/strings/ascii.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "nlohmann/json.hpp"
#include "spdlog/sinks/ostream_sink.h"
#include "spdlog/sinks/stdout_sinks.h"
#include "spdlog/spdlog.h"

namespace tancua::log {
namespace {

std::shared_ptr<spdlog::logger> NewLogger(const spdlog::sink_ptr& sink) {
  auto logger = std::make_shared<spdlog::logger>("tancua", sink);
  logger->set_pattern("%v");
  logger->flush_on(spdlog::level::info);
  return logger;
}

std::shared_ptr<spdlog::logger>& Logger() {
  static auto& logger = *new std::shared_ptr<spdlog::logger>(
      NewLogger(std::make_shared<spdlog::sinks::stderr_sink_mt>()));
  return logger;
}

void Write(spdlog::level::level_enum level, std::string_view name, std::string_view event,
           Fields fields) {
  spdlog::logger& logger = *Logger();
  if (!logger.should_log(level)) return;
  nlohmann::ordered_json line;
  line["time"] = absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::Now(), absl::UTCTimeZone());
  line["level"] = std::string(name);
  line["event"] = std::string(event);
  for (const Field& field : fields) {
    auto& slot = line[std::string(field.key)];
    std::visit(
        [&slot](const auto& value) {
          if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
            slot = Redact(value);
          } else {
            slot = value;
          }
        },
        field.value);
  }
  // A log line must never fail for bytes that are no UTF-8.
  logger.log(level, line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsWord(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-'; }

}  // namespace

void Debug(std::string_view event, Fields fields) {
  Write(spdlog::level::debug, "debug", event, fields);
}
void Info(std::string_view event, Fields fields) {
  Write(spdlog::level::info, "info", event, fields);
}
void Warning(std::string_view event, Fields fields) {
  Write(spdlog::level::warn, "warning", event, fields);
}
void Error(std::string_view event, Fields fields) {
  Write(spdlog::level::err, "error", event, fields);
}

bool SetLevel(std::string_view level) {
  if (level == "debug") {
    Logger()->set_level(spdlog::level::debug);
  } else if (level == "info") {
    Logger()->set_level(spdlog::level::info);
  } else if (level == "warning") {
    Logger()->set_level(spdlog::level::warn);
  } else if (level == "error") {
    Logger()->set_level(spdlog::level::err);
  } else {
    return false;
  }
  return true;
}

std::string Redact(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && IsDigit(text[end])) ++end;
    const std::size_t length = end - i;
    // Part of a longer word ("0190163d-8694-…", "H29.27442-261122-0001"): not a number of a person.
    const bool inside_word =
        (i > 0 && IsWord(text[i - 1])) || (end < text.size() && IsWord(text[end]));
    if (length >= 9 && length <= 12 && !inside_word) {
      out.append(text.substr(i, 3)).append("*****").append(text.substr(end - 4, 4));
    } else if (length > 0) {
      out.append(text.substr(i, length));
    }
    i = end;
    if (length == 0) out.push_back(text[i++]);
  }
  return out;
}

namespace {
std::ostringstream* captured = nullptr;
std::shared_ptr<spdlog::logger>* replaced = nullptr;
}  // namespace

Capture::Capture() {
  captured = new std::ostringstream;
  replaced = new std::shared_ptr<spdlog::logger>(Logger());
  Logger() = NewLogger(std::make_shared<spdlog::sinks::ostream_sink_mt>(*captured));
  Logger()->set_level(spdlog::level::debug);
}

Capture::~Capture() {
  Logger() = *replaced;
  delete replaced;
  delete captured;
}

std::string Capture::Text() const { return captured->str(); }

}  // namespace tancua::log
