// What can be wrong with the template of a paper and the markup that it gives, each with a
// code that programs know and a sentence for whoever writes templates.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace tdkt::templates {

enum class Flaw : std::uint8_t {
    no_paper,
    text_behind_paper,
    name_expected,
    sign_expected,
    not_ended,
    comment_open,
    wrong_end,
    text_outside,
    element_outside,
    unknown_element,
    unknown_attribute,
    value_open,
    unknown_class,
    entity_open,
    unknown_entity,
    entity_no_letter,
    too_deep,
    page_direction,
    page_size,
    box_outside_sheet,
    unknown_frame,
    image_unnamed,
    unknown_colour,
    box_side_lacking,
    box_beyond_sheet,
    page_in_box,
    larger_than_box,
    border_beyond_sheet,
    unknown_alignment,
    columns_kind,
    columns_count,
    columns_sides,
    column_contents,
    row_columns,
    column_width,
    columns_too_wide,
    no_length,
    qr_text,
    tag_open,
    section_closes_nothing,
    section_open,
    sections_too_deep,
    tag_forbidden,
    part_unknown,
    name_unknown,
    name_may_lack,
    name_not_shown,
    field_lacking,
    field_twice,
    datum_unfit,
    too_large
};

// "unknown_element": never renamed.
std::string_view code(Flaw flaw);

// In Vietnamese and, for logs, in English; the words stand where the sentence has %1 and %2.
std::string sentence(Flaw flaw, std::initializer_list<std::string_view> words);
std::string english(Flaw flaw, std::initializer_list<std::string_view> words);

}  // namespace tdkt::templates
