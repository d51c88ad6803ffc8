#include "server/paper_file/marks.h"

#include <algorithm>
#include <array>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "server/paper_file/matrix.h"
#include "workflow/problem.h"

namespace tdkt::server {
namespace {

constexpr std::size_t most_letters = 2'000'000;  // of a document
constexpr std::size_t most_objects = 300'000;
constexpr std::size_t font_objects = 1000;  // what reading a font costs beside them
constexpr int deepest_form = 8;
constexpr std::size_t most_saved = 512;
constexpr double thin = 2.5;  // points; a thicker box is a surface
constexpr double short_rule = 10;
constexpr double largest = 1000;         // letters, points
constexpr double field_baseline = 0.22;  // of its height, from below
constexpr double field_letters = 0.7;

using Operands = std::vector<QPDFObjectHandle>;

struct State {
    Matrix page;  // of the page's plane
    const PdfFont* font = nullptr;
    double size = 0, leading = 0, rise = 0, stretch = 1, letter_gap = 0, word_gap = 0;
};

class Interpreter : public QPDFObjectHandle::ParserCallbacks {
  public:
    Interpreter(PageMarks& marks, Reading& reading, const Matrix& page)
        : marks_(marks), reading_(reading) {
        state_.page = page;
    }

    void run(QPDFObjectHandle stream, QPDFObjectHandle resources) {
        const auto before = std::exchange(resources_, resources);
        const auto saved = std::exchange(saved_, {});
        const auto state = state_;
        operands_.clear();
        QPDFObjectHandle::parseContentStream(stream, this);
        state_ = state;
        saved_ = saved;
        resources_ = before;
        operands_.clear();
    }

    void enter(const Matrix& matrix) { state_.page = matrix.then(state_.page); }

    void handleObject(QPDFObjectHandle object) override {
        spend(reading_.objects, 1, most_objects);
        if (!object.isOperator()) {
            if (operands_.size() < most_saved) operands_.push_back(object);
            return;
        }
        const auto operation = object.getOperatorValue();
        const auto found = std::ranges::find(acts, operation, &Act::name);
        const Operands operands = std::exchange(operands_, {});
        if (found == acts.end() || operands.size() < found->needs) return;
        (this->*found->act)(operands);
    }

    void handleEOF() override {}

  private:
    struct Act {
        std::string_view name;
        std::size_t needs;
        void (Interpreter::*act)(const Operands&);
    };
    static const std::array<Act, 32> acts;

    static void spend(std::size_t& spent, std::size_t more, std::size_t most) {
        spent += more;
        if (spent > most)
            throw workflow::Problem(workflow::Kind::too_large,
                                    "Tệp PDF có quá nhiều nội dung để kiểm tra được; hãy tách tệp "
                                    "thành nhiều tệp nhỏ hơn.");
    }

    static double number(const Operands& operands, std::size_t index) {
        auto object = operands[index];
        return object.isNumber() ? object.getNumericValue() : 0;
    }

    static Matrix matrix_of(const Operands& o) {
        return {number(o, 0), number(o, 1), number(o, 2), number(o, 3), number(o, 4), number(o, 5)};
    }

    void save(const Operands&) {
        if (saved_.size() < most_saved) saved_.push_back(state_);
    }
    void restore(const Operands&) {
        if (saved_.empty()) return;
        state_ = saved_.back();
        saved_.pop_back();
    }
    void transform(const Operands& o) { enter(matrix_of(o)); }

    void begin_text(const Operands&) { text_ = line_ = Matrix{}; }
    void set_matrix(const Operands& o) { text_ = line_ = matrix_of(o); }
    void move(const Operands& o) { go(number(o, 0), number(o, 1)); }
    void move_leading(const Operands& o) {
        state_.leading = -number(o, 1);
        move(o);
    }
    void next_line(const Operands&) { go(0, -state_.leading); }
    void go(double x, double y) { text_ = line_ = Matrix{1, 0, 0, 1, x, y}.then(line_); }

    void set_leading(const Operands& o) { state_.leading = number(o, 0); }
    void set_letter_gap(const Operands& o) { state_.letter_gap = number(o, 0); }
    void set_word_gap(const Operands& o) { state_.word_gap = number(o, 0); }
    void set_stretch(const Operands& o) { state_.stretch = number(o, 0) / 100; }
    void set_rise(const Operands& o) { state_.rise = number(o, 0); }

    QPDFObjectHandle resource(const char* kind, QPDFObjectHandle name) {
        if (!name.isName() || !resources_.isDictionary()) return QPDFObjectHandle::newNull();
        auto all = resources_.getKey(kind);
        return all.isDictionary() ? all.getKey(name.getName()) : QPDFObjectHandle::newNull();
    }

    void set_font(const Operands& o) {
        state_.size = number(o, 1);
        auto font = resource("/Font", o[0]);
        if (!font.isIndirect()) {
            spend(reading_.objects, font_objects, most_objects);
            reading_.direct.push_back(std::make_unique<PdfFont>(font));
            state_.font = reading_.direct.back().get();
            return;
        }
        auto& known = reading_.fonts[font.getObjGen()];
        if (!known) known = std::make_unique<PdfFont>(font);
        state_.font = known.get();
    }

    void show(const Operands& o) { put(o[0]); }
    void show_on_next(const Operands& o) {
        next_line(o);
        put(o[0]);
    }
    void show_spaced(const Operands& o) {
        state_.word_gap = number(o, 0);
        state_.letter_gap = number(o, 1);
        next_line(o);
        put(o[2]);
    }
    void show_parts(const Operands& o) {
        auto list = o[0];
        if (!list.isArray()) return;
        for (int i = 0; i < list.getArrayNItems(); ++i) {
            auto item = list.getArrayItem(i);
            if (item.isNumber())
                advance(-item.getNumericValue() / 1000 * state_.size * state_.stretch);
            else
                put(item);
        }
    }

    // What lies beside the page is not seen; neither is what lies nowhere.
    bool on_page(double x, double y) const {
        return x > -1 && x < marks_.width + 1 && y > -1 && y < marks_.height + 1;
    }

    void advance(double by) { text_ = Matrix{1, 0, 0, 1, by, 0}.then(text_); }

    void put(QPDFObjectHandle shown) {
        if (!shown.isString() || !state_.font) return;
        for (const auto& glyph : state_.font->glyphs(shown.getStringValue())) {
            place(glyph);
            const double gap = state_.letter_gap + (glyph.blank ? state_.word_gap : 0);
            advance((glyph.width * state_.size + gap) * state_.stretch);
        }
    }

    void place(const Glyph& glyph) {
        const auto to_page = text_.then(state_.page);
        if (!to_page.upright() || glyph.text.empty()) return;
        if (!on_page(to_page.e, to_page.f) || !(to_page.d * std::abs(state_.size) < largest))
            return;
        spend(reading_.letters, 1, most_letters);
        Letter letter;
        letter.text = glyph.text;
        letter.x = to_page.x(0, state_.rise);
        letter.y = marks_.height - to_page.y(0, state_.rise);
        letter.width = glyph.width * state_.size * state_.stretch * to_page.a;
        letter.size = std::abs(state_.size) * to_page.d;
        letter.bold = state_.font->bold();
        letter.italic = state_.font->italic();
        if (glyph.text != " ") reading_.shown.insert(state_.font);
        marks_.letters.push_back(std::move(letter));
    }

    void box(const Operands& o) {
        const double x = number(o, 0), y = number(o, 1);
        add_box(x, y, x + number(o, 2), y + number(o, 3));
    }
    void begin_path(const Operands& o) {
        x_ = number(o, 0);
        y_ = number(o, 1);
    }
    void draw_line(const Operands& o) {
        const double x = number(o, 0), y = number(o, 1);
        add_box(x_, y_, x, y);
        x_ = x;
        y_ = y;
    }
    void add_box(double x, double y, double right, double top) {
        const auto& page = state_.page;
        const double x1 = page.x(x, y), x2 = page.x(right, top);
        const double y1 = page.y(x, y), y2 = page.y(right, top);
        if (!on_page(x1, y1) || !on_page(x2, y2)) return;
        path_.push_back({std::min(x1, x2), marks_.height - std::max(y1, y2), std::abs(x2 - x1),
                         std::abs(y2 - y1)});
    }

    // A box of four lines is drawn as four; a thin box that is filled is a line.
    void paint(const Operands&) {
        for (const auto& box : path_) {
            if (box.height <= thin && box.width >= short_rule) marks_.rules.push_back(box);
            if (box.width <= thin && box.height >= short_rule) ++marks_.posts;
            if (box.width > thin && box.height > thin) ++big_;
        }
        marks_.posts += big_ > 1 ? big_ : 0;
        big_ = 0;
        path_.clear();
    }
    void forget(const Operands&) { path_.clear(); }

    void draw_form(const Operands& o) {
        auto form = resource("/XObject", o[0]);
        if (!form.isStream() || depth_ >= deepest_form) return;
        auto dictionary = form.getDict();
        auto subtype = dictionary.getKey("/Subtype");
        if (!subtype.isName() || subtype.getName() != "/Form") return;
        const auto state = state_;
        const auto text = text_, line = line_;
        auto matrix = dictionary.getKey("/Matrix");
        if (matrix.isArray() && matrix.getArrayNItems() == 6)
            enter(matrix_of(matrix.getArrayAsVector()));
        auto inner = dictionary.getKey("/Resources");
        ++depth_;
        run(form, inner.isDictionary() ? inner : resources_);
        --depth_;
        state_ = state;
        text_ = text;
        line_ = line;
    }

    PageMarks& marks_;
    Reading& reading_;
    QPDFObjectHandle resources_ = QPDFObjectHandle::newNull();
    State state_;
    std::vector<State> saved_;
    Matrix text_, line_;
    Operands operands_;
    std::vector<Stroke> path_;
    double x_ = 0, y_ = 0;
    int depth_ = 0, big_ = 0;
};

const std::array<Interpreter::Act, 32> Interpreter::acts = {{
    {"q", 0, &Interpreter::save},          {"Q", 0, &Interpreter::restore},
    {"cm", 6, &Interpreter::transform},    {"BT", 0, &Interpreter::begin_text},
    {"Tm", 6, &Interpreter::set_matrix},   {"Td", 2, &Interpreter::move},
    {"TD", 2, &Interpreter::move_leading}, {"T*", 0, &Interpreter::next_line},
    {"TL", 1, &Interpreter::set_leading},  {"Tc", 1, &Interpreter::set_letter_gap},
    {"Tw", 1, &Interpreter::set_word_gap}, {"Tz", 1, &Interpreter::set_stretch},
    {"Ts", 1, &Interpreter::set_rise},     {"Tf", 2, &Interpreter::set_font},
    {"Tj", 1, &Interpreter::show},         {"TJ", 1, &Interpreter::show_parts},
    {"'", 1, &Interpreter::show_on_next},  {"\"", 3, &Interpreter::show_spaced},
    {"re", 4, &Interpreter::box},          {"m", 2, &Interpreter::begin_path},
    {"l", 2, &Interpreter::draw_line},     {"f", 0, &Interpreter::paint},
    {"F", 0, &Interpreter::paint},         {"f*", 0, &Interpreter::paint},
    {"S", 0, &Interpreter::paint},         {"s", 0, &Interpreter::paint},
    {"B", 0, &Interpreter::paint},         {"B*", 0, &Interpreter::paint},
    {"b", 0, &Interpreter::paint},         {"b*", 0, &Interpreter::paint},
    {"n", 0, &Interpreter::forget},        {"Do", 1, &Interpreter::draw_form},
}};

// The page's plane, turned as it is shown, its corner at nought.
Matrix upright(const QPDFObjectHandle::Rectangle& box, int turn, PageMarks& marks) {
    const double width = box.urx - box.llx, height = box.ury - box.lly;
    const bool lying = turn == 90 || turn == 270;
    marks.width = lying ? height : width;
    marks.height = lying ? width : height;
    switch (turn) {
        case 90:
            return {0, -1, 1, 0, -box.lly, box.urx};
        case 180:
            return {-1, 0, 0, -1, box.urx, box.ury};
        case 270:
            return {0, 1, -1, 0, box.ury, -box.llx};
        default:
            return {1, 0, 0, 1, -box.llx, -box.lly};
    }
}

// A text field that waits for its text, as a sign in the size of the letters to come.
void add_waiting(QPDFObjectHandle field, PageMarks& marks, const Matrix& page) {
    auto type = field.getKey("/FT");
    auto place = field.getKey("/Rect");
    if (!type.isName() || type.getName() != "/Tx" || !place.isRectangle()) return;
    const auto box = place.getArrayAsRectangle();
    const double height = box.ury - box.lly;
    Letter sign;
    sign.text = "…";
    sign.x = page.x(box.llx, box.lly);
    sign.y = marks.height - page.y(box.llx, box.lly + field_baseline * height);
    sign.width = box.urx - box.llx;
    sign.size = field_letters * height;
    sign.bold = sign.italic = true;
    marks.letters.push_back(std::move(sign));
}

// A field's face lies in its box; what it shows was drawn elsewhere.
void draw_field(QPDFObjectHandle field, PageMarks& marks, Reading& reading, const Matrix& page) {
    auto appearances = field.getKey("/AP");
    if (!appearances.isDictionary()) return;
    auto shown = appearances.getKey("/N");
    auto place = field.getKey("/Rect");
    if (!shown.isStream() || !place.isRectangle()) return;
    auto bounds = shown.getDict().getKey("/BBox");
    if (!bounds.isRectangle()) return;
    const auto box = bounds.getArrayAsRectangle(), rect = place.getArrayAsRectangle();
    Interpreter interpreter(marks, reading, page);
    interpreter.enter({1, 0, 0, 1, rect.llx - box.llx, rect.lly - box.lly});
    interpreter.run(shown, shown.getDict().getKey("/Resources"));
}

void read_field(QPDFObjectHandle field, PageMarks& marks, Reading& reading, const Matrix& page) {
    if (!field.isDictionary()) return;
    auto subtype = field.getKey("/Subtype");
    if (!subtype.isName() || subtype.getName() != "/Widget") return;
    const auto before = marks.letters.size();
    draw_field(field, marks, reading, page);
    if (marks.letters.size() == before) add_waiting(field, marks, page);
}

}  // namespace

PageMarks read_marks(QPDFObjectHandle page, Reading& reading) {
    PageMarks marks;
    QPDFPageObjectHelper helper(page);
    auto box = helper.getCropBox();
    auto turned = helper.getAttribute("/Rotate", false);
    const QPDFObjectHandle::Rectangle sheet =
        box.isRectangle() ? box.getArrayAsRectangle()
                          : QPDFObjectHandle::Rectangle(0, 0, 595.28, 841.89);
    const int turn = turned.isInteger() ? ((turned.getIntValueAsInt() % 360) + 360) % 360 : 0;
    const auto plane = upright(sheet, turn, marks);
    Interpreter interpreter(marks, reading, plane);
    interpreter.run(page.getKey("/Contents"), helper.getAttribute("/Resources", false));
    auto notes = page.getKey("/Annots");
    if (notes.isArray())
        for (int i = 0; i < notes.getArrayNItems(); ++i)
            read_field(notes.getArrayItem(i), marks, reading, plane);
    return marks;
}

}  // namespace tdkt::server
