#include "common/http/client.h"

#include <curl/curl.h>

#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "common/log/log.h"
#include "common/status/view.h"
#include "common/trace/span.h"

namespace tancua::http {
namespace {

constexpr std::size_t kMaxBody = std::size_t{4} << 20;
// Handles kept for reuse; each keeps its connections open.
constexpr std::size_t kMaxIdle = 32;

struct CurlDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, CurlDeleter>;

class HeaderList {
 public:
  ~HeaderList() { curl_slist_free_all(list_); }
  void Add(const std::string& line) { list_ = curl_slist_append(list_, line.c_str()); }
  [[nodiscard]] curl_slist* get() const { return list_; }

 private:
  curl_slist* list_ = nullptr;
};

struct Receiver {
  ClientResponse response;
  bool too_large = false;
};

std::size_t OnBody(char* data, std::size_t size, std::size_t count, void* user) {
  auto& receiver = *static_cast<Receiver*>(user);
  const std::size_t bytes = size * count;
  if (receiver.response.body.size() + bytes > kMaxBody) {
    receiver.too_large = true;
    return 0;  // makes libcurl give up
  }
  receiver.response.body.append(data, bytes);
  return bytes;
}

std::size_t OnHeader(char* data, std::size_t size, std::size_t count, void* user) {
  auto& headers = static_cast<Receiver*>(user)->response.headers;
  const std::string_view line(data, size * count);
  // An interim answer (100 Continue) comes before the one that counts.
  if (line.starts_with("HTTP/")) headers.clear();
  if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    headers.emplace_back(absl::AsciiStrToLower(View(line.substr(0, colon))),
                         std::string(absl::StripAsciiWhitespace(View(line.substr(colon + 1)))));
  }
  return line.size();
}

void SetBody(CURL* curl, const ClientRequest& request) {
  if (request.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    return;
  }
  if (!request.body.empty() || request.method == "POST" || request.method == "PUT" ||
      request.method == "PATCH") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

void SetTls(CURL* curl, const ClientTls& tls) {
  if (!tls.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, tls.ca_file.c_str());
  if (tls.certificate_file.empty()) return;
  curl_easy_setopt(curl, CURLOPT_SSLCERT, tls.certificate_file.c_str());
  curl_easy_setopt(curl, CURLOPT_SSLKEY, tls.private_key_file.c_str());
}

void SetOptions(CURL* curl, const ClientRequest& request, const HeaderList& headers,
                Receiver& receiver) {
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);  // signals and threads do not mix
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS,
                   static_cast<long>(absl::ToInt64Milliseconds(request.timeout)));
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &OnBody);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &receiver);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &OnHeader);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &receiver);
  SetBody(curl, request);
}

// The server, without what follows: path and query may hold a token.
std::string_view HostOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::string_view rest = url.substr(scheme + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  const std::size_t user = authority.rfind('@');
  return user == std::string_view::npos ? authority : authority.substr(user + 1);
}

void LogCall(const ClientRequest& request, CURLcode code, long status, absl::Duration took) {
  log::Often("http.call", {{"method", request.method},
                           {"host", HostOf(request.url)},
                           {"status", status},
                           {"error", code == CURLE_OK ? "" : curl_easy_strerror(code)},
                           {"took_us", absl::ToInt64Microseconds(took)}});
}

// The address is left out: it may hold a token.
absl::Status ToStatus(CURLcode code, const Receiver& receiver) {
  if (code == CURLE_OK) return absl::OkStatus();
  if (receiver.too_large) return absl::ResourceExhaustedError("the answer exceeds 4 MiB");
  const std::string text = absl::StrCat("HTTP: ", curl_easy_strerror(code));
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return absl::DeadlineExceededError(text);
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return absl::InvalidArgumentError(text);
    default:
      return absl::UnavailableError(text);
  }
}

}  // namespace

struct Client::Impl {
  explicit Impl(ClientTls client_tls) : tls(std::move(client_tls)) {}

  const ClientTls tls;
  absl::Mutex mutex;
  std::vector<Handle> idle ABSL_GUARDED_BY(mutex);

  Handle Take() {
    absl::MutexLock lock(&mutex);
    if (idle.empty()) return Handle(curl_easy_init());
    Handle handle = std::move(idle.back());
    idle.pop_back();
    return handle;
  }

  void Return(Handle handle) {
    curl_easy_reset(handle.get());  // forgets the options, keeps the connections
    absl::MutexLock lock(&mutex);
    if (idle.size() < kMaxIdle) idle.push_back(std::move(handle));
  }
};

Client::Client(ClientTls tls) : impl_(std::make_unique<Impl>(std::move(tls))) {
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(initialised);
}

Client::~Client() = default;

absl::StatusOr<ClientResponse> Client::Send(const ClientRequest& request) {
  if (request.timeout <= absl::ZeroDuration()) {
    return absl::DeadlineExceededError("HTTP: no time left");
  }
  Handle handle = impl_->Take();
  if (handle == nullptr) return absl::InternalError("HTTP: out of memory");
  HeaderList headers;
  for (const auto& [name, value] : request.headers) {
    if (absl::StrContains(name, '\n') || absl::StrContains(value, '\n')) {
      return absl::InvalidArgumentError("HTTP: a header holds a line break");
    }
    // libcurl reads "name:" as "remove"; a semicolon stands for an empty value.
    headers.Add(value.empty() ? absl::StrCat(name, ";") : absl::StrCat(name, ": ", value));
  }
  std::optional<trace::Scope> step;
  if (const trace::Span* caller = trace::Current()) {
    step.emplace(trace::Span::Under(caller->traceparent()));
    headers.Add(absl::StrCat("traceparent: ", trace::Current()->traceparent()));
  }
  headers.Add("Expect:");  // no extra round trip before a body
  Receiver receiver;
  SetOptions(handle.get(), request, headers, receiver);
  SetTls(handle.get(), impl_->tls);
  const absl::Time start = absl::Now();
  const CURLcode code = curl_easy_perform(handle.get());
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  impl_->Return(std::move(handle));
  if (step) LogCall(request, code, status, absl::Now() - start);
  if (auto failed = ToStatus(code, receiver); !failed.ok()) return failed;
  receiver.response.status = static_cast<int>(status);
  return std::move(receiver.response);
}

}  // namespace tancua::http
