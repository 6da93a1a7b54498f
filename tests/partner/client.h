#pragma once

#include <string>
#include <string_view>

#include "common/http/client.h"
#include "nlohmann/json.hpp"

// A partner application that calls the suite over HTTP, as the city's app would: the
// demo, the end-to-end tests and the benchmarks all go this way.
namespace tancua::partner {

struct Endpoints {
  std::string gateway = "http://127.0.0.1:8080";
  std::string simulator = "http://127.0.0.1:8090";
};

// What came back. `status` is 0 when nobody answered.
struct Answer {
  int status = 0;
  nlohmann::json body;
  std::string retry_after;

  [[nodiscard]] bool ok() const { return status >= 200 && status < 300; }
  // The stable reason of an error, "" otherwise.
  [[nodiscard]] std::string reason() const;
  // The Vietnamese sentence of an error, "" otherwise.
  [[nodiscard]] std::string message() const;
  // A member of the body as text, "" when absent.
  [[nodiscard]] std::string Text(const char* key) const;
};

// What a signed-in person carries.
struct Session {
  std::string access_token;
  std::string refresh_token;
};

// Thread-safe.
class Client {
 public:
  explicit Client(Endpoints endpoints) : endpoints_(std::move(endpoints)) {}

  [[nodiscard]] Answer Get(const std::string& path, std::string_view token = "");
  [[nodiscard]] Answer Post(const std::string& path, const nlohmann::json& body,
                            std::string_view token = "");
  [[nodiscard]] Answer Upload(std::string bytes, const std::string& content_type,
                              std::string_view token);
  // A GET at the simulator, which stands for the citizen's phone.
  [[nodiscard]] Answer Simulator(const std::string& path);

  // The whole way through a simulated provider: authorisation URI, consent as `person`, code,
  // tokens. `provider` is "vneid" or "staff". `answer`, when given, receives the last answer.
  [[nodiscard]] Session SignIn(const std::string& provider, const std::string& person,
                               Answer* answer = nullptr);
  // What the provider sends back to the partner's redirect URI for `person`.
  struct Redirect {
    std::string code, state, issuer;
  };
  [[nodiscard]] Redirect Consent(const std::string& authorization_uri, const std::string& person);

  [[nodiscard]] const Endpoints& endpoints() const { return endpoints_; }

 private:
  [[nodiscard]] Answer Send(http::ClientRequest request);

  const Endpoints endpoints_;
  http::Client http_;
};

// A fresh idempotency key.
[[nodiscard]] std::string NewRequestId();

// Where the development configuration lets partners be sent back to.
inline constexpr char kRedirectUri[] = "http://127.0.0.1:8080/callback";

}  // namespace tancua::partner
