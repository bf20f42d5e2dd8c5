// A libFuzzer target: any bytes, any options; the promises of restore/restorer.hpp must hold.
//   cmake -B build-fuzz -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_C_COMPILER=clang -DFUYUAN_FUZZ=ON
//   cmake --build build-fuzz --target restore_fuzzer && build-fuzz/tests/restore_fuzzer
//   -max_len=600

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "restore/restorer.hpp"
#include "text/utf8.hpp"

namespace {

void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

/// The first byte chooses the options.
fuyuan::Options choose_options(std::uint8_t choice) {
  fuyuan::Options options;
  if ((choice & 1) != 0) options.to = fuyuan::Script::keep;
  options.strict = (choice & 2) != 0;
  options.mark = (choice & 4) != 0;
  if ((choice & 8) != 0) options.infer = 0.9;
  if ((choice & 16) != 0) options.from = "gb18030";
  return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data + 1), size - 1);
  const fuyuan::Restorer restorer(choose_options(data[0]));
  const fuyuan::Restored restored = restorer.restore(input);
  const bool is_left_as_found = restored.verdict == fuyuan::Verdict::binary ||
                                restored.verdict == fuyuan::Verdict::unrepaired;
  require(is_left_as_found || fuyuan::is_valid_utf8(restored.text), "the output is UTF-8");
  require(restored.plan.apply(input) == restored.text, "the plan replays");
  require(!restored.plan.empty() || restored.text == input, "no change without a plan");
  require(fuyuan::is_valid_utf8(restored.plan.to_json()), "the plan's JSON is UTF-8");
  require(restored.confidence >= 0 && restored.confidence <= 1, "confidence is in 0..1");
  return 0;
}
