#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "google/protobuf/struct.pb.h"
#include "tancua/identity/v1/privacy_service.pb.h"

// A person's data as a document for people. Pure: how it looks on paper is pdf.h.
namespace tancua::identity::exporting {

// One line: a heading of records when it has no value.
struct Line {
  int indent = 0;  // 0 is the section itself
  std::string label;
  std::string value;
};

struct Section {
  std::string title;
  std::vector<Line> lines;
};

struct Document {
  std::string title;
  std::string subtitle;
  std::vector<Section> sections;
};

// Fields in the order and with the words of labels.cc; what has no words there keeps its own,
// after the others.
[[nodiscard]] Document ToDocument(const v1::PersonalDataExport& data);

}  // namespace tancua::identity::exporting
