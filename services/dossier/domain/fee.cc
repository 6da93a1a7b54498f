#include "services/dossier/domain/fee.h"

#include <algorithm>

namespace tancua::dossier::domain {
namespace {

// Circular 226/2016/TT-BTC art. 4: the first two pages at the full price.
std::int64_t CopyOfPagesVnd(const Fee& fee, std::int64_t first_pages_vnd, std::int64_t pages) {
  const std::int64_t first = std::min<std::int64_t>(pages, 2) * first_pages_vnd;
  const std::int64_t rest = std::max<std::int64_t>(pages - 2, 0) * fee.from_third_page_vnd;
  return std::min(first + rest, fee.most_per_copy_vnd);
}

}  // namespace

std::int64_t FeeVnd(const Fee& fee, Channel channel, Quantities quantities) {
  const std::int64_t unit = channel == Channel::kOnline ? fee.online_vnd : fee.counter_vnd;
  switch (fee.per) {
    case Fee::Per::kDossier:
      return unit;
    case Fee::Per::kCopy:
      return unit * quantities.copies;
    case Fee::Per::kPage:
      return CopyOfPagesVnd(fee, unit, quantities.pages) * quantities.copies;
  }
  return unit;
}

}  // namespace tancua::dossier::domain
