#include "common/http/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <ostream>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "common/http/client.h"
#include "common/log/log.h"
#include "common/trace/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::http {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// A caller that says exactly what the test wants.
class RawCaller {
 public:
  explicit RawCaller(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    timeval timeout{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  }
  ~RawCaller() { ::close(socket_); }

  bool connected() const { return connected_; }
  void Say(std::string_view text) {
    ASSERT_EQ(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(text.size()));
  }
  // Reads until `end` was seen, or the end of the stream when `end` is empty.
  std::string HearUntil(std::string_view end) {
    std::string all;
    char buffer[4096];
    while (end.empty() || all.find(end) == std::string::npos) {
      const ssize_t received = ::recv(socket_, buffer, sizeof(buffer), 0);
      if (received <= 0) break;
      all.append(buffer, static_cast<std::size_t>(received));
    }
    return all;
  }
  std::string HearAll() { return HearUntil(""); }

 private:
  int socket_;
  bool connected_;
};

Response Echo(Request& request) {
  auto body = request.ReadAll(std::size_t{1} << 30);
  Response response;
  response.content_type = "text/plain";
  if (!body.ok()) {
    response.status = absl::IsResourceExhausted(body.status()) ? 413 : 400;
    response.body = std::string(body.status().message());
    return response;
  }
  response.body = absl::StrCat(std::string(request.method()), " ", std::string(request.path()), "?",
                               std::string(request.query()), " ", *body);
  return response;
}

ServerConfig Local() {
  ServerConfig config;
  config.address = "127.0.0.1";
  config.handler_threads = 4;
  return config;
}

std::unique_ptr<Server> Started(ServerConfig config, Handler handler) {
  auto server = Server::Start(std::move(config), std::move(handler));
  EXPECT_TRUE(server.ok()) << server.status();
  return *std::move(server);
}

std::string Ask(int port, std::string_view text) {
  RawCaller caller(port);
  caller.Say(text);
  return caller.HearAll();
}

TEST(Server, AnswersManyRequestsOnOneConnection) {
  auto server = Started(Local(), Echo);
  RawCaller caller(server->port());
  for (int i = 0; i < 3; ++i) {
    caller.Say("GET /a?x=1 HTTP/1.1\r\nHost: h\r\n\r\n");
    const std::string answer = caller.HearUntil("GET /a?x=1 ");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(answer, HasSubstr("Content-Length: 11\r\n"));
  }
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  auto server = Started(Local(), Echo);
  const std::string answer = Ask(server->port(),
                                 "POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\none"
                                 "GET /2 HTTP/1.1\r\nHost: h\r\n\r\n"
                                 "GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  const auto first = answer.find("POST /1? one");
  const auto second = answer.find("GET /2?");
  const auto third = answer.find("GET /3?");
  ASSERT_NE(third, std::string::npos) << answer;
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
}

TEST(Server, ReadsABodyInChunksAndIgnoresTrailers) {
  auto server = Started(Local(), [](Request& request) {
    Response response = Echo(request);
    absl::StrAppend(&response.body, "[", std::string(request.header("x-late")), "]");
    return response;
  });
  EXPECT_THAT(Ask(server->port(),
                  "POST /c HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n"
                  "4\r\nWiki\r\n6;ext=1\r\npedia!\r\n0\r\nX-Late: no\r\n\r\n"),
              HasSubstr("POST /c? Wikipedia![]"));
}

TEST(Server, HandsALargeBodyOnInBoundedPieces) {
  std::atomic<std::size_t> largest = 0;
  std::atomic<std::size_t> total = 0;
  auto server = Started(Local(), [&](Request& request) {
    while (true) {
      auto piece = request.ReadSome();
      if (!piece.ok() || piece->empty()) break;
      largest = std::max(largest.load(), piece->size());
      total += piece->size();
    }
    return Response{};
  });
  Client client;
  ClientRequest request;
  request.method = "POST";
  request.url = absl::StrCat("http://127.0.0.1:", server->port(), "/");
  request.body.assign(20 << 20, 'x');
  auto answer = client.Send(request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(total, request.body.size());
  EXPECT_LE(largest, 64u * 1024);
}

TEST(Server, InvitesTheBodyOnlyWhenTheHandlerWantsIt) {
  auto server = Started(Local(), [](Request& request) {
    return request.path() == "/want" ? Echo(request) : Response{.status = 403};
  });
  RawCaller eager(server->port());
  eager.Say("POST /want HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_THAT(eager.HearUntil("\r\n\r\n"), StartsWith("HTTP/1.1 100 Continue\r\n"));
  eager.Say("ok");
  EXPECT_THAT(eager.HearUntil("? ok"), StartsWith("HTTP/1.1 200 OK\r\n"));

  RawCaller refused(server->port());
  refused.Say("POST /no HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  const std::string answer = refused.HearUntil("\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 403 Forbidden\r\n"));
  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
}

TEST(Server, AnswersHeadWithoutABody) {
  auto server = Started(Local(), Echo);
  const std::string answer =
      Ask(server->port(), "HEAD /h HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("Content-Length: 9\r\n"));
  EXPECT_TRUE(absl::EndsWith(answer, "\r\n\r\n")) << answer;
}

struct Refused {
  const char* name;
  std::string request;
  int status;
};

void PrintTo(const Refused& refused, std::ostream* out) { *out << refused.name; }

class RefusedByTheServer : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedByTheServer, WithoutTouchingTheHandler) {
  std::atomic<int> calls = 0;
  ServerConfig config = Local();
  config.header_limit = 1024;
  config.body_limit = 100;
  config.refusal = [](int status) { return Response{.body = absl::StrCat("refused ", status)}; };
  auto server = Started(config, [&](Request& request) {
    ++calls;
    return Echo(request);
  });
  const std::string answer = Ask(server->port(), GetParam().request);
  EXPECT_THAT(answer, StartsWith(absl::StrCat("HTTP/1.1 ", GetParam().status, " ")));
  EXPECT_THAT(answer, HasSubstr(absl::StrCat("refused ", GetParam().status)));
  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
  EXPECT_EQ(calls, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Server, RefusedByTheServer,
    ::testing::Values(
        Refused{"Gibberish", "hello\r\n\r\n", 400},
        Refused{"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
        Refused{"NoPath", "GET www HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        Refused{"TwoLengths",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                400},
        Refused{"LengthAndChunks",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n"
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                400},
        Refused{"UnknownCoding", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n",
                501},
        Refused{"HeaderTooLarge",
                "GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(2000, 'x') + "\r\n\r\n", 431},
        Refused{"BodyTooLarge", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 101\r\n\r\n", 413}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(Server, TellsTheHandlerWhenAChunkedBodyPassesTheLimit) {
  ServerConfig config = Local();
  config.body_limit = 100;
  auto server = Started(config, Echo);
  EXPECT_THAT(Ask(server->port(),
                  "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "65\r\n" +
                      std::string(101, 'x') + "\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 413 "));
}

// Answers with `announced` bytes of which it sends `sent`, in pieces.
Handler Streaming(std::int64_t announced, std::size_t sent) {
  return [=](Request& request) {
    Response head;
    head.content_type = "application/pdf";
    head.headers = {{"X-Own", "yes"}};
    EXPECT_TRUE(request.StartAnswer(head, announced).ok());
    for (std::size_t at = 0; at < sent; at += 1000) {
      request.WriteSome(std::string(std::min<std::size_t>(1000, sent - at), 'x')).IgnoreError();
    }
    return Response{.body = "not sent"};
  };
}

TEST(Server, SendsAnAnswerWhileTheHandlerMakesIt) {
  auto server = Started(Local(), Streaming(3500, 3500));
  const std::string answer = Ask(server->port(), "GET /f HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Length: 3500\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Type: application/pdf\r\n"));
  EXPECT_THAT(answer, HasSubstr("X-Own: yes\r\n"));
  EXPECT_TRUE(absl::EndsWith(answer, "\r\n\r\n" + std::string(3500, 'x')));
}

TEST(Server, EndsAStreamedAnswerEarlyRatherThanMendIt) {
  auto server = Started(Local(), Streaming(3500, 2000));
  const auto answer =
      Client().Send({.url = absl::StrCat("http://127.0.0.1:", server->port(), "/f")});
  EXPECT_TRUE(absl::IsUnavailable(answer.status())) << answer.status();
}

TEST(Server, SendsNoMoreThanItAnnounced) {
  absl::Status more;
  auto server = Started(Local(), [&](Request& request) {
    EXPECT_TRUE(request.StartAnswer({}, 2).ok());
    EXPECT_TRUE(request.WriteSome("ab").ok());
    more = request.WriteSome("c");
    return Response{};
  });
  EXPECT_TRUE(
      absl::EndsWith(Ask(server->port(), "GET /f HTTP/1.1\r\nHost: h\r\n\r\n"), "\r\n\r\nab"));
  EXPECT_TRUE(absl::IsInternal(more)) << more;
}

TEST(Server, StreamsNoBodyToHead) {
  auto server = Started(Local(), Streaming(3500, 3500));
  const std::string answer = Ask(server->port(), "HEAD /f HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("Content-Length: 3500\r\n"));
  EXPECT_TRUE(absl::EndsWith(answer, "\r\n\r\n")) << answer;
}

TEST(Server, GivesUpACallerThatDoesNotReadItsStreamedAnswer) {
  ServerConfig config = Local();
  config.read_timeout = absl::Milliseconds(100);
  absl::Status seen;
  absl::Notification done;
  auto server = Started(config, [&](Request& request) {
    seen = request.StartAnswer({}, std::int64_t{1} << 40);
    const std::string piece(500, 'x');  // its rate allows no second more
    while (seen.ok()) seen = request.WriteSome(piece);
    done.Notify();
    return Response{};
  });
  RawCaller caller(server->port());
  caller.Say("GET /f HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(done.WaitForNotificationWithTimeout(absl::Seconds(20)));
  EXPECT_TRUE(absl::IsUnavailable(seen)) << seen;
}

TEST(Server, GivesUpAHeaderThatTrickles) {
  ServerConfig config = Local();
  config.read_timeout = absl::Milliseconds(100);
  auto server = Started(config, Echo);
  RawCaller caller(server->port());
  caller.Say("GET / HTTP/1.1\r\nHost:");
  EXPECT_EQ(caller.HearAll(), "");
}

TEST(Server, GivesUpABodyThatStops) {
  ServerConfig config = Local();
  config.read_timeout = absl::Milliseconds(100);
  absl::Status seen;
  absl::Notification done;
  auto server = Started(config, [&](Request& request) {
    seen = request.ReadAll(1000).status();
    done.Notify();
    return Response{};
  });
  RawCaller caller(server->port());
  caller.Say("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nab");
  ASSERT_TRUE(done.WaitForNotificationWithTimeout(absl::Seconds(10)));
  EXPECT_TRUE(absl::IsUnavailable(seen)) << seen;
}

TEST(Server, WaitsForASmallBodyWithoutHoldingAThread) {
  ServerConfig config = Local();
  config.handler_threads = 1;
  auto server = Started(config, Echo);
  RawCaller slow(server->port());
  slow.Say("POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\na");
  EXPECT_THAT(Ask(server->port(), "GET /fast HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"),
              HasSubstr("/fast"));
  slow.Say("b");
  EXPECT_THAT(slow.HearUntil("? ab"), HasSubstr("POST /slow? ab"));
}

TEST(Server, RefusesTooManyConnections) {
  ServerConfig config = Local();
  config.max_connections = 1;
  auto server = Started(config, Echo);
  RawCaller first(server->port());
  first.Say("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_THAT(first.HearUntil("/1?"), HasSubstr("200 OK"));
  RawCaller second(server->port());
  const std::string answer = second.HearAll();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(answer, HasSubstr("Retry-After: 1\r\n"));
}

TEST(Server, SurvivesAHandlerThatThrows) {
  auto server = Started(Local(), [](Request&) -> Response { throw std::runtime_error("x"); });
  EXPECT_THAT(Ask(server->port(), "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 500 "));
}

TEST(Server, KeepsLineBreaksOutOfHeaders) {
  auto server = Started(Local(), [](Request&) {
    return Response{.headers = {{"X-A", "1\r\nX-B: 2"}}};
  });
  EXPECT_THAT(Ask(server->port(), "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"),
              Not(HasSubstr("\r\nX-B")));
}

TEST(Server, AddsItsOwnHeadersToEveryAnswer) {
  ServerConfig config = Local();
  config.headers = {{"X-Content-Type-Options", "nosniff"}};
  auto server = Started(config, Echo);
  for (const char* request :
       {"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "x\r\n\r\n"}) {
    EXPECT_THAT(Ask(server->port(), request), HasSubstr("X-Content-Type-Options: nosniff\r\n"));
  }
}

TEST(Server, SaysWhichPortIsTaken) {
  auto server = Started(Local(), Echo);
  ServerConfig config = Local();
  config.port = server->port();
  auto second = Server::Start(config, Echo);
  EXPECT_EQ(second.status().message(), absl::StrCat("port ", config.port, " is already in use"));
}

TEST(Drain, AnswersWhatIsUnderWayAndClosesWhatIsIdle) {
  absl::Notification started;
  absl::Notification finish;
  auto server = Started(Local(), [&](Request& request) {
    if (request.path() == "/slow") {
      started.Notify();
      finish.WaitForNotification();
    }
    return Echo(request);
  });
  RawCaller idle(server->port());
  idle.Say("GET /quick HTTP/1.1\r\nHost: h\r\n\r\n");
  idle.HearUntil("/quick?");
  RawCaller busy(server->port());
  busy.Say("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  started.WaitForNotification();

  std::thread drain([&] { server->Drain(absl::Now() + absl::Seconds(10)); });
  EXPECT_EQ(idle.HearAll(), "");
  finish.Notify();
  const std::string answer = busy.HearAll();
  drain.join();

  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(answer, HasSubstr("GET /slow?"));
  EXPECT_FALSE(RawCaller(server->port()).connected());
}

TEST(TurnAway, AnswersEveryoneButKeepsNoConnection) {
  auto server = Started(Local(), Echo);
  RawCaller caller(server->port());
  caller.Say("GET /first HTTP/1.1\r\nHost: h\r\n\r\n");
  caller.HearUntil("/first?");

  server->TurnAway();
  caller.Say("GET /second HTTP/1.1\r\nHost: h\r\n\r\n");

  EXPECT_THAT(caller.HearAll(),
              AllOf(HasSubstr("Connection: close\r\n"), HasSubstr("GET /second?")));
  EXPECT_THAT(Ask(server->port(), "GET /third HTTP/1.1\r\nHost: h\r\n\r\n"),
              AllOf(HasSubstr("Connection: close\r\n"), HasSubstr("GET /third?")));
}

TEST(Client, SendsAndReceivesHeadersAndBody) {
  auto server = Started(Local(), [](Request& request) {
    Response response = Echo(request);
    response.status = 418;
    response.headers.emplace_back("X-Back", std::string(request.header("x-there")));
    return response;
  });
  Client client;
  auto answer = client.Send({.method = "PUT",
                             .url = absl::StrCat("http://127.0.0.1:", server->port(), "/p?q=1"),
                             .headers = {{"X-There", "42"}},
                             .body = "data"});
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->status, 418);
  EXPECT_EQ(answer->body, "PUT /p?q=1 data");
  EXPECT_THAT(answer->headers, ::testing::Contains(::testing::Pair("x-back", "42")));
}

TEST(Client, IsAStepOfTheTraceAndLogsNoMoreThanTheHost) {
  std::string received;
  auto server = Started(Local(), [&](Request& request) -> Response {
    received = request.header("traceparent");
    return {.body = "ok"};
  });
  const std::string host = "127.0.0.1:" + std::to_string(server->port());
  log::Capture log;
  Client client;

  ASSERT_TRUE(client.Send({.url = "http://" + host + "/outside"}).ok());
  EXPECT_EQ(received, "");
  EXPECT_EQ(log.Text(), "");
  const trace::Scope scope(trace::Span::New());
  ASSERT_TRUE(client.Send({.url = "http://user:secret@" + host + "/token?code=secret"}).ok());

  EXPECT_EQ(received.substr(3, 32), trace::Current()->trace_id());
  EXPECT_NE(received.substr(36, 16), trace::Current()->id());
  EXPECT_THAT(log.Text(), HasSubstr("\"span\":\"" + received.substr(36, 16) + "\""));
  EXPECT_THAT(log.Text(), HasSubstr("\"host\":\"" + host + "\""));
  EXPECT_THAT(log.Text(), HasSubstr("\"status\":200"));
  EXPECT_THAT(log.Text(), ::testing::Not(HasSubstr("secret")));
}

TEST(Client, TellsNoAnswerFromASlowOne) {
  absl::Notification release;
  auto server = Started(Local(), [&](Request&) {
    release.WaitForNotification();
    return Response{};
  });
  Client client;
  const std::string url = absl::StrCat("http://127.0.0.1:", server->port(), "/");
  EXPECT_TRUE(absl::IsDeadlineExceeded(
      client.Send({.url = url, .timeout = absl::Milliseconds(50)}).status()));
  release.Notify();
  server.reset();
  EXPECT_TRUE(absl::IsUnavailable(client.Send({.url = url}).status()));
}

TEST(Client, RefusesAnAnswerPastFourMebibytes) {
  auto server =
      Started(Local(), [](Request&) { return Response{.body = std::string(5 << 20, 'x')}; });
  Client client;
  const std::string url = absl::StrCat("http://127.0.0.1:", server->port(), "/");
  EXPECT_TRUE(absl::IsResourceExhausted(client.Send({.url = url}).status()));
}

}  // namespace
}  // namespace tancua::http
