#include "server/signing/pades.h"

#include "server/signing/moment.h"
#include "server/signing/update.h"
#include "server/signing/verify.h"
#include "workflow/problem.h"

namespace tdkt::server {

using workflow::Fault;
using workflow::Kind;
using workflow::Problem;

namespace {

using Fields = std::map<std::string, QPDFObjectHandle>;

// What may still be done to the paper. DocMDP with P=2 makes the first the
// certifying signature: filling in form fields and signing stay allowed, all
// else breaks it. P=1 would forbid the next step, P=3 would allow
// annotations. FieldMDP then closes every field but those in `open`.
// Readers judge by this; our own comparison (changes.h) is narrower still.
std::string others_may_go_on(QPDFObjGen root, const std::string& open) {
    return "/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams "
           "<< /Type /TransformParams /P 2 /V /1.2 >> >> "
           "<< /Type /SigRef /TransformMethod /FieldMDP /Data " +
           reference(root) +
           " /TransformParams << /Type /TransformParams /V /1.2 /Action /Exclude /Fields [" + open +
           "] >> >>]";
}

std::string clerk_may_go_on(QPDFObjGen root, const Fields& clerks) {
    std::string open = text_string(paper_field::seal);
    for (const auto& [name, field] : clerks) open += ' ' + text_string(name);
    return others_may_go_on(root, open);
}

// With the last signature the paper is finished: no field may change any more.
std::string nobody_may_go_on(QPDFObjGen root) {
    return "/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /Data " + reference(root) +
           " /TransformParams << /Type /TransformParams /V /1.2 /Action /All >> >>]";
}

std::string signature_entries(const Signer& signer, const SignatureMark& mark,
                              std::int64_t signed_at, const std::string& permissions) {
    std::string entries = "/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (" +
                          pdf_date(signed_at) + ") /Name " +
                          text_string(identity(signer.chain().front().get()).name);
    if (!mark.reason.empty()) entries += " /Reason " + text_string(mark.reason);
    if (!mark.location.empty()) entries += " /Location " + text_string(mark.location);
    return entries + ' ' + permissions;
}

// A field that is its own widget, as our writer makes them.
QPDFObjectHandle reserved(PdfFile& file, const char* name, const char* type) {
    const auto found = file.fields().find(name);
    auto field = found != file.fields().end() ? found->second : QPDFObjectHandle::newNull();
    if (field_type(field) != type || !field.isIndirect() || field.hasKey("/Kids") ||
        !field.getKey("/Rect").isRectangle())
        throw Problem(Kind::unsupported, std::string("Văn bản không có ô dành sẵn “") + name +
                                             "” nên không ký số được.");
    return field;
}

// The fields that wait for number and date.
Fields clerks_fields(PdfFile& file) {
    Fields found;
    for (const auto& [name, field] : file.fields())
        if (paper_field::is_clerks(name)) found.emplace(name, reserved(file, name.c_str(), "/Tx"));
    return found;
}

std::vector<Fault> filled_too_early(const Fields& clerks) {
    std::vector<Fault> faults;
    for (const auto& [name, field] : clerks)
        if (!field_text(field).empty())
            faults.push_back({name, paper_field::is_number(name) ? "Số của văn bản đã được ghi."
                                                                 : "Ngày ban hành đã được ghi."});
    return faults;
}

std::vector<Fault> without_filling(const Fields& clerks, const IssueMarks& marks) {
    std::vector<Fault> faults;
    for (const auto& [name, field] : clerks) {
        const auto filling = marks.fillings.find(name);
        if (filling == marks.fillings.end() || filling->second.text.empty())
            faults.push_back({name, paper_field::is_number(name) ? "Chưa có số của văn bản."
                                                                 : "Chưa có ngày ban hành."});
    }
    return faults;
}

// A new picture for a field; gives the /AP that shows it.
std::string put_picture(PdfFile& file, PdfUpdate& update, QPDFObjectHandle field,
                        const Draw& draw) {
    auto form = file.form();
    const auto resources = form.hasKey("/DR") ? form.getKey("/DR").unparse() : "<< >>";
    const auto box = field.getKey("/Rect").getArrayAsRectangle();
    const double width = box.urx - box.llx;
    const double height = box.ury - box.lly;
    const auto picture = update.put_form(width, height, resources, draw(width, height));
    return "<< /N " + reference(picture) + " >>";
}

void put_signature(PdfFile& file, PdfUpdate& update, QPDFObjectHandle field, const Draw& draw,
                   QPDFObjGen signature) {
    update.put(field.getObjGen(),
               dictionary(field, {{"/AP", put_picture(file, update, field, draw)},
                                  {"/V", reference(signature)}}));
}

void put_filling(PdfFile& file, PdfUpdate& update, QPDFObjectHandle field,
                 const FieldFilling& filling) {
    auto flags = field.getKey("/Ff");
    const long long before = flags.isInteger() ? flags.getIntValue() : 0;
    update.put(field.getObjGen(),
               dictionary(field, {{"/AP", put_picture(file, update, field, filling.draw)},
                                  {"/Ff", std::to_string(before | field_read_only)},
                                  {"/V", text_string(filling.text)}}));
}

// The catalogue names the certifying signature; the form says that there are
// signatures and that files are only to be added to (SigFlags 3). Asked to make
// the pictures anew (NeedAppearances), a reader would change a signed field.
void announce_signature(PdfFile& file, PdfUpdate& update, QPDFObjGen signature) {
    const auto form = dictionary(file.form(), {{"/SigFlags", "3"}, {"/NeedAppearances", ""}});
    std::map<std::string, std::string> anew{
        {"/Perms", "<< /DocMDP " + reference(signature) + " >>"}};
    if (file.form().isIndirect())
        update.put(file.form().getObjGen(), form);
    else
        anew["/AcroForm"] = form;
    update.put(file.root().getObjGen(), dictionary(file.root(), anew));
}

bool bears_a_signature(PdfFile& file) {
    for (const auto& [name, field] : file.fields())
        if (field_type(field) == "/Sig" && QPDFObjectHandle(field).hasKey("/V")) return true;
    return file.root().hasKey("/Perms");
}

// Why the clerk cannot go on from here.
std::vector<Fault> not_ready_to_issue(PdfFile& file, const Roots& roots, std::int64_t now) {
    const auto report = verify(file, roots, now);
    std::vector<Fault> faults;
    const char* leader = paper_field::leader;
    if (report.signatures.empty()) {
        faults.push_back({leader, "Văn bản chưa có chữ ký số của người có thẩm quyền."});
    } else if (report.signatures.size() > 1) {
        faults.push_back({paper_field::seal, "Văn bản đã được đóng dấu, ban hành."});
    } else {
        const auto& signature = report.signatures.front();
        if (signature.field != leader)
            faults.push_back(
                {leader, "Chữ ký số trên văn bản không nằm ở ô của người có thẩm quyền."});
        for (const auto& fault : signature.faults) faults.push_back({leader, fault});
        if (signature.signed_at > now)
            faults.push_back({paper_field::seal, "Thời gian đóng dấu sớm hơn thời gian ký duyệt."});
    }
    for (const auto& alarm : report.alarms) faults.push_back({"", alarm});
    return faults;
}

}  // namespace

std::string approve(std::string_view pdf, const Signer& leader, const SignatureMark& mark,
                    std::int64_t signed_at) {
    PdfFile file(pdf);
    if (bears_a_signature(file))
        throw Problem(Kind::conflict, "Văn bản đã có chữ ký số, không ký duyệt lần nữa được.");
    const auto field = reserved(file, paper_field::leader, "/Sig");
    reserved(file, paper_field::seal, "/Sig");
    const auto clerks = clerks_fields(file);
    if (auto faults = filled_too_early(clerks); !faults.empty())
        throw Problem(Kind::blocked, "Số và ngày chỉ được ghi sau khi ký duyệt.", faults);
    PdfUpdate update(file);
    const auto signature = update.allot();
    put_signature(file, update, field, mark.draw, signature);
    announce_signature(file, update, signature);
    const auto permissions = clerk_may_go_on(file.root().getObjGen(), clerks);
    return update.signed_by(leader, signature,
                            signature_entries(leader, mark, signed_at, permissions));
}

std::string issue(std::string_view pdf, const Signer& organ, const IssueMarks& marks,
                  const Roots& roots, std::int64_t signed_at) {
    PdfFile file(pdf);
    const auto clerks = clerks_fields(file);
    auto faults = not_ready_to_issue(file, roots, signed_at);
    for (auto& fault : filled_too_early(clerks)) faults.push_back(std::move(fault));
    for (auto& fault : without_filling(clerks, marks)) faults.push_back(std::move(fault));
    if (!faults.empty())
        throw Problem(Kind::blocked, "Chưa thể đóng dấu, ban hành văn bản này.", faults);
    PdfUpdate update(file);
    const auto signature = update.allot();
    for (const auto& [name, field] : clerks)
        put_filling(file, update, field, marks.fillings.at(name));
    put_signature(file, update, reserved(file, paper_field::seal, "/Sig"), marks.seal.draw,
                  signature);
    const auto permissions = nobody_may_go_on(file.root().getObjGen());
    return update.signed_by(organ, signature,
                            signature_entries(organ, marks.seal, signed_at, permissions));
}

std::string sign_minutes(std::string_view pdf, const char* own, const Signer& signer,
                         const SignatureMark& mark, const Roots& roots, std::int64_t signed_at) {
    PdfFile file(pdf);
    const auto field = reserved(file, own, "/Sig");
    if (QPDFObjectHandle(field).hasKey("/V"))
        throw Problem(Kind::conflict, "Biên bản đã có chữ ký ở ô này.");
    const bool first = !bears_a_signature(file);
    if (!first && !verify(file, roots, signed_at).valid())
        throw Problem(Kind::blocked,
                      "Chữ ký đã có trên biên bản không hợp lệ nên chưa ký tiếp được.");
    PdfUpdate update(file);
    const auto signature = update.allot();
    put_signature(file, update, field, mark.draw, signature);
    const auto root = file.root().getObjGen();
    if (first) announce_signature(file, update, signature);
    const auto* other =
        own == std::string_view(paper_field::leader) ? paper_field::secretary : paper_field::leader;
    const auto permissions =
        first ? others_may_go_on(root, text_string(other)) : nobody_may_go_on(root);
    return update.signed_by(signer, signature,
                            signature_entries(signer, mark, signed_at, permissions));
}

std::vector<std::string> caption(const SignerIdentity& signer, std::int64_t signed_at) {
    std::vector<std::string> lines{"Ký bởi: " + signer.name};
    if (!signer.title.empty()) lines.push_back("Chức vụ: " + signer.title);
    if (!signer.organ.empty() && signer.organ != signer.name)
        lines.push_back("Cơ quan: " + signer.organ);
    lines.push_back("Thời gian ký: " + printed_time(signed_at));
    return lines;
}

}  // namespace tdkt::server
