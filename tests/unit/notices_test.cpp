// What people are told reads as a sentence to them.
#include "templates/views/notices.h"

#include <boost/test/unit_test.hpp>

using namespace tdkt::workflow;
using namespace tdkt::templates;

namespace {

Deed deed() {
    Deed d;
    d.who = "Phạm Thị Thu Hà";
    d.dossier = "HS-00012";
    d.unit = "BHXH cơ sở Ea Kar";
    d.names = "Y Thuân Niê";
    d.outcome = "Hội đồng đề nghị khen thưởng: A";
    d.meeting = "Phiên họp 14:00 ngày 09/12/2025 tại Phòng họp tầng 2";
    d.decision = "khen thưởng đợt 3";
    d.number = "02/QĐ-BHXH";
    d.money = "7.000.000 đồng";
    d.items = 6;
    return d;
}

std::string told(Event event, Audience audience, Deed d = deed()) {
    for (const bool unit : {true, false})
        for (const auto& wording : wordings(event, unit))
            if (wording.audience == audience) return notice_text(wording, d);
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(notices_test)

BOOST_AUTO_TEST_CASE(every_notice_is_made_of_whole_sentences) {
    for (const auto& name : names<Event>)
        for (const bool unit : {true, false})
            for (const auto& wording : wordings(name.value, unit)) {
                const auto text = notice_text(wording, deed());
                BOOST_TEST(text.find_first_of("{}") == std::string::npos, text);
                BOOST_TEST(text.find("→") == std::string::npos, text);
                BOOST_TEST(text.ends_with("."), text);
            }
}

BOOST_AUTO_TEST_CASE(who_sent_it_back_why_and_what_is_to_be_done) {
    auto returned = deed();
    returned.reason = "Thiếu số liệu";
    BOOST_TEST(told(Event::send_back, Audience::unit, returned) ==
               "HS-00012: Phạm Thị Thu Hà trả lại để bổ sung: Y Thuân Niê. Lý do: Thiếu số liệu. "
               "Đề nghị đơn vị bổ sung rồi trình lại.");
}

BOOST_AUTO_TEST_CASE(the_council_hears_of_its_agenda_and_of_its_vote) {
    BOOST_TEST(told(Event::schedule, Audience::council) ==
               "Phiên họp 14:00 ngày 09/12/2025 tại Phòng họp tầng 2: chương trình có 6 đề nghị. "
               "Mời Ông/Bà xem trước nội dung.");
    BOOST_TEST(told(Event::open_vote, Audience::voters) ==
               "Phiên họp 14:00 ngày 09/12/2025 tại Phòng họp tầng 2: đã mở biểu quyết 6 đề nghị. "
               "Mời Ông/Bà bỏ phiếu.");
}

BOOST_AUTO_TEST_CASE(an_outcome_names_everybody_by_result) {
    BOOST_TEST(
        outcome_text({{"A", 9, 12, 7, true}, {"B", 12, 12, 7, true}, {"C", 6, 12, 7, false}}) ==
        "Hội đồng đề nghị khen thưởng: A, B; không đề nghị: C (6/12 phiếu, cần 7)");
    BOOST_TEST(outcome_text({{"C", 6, 12, 7, false}}) ==
               "Hội đồng không đề nghị: C (6/12 phiếu, cần 7)");
}

BOOST_AUTO_TEST_CASE(long_lists_are_shortened) {
    BOOST_TEST(few_of({"A", "B", "C", "D", "E"}) == "A, B, C, D, E");
    BOOST_TEST(few_of({"A", "B", "C", "D", "E", "F"}) == "A, B, C, D và 2 đề nghị khác");
}

BOOST_AUTO_TEST_CASE(what_is_to_be_done_is_said_however_long_the_rest_is) {
    auto long_one = deed();
    for (int i = 0; i < 60; ++i) long_one.names += ", Nguyễn Thị Ước";
    for (int i = 0; i < 60; ++i) long_one.reason += "Thiếu số liệu. ";
    const auto text = told(Event::send_back, Audience::unit, long_one);
    BOOST_TEST(text.size() <= 490u);
    BOOST_TEST(text.ends_with("Đề nghị đơn vị bổ sung rồi trình lại."), text);
}

BOOST_AUTO_TEST_SUITE_END()
