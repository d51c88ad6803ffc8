#include "server/showing/problem_response.h"

#include "server/app.h"
#include "server/showing/again.h"
#include "server/showing/frame.h"
#include "templates/engine.h"

namespace tdkt::server {
namespace {

using nlohmann::json;
using workflow::Kind;
using workflow::Problem;

std::string_view title(int status) {
    switch (status) {
        // clang-format off
        case 400: return "Yêu cầu không đọc được";
        case 401: return "Cần đăng nhập";
        case 403: return "Không có quyền thực hiện";
        case 404: return "Không tìm thấy";
        case 408: return "Yêu cầu đến quá chậm";
        case 411: return "Thiếu độ dài nội dung";
        case 414: return "Địa chỉ quá dài";
        case 417: return "Yêu cầu không đọc được";
        case 431: return "Yêu cầu không đọc được";
        case 505: return "Yêu cầu không đọc được";
        case 405: return "Không thực hiện được theo cách này";
        case 409: return "Trùng với nội dung đã có";
        case 412: return "Nội dung đã thay đổi";
        case 413: return "Nội dung quá lớn";
        case 415: return "Kiểu nội dung không được nhận";
        case 422: return "Chưa thực hiện được";
        case 429: return "Thử quá nhiều lần";
        case 503: return "Hệ thống đang bận";
        case 507: return "Máy chủ hết chỗ lưu trữ";
        case 504: return "Chưa rõ đã ghi hay chưa";
        default:  return "Hệ thống gặp sự cố";
            // clang-format on
    }
}

std::string_view advice(int status) {
    switch (status) {
        case 404:
            return "Địa chỉ có thể đã gõ sai, hoặc nội dung không thuộc phạm vi được xem.";
        case 403:
            return "Việc này không thuộc quyền của tài khoản đang dùng, hoặc không còn đúng lúc.";
        case 409:
        case 412:
        case 413:
        case 422:
            return "Chưa có gì được ghi.";
        default:
            return {};
    }
}

struct Facts {
    int status;
    std::string code;
    std::string message;
    std::string accident;
    std::vector<workflow::Fault> faults;
};

Response as_json(const Facts& facts) {
    json body = {{"type", "about:blank"},
                 {"title", title(facts.status)},
                 {"status", facts.status},
                 {"detail", facts.message},
                 {"code", facts.code}};
    if (!facts.accident.empty()) body["accident"] = facts.accident;
    for (const auto& fault : facts.faults) {
        body["errors"].push_back({{"field", fault.field}, {"message", fault.message}});
        if (!fault.code.empty()) body["errors"].back()["code"] = fault.code;
        if (fault.line == 0) continue;
        body["errors"].back()["line"] = fault.line;
        body["errors"].back()["column"] = fault.column;
    }
    Response response{facts.status, body.dump(), "application/problem+json"};
    if (facts.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

Response as_page(const Facts& facts, const Request& request, App& app) {
    auto view = frame(request, app, title(facts.status));
    view["message"] = facts.message;
    view["status"] = std::to_string(facts.status);
    view["code"] = facts.code;
    if (!advice(facts.status).empty()) view["next_text"] = advice(facts.status);
    if (!facts.accident.empty()) view["accident"] = facts.accident;
    // One sentence is said once.
    auto faults = facts.faults;
    std::erase_if(faults, [&](const workflow::Fault& f) { return f.message == facts.message; });
    if (!faults.empty()) add_faults(view, Problem(Kind::blocked, facts.message, faults));
    if (request.method == "POST" && request.actor.id != 0)
        view["back_href"] = page_of_form(request.path, request.actor, app);
    return {facts.status, templates::fill("pages/problem.mustache", view)};
}

Response shown(const Facts& facts, const Request& request, App& app) {
    auto response = request.json ? as_json(facts) : as_page(facts, request, app);
    if (facts.status == 503) response.headers.emplace_back("Retry-After", "5");
    return response;
}

}  // namespace

Response problem_response(const Problem& problem, const Request& request, App& app) {
    return shown(
        {problem.status(), std::string(code(problem.kind())), problem.what(), {}, problem.faults()},
        request, app);
}

Response accident_response(const std::string& number, const Request& request, App& app) {
    return shown({500, "accident", "Hệ thống gặp sự cố số " + number + ".", number, {}}, request,
                 app);
}

Response disk_response(DiskTrouble trouble, const std::string& number, const Request& request,
                       App& app) {
    const auto told = "Ông/Bà báo người quản trị hệ thống (mã sự cố " + number + ").";
    if (trouble == DiskTrouble::full)
        return shown({507,
                      "disk_full",
                      "Máy chủ đã hết chỗ lưu trữ nên chưa ghi được nội dung vừa gửi; việc tra cứu "
                      "vẫn thực hiện được. Đề nghị " +
                          told,
                      number,
                      {}},
                     request, app);
    return shown({503,
                  "storage",
                  "Máy chủ không đọc hoặc không ghi được ổ đĩa nên yêu cầu chưa được thực hiện. "
                  "Hãy thử lại; nếu vẫn không được, đề nghị " +
                      told,
                  number,
                  {}},
                 request, app);
}

// 504 is also what a proxy says when no answer came: the same thing is to be done.
Response unknown_outcome_response(const std::string& number, const Request& request, App& app) {
    std::string message =
        "Kết nối tới cơ sở dữ liệu bị ngắt đúng lúc đang ghi nên chưa biết nội dung vừa gửi đã "
        "được ghi hay chưa. ";
    if (request.idempotency_key.empty())
        message += "Hãy xem lại nội dung mới nhất trước khi thực hiện lại.";
    else
        message
            .append(request.json ? "Hãy gửi lại đúng yêu cầu này với cùng Idempotency-Key"
                                 : "Hãy tải lại trang này và đồng ý gửi lại biểu mẫu")
            .append(": nếu nội dung đã được ghi, việc gửi lại không ghi thêm lần nữa.");
    return shown({504, "outcome_unknown", message, number, {}}, request, app);
}

Response refused(const Refusal& refusal, std::string_view received) {
    const bool busy = refusal.status == 503;
    const std::string message =
        busy ? "Hệ thống đang có quá nhiều người truy cập. Hãy thử lại sau ít giây."
        : refusal.status == 408 ? "Yêu cầu đến quá chậm."
                                : "Yêu cầu không hợp lệ.";
    const auto line = received.substr(0, received.find('\n'));
    const bool program = line.find(" /api/v1/") != std::string_view::npos;
    auto response = program ? as_json({refusal.status, busy ? "busy" : "refused", message, {}, {}})
                            : Response{refusal.status, message + '\n', "text/plain; charset=utf-8"};
    if (busy) response.headers.emplace_back("Retry-After", "5");
    return response;
}

Response not_allowed(const std::string& allow, const Request& request, App& app) {
    auto response = shown(
        {405, "not_allowed", "Địa chỉ này không nhận yêu cầu " + request.method + ".", {}, {}},
        request, app);
    response.headers.emplace_back("Allow", allow);
    return response;
}

}  // namespace tdkt::server
