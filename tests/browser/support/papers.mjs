// What others find in a PDF of ours: poppler's tools, not our own code.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function withFile(bytes, work) {
  const folder = mkdtempSync(join(tmpdir(), 'tdkt-paper-'));
  const file = join(folder, 'paper.pdf');
  try {
    writeFileSync(file, bytes);
    return work(file, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The words of the paper, every run of white space as one blank.
export function wordsOf(bytes) {
  return withFile(bytes, (file) => execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }))
    .normalize('NFC')
    .replace(/\s+/g, ' ');
}

// How many signatures pdfsig finds, and how many of them it calls valid.
export function signaturesOf(bytes) {
  return withFile(bytes, (file, folder) => {
    // It wants a home of its own for its list of certificates.
    const { stdout } = spawnSync('pdfsig', [file], {
      encoding: 'utf8',
      env: { ...process.env, HOME: folder },
    });
    return {
      found: (stdout.match(/^Signature #\d+:/gm) ?? []).length,
      valid: (stdout.match(/Signature Validation: Signature is Valid\./g) ?? []).length,
      said: stdout,
    };
  });
}
