#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"

// Configuration: one struct per component and one Bind function beside it that
// names each value once. The same Bind loads the file, applies the environment,
// refuses unknown keys and writes docs/configuration.md.
//
//   struct SurveyConfig { int port = 7104; absl::Duration validity = absl::Hours(24 * 15); };
//   void Bind(config::Binder& b, SurveyConfig& c) {
//     b.Value("port", c.port, "gRPC port; 0 takes a free one");
//     b.Value("validity", c.validity, "how long a survey link can be answered");
//   }
namespace tancua::config {

// A value that is read from a file and never printed.
struct Secret {
  std::string path;   // where it came from
  std::string value;  // file content without a trailing newline
};

class Binder {
 public:
  virtual ~Binder() = default;
  virtual void Value(std::string_view key, bool& out, std::string_view help) = 0;
  virtual void Value(std::string_view key, int& out, std::string_view help) = 0;
  virtual void Value(std::string_view key, std::int64_t& out, std::string_view help) = 0;
  virtual void Value(std::string_view key, double& out, std::string_view help) = 0;
  virtual void Value(std::string_view key, std::string& out, std::string_view help) = 0;
  virtual void Value(std::string_view key, absl::Duration& out, std::string_view help) = 0;
  virtual void Value(std::string_view key, std::vector<std::string>& out,
                     std::string_view help) = 0;
  // Binds `<key>_file`, a path; the content is the value. The environment can
  // name the file too, never the secret.
  virtual void File(std::string_view key, Secret& out, std::string_view help) = 0;
  // Binds a group of values under `key`.
  virtual void Section(std::string_view key, std::string_view help,
                       const std::function<void(Binder&)>& bind) = 0;
  // Binds a list of groups under `key`: `bind(b, i)` binds element i; `resize`
  // is called first with the number of elements present.
  virtual void List(std::string_view key, std::string_view help,
                    const std::function<void(std::size_t)>& resize,
                    const std::function<void(Binder&, std::size_t)>& bind) = 0;
};

}  // namespace tancua::config
