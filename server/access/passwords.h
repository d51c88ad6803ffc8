// Passwords: how they are kept and what is asked of them.
#pragma once

#include <string>

namespace tdkt::server {

// Argon2id. Takes some 50 ms and 64 MiB, so only a few run at once; throws
// Problem{busy} when too many wait. Both work on the NFC form, for keyboards
// differ in how they send Vietnamese.
std::string hash_password(const std::string& password);
bool verify_password(const std::string& hash, const std::string& password);

// Takes as long as verify_password(), so that an unknown user name cannot be
// told from a wrong password by the clock.
void verify_nobody(const std::string& password);

// Throws Problem naming `field` for a password that is too short, too long, or
// too easy to guess.
void check_password(const std::string& password, const std::string& username,
                    const std::string& field);

}  // namespace tdkt::server
