#include "server/front/guest.h"

#include <algorithm>

#include "server/front/body.h"
#include "server/front/dispatch.h"
#include "server/showing/disk_trouble.h"
#include "server/showing/problem_response.h"

namespace tdkt::server {
namespace {

using workflow::Kind;
using workflow::Problem;

constexpr std::int64_t slowest_sender = 64 * 1024;  // bytes a second
constexpr std::int64_t slowest_reader = 16 * 1024;
constexpr std::int64_t unknown_length = 64 * 1024 * 1024;
constexpr std::size_t piece = 16 * 1024;
constexpr std::int64_t longest_ahead = 1024 * 1024;  // as the longest form or JSON
constexpr std::int64_t longest_form_with_file = 64 * 1024;
constexpr std::string_view invitation = "HTTP/1.1 100 Continue\r\n\r\n";

bool begins_a_method(char c) {
    return c >= 'A' && c <= 'Z';
}

// A head of bare line feeds would never end, nor would what is no HTTP at all.
void refuse_early(std::string_view received) {
    if (!begins_a_method(received.front())) throw Refusal{400, "not a request line"};
    if (received.find("\n\n") != std::string_view::npos)
        throw Refusal{400, "a line does not end in CRLF"};
    const auto line = received.find('\n');
    if (line == std::string_view::npos && received.size() > longest_line + 2)
        throw Refusal{414, "a line is too long"};
    if (received.size() > longest_head) throw Refusal{431, "a head that is too long"};
}

void take(Guest& guest, std::string_view bytes) {
    try {
        guest.framing.take(bytes, guest.content);
    } catch (const Problem& problem) {
        guest.trouble = problem;
    }
}

void begin_body(Guest& guest, std::size_t head_size) {
    guest.head = parse_head(std::string_view(guest.received).substr(0, head_size));
    guest.framing = Framing(guest.head);
    const auto ahead = std::string_view(guest.received).substr(head_size);
    guest.invited = !guest.head.expects_continue || !ahead.empty();
    take(guest, ahead);
    guest.received = std::string(guest.received, 0, guest.received.find('\r'));
}

void invite(Guest& guest) {
    if (!std::exchange(guest.invited, true)) guest.socket.send(invitation);
}

std::size_t receive_rest(Guest& guest, char* to, std::size_t size) {
    if (guest.trouble) throw *guest.trouble;
    if (!guest.awaits_more) return 0;
    invite(guest);
    try {
        return guest.socket.receive(to, size, guest.until);
    } catch (const TimedOut&) {
        throw Problem(Kind::malformed,
                      "Nội dung gửi lên quá chậm nên không được ghi nhận. Hãy gửi lại.");
    }
}

Outgoing accident(const std::exception& error, std::string_view where, App& app) {
    const auto number = app.log.accident(error, where);
    const bool full = disk_trouble(error) == DiskTrouble::full;
    const Response told{
        full ? 507 : 500,
        full ? "Máy chủ hết chỗ lưu trữ nên chưa gửi được tệp (mã sự cố " + number + ").\n"
             : "Hệ thống gặp sự cố số " + number + ".\n",
        "text/plain; charset=utf-8"};
    return Outgoing(format_head(told, app.now()).append(told.body));
}

// A header that cannot be sent, or a content that fails while it is fetched, is our
// accident, and still deserves an answer.
Outgoing packed(const Response& response, bool head_only, App& app) {
    try {
        auto first = format_head(response, app.now(), app.settings.secure());
        if (head_only || response.status == 204 || response.status == 304)
            return Outgoing(std::move(first));
        if (!response.stream) return Outgoing(std::move(first.append(response.body)));
        const std::filesystem::path folder(app.settings.data);
        return {std::move(first), response.length, response.stream, folder / "spool"};
    } catch (const Problem&) {
        const auto busy = refused({503, "too many large answers wait"}, {});
        return Outgoing(format_head(busy, app.now()).append(busy.body));
    } catch (const std::exception& error) {
        return accident(error, "an answer", app);
    }
}

}  // namespace

Progress receive_head(Guest& guest) {
    char bytes[piece];
    const auto count = guest.socket.receive(bytes, sizeof bytes);
    if (!count) return Progress::waiting;
    if (*count == 0) return Progress::gone;
    auto& received = guest.received;
    const auto seen = received.size() < 3 ? 0 : received.size() - 3;
    received.append(bytes, *count);
    const auto end = received.find("\r\n\r\n", seen);
    if (end == std::string::npos) {
        refuse_early(received);
        return Progress::waiting;
    }
    begin_body(guest, end + 4);
    return Progress::complete;
}

Progress receive_body(Guest& guest) {
    const auto is_complete = [&] {
        return guest.framing.ended() || guest.trouble ||
               static_cast<std::int64_t>(guest.content.size()) > longest_ahead;
    };
    if (is_complete()) return Progress::complete;
    invite(guest);
    char bytes[piece];
    const auto count = guest.socket.receive(bytes, sizeof bytes);
    if (!count) return Progress::waiting;
    // Cut off: whoever answers it will say so, since the framing has not ended.
    if (*count == 0) return Progress::complete;
    take(guest, {bytes, *count});
    return is_complete() ? Progress::complete : Progress::waiting;
}

bool is_received_ahead(const Guest& guest) {
    if (guest.head.length > longest_ahead) return false;
    const bool small = !guest.head.chunked && guest.head.length <= longest_form_with_file;
    return small || !guest.head.header("content-type").starts_with("multipart/");
}

std::chrono::seconds patience_with_body(const Guest& guest, const Settings& settings) {
    const auto length = guest.head.chunked ? unknown_length : guest.head.length;
    return std::chrono::seconds(settings.body_seconds +
                                std::min(length, unknown_length * 4) / slowest_sender);
}

std::chrono::seconds patience_with_reader(std::int64_t size) {
    return std::chrono::seconds(30 + size / slowest_reader);
}

void attend(Guest& guest, App& app) {
    guest.until = Clock::now() + patience_with_body(guest, app.settings);
    try {
        Body body(guest.framing, std::move(guest.content),
                  [&](char* to, std::size_t size) { return receive_rest(guest, to, size); });
        const auto response = answer(guest.head, body, guest.peer, app);
        guest.outgoing = packed(response, guest.head.method == "HEAD", app);
    } catch (const std::exception& error) {
        guest.outgoing = accident(error, "the door", app);
    }
}

Outgoing refusal(const Refusal& refusal, std::string_view received, App& app) {
    app.metrics.refusal(refusal.status);
    app.log.line("refused",
                 {{"status", std::to_string(refusal.status)}, {"why", std::string(refusal.why)}});
    return packed(refused(refusal, received), false, app);
}

}  // namespace tdkt::server
