// In the place of qpdf's: clang 14 refuses that one in C++20, for a vector of what is not whole
// yet, and nothing of ours calls what it declares.
#pragma once

class JSON;
