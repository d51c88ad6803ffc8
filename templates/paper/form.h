// The places of a paper that are filled in after it is made: number and date as
// text fields, the leader and the organ as signature fields.
#pragma once

#include <string>
#include <vector>

#include "templates/paper/layout.h"
#include "templates/paper/objects.h"

namespace tdkt::templates {

class Form {
  public:
    struct Place {
        const Widget* widget;
        int page;
        Corner corner;    // of the slab
        int number;       // of its object
        int appearance;   // of the object that shows it, empty at first
        int element = 0;  // of the structure
    };

    // Page i is object first_page + 2i. A form of no papers has no places.
    Form() = default;
    Form(const Layout& layout, Objects& objects, int first_page);

    // The entries of a page's dictionary.
    void append_annotations(std::string& page, int index) const;

    void write(Objects& objects) const;

    std::vector<Place>& places() { return places_; }

  private:
    void write_field(Objects& objects, const Place& place, int parent_key) const;

    const Layout* layout_ = nullptr;
    std::vector<Place> places_;
    int first_page_ = 0;
    int pages_ = 0;
};

}  // namespace tdkt::templates
