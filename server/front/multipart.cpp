#include <algorithm>

#include "server/front/forms.h"
#include "server/front/spool.h"
#include "server/front/text.h"

namespace tdkt::server {
namespace {

using workflow::Fault;
using workflow::Kind;
using workflow::Problem;

constexpr std::size_t most_parts = 200;
constexpr std::size_t longest_part_head = 4096;
constexpr std::size_t longest_plain = 1024 * 1024;  // all plain parts together
constexpr std::size_t piece = 64 * 1024;

[[noreturn]] void malformed() {
    throw Problem(Kind::malformed,
                  "Biểu mẫu kèm tệp không đúng định dạng hoặc bị đứt giữa chừng nên không được "
                  "ghi nhận. Hãy gửi lại.");
}

bool same_letters(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) {
        const auto low = [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        };
        return low(x) == low(y);
    });
}

// A parameter of a header such as `form-data; name="tệp"; filename="a.pdf"`.
// Browsers write a quotation mark within a name as %22, others as \".
std::optional<std::string> parameter(std::string_view header, std::string_view wanted) {
    auto at = header.find(';');
    while (at != std::string_view::npos && at < header.size()) {
        at = header.find_first_not_of("; \t", at);
        const auto equals = header.find('=', at == std::string_view::npos ? header.size() : at);
        if (equals == std::string_view::npos) return {};
        const auto name = header.substr(at, equals - at);
        std::string value;
        at = equals + 1;
        if (at < header.size() && header[at] == '"') {
            for (++at; at < header.size() && header[at] != '"'; ++at) {
                const bool escaped =
                    header[at] == '\\' && at + 1 < header.size() && header[at + 1] == '"';
                value += header[escaped ? ++at : at];
            }
            at = header.find(';', at);
        } else {
            const auto end = std::min(header.find(';', at), header.size());
            value = header.substr(at, end - at);
            at = end;
        }
        if (same_letters(name, wanted)) return value;
    }
    return {};
}

struct Part {
    std::string field;
    std::optional<std::string> file;  // its name, when it is a file
};

Part read_part_head(std::string_view head) {
    Part part;
    bool named = false;
    while (!head.empty()) {
        const auto line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(head.size(), line.size() + 2));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) malformed();
        const auto value = line.substr(colon + 1);
        if (same_letters(line.substr(0, colon), "content-transfer-encoding") &&
            value.find("base64") != std::string_view::npos)
            malformed();
        if (!same_letters(line.substr(0, colon), "content-disposition")) continue;
        const auto name = parameter(value, "name");
        if (!name || named) malformed();
        named = true;
        part.field = *name;
        part.file = parameter(value, "filename");
        const auto extended = parameter(value, "filename*");
        if (extended && same_letters(extended->substr(0, 7), "utf-8''"))
            part.file = percent_decoded(extended->substr(7)).value_or("");
    }
    if (!named) malformed();
    return part;
}

// Hands out the bytes up to a mark that may lie across two pieces.
class Reader {
  public:
    explicit Reader(Body& body) : body_(body) {}

    // Calls take(bytes) for all that comes before `mark`, and steps over it.
    template <class Take>
    void until(const std::string& mark, Take take) {
        for (;;) {
            const auto found = held_.find(mark, at_);
            if (found != std::string::npos) {
                take(std::string_view(held_).substr(at_, found - at_));
                at_ = found + mark.size();
                return;
            }
            const auto sure = std::max(at_, held_.size() - std::min(held_.size(), mark.size() - 1));
            take(std::string_view(held_).substr(at_, sure - at_));
            at_ = sure;
            more();
        }
    }

    std::string exactly(std::size_t count) {
        while (held_.size() - at_ < count) more();
        at_ += count;
        return held_.substr(at_ - count, count);
    }

  private:
    void more() {
        held_.erase(0, at_);
        at_ = 0;
        const auto size = held_.size();
        held_.resize(size + piece);
        const auto count = body_.read(held_.data() + size, piece);
        held_.resize(size + count);
        if (count == 0) malformed();  // the closing boundary never came
    }

    Body& body_;
    std::string held_;
    std::size_t at_ = 0;
};

void read_file(Reader& reader, const std::string& mark, const Part& part,
               const std::filesystem::path& folder, Sent& sent) {
    Spool spool(folder, part.field);
    reader.until(mark, [&](std::string_view bytes) { spool.add(bytes); });
    // An untouched file field of a form is sent without a name and without content.
    if (part.file->empty() && spool.size() == 0) return;
    sent.uploads.push_back(spool.finish(*part.file));
}

}  // namespace

std::string boundary_of(std::string_view content_type) {
    const auto boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70) malformed();
    return *boundary;
}

void read_multipart(Body& body, const std::string& boundary,
                    const std::filesystem::path& spool_folder,
                    const std::function<void(const Sent&, const std::string&)>& before_file,
                    Sent& sent) {
    Reader reader(body);
    const auto mark = "\r\n--" + boundary;
    if (reader.exactly(mark.size() - 2) != mark.substr(2)) malformed();
    std::size_t plain = 0;
    for (std::size_t parts = 0;; ++parts) {
        const auto end = reader.exactly(2);
        if (end == "--") break;
        if (end != "\r\n" || parts == most_parts) malformed();
        std::string head;
        reader.until("\r\n\r\n", [&](std::string_view bytes) {
            if (head.append(bytes).size() > longest_part_head) malformed();
        });
        const auto part = read_part_head(head);
        if (part.file) {
            before_file(sent, part.field);
            read_file(reader, mark, part, spool_folder, sent);
            continue;
        }
        std::string value;
        reader.until(mark, [&](std::string_view bytes) {
            plain += bytes.size();
            if (plain > longest_plain)
                throw Problem(Kind::too_large, "Các trường của biểu mẫu vượt quá giới hạn 1 MB.");
            value.append(bytes);
        });
        sent.pairs.emplace_back(part.field, std::move(value));
    }
    // What follows the closing boundary is nothing, or a line end; the body must still be whole.
    char rest[64];
    std::size_t trailing = 0;
    while (const auto count = body.read(rest, sizeof rest))
        if ((trailing += count) > sizeof rest) malformed();
}

}  // namespace tdkt::server
