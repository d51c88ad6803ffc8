// The secret ballot with JavaScript: the browser seals, the server never sees a choice, and
// everybody finds their own ballot among those opened. Of a council of twelve one is away, one
// recused; seven vote in a browser each that seals, three without JavaScript.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import {
  cast, chapters, declareNoConflict, fillBallot, openBallots, takeCodes,
} from './support/cast.mjs';
import { Person } from './support/person.mjs';

const meeting = '/meetings/2';
const absent = 'Bùi Quang Vinh'; // uyvien5
const recused = 'Mai Xuân Trường'; // uyvien6
const sealing = ['giamdoc', 'thuky', 'qlt', 'uyvien', 'uyvien2', 'uyvien3', 'uyvien4'];
const plain = ['phogiamdoc', 'tchc', 'khtc'];
const unlucky = 'Y Thuân Niê';
const refuses = ['qlt', 'uyvien2'];

describe('the secret ballot, sealed by the browser', () => {
  const stage = cast();
  const { asAt } = stage;
  const chapter = chapters();
  const sealers = new Map(); // people with JavaScript
  const trackers = new Map();
  const sent = new Map(); // what their browsers posted
  let codes;

  chapter('the vote opens once three people have their codes', async () => {
    await declareNoConflict(stage, 'uyvien6', meeting);
    const thuky = await asAt('thuky', meeting);
    for (const select of await thuky.page.getByLabel(/^Tham dự của/).all())
      await select.selectOption({ label: 'Có mặt' });
    await thuky.page.getByLabel('Tham dự của ' + absent).selectOption({ label: 'Vắng mặt' });
    const member = thuky.page.getByRole('row', { name: new RegExp('^' + recused) });
    await member.getByLabel(/^Có xung đột lợi ích/).check();
    await thuky.press('Lưu danh sách dự họp');
    assert.match(await thuky.reasons(), /chưa lấy đủ mã mở phiếu/);
    codes = await takeCodes(stage, meeting);
    await thuky.open(meeting);
    await thuky.step('Chốt danh sách, mở biểu quyết');
    assert.equal(await thuky.state(), 'Đang biểu quyết');
  });

  chapter('seven browsers seal their ballots, and no choice leaves them in clear', async () => {
    for (const username of sealing) {
      const options = { javaScriptEnabled: true };
      const member = await Person.signedIn(stage.office, stage.browser, username, options);
      sealers.set(username, member);
      await member.open(meeting + '/ballot');
      await member.page.getByText('Trình duyệt này tự niêm phong phiếu').waitFor();
      await fillBallot(member, refuses.includes(username) ? unlucky : undefined);
      const asked = member.page.waitForRequest((one) => one.method() === 'POST');
      await member.page.getByRole('button', { name: 'Gửi phiếu' }).click();
      sent.set(username, (await asked).postData());
      await member.page.getByText('do trình duyệt của Ông/Bà niêm phong').waitFor();
      const cells = await member.page.locator('[data-tracker]').allInnerTexts();
      for (const cell of cells) assert.match(cell, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      trackers.set(username, cells);
      assert.deepEqual(member.complaints, []);
    }
    const lengths = new Set();
    for (const body of sent.values()) {
      assert.ok(!body.includes('vote-'), body);
      assert.equal(body.match(/sealed=/g).length, trackers.get('uyvien').length);
      lengths.add(new URLSearchParams(body).getAll('sealed').join().length);
    }
    assert.equal(lengths.size, 1, 'a choice shows in the length of what is sent');
  });

  chapter('the others vote without JavaScript, and are told who seals', async () => {
    for (const username of plain) {
      const member = await asAt(username, meeting + '/ballot');
      await member.says('Máy chủ sẽ niêm phong phiếu này');
      await fillBallot(member);
      await member.press('Gửi phiếu');
      await member.says('do máy chủ niêm phong');
    }
    for (const [username, why] of [['uyvien5', 'không có tên trong danh sách dự họp'],
                                   ['uyvien6', 'không tham gia biểu quyết']]) {
      const member = await asAt(username, meeting + '/ballot');
      await member.refusedWith(403, why);
    }
  });

  chapter('one code opens nothing, two do', async () => {
    const thuky = await asAt('thuky', meeting);
    await thuky.page.getByLabel('Mã thứ nhất').fill(codes[1]);
    await thuky.page.getByLabel('Mã thứ hai').fill(codes[1]);
    await thuky.press('Mở và đếm phiếu');
    await thuky.refusedWith(422, 'Hai mã phải là của hai người khác nhau');
    await openBallots(stage, meeting, [codes[2], codes[1]]);
    await thuky.step('Công bố kết quả');
    const row = thuky.page.getByRole('row', { name: unlucky }).first();
    assert.match(await row.innerText(), /8\/12\s+2\s+0\s+7\s+Đạt/);
  });

  chapter('everybody finds their own ballot, with what they chose', async () => {
    for (const [username, own] of trackers) {
      const member = sealers.get(username);
      await member.open(meeting + '/ballots');
      const against = refuses.includes(username) ? 1 : 0;
      let no = 0;
      for (const tracker of own) {
        const row = member.page.getByRole('row', { name: tracker });
        assert.equal(await row.count(), 1, tracker);
        no += (await row.innerText()).includes('Không đồng ý') ? 1 : 0;
      }
      assert.equal(no, against, username);
    }
    const member = sealers.get('uyvien');
    await member.page.getByLabel('Mã theo dõi').fill(trackers.get('uyvien')[0].toLowerCase());
    await member.press('Tìm');
    await member.says('Đồng ý');
    assert.deepEqual(stage.unseen(), []);
  });
});
