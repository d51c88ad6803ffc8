#include "templates/views/certificates.h"

#include <algorithm>
#include <cstdlib>

namespace tdkt::templates {

using namespace workflow;

namespace {

struct Standing {
    std::string_view code, label, badge;
};

// `badge` is a colour that the style sheet has.
Standing standing_of(const CertificateBatch& batch) {
    if (batch.forgotten_at != 0) return {"forgotten", "Đã hết hạn lưu", "withdrawn"};
    if (batch.made_at != 0) return {"made", "Đã lập xong", "issued"};
    if (!batch.error.empty()) return {"failed", "Không lập được", "invalid"};
    if (batch.cancelled_at != 0) return {"cancelled", "Đã dừng", "withdrawn"};
    if (batch.run == 0) return {"waiting", "Đang chờ", "submitted"};
    return {"under_way", "Đang lập", "voting"};
}

std::string order_text(const CertificateOrder& order) {
    std::string text =
        order.blank ? "In trên phôi có sẵn khung và Quốc hiệu" : "In trên giấy trắng";
    if (order.right != 0) text += ", dịch phải " + millimetres(order.right) + " mm";
    if (order.down != 0) text += ", dịch xuống " + millimetres(order.down) + " mm";
    return text;
}

json lines_of(std::string_view text) {
    json lines = json::array();
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        lines.push_back(line);
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return lines;
}

// A run that failed is tried again by itself; after many it waits for somebody.
json retry_text(const CertificateBatch& batch, const Now& now) {
    if (!batch.under_way()) return {};
    if (batch.next_at == 0)
        return "Hệ thống không lập được sau nhiều lần thử. Hãy dừng rồi lập tiếp; nếu vẫn không "
               "được, báo người quản trị.";
    if (batch.attempts == 0 || batch.next_at <= now.at) return {};
    return "Lần lập vừa rồi không thành; hệ thống tự lập lại lúc " + date_time(batch.next_at) + ".";
}

void put_form(json& view) {
    view["certificate_kinds"] = options<CertificateKind>(code(CertificateKind::commendation));
    view["bundles"] = options<Bundle>(code(Bundle::pdf));
    view["form"] = {{"right", "0"}, {"down", "0"}, {"blank", false}};
}

}  // namespace

std::string millimetres(int tenths) {
    const auto whole = std::abs(tenths) / 10, rest = std::abs(tenths) % 10;
    return (tenths < 0 ? "-" : "") + std::to_string(whole) +
           (rest == 0 ? "" : "," + std::to_string(rest));
}

std::optional<int> tenths_of(std::string_view text) {
    bool negative = false;
    for (const std::string_view sign : {"-", "−", "+"})
        if (text.starts_with(sign)) {
            negative = sign != "+";
            text.remove_prefix(sign.size());
            break;
        }
    const auto comma = text.find_first_of(",.");
    const auto whole = text.substr(0, comma);
    const auto rest = comma == text.npos ? std::string_view("0") : text.substr(comma + 1);
    if (whole.empty() || whole.size() > 2 || rest.size() != 1) return {};
    int tenths = 0;
    for (const auto part : {whole, rest})
        for (const char digit : part) {
            if (digit < '0' || digit > '9') return {};
            tenths = tenths * 10 + (digit - '0');
        }
    return negative ? -tenths : tenths;
}

json batch_view(const CertificateBatch& batch, const std::string& title, const Now& now) {
    const auto standing = standing_of(batch);
    const auto path = "/certificates/" + std::to_string(batch.id);
    const bool stopped = batch.cancelled_at != 0 || !batch.error.empty();
    const auto count = std::to_string(batch.done) + "/" + std::to_string(batch.total);
    json view = {{"id", batch.id},
                 {"title", title},
                 {"href", path},
                 {"decision_id", batch.decision},
                 {"kind", code(batch.order.kind)},
                 {"kind_label", label(batch.order.kind)},
                 {"bundle", code(batch.order.bundle)},
                 {"bundle_label", label(batch.order.bundle)},
                 {"order_text", order_text(batch.order)},
                 {"asked_text", batch.asked_by + ", " + date_time(batch.asked_at)},
                 {"state", standing.code},
                 {"state_label", standing.label},
                 {"badge", standing.badge},
                 {"done", batch.done},
                 {"total", batch.total},
                 {"progress_text", count + " giấy"},
                 {"under_way", batch.under_way()},
                 {"can_resume", stopped},
                 {"has_file", batch.has_file()},
                 {"error_text", optional_text(batch.error)},
                 {"retry_text", retry_text(batch, now)},
                 {"warnings", lines_of(batch.warnings)},
                 {"has_warnings", !batch.warnings.empty()}};
    view["file_href"] = batch.has_file() ? json(path + "/file") : json();
    view["sha256"] = batch.has_file() ? json(batch.sha256) : json();
    view["size_text"] = batch.has_file() ? json(size_text(batch.size)) : json();
    view["kept_text"] =
        batch.has_file() ? json("Lưu đến " + short_date(day_of(batch.kept_until()))) : json();
    return view;
}

json certificates_view(const Decision& decision, const std::vector<CertificateBatch>& batches,
                       const std::string& lacking, const Now& now) {
    json view = {{"title", "Giấy khen, giấy chứng nhận"},
                 {"decision_id", decision.id},
                 {"decision_title", capitalised(decision.title)},
                 {"lacking_text", optional_text(lacking)},
                 {"can_make", lacking.empty()},
                 {"items_text", std::to_string(decision.items.size()) + " tập thể, cá nhân"},
                 {"keeping_text", "Tệp được lưu " + std::to_string(certificate_days) +
                                      " ngày rồi tự xóa; cần lại thì lập lại."},
                 {"has_batches", !batches.empty()},
                 {"batches", json::array()}};
    for (const auto& batch : batches)
        view["batches"].push_back(batch_view(batch, std::string(label(batch.order.kind)), now));
    put_form(view);
    return view;
}

}  // namespace tdkt::templates
