#include "common/runtime/process_metrics.h"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "absl/time/clock.h"

namespace tancua::runtime {
namespace {

prometheus::Gauge& Gauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

ProcessMetrics::ProcessMetrics(prometheus::Registry& registry, std::string data_dir)
    : data_dir_(std::move(data_dir)),
      cpu_(prometheus::BuildCounter()
               .Name("process_cpu_seconds_total")
               .Help("CPU time that the process has used")
               .Register(registry)
               .Add({})),
      memory_(Gauge(registry, "process_resident_memory_bytes", "Memory that the process holds")),
      files_(Gauge(registry, "process_open_fds", "Files and connections that are open")),
      most_files_(Gauge(registry, "process_max_fds", "How many of them may be open")),
      disk_free_(Gauge(registry, "tancua_runtime_disk_free_bytes",
                       "Room left on the file system of the data, for those who are not root")),
      disk_size_(Gauge(registry, "tancua_runtime_disk_size_bytes",
                       "Size of the file system of the data")) {
  prometheus::BuildGauge()
      .Name("tancua_runtime_build_info")
      .Help("Always 1; the labels say what runs")
      .Register(registry)
      .Add({{"version", TANCUA_VERSION}})
      .Set(1);
  Gauge(registry, "process_start_time_seconds", "When the process started, in seconds since 1970")
      .Set(absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch()));
}

absl::StatusOr<int> ProcessMetrics::Measure() {
  MeasureCpu();
  MeasureMemory();
  MeasureFiles();
  MeasureDisk();
  return 0;
}

void ProcessMetrics::MeasureCpu() {
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return;
  cpu_.Increment(Seconds(usage.ru_utime) + Seconds(usage.ru_stime) - cpu_.Value());
}

void ProcessMetrics::MeasureMemory() {
  std::ifstream statm("/proc/self/statm");
  double size_pages = 0;
  double resident_pages = 0;
  if (statm >> size_pages >> resident_pages) {
    memory_.Set(resident_pages * static_cast<double>(sysconf(_SC_PAGESIZE)));
  }
}

void ProcessMetrics::MeasureFiles() {
  std::error_code error;
  const std::filesystem::directory_iterator open("/proc/self/fd", error);
  if (!error) files_.Set(static_cast<double>(std::distance(begin(open), end(open))));
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) most_files_.Set(static_cast<double>(limit.rlim_cur));
}

void ProcessMetrics::MeasureDisk() {
  struct statvfs disk {};
  if (statvfs(data_dir_.c_str(), &disk) != 0) return;
  disk_free_.Set(static_cast<double>(disk.f_bavail) * static_cast<double>(disk.f_frsize));
  disk_size_.Set(static_cast<double>(disk.f_blocks) * static_cast<double>(disk.f_frsize));
}

}  // namespace tancua::runtime
