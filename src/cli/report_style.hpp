#pragma once

#include <string_view>

namespace fuyuan::cli {

/// The style sheet of the page, for light and dark screens and for paper.
inline constexpr std::string_view kReportStyle = R"css(
:root { color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --ink: #1c2330; --soft: #5b6577; --line: #dde1e8; --bar: #3b6fd4;
  --clean: #9aa5b5; --decoded: #3b6fd4; --restored: #16845b; --inferred: #c98a00;
  --partial: #d95f1e; --unrepaired: #c02c3f; --binary: #c9cfd9; --failed: #7a1f2b;
  --before: #b3261e; --after: #11704c; --mark: #ffe9ad; --lost: #ffd3cf; }
@media (prefers-color-scheme: dark) { :root {
  --page: #12161d; --card: #1b212b; --ink: #e5e9f0; --soft: #9aa6b8; --line: #303947; --bar: #6f9cf0;
  --clean: #6a7688; --decoded: #6f9cf0; --restored: #3fb886; --inferred: #e0ac3a;
  --partial: #ef8a52; --unrepaired: #ee6675; --binary: #444e5d; --failed: #f0a0a8;
  --before: #ff9d94; --after: #6fd6a8; --mark: #5a4610; --lost: #64231f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); line-height: 1.5;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 28px 20px 60px; }
h1 { font-size: 26px; margin: 0; } h1 small { font-weight: 400; color: var(--soft); font-size: 16px; }
h2 { font-size: 18px; margin: 0 0 4px; } h3 { font-size: 14px; margin: 0 0 6px; }
p { margin: 4px 0 12px; } .soft { color: var(--soft); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 18px 20px; margin-top: 18px; }
.cards { display: grid; gap: 12px; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
  margin-top: 18px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 12px 16px; }
.card b { display: block; font-size: 24px; font-variant-numeric: tabular-nums; line-height: 1.25; }
.card span { color: var(--soft); font-size: 13px; }
.pair { display: grid; gap: 24px; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; font-size: 13px; color: var(--soft); }
th, td { padding: 5px 10px 5px 0; vertical-align: top; border-bottom: 1px solid var(--line); }
tr:last-child td { border-bottom: 0; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.dot { display: inline-block; width: 10px; height: 10px; border-radius: 3px; margin-right: 8px; }
.badge { font-size: 12px; border: 1px solid currentColor; border-radius: 9px; padding: 0 8px;
  white-space: nowrap; }
.meter { display: block; min-width: 90px; height: 9px; margin-top: 7px; border-radius: 3px;
  background: color-mix(in srgb, var(--bar) 14%, transparent); }
.meter i { display: block; height: 100%; min-width: 2px; border-radius: 3px; background: var(--bar); }
svg { display: block; width: 100%; height: auto; } svg text { fill: var(--soft); font-size: 11px; }
.stack { height: 26px; border-radius: 6px; overflow: hidden; margin: 10px 0 14px; }
code, .path { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 13px; }
.path { overflow-wrap: anywhere; }
.excerpt { margin: 3px 0; overflow-wrap: anywhere; }
.excerpt .line { color: var(--soft); font-size: 12px; margin-right: 6px; }
.before { color: var(--before); } .after { color: var(--after); }
.before, .after { white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; border-radius: 2px; }
mark.lost { background: var(--lost); }
details { border-bottom: 1px solid var(--line); padding: 7px 0; }
details:last-of-type { border-bottom: 0; }
summary { cursor: pointer; } summary .n { color: var(--soft); font-size: 13px; margin-left: 10px; }
td:first-child { min-width: 9em; }
@media (max-width: 600px) { .wide { display: none; } main { padding: 16px 10px 40px; } }
details > div { padding: 6px 0 4px 18px; }
@media print { body { background: #fff; } section, .card { break-inside: avoid; } }
)css";

}  // namespace fuyuan::cli
