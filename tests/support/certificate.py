"""A certificate that nobody believes, for a proxy in a test."""

import os
import subprocess


def certificate(folder):
    """The file of certificate and key, made in `folder` at the first call; `.key` beside
    it is the key alone."""
    both, key = f"{folder}/office.pem", f"{folder}/office.key"
    if not os.path.exists(both):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=office.test", "-keyout", key, "-out", both],
            check=True, capture_output=True)
        with open(key, encoding="ascii") as one, open(both, "a", encoding="ascii") as all_of_it:
            all_of_it.write(one.read())
    return both
