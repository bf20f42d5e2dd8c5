#include "cli/atomic_file.hpp"

#include <fcntl.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "catch.hpp"
#include "unit/scratch_folder.hpp"

namespace {

namespace fs = std::filesystem;
using fuyuan::Descriptor;
using fuyuan::read_file;
using fuyuan::cli::AtomicFile;
using fuyuan::testing::ScratchFolder;

void write(const std::string& path, std::string_view text) {
  AtomicFile file(path);
  file.write(text);
  file.commit();
}

std::size_t count_entries(const ScratchFolder& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    static_cast<void>(entry);
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("A symbolic link stays, and what it leads to is replaced", "[atomic_file]") {
  const ScratchFolder folder;
  fs::create_directory(folder.path("deep"));
  fs::create_symlink("deep/file", folder.path("link"));
  fs::create_symlink(folder.path("link"), folder.path("deep/another"));
  write(folder.path("link"), "first");  // leads nowhere yet
  CHECK(fs::is_symlink(folder.path("link")));
  CHECK(read_file(folder.path("deep/file")) == "first");
  write(folder.path("deep/another"), "second");
  CHECK(fs::is_symlink(folder.path("deep/another")));
  CHECK(fs::is_symlink(folder.path("link")));
  CHECK(read_file(folder.path("deep/file")) == "second");
  fs::create_symlink("round", folder.path("round"));
  CHECK_THROWS_AS(write(folder.path("round"), "x"), fuyuan::IoError);
}

TEST_CASE("A pipe is written to and stays one", "[atomic_file]") {
  const ScratchFolder folder;
  const std::string path = folder.path("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const Descriptor reader(::open(path.c_str(), O_RDWR));  // so that nobody waits for the other
  AtomicFile file(path);
  struct stat mode {};
  mode.st_mode = 0644;
  file.copy_attributes(mode);
  file.write("a page");
  file.commit();
  struct stat status {};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  REQUIRE(S_ISFIFO(status.st_mode));
  CHECK((status.st_mode & 0777U) == 0600);
  CHECK(count_entries(folder) == 1);
  std::string text(100, '\0');
  const ssize_t got = ::read(reader.get(), text.data(), text.size());
  CHECK(text.substr(0, static_cast<std::size_t>(got)) == "a page");
}

TEST_CASE("An open file by its number is written where it stands", "[atomic_file]") {
  const ScratchFolder folder;
  const Descriptor open(::open(folder.path("log").c_str(), O_RDWR | O_CREAT, 0600));
  REQUIRE(fuyuan::write_fully(open.get(), "before\n") == 0);
  for (const std::string name : {"/proc/self/fd/", "/dev/fd/"}) {
    fs::create_symlink(name + std::to_string(open.get()), folder.path("link"));
    write(folder.path("link"), name + "\n");
    fs::remove(folder.path("link"));
  }
  CHECK(read_file(folder.path("log")) == "before\n/proc/self/fd/\n/dev/fd/\n");
  CHECK(count_entries(folder) == 1);
}

TEST_CASE("A finished file that waits takes no memory for what is in it", "[atomic_file]") {
  const ScratchFolder folder;
  AtomicFile file(folder.path("a"));
  const auto taken = [] {
    const struct mallinfo2 memory = ::mallinfo2();
    return memory.uordblks + memory.hblkhd;
  };
  const std::size_t before = taken();
  file.write(std::string(std::size_t{3} << 20, 'x'));
  file.finish();
  CHECK(taken() < before + (std::size_t{1} << 20));
}
