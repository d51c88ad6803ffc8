// A font of somebody's PDF, as far as its text and its looks can be told.
#pragma once

#include <map>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>
#include <vector>

namespace tdkt::server {

struct Glyph {
    unsigned code = 0;
    std::string_view text;  // UTF-8; empty when the file does not say
    double width = 0;       // in sizes
    bool blank = false;     // a one-byte blank, which word spacing widens
};

class PdfFont {
  public:
    // Anything is a font: what is lacking is guessed, as viewers do.
    explicit PdfFont(QPDFObjectHandle font);

    // The views live as long as the font.
    std::vector<Glyph> glyphs(std::string_view shown) const;

    const std::string& name() const { return name_; }
    bool embedded() const { return embedded_; }
    bool subset() const { return subset_; }
    bool bold() const { return bold_; }
    bool italic() const { return italic_; }

  private:
    void read_looks(QPDFObjectHandle descriptor);
    void read_widths(QPDFObjectHandle font);
    void read_cid_widths(QPDFObjectHandle descendant);
    void read_encoding(QPDFObjectHandle font);

    std::string name_;
    bool embedded_ = false;
    bool subset_ = false;
    bool bold_ = false;
    bool italic_ = false;
    bool two_bytes_ = false;
    double default_width_ = 0.5;
    std::map<unsigned, double> widths_;
    std::map<unsigned, std::string> texts_;
};

}  // namespace tdkt::server
