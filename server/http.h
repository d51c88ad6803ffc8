// What a request is once it has come through the door, and what an answer is.
// Nothing here knows Poco: front/door.cpp alone turns its messages into these.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/actor.h"

namespace tdkt::server {

struct App;
struct Again;

// The fields of a form as they came, before anybody has looked at them.
using Typed = std::vector<std::pair<std::string, std::string>>;

// A file that came with a request, spooled to disk while it arrived. The spool
// file is removed with the last copy of the Upload.
struct Upload {
    std::string field;
    std::string
        name;  // as the sender called it, NFC, without any folder; shown, never used as a path
    std::string sha256;  // hex
    std::int64_t size = 0;
    std::shared_ptr<const std::string> path;
};

struct Request {
    std::string method;
    std::string path;                           // without /api/v1
    std::map<std::string, std::string> params;  // ":id" in the route
    // Query, form or JSON fields, read once against the route's `input`: only
    // known names, of the right type, within their limits, UTF-8, NFC.
    nlohmann::json input = nlohmann::json::object();
    std::vector<Upload> uploads;
    workflow::Actor actor;                // id 0: nobody has signed in
    std::string session;                  // identifies the signed-in session; empty for nobody
    std::string organ_name;               // of the actor
    std::int64_t unread = 0;              // notices that wait for the actor
    std::string csrf;                     // what a form of this session must carry
    bool json = false;                    // came through /api/v1: answer as JSON
    std::optional<std::int64_t> version;  // If-Match, or the hidden field of a form
    std::string idempotency_key;          // the header, or the hidden field of a form; may be empty
    std::vector<std::int64_t> other_versions;  // further ones that If-Match allows
    std::string content_hash;      // keyed digest of what was sent: what the key is bound to
    std::string peer;              // address of the sender
    std::string agent;             // what the sender calls itself, in plain signs
    Typed typed;                   // of a page's form, to be shown again if need be
    const Again* again = nullptr;  // this page is shown in answer to a form; see again.h

    workflow::Id id(const std::string& param = "id") const;  // Problem{missing} unless a number
    std::string text(const std::string& field) const;        // empty when absent
    std::int64_t number(const std::string& field, std::int64_t otherwise = 0) const;
};

// The sender of `request` asks for a page: nothing of what was sent is left.
Request asking_for(std::string path, const Request& request);

struct Response {
    int status = 200;
    std::string body;
    std::string type = "text/html; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> headers = {};
    // For what is too large to hold: writes the body; `length` bytes, announced first.
    std::function<void(std::ostream&)> stream = {};
    std::int64_t length = 0;
};

// How a field of a request is read, checked, and described in the OpenAPI document.
enum class Type { text, number, boolean, day, list, file };

struct Field {
    std::string_view name;
    Type type = Type::text;
    bool required = false;
    int longest = 200;       // characters of a text, members of a list
    std::string_view label;  // Vietnamese: what a fault calls the field
    bool lines = false;      // a text may have several: a text area
};

// unasked: the same answer for all, so that nobody is asked who they are.
// own: who is signed in, also with a password that somebody else chose for them.
// member: who is signed in, with a password of their own.
// machine: from this machine itself, or with the token of the settings.
enum class Access { unasked, anyone, own, member, machine };

constexpr bool for_signed_in(Access access) {
    return access == Access::own || access == Access::member;
}

// What is kept of a request with an Idempotency-Key. `secret`: who sent it and where to, and
// nothing that follows from what was sent. `nothing`: no key is looked at, for there is nobody
// yet, or nobody any more, to keep it for, or the answer is a secret that is shown once.
enum class Keeping { content, secret, nothing };

struct Route {
    std::string_view method;
    std::string_view path;  // "/dossiers/:id"; the page and, under /api/v1, the API
    Access access;
    workflow::Role roles;  // {}: every role; otherwise for others the route does not exist
    Response (*handler)(const Request&, App&);
    std::span<const Field> input;
    std::string_view purpose;  // English, for the OpenAPI document
    Keeping keeping = Keeping::content;
};

// Every route of the program; routes.cpp holds the table.
std::span<const Route> routes();

}  // namespace tdkt::server
