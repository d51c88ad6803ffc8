// The parts of an XLSX that came from outside, each unpacked to a bounded size and no further.
#pragma once

#include <memory>
#include <string>

namespace tdkt::server {

class XlsxPackage {
  public:
    // Problem{blocked} for what is no zip archive, has too many parts, or holds what a form has
    // no use for: macros, links to other workbooks.
    explicit XlsxPackage(const std::string& path);
    ~XlsxPackage();
    XlsxPackage(const XlsxPackage&) = delete;
    XlsxPackage& operator=(const XlsxPackage&) = delete;

    bool has(const std::string& name) const;
    // Problem{blocked} when it is not there, is broken, or is larger than most_form_bytes.
    std::string part(const std::string& name) const;

  private:
    struct Closing;
    std::unique_ptr<Closing> archive_;
};

}  // namespace tdkt::server
