// Every page of every role: it answers, fits a phone, and has no fault that axe
// knows of, by day and by night.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';

import { cast, declareNoConflict, takeCodes } from './support/cast.mjs';
import { Person } from './support/person.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const phone = { width: 360, height: 740 };
const desk = { width: 1366, height: 900 };

// The demonstration: dossier 1 paid, 6 on the agenda of meeting 2, 10 a draft.
const everybody = ['/', '/notices', '/account', '/help', '/campaigns', '/campaigns/1', '/dossiers'];
// The board of the room refreshes itself, which axe holds against it; it has no form to lose.
const council = ['/meetings', '/meetings/1', '/meetings/2', '/councils', '/councils/1/register'];
const decisions = ['/decisions', '/decisions/1', '/register'];
const words = ['/templates', '/templates/receipt', '/templates/receipt?from=0',
               '/templates/receipt/versions/1?with=0', '/templates/receipt/versions/1/page'];
const pages = {
  bmt: [...everybody, '/dossiers/new', '/dossiers/1', '/dossiers/6', '/dossiers/10',
        '/nominations/1', '/nominations/25', '/dossiers/999'],
  'bmt.gd': ['/', '/dossiers/10', '/dossiers/10?nothing=1'],
  tchc: [...everybody, '/dossiers?q=khongco', '/dossiers/6', '/nominations/14', ...council, ...decisions,
         ...words],
  qlt: ['/', '/dossiers/6'],
  thuky: ['/', ...council, '/councils/new', '/councils/new?council=1', '/decisions'],
  uyvien: ['/', '/meetings/2', '/dossiers/6'],
  giamdoc: ['/', '/dossiers/6', '/meetings/2', ...decisions],
  vanthu: ['/', '/dossiers/1', ...decisions, '/decisions/1/certificates', ...words],
  khtc: ['/', '/decisions/1'],
  quantri: ['/', '/accounts', '/accounts/1', '/audit', '/outbox', '/outbox?channel=edxml',
            '/outbox/receivers'],
  kiemtra: ['/', '/audit', '/dossiers/1', '/meetings/1', '/decisions/1'],
};
const missing = /999|nothing|KHONGCO/; // refused, and its page must look well too
const open = ['/sign-in', '/verify', '/verify/KHONGCO', '/dossiers/999'];

describe('how the pages look', () => {
  const stage = cast();
  const options = { javaScriptEnabled: true, bypassCSP: true };

  // What the page at `path` lacks, one line for each fault.
  async function faultsOf(person, path) {
    const { page } = person;
    const faults = [];
    const say = (what) => faults.push(`${path}: ${what}`);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await person.open(path);
      if (person.status >= 400 && !missing.test(path)) say('answered ' + person.status);
      await page.addScriptTag({ path: axe });
      for (const viewport of [desk, phone]) {
        await page.setViewportSize(viewport);
        const label = `${colorScheme}, ${viewport.width} px`;
        for (const fault of await violations(page)) say(`${label}: ${fault}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > viewport.width) say(`${label}: ${wide} px wide`);
      }
    }
    return [...faults, ...person.complaints.splice(0)];
  }

  // Nothing is offered in the menu that its reader may not open.
  function menuOf(person) {
    const menu = person.page.getByRole('navigation', { name: 'Trình đơn', exact: true });
    return menu.getByRole('link').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
  }

  function violations(page) {
    return page.evaluate(async (tags) => {
      const result = await globalThis.axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
      });
      return result.violations.map(
        ({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
      );
    }, standard);
  }

  for (const [username, paths] of Object.entries(pages))
    it(`the pages of ${username} are sound`, async () => {
      const person = await Person.signedIn(stage.office, stage.browser, username, options);
      const faults = [];
      for (const path of new Set([...paths, ...(await menuOf(person))]))
        faults.push(...(await faultsOf(person, path)));
      await person.leave();
      assert.deepEqual(faults, []);
    });

  it('the pages that are open to all are sound', async () => {
    const person = await Person.at(stage.office, stage.browser, options);
    const faults = [];
    for (const path of open) faults.push(...(await faultsOf(person, path)));
    assert.deepEqual(faults, []);
  });

  it('the ballot, the vote and a genuine paper are sound', async () => {
    await declareNoConflict(stage, 'uyvien6', '/meetings/2');
    const thuky = await Person.signedIn(stage.office, stage.browser, 'thuky');
    await thuky.open('/meetings/2');
    for (const list of await thuky.page.getByLabel(/^Tham dự của/).all())
      await list.selectOption({ label: 'Có mặt' });
    await thuky.press('Lưu danh sách dự họp');
    await takeCodes(stage, '/meetings/2');
    await thuky.open('/meetings/2');
    await thuky.step('Chốt danh sách, mở biểu quyết');
    const director = await Person.signedIn(stage.office, stage.browser, 'giamdoc', options);
    await director.open('/decisions/1');
    const link = director.page.getByRole('link', { name: 'Trang kiểm tra công khai' });
    const paths = [await link.getAttribute('href'), '/meetings/2', '/meetings/2/ballot',
      '/meetings/1/ballots'];
    const faults = [];
    for (const path of paths) faults.push(...(await faultsOf(director, path)));
    assert.deepEqual(faults, []);
  });

  it('certificates that are made are sound', async () => {
    const vanthu = await Person.signedIn(stage.office, stage.browser, 'vanthu', options);
    await vanthu.open('/decisions/1/certificates');
    await vanthu.press('Lập tệp');
    await vanthu.awaitOn(vanthu.page.getByRole('link', { name: /^Tải về/ }), 'the certificates');
    const faults = [];
    for (const path of [vanthu.path(), '/decisions/1/certificates'])
      faults.push(...(await faultsOf(vanthu, path)));
    assert.deepEqual(faults, []);
  });

  it('a dossier is readable on a phone, and the day’s work in the dark', async () => {
    const tchc = await Person.signedIn(stage.office, stage.browser, 'tchc');
    await tchc.page.setViewportSize(phone);
    await tchc.open('/dossiers/6');
    await stage.picture(tchc, 'phone', { fullPage: true });
    await tchc.page.setViewportSize(desk);
    await tchc.page.emulateMedia({ colorScheme: 'dark' });
    await tchc.open('/');
    await stage.picture(tchc, 'dark');
  });
});
