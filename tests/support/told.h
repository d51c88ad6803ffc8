// A request as the door would ask it, answered in this thread: what is told by it, and what
// it cost.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "server/app.h"

namespace tdkt::test {

struct Asked {
    std::string method = "GET", target;
    std::string token;  // a program's when the target begins with /api/, else a browser's
    std::string type = {}, body = {};
    std::vector<std::pair<std::string, std::string>> headers = {};
};

struct Told {
    int status = 0;
    std::string head;  // the status and every header, a line each
    std::string body;
    std::int64_t statements = 0;

    std::string text() const { return head + "\n" + body; }
};

Told told(server::App& app, const Asked& asked);

// Fields as a browser sends them, with the mark of the session; "file" is the content of one.
std::string as_form(const nlohmann::json& fields, const std::string& token);
std::string as_multipart(const nlohmann::json& fields, const std::string& token);  // boundary B

// Without what differs between any two answers: the marks of a form, drawn for each page, the
// code by which a paper is checked, drawn for each paper, and the tracker of each ballot. As
// long as before.
std::string masked(std::string text);

// How the second differs from the first; empty when it does not. In bytes, in their number, and
// in what was asked of the database.
std::string difference(const Told& one, const Told& other);

}  // namespace tdkt::test
