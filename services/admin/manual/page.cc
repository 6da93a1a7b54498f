#include "services/admin/manual/page.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace tancua::admin {
namespace {

constexpr char kEnd[] = R"(.SH EXIT STATUS
.TP
.B 0
done
.TP
.B 1
failed; the reason is on standard error
.TP
.B 2
wrong words or configuration
.TP
.B 3
it ran, and what it looked at is not in order
.TP
.B 4
not signed in, or not allowed
.TP
.B 5
nobody answers
.SH ENVIRONMENT
.TP
.B TANCUA_CONFIG
what
.B \-\-config
would say
.SH FILES
.TP
.I /etc/tancua
configuration and keys
.TP
.I /var/lib/tancua
databases, attachments and the catalogue that was imported
.TP
.I ~/.local/state/tancua/session.json
who is signed in
.SH EXAMPLES
.nf
tancua \-\-config /etc/tancua status
runuser \-u tancua \-\- tancua \-\-config /etc/tancua catalogue check moi.yaml
tancua officers list \-\-ward 27442 \-\-json
.fi
)";

// As roff takes text: it reads a dash, a backslash and a point or quote at the begin of a line.
std::string Roff(const std::string& text) {
  std::string out = absl::StrReplaceAll(text, {{"\\", "\\e"}, {"-", "\\-"}, {"`", "\\(ga"}});
  if (absl::StartsWith(out, ".") || absl::StartsWith(out, "'")) out.insert(0, "\\&");
  return out;
}

// "--ward TEXT", "PATH".
std::string WordOf(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true);
  const bool flag = option.get_items_expected_max() == 0;
  return absl::StrCat(option.get_name(false, true), flag ? "" : " VALUE");
}

std::string OptionsOf(const CLI::App& command) {
  std::string out;
  for (const CLI::Option* option : command.get_options()) {
    if (option == command.get_help_ptr() || option == command.get_version_ptr()) continue;
    absl::StrAppend(&out, ".TP\n.B ", Roff(WordOf(*option)), "\n", Roff(option->get_description()),
                    option->get_required() ? "; required" : "", "\n");
  }
  return out;
}

// "officers list" with its options, or each below "officers".
std::string CommandText(const CLI::App& command, const std::string& before) {
  const std::string name = before + command.get_name();
  const auto below = command.get_subcommands([](const CLI::App*) { return true; });
  if (below.empty()) {
    return absl::StrCat(".SS ", Roff(name), "\n", Roff(command.get_description()), ".\n",
                        OptionsOf(command));
  }
  std::string out;
  for (const CLI::App* one : below) absl::StrAppend(&out, CommandText(*one, name + " "));
  return out;
}

}  // namespace

std::string ManualPage(const Cli& cli) {
  std::string page =
      absl::StrCat(".TH TANCUA 1 \"\" \"Tận Cửa ", TANCUA_VERSION, "\"\n",
                   ".SH NAME\ntancua \\- administer an installation of Tận Cửa\n",
                   ".SH SYNOPSIS\n.B tancua\n[options] command [options]\n", ".SH DESCRIPTION\n",
                   "Looks after the public services of a ward: its officers, partners "
                   "and procedures, its keys and its backups. Answers are tables; with\n"
                   ".B \\-\\-json\nthey are for scripts.\n.SH OPTIONS\n"
                   "Each stands before or after the command.\n",
                   OptionsOf(cli.app), ".SH COMMANDS\n");
  for (const CLI::App* command : cli.app.get_subcommands([](const CLI::App*) { return true; })) {
    absl::StrAppend(&page, CommandText(*command, ""));
  }
  return page + kEnd;
}

}  // namespace tancua::admin
