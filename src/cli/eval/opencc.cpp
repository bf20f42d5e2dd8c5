#include "cli/eval/opencc.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

namespace fuyuan::eval {
namespace {

namespace fs = std::filesystem;

/// A folder of our own that goes when we do.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_((fs::temp_directory_path() / "fuyuan-eval-XXXXXX").string()) {
    if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no folder for opencc's input");
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string file(std::string_view name) const { return (fs::path(path_) / name).string(); }

 private:
  std::string path_;
};

void write_lines(const std::string& path, const std::vector<std::string>& documents) {
  std::ofstream out(path, std::ios::binary);
  for (const std::string& document : documents) out << document << '\n';
  if (!out.flush()) throw std::runtime_error("cannot write opencc's input");
}

void run(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t child = 0;
  int status = 0;
  if (posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0 ||
      waitpid(child, &status, 0) != child || status != 0) {
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
    if (access((fs::path(folder) / "opencc").c_str(), X_OK) == 0) return true;
  }
  return false;
}

std::vector<std::string> OpenCc::convert(const std::vector<std::string>& documents) const {
  const TemporaryFolder folder;
  const std::string in = folder.file("in");
  const std::string out = folder.file("out");
  write_lines(in, documents);
  run({"opencc", "-c", configuration_ + ".json", "-i", in, "-o", out});
  std::ifstream file(out, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
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
