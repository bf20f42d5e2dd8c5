#include <iostream>
#include <iterator>
#include "restore/restorer.hpp"
int main(int argc, char** argv) {
  fuyuan::Options o;
  bool plan = false;
  for (int i = 1; i < argc; ++i) { std::string a = argv[i]; if (a == "--plan") plan = true; if (a == "--keep") o.to = fuyuan::Script::keep; if (a=="--mark") o.mark=true;}
  std::string in((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
  fuyuan::Restorer r(o);
  auto out = r.restore(in);
  std::cout << out.text;
  if (plan) std::cerr << out.plan.to_json() << "\n";
  std::cerr << fuyuan::verdict_name(out.verdict) << " " << out.charset << " " << out.language << " restored " << out.counts.restored << " inferred " << out.counts.inferred << " lost " << out.counts.lost << " conv " << out.counts.converted << "\n";
}
