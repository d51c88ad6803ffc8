// What is previewed is what is signed: Chromium prints the page of every paper, and
// its words stand where those of our PDF stand.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { openBrowser } from './support/person.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const program = process.env.TDKT_PROGRAM ?? join(root, 'build/tdkt');
const samples = join(root, 'templates/samples');
const sheet = readFileSync(join(root, 'templates/assets/paper.css'), 'utf8');

// Over all papers. One that is short may lose more: a line that Chromium, which counts
// in pixels, ends a word later moves a tenth of its words.
const leastSamePage = 0.995;
const leastOfOne = 0.9;
const mostOffset = 1; // points, of the ninth decile
const pageNumbers = 50; // points from the upper edge: Chromium prints none

// Every word of a PDF with its page and upper left corner.
function wordsOf(pdf) {
  const boxes = execFileSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const words = [];
  let page = 0;
  for (const line of boxes.split('\n')) {
    if (line.includes('<page ')) ++page;
    const found = line.match(/<word xMin="([\d.]+)" yMin="([\d.-]+)" xMax="([\d.]+)" yMax="([\d.-]+)">(.*)<\/word>/);
    if (found) words.push({ page, x: +found[1], y: +found[2], text: found[5].normalize('NFC') });
  }
  return words;
}

// The n-th of a word on one side goes with the n-th on the other.
function compare(ours, theirs) {
  const byText = new Map();
  for (const word of ours) byText.set(word.text, [...(byText.get(word.text) ?? []), word]);
  const place = (a, b) => a.page - b.page || a.y - b.y || a.x - b.x;
  for (const list of byText.values()) list.sort(place);
  const offsets = [];
  let same = 0;
  for (const word of [...theirs].sort(place)) {
    const other = byText.get(word.text)?.shift();
    if (!other || other.page !== word.page) continue;
    ++same;
    offsets.push(Math.max(Math.abs(word.x - other.x), Math.abs(word.y - other.y)));
  }
  return { words: theirs.length, same, offsets };
}

const decile = (offsets) => [...offsets].sort((a, b) => a - b)[Math.floor(offsets.length * 0.9)] ?? 0;

describe('papers in print', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tdkt-print-'));
  const all = { words: 0, same: 0, offsets: [] };
  let browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function compared(kind) {
    const data = join(samples, kind + '.json');
    const [pdf, html, print] = ['paper.pdf', 'paper.html', 'print.pdf'].map((name) => join(folder, name));
    execFileSync(program, ['render', kind, data, '--output', pdf]);
    execFileSync(program, ['render', kind, data, '--output', html]);
    const ours = wordsOf(pdf);
    const page = await browser.newPage();
    const markup = readFileSync(html, 'utf8');
    await page.setContent(markup.replace(/<link [^>]*paper\.css[^>]*>/, () => `<style>${sheet}</style>`));
    const size = markup.match(/<svg [^>]*width="([\d.]+mm)" height="([\d.]+mm)" viewBox/);
    const free = markup.includes('class="paper sheet"');
    const options = free ? { width: size[1], height: size[2] } : { preferCSSPageSize: true };
    writeFileSync(print, await page.pdf(options));
    await page.close();
    return compare(free ? ours : ours.filter((word) => word.y > pageNumbers), wordsOf(print));
  }

  const kinds = readdirSync(samples).filter((name) => name.endsWith('.json'));
  for (const name of kinds) {
    const kind = name.slice(0, -'.json'.length);
    it(`${kind}: the words stand where they stand on the page`, async (test) => {
      const { words, same, offsets } = await compared(kind);
      all.words += words;
      all.same += same;
      all.offsets.push(...offsets);
      test.diagnostic(`${same} of ${words} words on the same page, ninth decile ${decile(offsets).toFixed(2)} pt`);
      assert.ok(words > 0);
      assert.ok(same >= words * leastOfOne, `${same} of ${words} words on the same page`);
    });
  }

  it('all together', (test) => {
    const share = ((100 * all.same) / all.words).toFixed(2);
    test.diagnostic(`${kinds.length} papers, ${all.words} words: ${share} % on the same page, ninth decile ${decile(all.offsets).toFixed(2)} pt`);
    assert.ok(all.same >= all.words * leastSamePage);
    assert.ok(decile(all.offsets) <= mostOffset);
  });
});
