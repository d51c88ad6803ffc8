// What a hurried hand, a small screen and a printer do to the pages.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { cast, chapters } from './support/cast.mjs';
import { Person } from './support/person.mjs';

describe('pages in a hurry, on a phone, on paper', () => {
  const stage = cast();
  const { as, asAt } = stage;
  const chapter = chapters();
  const where = {};

  chapter('a double click submits, and nothing is withdrawn', async () => {
    const bmt = await as('bmt');
    await bmt.open('/dossiers?q=HS-00010');
    await bmt.click('Đề nghị khen thưởng');
    where.dossier = bmt.path();
    await bmt.attach('Bảng chỉ tiêu có xác nhận', 'Bảng chỉ tiêu.txt', 'BHXH tự nguyện: 96,10%\n');
    const head = await asAt('bmt.gd', where.dossier);
    const button = head.steps().getByRole('button', { name: 'Trình hồ sơ' });
    const box = await button.boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await button.scrollIntoViewIfNeeded();
    await button.hover(); // once it may be pressed
    const loaded = head.page.waitForEvent('load');
    await head.page.mouse.click(x, y);
    await loaded;
    // The second half of the double click, and a third press for good measure.
    for (let i = 0; i < 2; ++i) await head.page.mouse.click(x, y);
    await head.open(where.dossier);
    assert.equal(await head.state(), 'Đã trình');
  });

  chapter('to withdraw is asked about twice, and the answers stand apart', async () => {
    const head = await asAt('bmt.gd', where.dossier);
    const fold = head.steps().locator('details', { hasText: 'Rút hồ sơ…' });
    const first = await fold.locator('summary').boundingBox();
    const confirm = fold.getByRole('button', { name: 'Xác nhận: Rút hồ sơ' });
    assert.equal(await confirm.isVisible(), false);
    await fold.locator('summary').click();
    const second = await confirm.boundingBox();
    assert.ok(second.y >= first.y + first.height, 'the second button lies on the first');
    await head.follow(confirm);
    assert.equal(await head.state(), 'Đã rút');
  });

  chapter('on a phone the whole width of a paper is seen', async () => {
    const phone = await Person.signedIn(stage.office, stage.browser, 'vanthu', {
      viewport: { width: 360, height: 740 },
    });
    await phone.open('/decisions');
    await phone.page.locator('tbody a').first().click();
    await phone.page.waitForURL('**/decisions/*');
    const frame = phone.page.frameLocator('iframe');
    const wide = await frame.locator('html').evaluate((html) => [html.scrollWidth, html.clientWidth]);
    assert.ok(wide[0] <= wide[1] + 1, `the paper is ${wide[0]} wide in a frame of ${wide[1]}`);
    await phone.page.setViewportSize({ width: 1000, height: 740 });
    const lines = await phone.page.locator('td[data-label="Hội đồng"]').first().evaluate((cell) => {
      const words = document.createRange();
      words.selectNodeContents(cell);
      return words.getClientRects().length;
    });
    assert.equal(lines, 1, 'the votes are torn over two lines');
    await phone.leave();
  });

  chapter('a printed journey says in words and lines how far it went', async () => {
    const bmt = await asAt('bmt', where.dossier);
    await bmt.page.emulateMedia({ media: 'print' });
    const done = bmt.page.locator('.journey .done').first();
    assert.match(await done.innerText(), /đã xong/);
    const drawn = await done.evaluate((item) => getComputedStyle(item, '::before').borderTopWidth);
    assert.ok(parseFloat(drawn) >= 8, `its circle is drawn with ${drawn}`);
    await bmt.page.emulateMedia({ media: null });
  });

  chapter('nothing went wrong unseen', () => assert.deepEqual(stage.unseen(), []));
});
