#include "services/simulator/delivery/message_log.h"

#include "absl/time/time.h"

namespace tancua::simulator {
namespace {

bool Matches(const Delivery& delivery, const MessageLog::Filter& filter) {
  const auto same = [](const std::string& wanted, const std::string& value) {
    return wanted.empty() || wanted == value;
  };
  return same(filter.channel, delivery.channel) && same(filter.phone, delivery.phone) &&
         same(filter.tracking_id, delivery.tracking_id) &&
         delivery.text.find(filter.text) != std::string::npos;
}

std::string KeyOf(const Delivery& delivery) {
  return delivery.channel + "/" + delivery.tracking_id;
}

}  // namespace

int MessageLog::Accept(Delivery delivery) {
  absl::MutexLock lock(&mutex_);
  const auto [place, fresh] =
      positions_.try_emplace(KeyOf(delivery), dropped_ + deliveries_.size());
  if (!fresh) {
    Delivery& known = deliveries_[place->second - dropped_];
    known.last_time = delivery.last_time;
    return ++known.accepted;
  }
  delivery.accepted = 1;
  deliveries_.push_back(std::move(delivery));
  if (deliveries_.size() > capacity_) {
    positions_.erase(KeyOf(deliveries_.front()));
    deliveries_.pop_front();
    ++dropped_;
  }
  return 1;
}

std::vector<Delivery> MessageLog::Find(const Filter& filter) const {
  absl::MutexLock lock(&mutex_);
  std::vector<Delivery> found;
  for (const Delivery& delivery : deliveries_) {
    if (Matches(delivery, filter)) found.push_back(delivery);
  }
  return found;
}

nlohmann::json ToJson(const std::vector<Delivery>& deliveries) {
  nlohmann::json messages = nlohmann::json::array();
  int accepted = 0;
  for (const Delivery& delivery : deliveries) {
    accepted += delivery.accepted;
    messages.push_back({{"channel", delivery.channel},
                        {"trackingId", delivery.tracking_id},
                        {"phone", delivery.phone},
                        {"templateId", delivery.template_id},
                        {"text", delivery.text},
                        {"accepted", delivery.accepted},
                        {"firstTime", absl::FormatTime(delivery.first_time)},
                        {"lastTime", absl::FormatTime(delivery.last_time)}});
  }
  return {{"messages", std::move(messages)}, {"accepted", accepted}};
}

}  // namespace tancua::simulator
