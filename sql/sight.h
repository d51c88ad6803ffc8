// Visibility as SQL: what one reader may know, loaded once a request. Whatever is read for a
// reader goes through here, lists and single things alike.
#pragma once

#include <soci/soci.h>

#include <set>
#include <string>
#include <vector>

#include "sql/rows.h"
#include "workflow/visibility.h"

namespace tdkt::sql {

using workflow::Id;

// Made by one statement, whatever there is. Must outlive the statements that it is bound to.
class Horizon {
  public:
    Horizon(soci::session& db, const workflow::Actor& reader);
    Horizon(const Horizon&) = delete;
    Horizon& operator=(const Horizon&) = delete;

    const workflow::Actor& reader() const { return reader_; }
    bool hides(Id nomination) const { return among(hidden_, nomination); }
    // Of their own unit's: that it is under consideration, and no more.
    bool veils(Id nomination) const { return among(veiled_, nomination); }
    // In conflict with something that is under way: no drafts of decisions for them.
    bool is_wary() const { return wary_; }
    // Has not declared yet, so that the agenda is shut.
    bool is_shut(Id meeting) const { return among(shut_, meeting); }
    // Takes no step with the meeting as a whole: somebody else does.
    bool is_barred(Id meeting) const { return wary_ || declared_.contains(meeting); }
    // In conflict with anything, or has declared so for the meeting: its papers are extracts,
    // whether they lack something or not.
    bool has_extracts(Id meeting) const {
        return hidden_.size() + veiled_.size() > 2 || declared_.contains(meeting);
    }

    // Whether a line of a history is told, by its nomination and the states that it joins. What
    // comes back to the unit, or ends, is told it, wherever it comes from.
    bool tells(Id nomination, workflow::State from, workflow::State to) const {
        using workflow::is_veiled_in_conflict;
        return !hides(nomination) &&
               !(veils(nomination) && is_veiled_in_conflict(from) && is_veiled_in_conflict(to));
    }

    // Conditions, each to be bound by the function below it where it stands in the order of the
    // query; for one column none is used twice in one query, since names would clash.

    // True for the dossiers `d` that the reader may see.
    std::string dossiers() const;
    template <class Statement>
    void bind_dossiers(Statement&& st) const {
        using soci::use;
        st, use(reader_.organ), use(own_unit_), use(reader_.unit), use(submitted_),
            use(at_council_);
        bind_meetings(st);
        bind_nominations(st);
        st, use(in_decision_);
        bind_nominations(st);
        st, use(appraiser_);
        bind_nominations(st);
        for (const auto& id : dossiers_) st, use(id);
    }

    // True for the nominations, named by a column "n.id", that the reader may know of.
    std::string nominations(const std::string& column) const;
    template <class Statement>
    void bind_nominations(Statement&& st) const {
        for (const auto& id : hidden_) st, soci::use(id);
    }

    // True for those, named by a column, of which all is told that is told at all.
    std::string unveiled(const std::string& column) const;
    template <class Statement>
    void bind_unveiled(Statement&& st) const {
        for (const auto& id : veiled_) st, soci::use(id);
    }

    // The state of nomination `n` as the reader is told it.
    std::string state_of(const std::string& n) const;
    template <class Statement>
    void bind_state(Statement&& st) const {
        for (const auto& id : veiled_) st, soci::use(id);
    }

    // True for the meetings, named by a column, whose agenda is open to the reader.
    std::string meetings(const std::string& column) const;
    template <class Statement>
    void bind_meetings(Statement&& st) const {
        for (const auto& id : shut_) st, soci::use(id);
    }

    // True for what a paper may be about, named by two columns: not for what holds nothing but
    // what is hidden.
    std::string subjects(const std::string& kind, const std::string& id) const;
    template <class Statement>
    void bind_subjects(Statement&& st) const {
        for (const auto& one : dossiers_) st, soci::use(one);
        bind_nominations(st);
        bind_nominations(st);
    }

  private:
    static bool among(const std::vector<Id>& list, Id id);
    void load(soci::session& db);

    workflow::Actor reader_;
    int own_unit_, submitted_, at_council_, in_decision_;
    Id appraiser_;  // whose sheets open a dossier to them; -1: of nobody
    bool wary_ = false;
    // Each begins with 0, which no row has, so that a list in SQL is never empty.
    std::vector<Id> hidden_ = {0}, veiled_ = {0}, dossiers_ = {0}, shut_ = {0};
    std::set<Id> declared_;
};

}  // namespace tdkt::sql
