#include "common/log/log.h"

#include <chrono>
#include <cstdlib>
#include <deque>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/log/line.h"
#include "common/log/stderr_sink.h"
#include "spdlog/sinks/ostream_sink.h"
#include "spdlog/spdlog.h"

namespace tancua::log {
namespace {

using spdlog::level::level_enum;

constexpr std::chrono::seconds kLongestWait{1};
constexpr std::size_t kProblemsKept = 40;

std::shared_ptr<spdlog::logger> NewLogger(const spdlog::sink_ptr& sink) {
  auto logger = std::make_shared<spdlog::logger>("tancua", sink);
  logger->set_pattern("%v");
  return logger;
}

std::shared_ptr<spdlog::logger> NewStderrLogger() {
  auto logger = NewLogger(std::make_shared<StderrSink>());
  spdlog::register_logger(logger);
  spdlog::flush_every(kLongestWait);
  std::atexit([] { spdlog::apply_all([](const auto& each) { each->flush(); }); });
  return logger;
}

std::shared_ptr<spdlog::logger>& Logger() {
  static auto& logger = *new std::shared_ptr<spdlog::logger>(NewStderrLogger());
  return logger;
}

class Problems {
 public:
  void Add(std::string line) {
    absl::MutexLock lock(&mutex_);
    lines_.push_front(std::move(line));
    if (lines_.size() > kProblemsKept) lines_.pop_back();
  }
  [[nodiscard]] std::vector<std::string> All() const {
    absl::MutexLock lock(&mutex_);
    return {lines_.begin(), lines_.end()};
  }

 private:
  mutable absl::Mutex mutex_;
  std::deque<std::string> lines_ ABSL_GUARDED_BY(mutex_);
};

Problems& RecentOnes() {
  static auto& problems = *new Problems;
  return problems;
}

struct Named {
  std::string_view name;
  level_enum level;
};
constexpr Named kLevels[] = {{"debug", spdlog::level::debug},
                             {"info", spdlog::level::info},
                             {"warning", spdlog::level::warn},
                             {"error", spdlog::level::err}};

std::string_view Name(level_enum level) {
  for (const Named& named : kLevels) {
    if (named.level == level) return named.name;
  }
  return "off";
}

enum class When { kNow, kSoon };

void Write(level_enum level, std::string_view event, Fields fields, When when = When::kNow) {
  static thread_local std::string line;
  spdlog::logger& logger = *Logger();
  if (!logger.should_log(level)) return;
  PrintLine(Name(level), event, fields, line);
  logger.log(level, line);
  if (when == When::kNow) logger.flush();
  if (level >= spdlog::level::warn) RecentOnes().Add(line);
}

}  // namespace

void Debug(std::string_view event, Fields fields) { Write(spdlog::level::debug, event, fields); }
void Info(std::string_view event, Fields fields) { Write(spdlog::level::info, event, fields); }
void Warning(std::string_view event, Fields fields) { Write(spdlog::level::warn, event, fields); }
void Error(std::string_view event, Fields fields) { Write(spdlog::level::err, event, fields); }
void Often(std::string_view event, Fields fields) {
  Write(spdlog::level::info, event, fields, When::kSoon);
}

bool SetLevel(std::string_view level) {
  for (const Named& named : kLevels) {
    if (named.name != level) continue;
    Logger()->set_level(named.level);
    return true;
  }
  return false;
}

bool ChangeLevel(std::string_view level) {
  const level_enum before = Logger()->level();
  if (!SetLevel(level)) return false;
  const level_enum after = Logger()->level();
  Logger()->set_level(spdlog::level::info);
  Info("log.level_changed", {{"from", Name(before)}, {"to", level}});
  Logger()->set_level(after);
  return true;
}

std::string_view Level() { return Name(Logger()->level()); }

std::vector<std::string> RecentProblems() { return RecentOnes().All(); }

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
