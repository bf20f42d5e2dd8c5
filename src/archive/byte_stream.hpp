#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace fuyuan {

/// Reading, opening or writing failed; the message does not name the file.
class IoError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Standard output cannot be written: no input after this one could succeed either.
class OutputError : public IoError {
 public:
  using IoError::IoError;
};

/// Whoever read our standard output has gone. Not a std::exception, so that nothing takes it for
/// the failure of one input.
struct PipeClosed {};

/// An open file, closed at the end.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  int release();
  void close();

 private:
  int fd_ = -1;
};

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Up to `size` bytes into `buffer`; 0 at the end. May wait. Throws IoError.
  virtual std::size_t read(char* buffer, std::size_t size) = 0;
  /// Whether `read` would have to wait for somebody to write more.
  virtual bool would_wait() { return false; }
  /// The file below, or -1.
  virtual int descriptor() const { return -1; }

 protected:
  ByteSource() = default;
  ByteSource(const ByteSource&) = default;
  ByteSource& operator=(const ByteSource&) = default;
};

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  /// Throws IoError, OutputError or PipeClosed.
  virtual void write(std::string_view bytes) = 0;
  /// Hands on what is held back.
  virtual void flush() {}

 protected:
  ByteSink() = default;
  ByteSink(const ByteSink&) = default;
  ByteSink& operator=(const ByteSink&) = default;
};

/// A file, a pipe or, for the path "-", standard input.
class FileSource final : public ByteSource {
 public:
  /// Throws IoError if `path` cannot be opened or is a directory.
  explicit FileSource(const std::string& path);

  std::size_t read(char* buffer, std::size_t size) override;
  bool would_wait() override;
  int descriptor() const override { return is_stdin_ ? 0 : file_.get(); }

 private:
  Descriptor file_;
  bool is_stdin_;
};

/// Standard output through a buffer; call `flush` at the end, the destructor does not.
class StandardOutput final : public ByteSink {
 public:
  void write(std::string_view bytes) override;
  void flush() override;

 private:
  std::string buffer_;
};

/// Keeps what is written.
class StringSink final : public ByteSink {
 public:
  void write(std::string_view bytes) override { text_ += bytes; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// Takes everything and keeps nothing: for --check and dry runs.
class NullSink final : public ByteSink {
 public:
  void write(std::string_view bytes) override { static_cast<void>(bytes); }
};

std::string read_all(ByteSource& source);
/// All that is left of `in`.
void copy_all(ByteSource& in, ByteSink& out);
std::string read_file(const std::string& path);
/// As read_file; unpacks a file that begins as Zstandard does.
std::string read_text(const std::string& path);

/// Up to `size` bytes from `offset` on, wherever the descriptor stands; 0 at the end, -1 and errno
/// where it fails.
std::ptrdiff_t read_at(int descriptor, std::uint64_t offset, char* buffer, std::size_t size);

/// Writes all of `bytes`; returns errno, or 0.
int write_fully(int descriptor, std::string_view bytes);

/// What errno says, in words.
std::string error_text(int error);

/// Makes sure that descriptors 0, 1 and 2 are taken, so that no file of ours becomes "standard
/// output" because the caller had closed it. Using such a descriptor still fails.
void guard_standard_descriptors();

}  // namespace fuyuan
