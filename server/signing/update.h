// An incremental update: objects added behind a PDF whose bytes stay as they
// are, closed by a signature over all of it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "server/signing/pdf_file.h"
#include "server/signing/signer.h"

namespace tdkt::server {

class PdfUpdate {
  public:
    // Throws workflow::Problem when the file is not in the form that our own writer gives
    // (classic cross-reference table), which is the only one that is added to.
    explicit PdfUpdate(PdfFile& base);

    QPDFObjGen allot() { return QPDFObjGen(next_++, 0); }

    // `body` is what stands between "obj" and "endobj"; it replaces an object of that number.
    void put(QPDFObjGen id, std::string body);

    // A new object for a drawing of this size; gives its number.
    QPDFObjGen put_form(double width, double height, const std::string& resources,
                        const std::string& content);

    // The whole new file. `entries` are those of the signature dictionary beside /ByteRange and
    // /Contents. To be called once.
    std::string signed_by(const Signer& signer, QPDFObjGen signature, std::string_view entries);

  private:
    std::string with_objects(std::size_t more);
    std::string ending(std::string_view file);

    PdfFile& base_;
    int next_ = 0;
    std::map<QPDFObjGen, std::string> bodies_;
    std::map<QPDFObjGen, std::size_t> offsets_;
};

// A dictionary as text, with some entries ("/V") given anew as text or, empty, left out.
std::string dictionary(QPDFObjectHandle before, const std::map<std::string, std::string>& anew);

// "12 0 R"
std::string reference(QPDFObjGen id);

// A text string in UTF-16BE, as a PDF writes it: <FEFF…>.
std::string text_string(const std::string& utf8);

}  // namespace tdkt::server
