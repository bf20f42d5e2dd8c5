#include "cli/fixer.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "archive/document_format.hpp"
#include "archive/entry_names.hpp"
#include "cli/counting_source.hpp"
#include "cli/diff_target.hpp"
#include "cli/file_target.hpp"
#include "cli/input_run.hpp"
#include "cli/output_target.hpp"
#include "cli/rename_file.hpp"
#include "text/ascii.hpp"

namespace fuyuan::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLong = std::uint64_t{8} << 20U;

bool is_same_file(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

FinishedInputs read_finished(const FixOptions& options, const CommonOptions& common) {
  if (!common.resumes) return {};
  // Under --output all names are found again; in place those that are done are not.
  return FinishedInputs(common.report, options.replaces);
}

std::map<std::string, std::string> find_new_names(const std::vector<std::string>& names) {
  if (std::all_of(names.begin(), names.end(), is_ascii)) return {};
  return repair_names(names);
}

/// What stands in memory as a source.
class StringSource final : public ByteSource {
 public:
  explicit StringSource(std::string_view text) : text_(text) {}
  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t got = text_.copy(buffer, size);
    text_.remove_prefix(got);
    return got;
  }

 private:
  std::string_view text_;
};

}  // namespace

Fixer::Fixer(const FixOptions& options, const CommonOptions& common)
    : options_(options),
      format_(common.format),
      finished_(read_finished(options, common)),
      session_(common, options.is_dry_run && !options.shows_diff,
               {options.shows_diff
                    ? [this](DocumentName name, std::string_view observed,
                             const Restored& restored) { diff_document(name, observed, restored); }
                    : decltype(SessionHooks::restored)(),
                {}}),
      palette_(use_color(common.color, STDOUT_FILENO)) {
  format_.restores_names = options.restores_names;
  if (!common.report.empty() && ::stat(common.report.c_str(), &report_) != 0) report_ = {};
}

Fixer::~Fixer() = default;

int Fixer::run() {
  try {
    return run_all();
  } catch (const PipeClosed&) {
    // Nobody reads the differences to their end: there are some all the same.
    if (session_.options().only_checks) return static_cast<int>(ExitCode::failed);
    throw;
  }
}

int Fixer::run_all() {
  start_progress();
  const TreeVisitor visitor = make_visitor();
  for (const std::string& path : options_.paths) walk_tree(path, visitor);
  session_.work().drain();
  session_.commits().flush();
  rename_all();
  session_.progress().clear();
  sum_up();
  return session_.exit_code();
}

TreeVisitor Fixer::make_visitor() {
  const CommonOptions& common = session_.options();
  TreeVisitor visitor;
  visitor.visit = [this](const InputFile& file) { fix(file); };
  visitor.fail = [this](const std::string& path, const std::string& what) {
    session_.work().add_finish(0, [this, path, what] { session_.fail(path, what); });
  };
  visitor.skip = options_.output;
  visitor.filter = PathFilter(common.includes, common.excludes);
  if (options_.restores_names) {
    visitor.find_new_names = find_new_names;
    visitor.rename = [this](const Rename& rename) { take_rename(rename); };
  }
  return visitor;
}

/// The bar needs to know how much there is to do: the tree is walked once more.
void Fixer::start_progress() {
  const CommonOptions& common = session_.options();
  const bool prints_results =
      options_.shows_diff || (options_.output.empty() && !options_.replaces);
  if (common.is_quiet || common.is_verbose || ::isatty(STDERR_FILENO) != 1) return;
  if (prints_results && !writes_nothing() && ::isatty(STDOUT_FILENO) == 1) return;
  std::size_t files = 0;
  std::uint64_t bytes = 0;
  TreeVisitor counter;
  counter.skip = options_.output;
  counter.filter = PathFilter(common.includes, common.excludes);
  counter.fail = [](const std::string&, const std::string&) {};  // said when it is walked again
  counter.visit = [&](const InputFile& file) {
    struct stat status {};
    if (is_done(file) || ::stat(file.path.c_str(), &status) != 0) return;
    ++files;
    bytes += S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
  };
  for (const std::string& path : options_.paths) walk_tree(path, counter);
  session_.progress().start(files, bytes);
}

bool Fixer::writes_nothing() const {
  return session_.options().only_checks || options_.is_dry_run || options_.shows_diff;
}

bool Fixer::is_done(const InputFile& file) const {
  if (!finished_.contains(file.path)) return false;
  std::error_code error;
  return options_.output.empty() || fs::exists(fs::path(options_.output) / file.relative, error);
}

/// What we have written ourselves beside the inputs: the report and backups.
bool Fixer::is_by_product(const InputFile& file, const struct stat& status) const {
  if (report_.st_ino != 0 && is_same_file(status, report_)) return true;
  const std::string& suffix = options_.backup_suffix;
  if (!options_.replaces || suffix.empty() || !file.path.ends_with(suffix)) return false;
  std::error_code error;
  return fs::exists(file.path.substr(0, file.path.size() - suffix.size()), error);
}

/// In place: whether the file was met before under another name, and its result may be waiting.
bool Fixer::was_taken(const InputFile& file) {
  const bool can_be = options_.replaces && options_.paths.size() > 1;
  return can_be && !taken_.insert(fs::canonical(file.path).string()).second;
}

/// Takes away what an interrupted run has left in the folder that is written to.
void Fixer::sweep(const InputFile& file) {
  if (!session_.options().resumes) return;
  const fs::path folder =
      (options_.replaces ? fs::path(file.path) : fs::path(options_.output) / file.relative)
          .parent_path();
  if (!swept_.insert(folder.string()).second) return;
  std::error_code error;
  fs::directory_iterator at(folder.empty() ? fs::path(".") : folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    std::error_code ignored;
    if (is_temporary_name(at->path().filename().native())) fs::remove(at->path(), ignored);
  }
}

void Fixer::fix(const InputFile& file) {
  sweep(file);
  if (is_done(file)) {
    ++skipped_;
    return;
  }
  try {
    FileSource in(file.path);
    struct stat status {};
    if (::fstat(in.descriptor(), &status) != 0) throw IoError(error_text(errno));
    if (is_by_product(file, status) || was_taken(file)) return;
    ++files_;
    fix_opened(file, in, status);
  } catch (const OutputError&) {
    throw;
  } catch (const std::exception& error) {
    session_.work().add_finish(0, [this, path = file.path, what = std::string(error.what())] {
      session_.fail(path, what);
    });
  }
}

void Fixer::fix_opened(const InputFile& file, FileSource& in, const struct stat& status) {
  Progress& progress = session_.progress();
  CountingSource counted(in, [&](std::uint64_t bytes) { progress.add_bytes(bytes); });
  PeekSource source(counted);
  const DocumentFormat& format = choose_format(file.path, source, format_, false);
  const bool holds_files = format.holds_files();
  const std::shared_ptr<ResultTarget> target = choose_target(file, status, holds_files);
  const auto run = std::make_shared<InputRun>(session_, format_, file.path, target->sink());
  const auto size = S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
  run->then([this, holds_files, size] {
    diffs_documents_ = holds_files;
    if (size > kLong) session_.commits().flush();  // nothing waits for a file that takes long
  });
  run->read(format, source);
  // The queue may outlive the work: it holds the input.
  run->then([this, run, target] {
    session_.commits().add(target->finish(run->changed() > 0), [run](const std::string* error) {
      if (error == nullptr) {
        run->record_end();
      } else {
        run->break_off(*error);
      }
    });
  });
  // Archives are not always read through us.
  session_.work().add_finish(0, [&progress, size, read = counted.count()] {
    if (size > read) progress.add_bytes(size - read);
    progress.end_file();
  });
}

std::shared_ptr<ResultTarget> Fixer::choose_target(const InputFile& file, const struct stat& status,
                                                   bool holds_files) {
  if (options_.shows_diff && !holds_files) {
    return std::make_shared<DiffTarget>(file.path, out_, palette_);
  }
  if (writes_nothing()) return std::make_shared<NoTarget>();
  if (!options_.replaces && options_.output.empty()) return std::make_shared<OutputTarget>();
  if (!S_ISREG(status.st_mode)) throw IoError("not a regular file");
  const std::string target =
      options_.replaces ? fs::canonical(file.path).string() : prepare_output(file, status);
  return std::make_shared<FileTarget>(
      FileTarget::Plan{target, status, options_.replaces, options_.backup_suffix});
}

/// Where under -o a file goes; makes the folders.
std::string Fixer::prepare_output(const InputFile& file, const struct stat& input) {
  const fs::path target = fs::path(options_.output) / file.relative;
  // Below one root no two files are in the same place.
  if (options_.paths.size() > 1 && !taken_.insert(target.lexically_normal().string()).second) {
    throw IoError(fmt::format("{} is the result of another input already", target.string()));
  }
  std::error_code error;
  fs::create_directories(target.parent_path(), error);
  if (error) {
    throw IoError(
        fmt::format("cannot make {}: {}", target.parent_path().string(), error.message()));
  }
  struct stat existing {};
  if (::stat(target.c_str(), &existing) == 0) {
    if (is_same_file(existing, input)) {
      throw IoError("the result would replace the input; say --in-place if you mean it");
    }
    if (S_ISDIR(existing.st_mode)) throw IoError(target.string() + " is a folder");
  }
  return target.string();
}

void Fixer::diff_document(DocumentName name, std::string_view observed, const Restored& restored) {
  if (!diffs_documents_ || restored.text == observed) return;
  StringSource before(observed);
  const std::string path = diff_name(name.path) + (name.entry.empty() ? "" : "/");
  LineDiff diff(before, path + std::string(name.entry), out_, palette_);
  diff.write(restored.text);
  diff.finish();
  out_.flush();
}

void Fixer::take_rename(const Rename& rename) {
  if (options_.replaces && !writes_nothing()) {
    renames_.push_back(rename);
    return;
  }
  session_.work().add_finish(0, [this, rename] {
    session_.record_rename({rename.path, {}}, rename.new_name);
  });
}

/// At the very end, so that the paths in the report of an interrupted run are still good.
void Fixer::rename_all() {
  for (const Rename& rename : renames_) {
    try {
      rename_file(rename.path, fs::path(rename.path).replace_filename(rename.new_name).string());
      session_.record_rename({rename.path, {}}, rename.new_name);
    } catch (const OutputError&) {
      throw;
    } catch (const IoError& error) {
      session_.fail(rename.path, error.what());
    }
  }
}

void Fixer::sum_up() {
  const Totals& totals = session_.totals();
  const CommonOptions& common = session_.options();
  const bool asked = common.is_verbose || totals.failed > 0 || ::isatty(STDERR_FILENO) == 1;
  if (common.is_quiet || files_ + skipped_ < 2 || !asked) return;
  std::string line = fmt::format("{} files", files_);
  if (skipped_ > 0) line += fmt::format(" ({} more were done before)", skipped_);
  line += totals.describe();
  for (std::size_t i = 0; i < totals.failures.size(); ++i) {
    line += fmt::format("{} {}", i == 0 ? ":" : ",", totals.failures[i]);
  }
  if (totals.failed > totals.failures.size()) {
    line += fmt::format(" and {} more", totals.failed - totals.failures.size());
  }
  session_.tell(line);
}

}  // namespace fuyuan::cli
