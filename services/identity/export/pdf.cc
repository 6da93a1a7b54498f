#include "services/identity/export/pdf.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <memory>

#include "absl/strings/str_cat.h"

namespace tancua::identity::exporting {
namespace {

// Points: 72 to an inch.
constexpr double kPageWidth = 595.28;
constexpr double kPageHeight = 841.89;
constexpr double kMargin = 56;
constexpr double kFooter = 24;
constexpr double kIndent = 14;
constexpr double kLineGap = 3;
constexpr double kSectionGap = 12;
constexpr double kSmall = 8;
constexpr double kBody = 10;
constexpr double kHeading = 12;
constexpr double kTitle = 15;
// The first that the machine has; both have every letter of Vietnamese.
constexpr char kFontFamily[] = "Noto Sans, DejaVu Sans";

template <auto Release>
struct Releaser {
  template <class T>
  void operator()(T* object) const {
    Release(object);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Releaser<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Releaser<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Releaser<pango_font_description_free>>;

cairo_status_t Append(void* out, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

struct Style {
  double size = kBody;
  bool bold = false;
  double indent = 0;
};

// Writes paragraphs from top to bottom, page after page.
class Pages {
 public:
  explicit Pages(std::string& out)
      : surface_(cairo_pdf_surface_create_for_stream(Append, &out, kPageWidth, kPageHeight)),
        context_(cairo_create(surface_.get())) {}

  void SetTitle(const std::string& title) {
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  }

  void Gap(double height) { y_ += height; }

  void Paragraph(const std::string& text, const Style& style) {
    const Layout layout = Lay(text, style);
    pango_layout_set_width(layout.get(), Units(kPageWidth - 2 * kMargin - style.indent));
    // Line by line, so that a long paragraph can go on on the next page.
    const int lines = pango_layout_get_line_count(layout.get());
    for (int i = 0; i < lines; ++i) {
      PangoLayoutLine* line = pango_layout_get_line_readonly(layout.get(), i);
      PangoRectangle area;
      pango_layout_line_get_extents(line, nullptr, &area);
      const double height = Points(area.height);
      if (y_ + height > kPageHeight - kMargin - kFooter) NextPage();
      cairo_move_to(context_.get(), kMargin + style.indent, y_ - Points(area.y));
      pango_cairo_show_layout_line(context_.get(), line);
      y_ += height;
    }
    y_ += kLineGap;
  }

  absl::Status Finish() {
    EndPage();
    cairo_surface_finish(surface_.get());
    const cairo_status_t status = cairo_surface_status(surface_.get());
    if (status == CAIRO_STATUS_SUCCESS) return absl::OkStatus();
    return absl::UnavailableError(absl::StrCat("PDF: ", cairo_status_to_string(status)));
  }

 private:
  static int Units(double points) { return static_cast<int>(points * PANGO_SCALE); }
  static double Points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

  Layout Lay(const std::string& text, const Style& style) const {
    Layout layout(pango_cairo_create_layout(context_.get()));
    const Font font(pango_font_description_new());
    pango_font_description_set_family(font.get(), kFontFamily);
    pango_font_description_set_size(font.get(), Units(style.size));
    pango_font_description_set_weight(font.get(),
                                      style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
  }

  void NextPage() {
    EndPage();
    ++page_;
    y_ = kMargin;
  }

  void EndPage() {
    const Layout footer = Lay(absl::StrCat("Trang ", page_), {.size = kSmall});
    cairo_move_to(context_.get(), kMargin, kPageHeight - kMargin);
    pango_cairo_show_layout(context_.get(), footer.get());
    cairo_show_page(context_.get());
  }

  const Surface surface_;
  const Context context_;
  double y_ = kMargin;
  int page_ = 1;
};

}  // namespace

absl::StatusOr<std::string> RenderPdf(const Document& document) {
  std::string bytes;
  Pages pages(bytes);
  pages.SetTitle(document.title);
  pages.Paragraph(document.title, {.size = kTitle, .bold = true});
  pages.Paragraph(document.subtitle, {.size = kSmall});
  for (const Section& section : document.sections) {
    pages.Gap(kSectionGap);
    pages.Paragraph(section.title, {.size = kHeading, .bold = true});
    for (const Line& line : section.lines) {
      const bool heading = line.value.empty();
      pages.Paragraph(heading ? line.label : absl::StrCat(line.label, ": ", line.value),
                      {.bold = heading, .indent = kIndent * (line.indent + 1)});
    }
  }
  if (absl::Status finished = pages.Finish(); !finished.ok()) return finished;
  return bytes;
}

}  // namespace tancua::identity::exporting
