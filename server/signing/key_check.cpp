#include "server/signing/key_check.h"

#include <functional>

#include "server/signing/signer.h"
#include "workflow/texts.h"

namespace tdkt::server {
namespace {

using workflow::Problem;
using workflow::Role;

// Frees the list, and leaves the certificates to their owner.
struct FreedStack {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};

// What is wrong with one key; empty when nothing is. A key that may be absent
// and is, is right.
std::string fault_of(App& app, const std::function<const Signer&()>& open, bool needed) {
    const Signer* signer = nullptr;
    try {
        signer = &open();
    } catch (const Problem& absent) {
        return needed ? absent.what() : "";
    } catch (const std::exception& closed) {
        return closed.what();
    }
    const auto& chain = signer->chain();
    const std::unique_ptr<STACK_OF(X509), FreedStack> others(
        must(sk_X509_new_null(), "sk_X509_new"));
    for (std::size_t i = 1; i < chain.size(); ++i)
        must(sk_X509_push(others.get(), chain[i].get()), "sk_X509_push");
    const auto check = app.keys.roots().check(chain.front().get(), others.get(), app.now());
    return workflow::listed(check.faults, " ");
}

}  // namespace

std::vector<std::string> key_faults(App& app) {
    std::vector<std::string> all;
    const auto take = [&](const std::string& whose, const std::function<const Signer&()>& open,
                          bool needed) {
        const auto fault = fault_of(app, open, needed);
        if (!fault.empty()) all.push_back(whose + ": " + fault);
    };
    const auto organs = app.database.read([](auto& db) { return sql::organs(db); });
    for (const auto& organ : organs) {
        take(
            "organ " + organ.code, [&]() -> const Signer& { return app.keys.organ(organ); },
            /*needed=*/true);
        const auto leaders = app.database.read([&](auto& db) {
            return sql::accounts_with(db, organ.id, Role::director | Role::deputy_director);
        });
        bool directed = false;
        for (const auto& leader : leaders) {
            const bool director = workflow::has(leader.roles, Role::director);
            directed = directed || director;
            take(
                leader.username, [&]() -> const Signer& { return app.keys.person(leader); },
                director);
        }
        if (!directed) all.push_back("organ " + organ.code + ": nobody is its director");
    }
    return all;
}

}  // namespace tdkt::server
