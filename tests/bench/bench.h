// What every benchmark prints: one line for each figure, "name value unit".
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace tdkt::bench {

class Office;

void report(const std::string& name, double value, const std::string& unit);

// The middle of `times` runs, in milliseconds, after a few that are not counted.
double median_ms(int times, const std::function<void()>& work);

void papers();
// Pages, data, PDFs and the QR code of papers that others are to make too: beside/compare.py.
void write_papers(const std::filesystem::path& folder);
void signatures(Office& office);
void pages(Office& office);
void steps(Office& office);      // leaves more dossiers than fit on a page of the list
void long_list(Office& office);  // after steps()
void audits(Office& office);     // after steps(); leaves many histories

}  // namespace tdkt::bench
