// Every page and every call of the API. A page and a call are two showings of
// one handler: GET /dossiers/7 and GET /api/v1/dossiers/7 are the same row.
#include <array>

#include "server/handlers/accounts.h"
#include "server/handlers/appraisal_forms.h"
#include "server/handlers/appraisals.h"
#include "server/handlers/assets.h"
#include "server/handlers/attachments.h"
#include "server/handlers/audit.h"
#include "server/handlers/ballots.h"
#include "server/handlers/certificates.h"
#include "server/handlers/conflicts.h"
#include "server/handlers/council_register.h"
#include "server/handlers/councils.h"
#include "server/handlers/decisions.h"
#include "server/handlers/documents.h"
#include "server/handlers/dossiers.h"
#include "server/handlers/drafts.h"
#include "server/handlers/home.h"
#include "server/handlers/lists.h"
#include "server/handlers/meetings.h"
#include "server/handlers/minutes.h"
#include "server/handlers/nominations.h"
#include "server/handlers/openapi.h"
#include "server/handlers/other_votes.h"
#include "server/handlers/outbox.h"
#include "server/handlers/own_account.h"
#include "server/handlers/polls.h"
#include "server/handlers/probes.h"
#include "server/handlers/receivers.h"
#include "server/handlers/sessions.h"
#include "server/handlers/sheets.h"
#include "server/handlers/sitting.h"
#include "server/handlers/templates.h"
#include "server/http.h"
#include "workflow/visibility.h"

namespace tdkt::server {
namespace {

using workflow::appraisal_circle;
using workflow::certificate_circle;
using workflow::council_circle;
using workflow::council_makers;
using workflow::count_circle;
using workflow::decision_circle;
using workflow::notice_circle;
using workflow::payment_circle;
using workflow::sheet_circle;
using workflow::template_circle;
using workflow::template_editors;

constexpr workflow::Role everybody = {};
constexpr auto of_units = workflow::Role::unit_officer | workflow::Role::unit_head;
constexpr auto secretary = workflow::Role::council_secretary;
constexpr auto voters = workflow::Role::council_member | workflow::Role::council_chair | secretary;
constexpr auto code_holders = voters | workflow::Role::auditor;
constexpr auto drafters = workflow::Role::standing_office;
constexpr auto sheet_writers = workflow::appraisers;
constexpr auto administrator = workflow::Role::administrator;
constexpr auto inspectors = workflow::Role::auditor | administrator;

constexpr auto table = std::to_array<Route>({
    // clang-format off
    {"GET",    "/sign-in",          Access::anyone, everybody, show_sign_in,   next_fields,         "The form to sign in"},
    {"POST",   "/sign-in",          Access::anyone, everybody, post_sign_in,   sign_in_page_fields, "Signs in by the form: gives a cookie", Keeping::nothing},
    {"POST",   "/sign-out",         Access::anyone, everybody, post_sign_out,  {},                  "Signs out by the form", Keeping::nothing},
    {"POST",   "/sessions",         Access::anyone, everybody, post_session,   sign_in_fields,      "Signs in: gives a token for Authorization: Bearer", Keeping::nothing},
    {"DELETE", "/sessions",         Access::own,    everybody, delete_session, {},                  "Signs out: the token is no longer good", Keeping::nothing},
    {"POST",   "/account/password", Access::own,    everybody, post_password,  password_fields,     "Changes one's own password and ends one's other sessions", Keeping::secret},

    {"GET",    "/account",              Access::own,    everybody, show_own_account, {},                 "One's own account, and where one is signed in"},
    {"POST",   "/account/mail",         Access::member, everybody, post_mail,        mail_fields,        "Changes one's own address of mail, and whether one is told by mail"},
    {"POST",   "/account/sessions/end", Access::own,    everybody, end_own_sessions, end_session_fields, "Ends one of one's own sessions, or all others"},

    {"GET",    "/",                 Access::member, everybody, show_home,      {},                  "What waits for the reader"},
    {"GET",    "/notices",          Access::member, everybody, list_notices,   page_fields,         "What the reader was told"},
    {"POST",   "/notices/read",     Access::member, everybody, read_notices,   {},                  "Marks every notice as read"},
    {"GET",    "/help",             Access::member, everybody, show_help,      {},                  "How it works: roles, lifecycle, words"},
    {"GET",    "/campaigns",        Access::member, everybody, list_campaigns, {},                  "Campaigns of the organ"},
    {"GET",    "/campaigns/:id",    Access::member, everybody, show_campaign,  {},                  "A campaign with its rounds and prizes"},

    {"GET",    "/dossiers",                 Access::member, everybody, list_dossiers,           dossier_search_fields, "Dossiers that the reader may see"},
    {"GET",    "/dossiers/new",             Access::member, of_units,  new_dossier,             {},                    "The form of a new dossier"},
    {"POST",   "/dossiers",                 Access::member, of_units,  post_dossier,            dossier_fields,        "Begins a dossier"},
    {"GET",    "/dossiers/:id",             Access::member, everybody, show_dossier,            {},                    "A dossier: where it stands, what may be done, what happened"},
    {"POST",   "/dossiers/:id",             Access::member, of_units,  edit_dossier,            dossier_edit_fields,   "Changes a draft's title and reason for being late"},
    {"POST",   "/dossiers/:id/remove",      Access::member, of_units,  remove_dossier,          {},                    "Takes away a draft that holds nothing and has no history"},
    {"POST",   "/dossiers/:id/events",      Access::member, everybody, post_dossier_event,      event_fields,          "Takes a step with all nominations of a dossier"},
    {"POST",   "/dossiers/:id/nominations", Access::member, of_units,  post_nomination,         nomination_fields,     "Adds a nomination to a draft"},
    {"POST",   "/dossiers/:id/attachments", Access::member, of_units,  post_dossier_attachment, attachment_fields,     "Attaches a file to the whole dossier"},

    {"GET",    "/nominations/:id",             Access::member, everybody, show_nomination,            {},                "A nomination"},
    {"POST",   "/nominations/:id",             Access::member, of_units,  edit_nomination,            nomination_fields, "Changes a drafted or returned nomination"},
    {"POST",   "/nominations/:id/remove",      Access::member, of_units,  remove_nomination,          {},                "Takes a nomination without history out of its dossier"},
    {"POST",   "/nominations/:id/events",      Access::member, everybody, post_nomination_event,      event_fields,      "Takes a step with one nomination"},
    {"POST",   "/nominations/:id/attachments", Access::member, of_units,  post_nomination_attachment, attachment_fields, "Attaches a file to one nomination"},
    {"GET",    "/attachments/:id",             Access::member, everybody, download_attachment,        {},                "The bytes of an attachment"},
    {"POST",   "/attachments/:id/remove",      Access::member, of_units,  remove_attachment,          {},                "Takes a file out of a draft"},

    {"GET",    "/dossiers/:id/appraisals", Access::member, appraisal_circle, show_assignment,  {},                      "Who appraises a dossier, and how far they are"},
    {"POST",   "/dossiers/:id/appraisals", Access::member, drafters,         post_assignment,  assignment_fields,       "Asks people or departments for sheets of appraisal, each or evenly"},
    {"GET",    "/appraisals",              Access::member, sheet_circle,     list_appraisals,  appraisal_search_fields, "Sheets of appraisal: one's own, and how far all of them are"},
    {"GET",    "/appraisal-forms",         Access::member, sheet_writers,    download_form,    form_download_fields,    "One's open sheets as one XLSX or CSV, to fill in elsewhere"},
    {"POST",   "/appraisal-forms",      Access::member, sheet_writers,    post_form,        form_upload_fields,      "Sends a form that was filled in; changes no sheet yet"},
    {"GET",    "/appraisal-forms/:id",  Access::member, sheet_writers,    show_form,        {},                      "What a form that was sent would change, and what is wrong with it, cell by cell"},
    {"POST",   "/appraisal-forms/:id/apply", Access::member, sheet_writers, apply_form,     {},                      "Puts the form into one's sheets, all of it or nothing"},
    {"GET",    "/appraisals/:id",          Access::member, sheet_circle,     show_sheet,       {},                      "A sheet of appraisal"},
    {"POST",   "/appraisals/:id",          Access::member, sheet_writers,    post_sheet,       sheet_form_fields,       "Saves what one's sheet says, and hands it in when told to"},
    {"POST",   "/appraisals/:id/events",   Access::member, drafters,         post_sheet_event, sheet_event_fields,      "Returns a sheet that was handed in, or withdraws one that was not, to give it to another"},

    {"GET",    "/meetings",                        Access::member, council_circle, list_meetings,          {},                    "Meetings of the council"},
    {"POST",   "/meetings",                        Access::member, secretary,  post_meeting,           meeting_fields,        "Calls a meeting"},
    {"GET",    "/meetings/:id",                    Access::member, council_circle, show_meeting,           {},                    "A meeting: agenda, attendance, results"},
    {"POST",   "/meetings/:id/agenda",             Access::member, secretary,  post_agenda,            agenda_fields,         "Puts appraised nominations on the agenda"},
    {"POST",   "/meetings/:id/agenda/remove",      Access::member, secretary,  post_agenda_removal,    agenda_removal_fields, "Takes a nomination off the agenda"},
    {"POST",   "/meetings/:id/attendance",         Access::member, secretary,  post_attendance,        attendance_fields,     "Who is there, and who takes no part in the vote"},
    {"POST",   "/meetings/:id/cancel",             Access::member, secretary,  cancel_meeting,         {},                    "Gives up a meeting with an empty agenda"},
    {"POST",   "/meetings/:id/events",             Access::member, council_circle, post_meeting_event,     event_fields,          "Opens the vote, or declares its result"},
    {"GET",    "/meetings/:id/conflicts",          Access::member, voters,     show_conflicts,         {},                    "Conflicts of interest: one's own, and for the secretary who has declared"},
    {"POST",   "/meetings/:id/conflicts",          Access::member, voters,     post_conflicts,         conflict_fields,       "Declares conflicts of interest, or none; opens the agenda to the member"},
    {"POST",   "/meetings/:id/conflicts/settle",   Access::member, secretary,  settle_conflict,        settle_fields,         "Says whether a nomination is meant by a declared name"},
    {"GET",    "/meetings/:id/ballot",             Access::member, voters,     show_ballot,            {},                    "The ballot of a member"},
    {"POST",   "/meetings/:id/ballot",             Access::member, voters,     post_ballot,            ballot_fields,         "Casts a ballot, once", Keeping::secret},
    {"GET",    "/meetings/:id/board",              Access::member, council_circle, show_board,             {},                    "Who is there and how many ballots are in, for the screen of the room"},
    {"POST",   "/meetings/:id/invitation",         Access::member, secretary,  post_invitation,        invitation_fields,     "Invites the members, and says until when they may write"},
    {"POST",   "/meetings/:id/presiding",          Access::member, secretary,  post_presiding,         presiding_fields,      "Names who presides over an item, or over all, in the chair's place"},
    {"POST",   "/meetings/:id/auditor",            Access::member, secretary,  post_auditor,           auditor_fields,        "Names the third holder of a code that opens the ballots"},
    {"POST",   "/meetings/:id/code",               Access::member, code_holders, post_code,            {},                    "Shows a holder's code, once; anew until the vote opens", Keeping::nothing},
    {"POST",   "/meetings/:id/forms",              Access::member, secretary,  post_forms,             forms_fields,          "Says how items are voted on: in secret, by name, by hands"},
    {"POST",   "/meetings/:id/hands",              Access::member, secretary,  post_hands,             hands_fields,          "Enters the hands that were raised for an item"},
    {"POST",   "/meetings/:id/paper-ballots",      Access::member, secretary,  post_paper_ballot,      paper_ballot_fields,   "Notes that a member's ballot on paper is in"},
    {"POST",   "/meetings/:id/paper-forms",        Access::member, secretary,  post_paper_forms,       paper_forms_fields,    "How many forms of the ballot on paper were given out"},
    {"POST",   "/meetings/:id/tellers",            Access::member, secretary,  post_tellers,           tellers_fields,        "Names who counts: their head, and the others"},
    {"POST",   "/meetings/:id/ties",               Access::member, voters,     post_tie,               tie_fields,            "Decides an item on which the votes are even, by who presides", Keeping::secret},
    {"POST",   "/meetings/:id/paper-count",        Access::member, voters,     post_paper_count,       paper_count_fields,    "A teller's numbers, sealed until the ballots are opened", Keeping::secret},
    {"POST",   "/meetings/:id/end-vote",          Access::member, voters,     post_poll_end,          poll_end_fields,       "Takes no more ballots"},
    {"POST",   "/meetings/:id/count",             Access::member, code_holders, post_count,           count_fields,          "Opens the ballots with the codes of two holders", Keeping::secret},
    {"GET",    "/meetings/:id/ballots",            Access::member, council_circle, show_opened,        opened_fields,         "The opened ballots of a declared meeting with their trackers"},
    {"POST",   "/meetings/:id/minutes/signatures", Access::member, voters,     post_minutes_signature, {},                    "Signs the minutes as chair or secretary"},

    {"GET",    "/councils",               Access::member, council_circle, list_councils, {},              "Councils of the organ with their terms and members"},
    {"GET",    "/councils/new",           Access::member, council_makers, new_term,      new_term_fields, "The form of a new council, or of the next term of one"},
    {"POST",   "/councils/terms",         Access::member, council_makers, post_term,     term_fields,     "Sets up a term of a council by its founding decision"},
    {"GET",    "/councils/:id/register",  Access::member, council_circle, show_council_register, council_register_fields, "What a council has given a number in a year; as a page, or as CSV"},
    {"POST",   "/councils/:id/series",    Access::member, council_makers, post_series,   series_fields,   "Says with which number a series goes on from paper, before it gives one"},
    {"POST",   "/councils/terms/:id/end", Access::member, council_makers, post_term_end, term_end_fields, "Ends a term before its time"},

    {"GET",    "/decisions",             Access::member, decision_circle, list_decisions,      page_fields,     "Decisions, and what waits for one"},
    {"POST",   "/decisions",             Access::member, drafters,     post_decision,       decision_fields, "Drafts a decision of recommended nominations"},
    {"GET",    "/decisions/:id",         Access::member, decision_circle, show_decision,       {},              "A decision with its paper and signatures"},
    {"POST",   "/decisions/:id",         Access::member, drafters,     edit_decision,       decision_fields, "Changes a draft that has not been presented"},
    {"GET",    "/decisions/:id/preview", Access::member, decision_circle, preview_decision,    {},              "The paper of a draft as it would be written now"},
    {"GET",    "/decisions/:id/docx",    Access::member, decision_circle, download_draft,      {},              "The same as a DOCX, to go on writing in"},
    {"POST",   "/decisions/:id/events",  Access::member, decision_circle, post_decision_event, event_fields,    "Presents, signs, refuses, sends back, issues, pays"},
    {"POST",   "/decisions/:id/discard", Access::member, drafters,     discard_decision,    {},              "Gives up a draft"},

    {"GET",    "/decisions/:id/certificates", Access::member, certificate_circle, list_certificates,     {},                 "Certificates of a decision: what may be chosen, and what was made"},
    {"POST",   "/decisions/:id/certificates", Access::member, certificate_circle, post_certificates,     certificate_fields, "Has the certificates of an issued decision made, in the background"},
    {"GET",    "/certificates/:id",           Access::member, certificate_circle, show_certificates,     {},                 "Certificates in the making: how far they are"},
    {"GET",    "/certificates/:id/file",      Access::member, certificate_circle, download_certificates, {},                 "The certificates as one PDF or zip, for thirty days"},
    {"POST",   "/certificates/:id/cancel",    Access::member, certificate_circle, cancel_certificates,   {},                 "Stops the making"},
    {"POST",   "/certificates/:id/resume",    Access::member, certificate_circle, resume_certificates,   {},                 "Begins anew what was stopped or failed"},

    {"GET",    "/decisions/:id/payment",      Access::member, payment_circle,   show_payment,       sheet_fields,         "The list of prizes to be paid and signed for"},
    {"GET",    "/honour",                     Access::member, decision_circle,  show_honour,        honour_fields,        "The roll of honour of a year"},
    {"GET",    "/dossiers/:id/appraisal",     Access::member, appraisal_circle, show_appraisal,     sheet_fields,         "What the appraisal found in a dossier"},
    {"GET",    "/dossiers/:id/return",        Access::member, notice_circle,    show_return,        sheet_fields,         "The letter that sends a dossier back"},
    {"GET",    "/dossiers/:id/result",        Access::member, notice_circle,    show_result,        sheet_fields,         "The letter that tells a unit what became of its dossier"},
    {"GET",    "/meetings/:id/invitation",    Access::member, council_circle,   show_invitation,    sheet_fields,         "The invitation to a meeting"},
    {"GET",    "/meetings/:id/ballot-form",   Access::member, secretary,        show_ballot_form,   sheet_fields,         "The form of the ballot on paper"},
    {"GET",    "/meetings/:id/count-minutes", Access::member, count_circle,     show_count_minutes, sheet_fields,         "The minutes of a count, by those who were named to count"},

    {"GET",    "/documents/:id/page", Access::member, everybody,    show_paper,          {},              "An official paper as a page"},
    {"GET",    "/documents/:id/pdf",  Access::member, everybody,    download_paper,      {},              "An official paper as PDF, in its newest state"},
    {"GET",    "/documents/:id/docx", Access::member, everybody,    download_word,       {},              "An unsigned paper as a DOCX, to go on writing in"},
    {"GET",    "/register",           Access::member, decision_circle, show_register,       register_fields, "The register of outgoing papers"},
    {"GET",    "/verify",             Access::anyone, everybody,    find_verification,   verify_fields,   "Looks a code up"},
    {"GET",    "/verify/:code",       Access::anyone, everybody,    show_verification,   {},              "Whether a paper is genuine and in force; open to all"},
    {"GET",    "/verify/:code/qr",   Access::unasked,everybody,    show_qr,             {},              "A QR code of the page that checks the paper"},
    {"GET",    "/verify/:code/pdf",   Access::unasked,everybody,    download_verified,   {},              "The issued paper itself; open to all"},

    {"GET",    "/templates",                         Access::member, template_circle,  list_templates,        {},              "In whose words each kind of paper is written"},
    {"GET",    "/templates/:kind",                   Access::member, template_circle,  show_template,         template_fields, "The template of a kind of paper, its versions, and the names of its data"},
    {"POST",   "/templates/:kind",                   Access::member, template_editors, post_template,         wording_fields,  "Keeps a new version of a template, valid from a day on"},
    {"POST",   "/templates/:kind/preview",           Access::member, template_editors, try_template,          trial_fields,    "Tries a template out on sample data: what is wrong with it, and the paper; keeps nothing"},
    {"GET",    "/templates/:kind/versions/:v",       Access::member, template_circle,  show_template_version, compare_fields,  "A version of a template, beside another; 0 is the program's own"},
    {"GET",    "/templates/:kind/versions/:v/page",  Access::member, template_circle,  show_version_page,     {},              "The paper that a version gives, with what the checks say"},
    {"GET",    "/templates/:kind/versions/:v/pdf",   Access::member, template_circle,  show_version_pdf,      {},              "The same as PDF"},
    {"GET",    "/templates/:kind/versions/:v/docx",  Access::member, template_circle,  show_version_docx,     {},              "The same as a DOCX"},

    {"GET",    "/accounts",              Access::member, administrator, list_accounts,  account_search_fields, "Accounts of the organ"},
    {"POST",   "/accounts",              Access::member, administrator, post_account,   account_fields,        "Makes an account", Keeping::secret},
    {"GET",    "/accounts/:id",          Access::member, inspectors,    show_account,   {},                    "An account"},
    {"POST",   "/accounts/:id",          Access::member, administrator, edit_account,   account_edit_fields,   "Changes an account, or locks it"},
    {"POST",   "/accounts/:id/password", Access::member, administrator, reset_password, new_password_fields,   "Sets a new password and ends all sessions", Keeping::secret},
    {"GET",    "/audit",                 Access::member, inspectors,    show_audit,     page_fields,           "The record of all steps, and what its last check found"},
    {"POST",   "/audit/runs",            Access::member, inspectors,    post_audit_run, {},                    "Has every history checked, in the background"},

    {"GET",    "/outbox",                               Access::member, inspectors,    list_messages,          message_search_fields, "What goes to the outside: mails, webhooks, edXML"},
    {"POST",   "/outbox/:id/resend",                    Access::member, administrator, post_resend,            {},                    "Has a message delivered anew, at once"},
    {"POST",   "/outbox/:id/give-up",                   Access::member, administrator, post_give_up,           outbox_reason_fields,  "Gives a message up"},
    {"GET",    "/outbox/receivers",                     Access::member, inspectors,    list_receivers,         {},                    "Programs that are told of steps, and organs on the document exchange"},
    {"POST",   "/outbox/receivers/webhooks",            Access::member, administrator, post_webhook,           webhook_fields,        "Registers a program that is told of steps"},
    {"POST",   "/outbox/receivers/webhooks/:id/secret", Access::member, administrator, post_webhook_secret,    {},                    "Shows the secret of its signatures, once", Keeping::nothing},
    {"POST",   "/outbox/receivers/webhooks/:id/close",  Access::member, administrator, post_webhook_close,     outbox_reason_fields,  "Ends it"},
    {"POST",   "/outbox/receivers/organs",              Access::member, administrator, post_edxml_organ,       edxml_organ_fields,    "Adds an organ on the document exchange"},
    {"POST",   "/outbox/receivers/organs/:id/close",    Access::member, administrator, post_edxml_organ_close, outbox_reason_fields,  "Ends it"},

    {"GET",    "/assets/:name",     Access::unasked,everybody, show_asset,     {},                  "Style sheets and pictures"},
    {"GET",    "/openapi.json",     Access::unasked,everybody, show_openapi,   {},                  "This description"},
    {"GET",    "/healthz",          Access::unasked,everybody, show_health,    {},                  "Whether the program lives"},
    {"GET",    "/readyz",           Access::unasked,everybody, show_readiness, {},                  "Whether the database answers, and the program is not about to stop"},
    {"GET",    "/readyz/haproxy",   Access::unasked,everybody, show_readiness_to_haproxy, {},       "The same, and 404 when it is about to stop"},
    {"GET",    "/metrics",          Access::machine,everybody, show_metrics,   {},                  "Counts in Prometheus text"},
    // clang-format on
});

}  // namespace

std::span<const Route> routes() {
    return table;
}

}  // namespace tdkt::server
