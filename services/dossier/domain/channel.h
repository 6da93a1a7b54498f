#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace tancua::dossier::domain {

// By which way a dossier came in. The names are those of the API, the SQL column and the metric
// label.
enum class Channel { kOnline, kCounter, kNeighbourhoodPoint, kKiosk, kPost };

inline constexpr std::array kChannels = {
    Channel::kOnline, Channel::kCounter, Channel::kNeighbourhoodPoint,
    Channel::kKiosk,  Channel::kPost,
};

[[nodiscard]] std::string_view Name(Channel channel);  // "NEIGHBOURHOOD_POINT"
[[nodiscard]] std::optional<Channel> ParseChannel(std::string_view name);

}  // namespace tancua::dossier::domain
