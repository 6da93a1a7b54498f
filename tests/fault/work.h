#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "nlohmann/json.hpp"
#include "tests/partner/actions.h"
#include "tests/partner/client.h"

namespace tancua::fault {

// Citizens file and an officer accepts dossiers of one ward, while a test breaks what they use.
// Each repeats a call with its request id until the answer says what became of it.
class Work {
 public:
  // Signs everybody in.
  Work(const partner::Endpoints& endpoints, std::string ward, int dossiers);
  ~Work() { Join(); }

  void Start(int threads);
  // Until so many are accepted.
  void AwaitAcknowledged(int count);
  void Join();

  // How often a call had to be repeated.
  [[nodiscard]] int repeated() const { return repeated_; }

  // Each acknowledged dossier is there once and no other; both its changes were notified once; the
  // figures of the ward agree. Waits for what travels by events.
  void ExpectNothingLostNothingTwice();

 private:
  template <class Call>
  partner::Answer Insist(Call call);
  nlohmann::json Papers();
  void FileAndAccept();
  void Run();
  [[nodiscard]] int Acknowledged();
  [[nodiscard]] std::multiset<std::string> ListedDossiers();
  [[nodiscard]] std::multiset<std::string> Notified(const std::string& name);
  [[nodiscard]] nlohmann::json Figures();
  void ExpectNotifiedOnce(absl::Time deadline);
  void ExpectTrueFigures(absl::Time deadline);

  const std::string ward_;
  const int dossiers_;
  partner::Client client_;
  const partner::Session citizen_;
  const partner::Staff staff_;
  const nlohmann::json procedure_;
  std::atomic<int> begun_{0};
  std::atomic<int> repeated_{0};
  std::mutex mutex_;
  std::vector<std::string> acknowledged_;
  std::vector<std::thread> threads_;
};

}  // namespace tancua::fault
