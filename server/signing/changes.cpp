#include "server/signing/changes.h"

#include <algorithm>
#include <set>

namespace tdkt::server {

namespace {

using Objects = std::set<QPDFObjGen>;

bool same_place(const QPDFXRefEntry& a, const QPDFXRefEntry& b) {
    if (a.getType() != b.getType()) return false;
    if (a.getType() == 1) return a.getOffset() == b.getOffset();
    return a.getObjStreamNumber() == b.getObjStreamNumber() &&
           a.getObjStreamIndex() == b.getObjStreamIndex();
}

bool same_object(QPDFObjectHandle a, QPDFObjectHandle b) {
    if (a.getTypeCode() != b.getTypeCode()) return false;
    if (!a.isStream()) return a.unparseResolved() == b.unparseResolved();
    if (a.getDict().unparseResolved() != b.getDict().unparseResolved()) return false;
    const auto first = a.getRawStreamData();
    const auto second = b.getRawStreamData();
    return first->getSize() == second->getSize() &&
           std::equal(first->getBuffer(), first->getBuffer() + first->getSize(),
                      second->getBuffer());
}

// Calls `found` for each reference in a value, not following it.
template <class Found>
void references(QPDFObjectHandle value, const Found& found, bool top = true) {
    if (!top && value.isIndirect()) return found(value);
    if (value.isArray()) {
        for (int i = 0; i < value.getArrayNItems(); ++i)
            references(value.getArrayItem(i), found, false);
    } else if (value.isDictionary()) {
        // Not getKeys(), which passes over references to nothing.
        for (const auto& [key, item] : value.getDictAsMap()) references(item, found, false);
    } else if (value.isStream()) {
        references(value.getDict(), found);
    }
}

class Comparison {
  public:
    Comparison(PdfFile& before, PdfFile& after) : before_(before), after_(after) {}

    std::vector<PdfChange> run(Allowed allowed) {
        sort_objects();
        if (allowed != Allowed::nothing) find_dangling();
        if (allowed == Allowed::clerks_step) allow_clerks_step();
        if (allowed == Allowed::next_signature) allow_next_signature();
        for (const auto& id : touched_)
            if (!allowed_.contains(id)) note(id, false, label(id));
        compare_trailers();
        std::sort(changes_.begin(), changes_.end(),
                  [](const auto& a, const auto& b) { return a.object < b.object; });
        return std::move(changes_);
    }

  private:
    void note(QPDFObjGen id, bool fine, std::string what) {
        changes_.push_back({id.getObj(), fine, std::move(what)});
    }

    QPDFObjectHandle was(QPDFObjGen id) { return before_.document().getObjectByObjGen(id); }
    QPDFObjectHandle is(QPDFObjGen id) { return after_.document().getObjectByObjGen(id); }

    // The bytes of `before` stand in `after` too, so an object in the same
    // place is the same object; only the others need to be read.
    void sort_objects() {
        const auto& old_table = before_.table();
        const auto& new_table = after_.table();
        for (const auto& [id, entry] : new_table) {
            const auto old = old_table.find(id);
            if (old == old_table.end()) {
                touched_.insert(id);
                added_.insert(id);
            } else if (!same_place(old->second, entry) && !same_object(was(id), is(id))) {
                touched_.insert(id);
            }
        }
        for (const auto& [id, entry] : old_table)
            if (!new_table.contains(id)) touched_.insert(id);
    }

    void allow_next_signature() {
        for (const auto& [name, field] : before_.fields())
            if (paper_field::is_persons(name) && !QPDFObjectHandle(field).hasKey("/V"))
                allow_field(field, "Ký biên bản");
    }

    void allow_clerks_step() {
        for (const auto& [name, field] : before_.fields()) {
            if (paper_field::is_number(name)) allow_field(field, "Ghi số của văn bản");
            if (paper_field::is_date(name)) allow_field(field, "Ghi ngày ban hành");
            if (name == paper_field::seal) allow_field(field, "Đóng dấu của cơ quan");
        }
    }

    // A reference to nothing in the signed revision would begin to mean
    // something when an object of that number is added: such a number is never allowed.
    void find_dangling() {
        const auto& old_table = before_.table();
        const auto look = [&](QPDFObjectHandle to) {
            if (!old_table.contains(to.getObjGen())) dangling_.insert(to.getObjGen());
        };
        for (const auto& [id, entry] : old_table) references(was(id), look);
        references(before_.document().getTrailer(), look);
    }

    void allow_field(QPDFObjectHandle field, const char* what) {
        const auto id = field.getObjGen();
        if (!field.isIndirect() || !touched_.contains(id) || added_.contains(id)) return;
        const bool is_seal = field_type(field) == "/Sig";
        auto now = is(id);
        if (!now.isDictionary() || !only_filled(was(id), now, is_seal)) return;
        allowed_.insert(id);
        note(id, true, what);
        if (now.hasKey("/AP"))
            allow_new(now.getKey("/AP").getKey("/N"), std::string(what) + ": hình hiển thị");
        if (is_seal) allow_new(now.getKey("/V"), std::string(what) + ": chữ ký số");
    }

    // Whether nothing changed but an empty value, the picture, and the bit that closes the field.
    bool only_filled(QPDFObjectHandle old, QPDFObjectHandle now, bool is_seal) {
        auto keys = old.getKeys();
        keys.merge(now.getKeys());
        for (const auto& key : keys) {
            auto before = old.getKey(key);
            auto after = now.getKey(key);
            if (before.unparse() == after.unparse()) continue;
            if (key == "/V" && field_text(old).empty() && !before.isDictionary() &&
                (is_seal ? is_new(after) && after.isDictionary() : is_plain_text(after)))
                continue;
            if (key == "/AP" && is_new_picture(after)) continue;
            if (key == "/Ff" && !is_seal && closes(before, after)) continue;
            return false;
        }
        return true;
    }

    static bool is_plain_text(QPDFObjectHandle value) {
        return value.isString() && !value.isIndirect();
    }

    static bool closes(QPDFObjectHandle before, QPDFObjectHandle after) {
        const long long old = before.isInteger() ? before.getIntValue() : 0;
        return after.isInteger() && !after.isIndirect() &&
               after.getIntValue() == (old | field_read_only);
    }

    bool is_new(QPDFObjectHandle value) {
        return value.isIndirect() && added_.contains(value.getObjGen());
    }

    bool is_new_picture(QPDFObjectHandle states) {
        if (!states.isDictionary() || states.isIndirect()) return false;
        if (states.getKeys() != std::set<std::string>{"/N"}) return false;
        auto picture = states.getKey("/N");
        return is_new(picture) && picture.isFormXObject();
    }

    // What an allowed object needs is allowed with it, as long as it is new.
    void allow_new(QPDFObjectHandle object, const std::string& what) {
        std::vector<QPDFObjectHandle> waiting{object};
        while (!waiting.empty()) {
            auto next = waiting.back();
            waiting.pop_back();
            const auto id = next.getObjGen();
            if (!is_new(next) || dangling_.contains(id) || !allowed_.insert(id).second) continue;
            note(id, true, what);
            references(next, [&](QPDFObjectHandle to) { waiting.push_back(to); });
        }
    }

    void compare_trailers() {
        auto old = before_.document().getTrailer();
        auto now = after_.document().getTrailer();
        for (const char* key : {"/Root", "/Info", "/Encrypt"})
            if (old.getKey(key).unparse() != now.getKey(key).unparse())
                changes_.push_back({0, false, std::string("Mục ") + key + " ở cuối tệp"});
        if (now.hasKey("/XRefStm"))
            changes_.push_back({0, false, "Bảng tham chiếu phụ (XRefStm) ở cuối tệp"});
    }

    // Names for what was changed, in both revisions; made when first needed.
    std::string label(QPDFObjGen id) {
        if (labels_.empty()) {
            add_labels(after_);
            add_labels(before_);
        }
        const auto found = labels_.find(id);
        const std::string what = found != labels_.end() ? found->second : kind(id);
        if (added_.contains(id)) return what + " (thêm mới)";
        return after_.table().contains(id) ? what : what + " (bị xóa)";
    }

    std::string kind(QPDFObjGen id) {
        auto object = after_.table().contains(id) ? is(id) : was(id);
        if (object.isStream()) return "Luồng dữ liệu";
        if (object.isDictionaryOfType("/Font")) return "Phông chữ";
        if (object.isDictionaryOfType("/Annot")) return "Chú thích";
        if (object.isDictionaryOfType("/Sig")) return "Chữ ký số";
        return "Đối tượng";
    }

    void add_labels(PdfFile& file) {
        const auto add = [&](QPDFObjectHandle object, const std::string& what) {
            if (object.isIndirect()) labels_[object.getObjGen()] = what;
        };
        add(file.root(), "Danh mục gốc của tài liệu");
        add(file.root().getKey("/Pages"), "Cây trang");
        add(file.root().getKey("/Metadata"), "Siêu dữ liệu");
        add(file.form(), "Biểu mẫu");
        add(file.document().getTrailer().getKey("/Info"), "Thông tin tài liệu");
        for (const auto& [name, field] : file.fields()) add(field, "Trường “" + name + "”");
        label_pages(file, add);
    }

    template <class Add>
    void label_pages(PdfFile& file, const Add& add) {
        int number = 0;
        for (auto page : file.document().getAllPages()) {
            const auto on_page = " trang " + std::to_string(++number);
            add(page, "Mô tả" + on_page);
            add(page.getKey("/Resources"), "Tài nguyên của" + on_page);
            add(page.getKey("/Annots"), "Danh sách chú thích của" + on_page);
            auto contents = page.getKey("/Contents");
            add(contents, "Nội dung" + on_page);
            if (!contents.isArray()) continue;
            for (int i = 0; i < contents.getArrayNItems(); ++i)
                add(contents.getArrayItem(i), "Nội dung" + on_page);
        }
    }

    PdfFile& before_;
    PdfFile& after_;
    Objects touched_;  // changed, added or removed
    Objects added_;
    Objects dangling_;
    Objects allowed_;
    std::map<QPDFObjGen, std::string> labels_;
    std::vector<PdfChange> changes_;
};

}  // namespace

std::vector<PdfChange> changes_between(PdfFile& before, PdfFile& after, Allowed allowed) {
    return Comparison(before, after).run(allowed);
}

}  // namespace tdkt::server
