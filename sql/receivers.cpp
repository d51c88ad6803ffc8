#include "sql/receivers.h"

#include "sql/rows.h"
#include "workflow/texts.h"

namespace tdkt::sql {
namespace {

using soci::into;
using soci::use;
using workflow::Kind;
using workflow::Problem;

const std::string webhook_columns =
    "select id, organ_id, url, events, salt, created_at, shown_at, closed_at from webhook ";

struct WebhookRow {
    Webhook webhook;
    std::string events;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& w = webhook;
        return std::forward<Statement>(st), into(w.id), into(w.organ), into(w.url), into(events),
               into(w.salt), into(w.created_at), into(w.shown_at), into(w.closed_at);
    }
    // ",sign,issue,"
    const Webhook& take() {
        webhook.events.clear();
        for (std::size_t from = 1, to; (to = events.find(',', from)) != events.npos; from = to + 1)
            webhook.events.push_back(events.substr(from, to - from));
        return webhook;
    }
};

const std::string organ_columns =
    "select o.id, o.organ_id, o.unit_id, o.sender, o.code, o.name, coalesce(u.name, ''),"
    " o.created_at, o.closed_at from edxml_organ o left join unit u on u.id = o.unit_id ";

struct OrganRow {
    EdxmlOrgan organ;
    int sender = 0;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& o = organ;
        return std::forward<Statement>(st), into(o.id), into(o.organ), into(o.unit), into(sender),
               into(o.code), into(o.name), into(o.unit_name), into(o.created_at), into(o.closed_at);
    }
    const EdxmlOrgan& take() {
        organ.sender = sender != 0;
        return organ;
    }
};

void expect_one(soci::statement& update, const char* otherwise) {
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem(Kind::conflict, otherwise);
}

}  // namespace

Id add_webhook(Change& change, const Webhook& webhook) {
    const auto events = "," + workflow::listed(webhook.events, ",") + ",";
    change.db() << "insert into webhook (organ_id, url, events, salt, created_at)"
                   " values (:organ, :url, :events, :salt, :now)",
        use(webhook.organ), use(webhook.url), use(events), use(webhook.salt),
        use(webhook.created_at);
    return change.last_id();
}

Webhook load_webhook(soci::session& db, Id id) {
    WebhookRow row;
    soci::statement st = (row.bind(db.prepare << webhook_columns + "where id = :id"), use(id));
    auto found = rows_of(st, [&] { return row.take(); });
    if (found.empty()) throw Problem::missing("nơi nhận webhook này");
    return std::move(found.front());
}

std::vector<Webhook> open_webhooks(soci::session& db, Id organ) {
    WebhookRow row;
    soci::statement st =
        (row.bind(db.prepare << webhook_columns +
                                    "where organ_id = :organ and closed_at = 0 order by id"),
         use(organ));
    return rows_of(st, [&] { return row.take(); });
}

void show_webhook_secret(Change& change, Id organ, Id id, std::int64_t now) {
    if (load_webhook(change.db(), id).organ != organ)
        throw Problem::missing("nơi nhận webhook này");
    soci::statement update =
        (change.db().prepare << "update webhook set shown_at = :now"
                                " where id = :id and shown_at = 0 and closed_at = 0",
         use(now), use(id));
    expect_one(update,
               "Khóa bí mật chỉ hiện một lần và đã hiện rồi. Nếu chưa ghi lại, hãy bỏ nơi nhận "
               "này và đăng ký lại.");
}

void close_webhook(Change& change, Id organ, Id id, std::int64_t now) {
    if (load_webhook(change.db(), id).organ != organ)
        throw Problem::missing("nơi nhận webhook này");
    soci::statement update = (change.db().prepare << "update webhook set closed_at = :now"
                                                     " where id = :id and closed_at = 0",
                              use(now), use(id));
    expect_one(update, "Nơi nhận webhook này đã được bỏ.");
}

Id add_edxml_organ(Change& change, const EdxmlOrgan& organ) {
    for (const auto& other : open_edxml_organs(change.db(), organ.organ)) {
        if (organ.sender && other.sender)
            throw Problem(Kind::conflict,
                          "Cơ quan đã có mã định danh " + other.code + ". Hãy bỏ mã cũ trước.");
        if (!organ.sender && !other.sender && other.code == organ.code && other.unit == organ.unit)
            throw Problem(Kind::conflict, "Mã " + organ.code + " đã có trong danh sách nơi nhận.");
    }
    const int sender = organ.sender ? 1 : 0;
    change.db() << "insert into edxml_organ (organ_id, unit_id, sender, code, name, created_at)"
                   " values (:organ, :unit, :sender, :code, :name, :now)",
        use(organ.organ), use(organ.unit), use(sender), use(organ.code), use(organ.name),
        use(organ.created_at);
    return change.last_id();
}

EdxmlOrgan load_edxml_organ(soci::session& db, Id id) {
    OrganRow row;
    soci::statement st = (row.bind(db.prepare << organ_columns + "where o.id = :id"), use(id));
    auto found = rows_of(st, [&] { return row.take(); });
    if (found.empty()) throw Problem::missing("nơi nhận trên trục liên thông này");
    return std::move(found.front());
}

std::vector<EdxmlOrgan> open_edxml_organs(soci::session& db, Id organ) {
    OrganRow row;
    soci::statement st =
        (row.bind(db.prepare << organ_columns + "where o.organ_id = :organ and o.closed_at = 0"
                                                " order by o.sender desc, o.id"),
         use(organ));
    return rows_of(st, [&] { return row.take(); });
}

void close_edxml_organ(Change& change, Id organ, Id id, std::int64_t now) {
    if (load_edxml_organ(change.db(), id).organ != organ)
        throw Problem::missing("nơi nhận trên trục liên thông này");
    soci::statement update = (change.db().prepare << "update edxml_organ set closed_at = :now"
                                                     " where id = :id and closed_at = 0",
                              use(now), use(id));
    expect_one(update, "Nơi nhận này đã được bỏ.");
}

}  // namespace tdkt::sql
