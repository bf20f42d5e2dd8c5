#include "cli/eval/opencc.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

namespace fuyuan::eval {
namespace {

using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

/// A file without a name: nothing is left behind, whatever happens.
File open_nameless() {
  File file(std::tmpfile(), &std::fclose);
  if (!file) throw std::runtime_error("no temporary file for opencc");
  return file;
}

File write_lines(const std::vector<std::string>& documents) {
  File file = open_nameless();
  for (const std::string& document : documents) {
    std::fwrite(document.data(), 1, document.size(), file.get());
    std::fputc('\n', file.get());
  }
  if (std::fflush(file.get()) != 0 || std::ferror(file.get()) != 0) {
    throw std::runtime_error("cannot write opencc's input");
  }
  std::rewind(file.get());
  return file;
}

std::string read_whole(std::FILE* file) {
  std::string out;
  std::array<char, 65536> buffer{};
  std::rewind(file);
  for (std::size_t size = 1; size != 0; out.append(buffer.data(), size)) {
    size = std::fread(buffer.data(), 1, buffer.size(), file);
  }
  return out;
}

/// Runs the command from `in` to `out`.
void run(std::vector<std::string> words, std::FILE* in, std::FILE* out) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, fileno(in), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, fileno(out), STDOUT_FILENO);
  pid_t child = 0;
  const int error =
      posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (error != 0 || waitpid(child, &status, 0) != child || status != 0) {
    throw std::runtime_error(fmt::format("{} failed", words[0]));
  }
}

}  // namespace

bool OpenCc::is_installed() {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    if (access((std::filesystem::path(folder) / "opencc").c_str(), X_OK) == 0) return true;
  }
  return false;
}

std::vector<std::string> OpenCc::convert(const std::vector<std::string>& documents) const {
  const File in = write_lines(documents);
  const File out = open_nameless();
  run({"opencc", "-c", configuration_ + ".json"}, in.get(), out.get());
  const std::string text = read_whole(out.get());
  std::vector<std::string> converted;
  std::size_t begin = 0;
  for (const std::string& document : documents) {
    // OpenCC keeps line ends, so a document has as many lines as it had.
    std::size_t end = text.find('\n', begin);
    for (auto more = std::count(document.begin(), document.end(), '\n'); more > 0; --more) {
      end = end == std::string::npos ? end : text.find('\n', end + 1);
    }
    if (end == std::string::npos) throw std::runtime_error("opencc left out lines");
    converted.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return converted;
}

}  // namespace fuyuan::eval
