#include "restore/plan.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "restore/decode/replace_spans.hpp"
#include "restore/reading/container.hpp"
#include "text/json.hpp"
#include "text/utf8.hpp"

namespace fuyuan {

std::string Plan::apply(std::string_view input) const {
  std::string text(input);
  for (const Step& step : steps) {
    if (!step.decode.empty()) {
      text = decode_container(step.decode, text);
      continue;
    }
    std::size_t covered = 0;
    for (const Span& span : step.spans) {
      if (span.begin < covered || span.end < span.begin || span.end > text.size() ||
          text.compare(span.begin, span.end - span.begin, span.before) != 0) {
        throw std::runtime_error(
            fmt::format("the plan does not fit this document at offset {}", span.begin));
      }
      covered = span.end;
    }
    text = replace_spans(text, step.spans);
  }
  return text;
}

std::string Plan::to_json() const {
  std::string out = "[";
  for (std::size_t i = 0; i < steps.size(); ++i) {
    out += i == 0 ? "{" : ",{";
    if (!steps[i].decode.empty())
      out += fmt::format("\"decode\":{},", json_string(steps[i].decode));
    out += "\"spans\":[";
    for (std::size_t k = 0; k < steps[i].spans.size(); ++k) {
      const Span& span = steps[i].spans[k];
      out += fmt::format(
          "{}{{\"begin\":{},\"end\":{},\"line\":{},\"channel\":{},\"before\":{},\"after\":{},"
          "\"confidence\":{:.4f},\"inferred\":[",
          k == 0 ? "" : ",", span.begin, span.end, span.line, json_string(span.channel),
          json_string(span.before), json_string(span.after), span.confidence);
      for (std::size_t n = 0; n < span.inferred.size(); ++n) {
        const InferredCharacter& c = span.inferred[n];
        out +=
            fmt::format("{}{{\"offset\":{},\"character\":{},\"best\":{},\"probability\":{:.4f}}}",
                        n == 0 ? "" : ",", c.offset, json_string(to_utf8({&c.character, 1})),
                        json_string(to_utf8({&c.best, 1})), c.probability);
      }
      out += "]}";
    }
    out += "]}";
  }
  return out + "]";
}

}  // namespace fuyuan
