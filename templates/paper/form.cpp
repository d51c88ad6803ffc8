#include "templates/paper/form.h"

#include "templates/paper/numbering.h"
#include "templates/paper/numbers.h"
#include "templates/paper/reserved.h"

namespace tdkt::templates {
Form::Form(const Layout& layout, Objects& objects, int first_page)
    : layout_(&layout), first_page_(first_page), pages_(static_cast<int>(layout.pages.size())) {
    for (int page = 0; page < pages_; ++page) {
        const auto& shown = layout.pages[static_cast<std::size_t>(page)];
        for (auto i = shown.first; i < shown.first + shown.count; ++i) {
            const auto& placed = layout.placed[i];
            if (placed.repeated) continue;
            const auto end = layout.slabs[placed.slab + 1].widgets;
            for (auto widget = layout.slabs[placed.slab].widgets; widget < end; ++widget) {
                const int number = objects.reserve(2);
                places_.push_back(
                    {&layout.widgets[widget], page, corner(layout, placed), number, number + 1});
            }
        }
    }
}

void Form::append_annotations(std::string& page, int index) const {
    bool any = false;
    for (const auto& place : places_) {
        if (place.page != index) continue;
        page += any ? " " : "/Tabs/S/Annots[";
        any = true;
        append_integer(page, place.number);
        page += " 0 R";
    }
    if (any) page += ']';
}

void Form::write_field(Objects& objects, const Place& place, int parent_key) const {
    const auto& widget = *place.widget;
    const auto& box = widget.box;
    const double left = place.corner.x + box.x;
    const double bottom = layout_->sheet.height - place.corner.y - box.y - box.height;
    auto& out = objects.begin(place.number);
    out += "<</Type/Annot/Subtype/Widget/F 4/T";
    out += text_string(widget.name);
    out += "/TU" + text_string(reserved_place(widget.name).label) + "/P ";
    append_integer(out, first_page_ + 2 * place.page);
    out += " 0 R/Rect[";
    for (const double edge : {left, bottom, left + box.width, bottom + box.height}) {
        append_number(out, edge);
        out += ' ';
    }
    out += "]/StructParent ";
    append_integer(out, parent_key);
    out += "/AP<</N ";
    append_integer(out, place.appearance);
    out += " 0 R>>";
    if (widget.signature) {
        out += "/FT/Sig>>";
    } else {
        out += "/FT/Tx/Q 1/DA(/F";
        append_integer(out, static_cast<int>(widget.face));
        out += ' ';
        append_number(out, widget.size);
        out += " Tf 0 g)>>";
    }
    objects.end();
    auto& look = objects.begin(place.appearance);
    look += "<</Type/XObject/Subtype/Form/BBox[0 0 ";
    append_number(look, box.width);
    look += ' ';
    append_number(look, box.height);
    look += "]/Resources 8 0 R/Length 0>>stream\n\nendstream";
    objects.end();
}

void Form::write(Objects& objects) const {
    std::string fields;
    std::string fonts;
    int key = pages_;
    for (const auto& place : places_) {
        write_field(objects, place, key++);
        fields += std::to_string(place.number) + " 0 R ";
    }
    for (int i = 0; i < faces; ++i)
        fonts += "/F" + std::to_string(i) + " " + std::to_string(object::font(i)) + " 0 R";
    objects.begin(object::form) +=
        "<</Fields[" + fields + "]/DA(/F0 13 Tf 0 g)/DR<</Font<<" + fonts + ">>>>>>";
    objects.end();
}

}  // namespace tdkt::templates
