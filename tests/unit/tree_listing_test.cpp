#include "restore/reading/tree_listing.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::Restorer;
using fuyuan::tree_prefix;
using fuyuan::testing::break_with;

TEST_CASE("The branches that `tree` draws", "[tree_listing]") {
  CHECK(tree_prefix("├── a") == std::string("├── ").size());
  CHECK(tree_prefix("│   │   └── a") == std::string("│   │   └── ").size());
  CHECK(tree_prefix("│\u00A0\u00A0 ├── a") == std::string("│\u00A0\u00A0 ├── ").size());
  CHECK(tree_prefix("        └── a") == std::string("        └── ").size());
  CHECK(tree_prefix("    a") == 0);
  CHECK(tree_prefix("├────┤") == 0);
  CHECK(tree_prefix("") == 0);
}

TEST_CASE("Names of a listing are read without its branches", "[tree_listing][restorer]") {
  const char* const branches[] = {"├── ", "│   ├── ", "│   └── ", "├── ", "└── "};
  const char* const names[] = {"说明书", "采购合同_盖章版.pdf", "补充协议.docx", "照片",
                               "工资表_03月.xls"};
  for (const char* channel : {"gbk-as-cp437", "gbk-as-cp850"}) {
    CAPTURE(channel);
    std::string broken = ".\n";
    std::string text = ".\n";
    for (std::size_t i = 0; i < std::size(names); ++i) {
      broken += branches[i] + break_with(channel, names[i]) + "\n";
      text += std::string(branches[i]) + names[i] + "\n";
    }
    CHECK(Restorer().restore(broken).text == text);
    CHECK(Restorer().restore(text).plan.empty());
  }
}
