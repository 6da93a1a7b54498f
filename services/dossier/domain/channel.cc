#include "services/dossier/domain/channel.h"

namespace tancua::dossier::domain {
namespace {

constexpr std::string_view kNames[] = {"ONLINE", "COUNTER", "NEIGHBOURHOOD_POINT", "KIOSK", "POST"};
static_assert(std::size(kNames) == kChannels.size());

}  // namespace

std::string_view Name(Channel channel) { return kNames[static_cast<std::size_t>(channel)]; }

std::optional<Channel> ParseChannel(std::string_view name) {
  for (Channel channel : kChannels) {
    if (Name(channel) == name) return channel;
  }
  return std::nullopt;
}

}  // namespace tancua::dossier::domain
