// An issued paper as a message of the national exchange of documents: the envelope of
// QCVN 102:2016/BTTTT (amended by SĐ1:2022) with the signed file inside.
#pragma once

#include <string>

#include "workflow/calendar.h"

namespace tdkt::server {

struct EdxmlOrganName {
    std::string code;  // on the exchange, QĐ 20/2020/QĐ-TTg: "G12.34.56"
    std::string name;
    std::string superior = {};  // in charge of it
    std::string seat = {};
};

struct EdxmlPaper {
    EdxmlOrganName from, to;
    std::string id;  // of the message, for good
    std::string number, notation;
    std::string place;
    workflow::Day issued_on{};
    std::string subject;  // trích yếu, 500 signs at most
    std::string signer_name, signer_post;
    int pages = 0;
    std::int64_t at = 0;    // UTC, milliseconds
    std::string file_name;  // "Quyet-dinh-12-QD-BHXH.pdf"
    std::string archive;    // a zip of that file, as the standard wants it
};

// UTF-8, with a declaration. Signs that XML does not know are left out.
std::string edxml(const EdxmlPaper& paper);

}  // namespace tdkt::server
