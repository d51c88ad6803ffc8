// The pictures of a DOCX, and how a paragraph shows one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "templates/docx/package.h"

namespace tdkt::templates::docx {

// Ids that relations of a document have beside those of its pictures.
inline constexpr std::string_view styles_id = "rId1";
inline constexpr std::string_view settings_id = "rId2";
inline constexpr std::string_view header_id = "rId3";
inline constexpr std::string_view first_header_id = "rId4";

class Media {
  public:
    // Keeps the file of a picture, the same one once; the id of its relation. `type` is
    // "png" or "jpeg".
    std::string add(std::string bytes, std::string_view type);

    const std::vector<Part>& parts() const { return parts_; }
    std::vector<Relation> relations() const;

  private:
    std::vector<Part> parts_;
};

// A picture of so many points among the letters of a run. `id` is unlike all others of
// the document; `shows` is told to who cannot see it.
void append_picture(std::string& out, std::string_view relation, double width, double height,
                    int id, std::string_view shows);

}  // namespace tdkt::templates::docx
