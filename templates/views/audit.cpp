#include "templates/views/audit.h"

#include "workflow/dossier.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

json line_view(const Recorded& line) {
    return {{"id", line.id},
            {"at", line.what.at},
            {"at_text", date_time(line.what.at)},
            {"href", "/dossiers/" + std::to_string(line.dossier)},
            {"code", dossier_code(line.dossier)},
            {"subject_text", line.what.subject},
            {"event", code(line.what.event)},
            {"event_label", label(line.what.event)},
            {"to_label", label(line.what.to)},
            {"actor_name", line.what.actor_name},
            {"actor_post", line.what.actor_post},
            {"reason", optional_text(line.what.reason)},
            {"hash_text", line.hash.substr(0, 8)}};
}

std::string result_text(const Checked& check) {
    const auto when =
        "Kiểm tra lúc " + date_time(check.done_at) + " theo yêu cầu của " + check.asked_by + ": ";
    if (check.breaks == 0)
        return when + "nhật ký nguyên vẹn, chuỗi mã và các ràng buộc của " +
               std::to_string(check.dossiers) + " hồ sơ đều khớp.";
    return when + "có " + std::to_string(check.breaks) + " chỗ không khớp.";
}

std::string backup_text(const LastBackup& backup) {
    if (!backup.scheduled) return "Máy chủ này chưa được đặt lịch sao lưu.";
    if (backup.made_at == 0) return "Chưa có bản sao lưu nào đã phục hồi thử đạt yêu cầu.";
    auto made = "Bản sao lưu gần nhất lập lúc " + date_time(backup.made_at);
    if (backup.size != 0) made.append(" (").append(size_text(backup.size)).append(")");
    made.append(", đã phục hồi thử và kiểm tra đạt yêu cầu");
    return made + (backup.late ? ", nhưng đã quá lịch sao lưu." : ".");
}

}  // namespace

json audit_view(const std::vector<Recorded>& lines, const std::optional<Checked>& last,
                const std::optional<Sealed>& sealed, std::int64_t under_way_since,
                const LastBackup& backup) {
    json view = {{"title", "Nhật ký"},
                 {"has_check", last.has_value()},
                 {"chain_sound", last ? json(last->breaks == 0) : json()},
                 {"chain_text", last ? json(result_text(*last)) : json()},
                 {"checked_at", last ? json(last->done_at) : json()},
                 {"breaks", last ? json(last->told) : json::array()},
                 {"checkpoint_text",
                  sealed ? json("Mốc niêm phong gần nhất: số " + std::to_string(sealed->number) +
                                ", lúc " + date_time(sealed->at) + ".")
                         : json()},
                 {"checkpoint_hash", sealed ? json(sealed->hash) : json()},
                 {"under_way", under_way_since != 0},
                 {"under_way_text", under_way_since != 0
                                        ? json("Đang kiểm tra toàn bộ nhật ký, bắt đầu lúc " +
                                               date_time(under_way_since) + ".")
                                        : json()},
                 {"backup_good", backup.made_at != 0 && !backup.late},
                 {"backup_text", backup_text(backup)},
                 {"has_events", !lines.empty()},
                 {"events", json::array()}};
    for (const auto& line : lines) view["events"].push_back(line_view(line));
    return view;
}

}  // namespace tdkt::templates
