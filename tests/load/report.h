#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/load/load.h"

// The tables that the bench prints.
namespace tancua::load {

// What a figure is compared with: a limit or a peer measured in the same run.
using Beside = std::pair<std::string, double>;

void Heading(const std::string& text);
// A throughput, with latencies when there are any, and its ratio to each of `beside`.
void Line(const std::string& name, const Load& load, const std::vector<Beside>& beside = {});
// Any other figure: "412 ms".
void Line(const std::string& name, const std::string& value);

}  // namespace tancua::load
