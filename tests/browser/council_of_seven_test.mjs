// A council of seven in seven browsers that seal: its chair, its secretary and five members, of
// whom one is in conflict with one item and one is away. The one in conflict meets no trace.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import {
  cast, chapters, declareNoConflict, fillBallot, openBallots, takeCodes,
} from './support/cast.mjs';
import { Person } from './support/person.mjs';

const council = 'Hội đồng Thi đua – Khen thưởng chuyên đề nước rút';
const seats = {
  giamdoc: ['Trần Mạnh Toàn', 'Chủ tịch Hội đồng'],
  thuky: ['Nguyễn Thị Kim Oanh', 'Thư ký Hội đồng'],
  uyvien: ['Đỗ Thị Hằng', 'Ủy viên'],
  uyvien2: ['Nguyễn Hữu Phước', 'Ủy viên'],
  uyvien3: ['Y Blưm Niê', 'Ủy viên'], // in conflict with one item
  uyvien4: ['Vũ Thị Thanh Mai', 'Ủy viên'],
  uyvien5: ['Bùi Quang Vinh', 'Ủy viên'], // away
};
const hidden = 'Trần Quốc Đạt';
const shown = ['BHXH cơ sở Buôn Ma Thuột', 'Nguyễn Thị Hồng Nhung', 'Y Thuân Niê'];
const partial = 'uyvien3';
const away = 'uyvien5';
const refusing = 'uyvien4'; // votes against the hidden item
const voting = Object.keys(seats).filter((username) => username !== away);

describe('a council of seven, one of them in conflict and one away', () => {
  const stage = cast();
  const { asAt } = stage;
  const chapter = chapters();
  const browsers = new Map(); // of the seven, with JavaScript
  const where = {};

  // What the page says where the one in conflict stands now, and what it is made of.
  async function traces() {
    const { page } = browsers.get(partial);
    return (await page.content()).normalize('NFC').includes(hidden);
  }

  chapter('seven people form a council of their own', async () => {
    const thuky = await asAt('thuky', '/councils/new');
    await thuky.page.getByLabel('Tên Hội đồng').fill(council);
    await thuky.page.getByLabel('Ký hiệu trên văn bản').fill('HĐNR');
    await thuky.page.getByLabel('Quyết định thành lập').fill('420/QĐ-BHXH ngày 01/12/2025');
    await thuky.page.getByLabel('Từ ngày').fill('2025-12-01');
    await thuky.page.getByLabel('Đến hết ngày').fill('2026-12-31');
    for (const [name, post] of Object.values(seats))
      await thuky.page.getByLabel(`Chức danh của ${name}`).selectOption({ label: post });
    await thuky.press('Lập nhiệm kỳ');
    const made = thuky.page.locator('section.sheet').filter({ hasText: 'HĐNR' });
    assert.match(await made.innerText(), /7 thành viên/);
  });

  chapter('four nominations are found fit and come before it', async () => {
    const bmt = await asAt('bmt', '/dossiers/10');
    await bmt.attach('Bảng chỉ tiêu có xác nhận', 'Bảng chỉ tiêu.txt', 'BHXH tự nguyện: 96,10%\n');
    await (await asAt('bmt.gd', '/dossiers/10')).step('Trình hồ sơ');
    const tchc = await asAt('tchc', '/dossiers/10');
    await tchc.step('Tiếp nhận');
    await tchc.step('Xác nhận đủ điều kiện');
    const thuky = await asAt('thuky', '/meetings');
    await thuky.choose('Hội đồng', council);
    await thuky.page.getByLabel('Ngày họp').fill('2025-12-09');
    await thuky.page.getByLabel('Giờ họp').fill('15:30');
    await thuky.page.getByLabel('Địa điểm').fill('Phòng họp tầng 2');
    await thuky.press('Lập phiên họp');
    where.meeting = thuky.path();
    await thuky.press('Đưa vào chương trình');
  });

  chapter('each of the seven declares in a browser of their own', async () => {
    const options = { javaScriptEnabled: true };
    for (const username of Object.keys(seats))
      browsers.set(username, await Person.signedIn(stage.office, stage.browser, username, options));
    const member = await browsers.get(partial).open(where.meeting + '/conflicts');
    await member.page.getByLabel(/^Họ và tên người có liên quan/).fill(hidden);
    await member.press('Gửi khai báo');
    for (const username of Object.keys(seats))
      if (username !== partial)
        await declareNoConflict(stage, username, where.meeting);
  });

  chapter('six are there; the one in conflict sees three items and no gap', async () => {
    const thuky = await asAt('thuky', where.meeting);
    for (const select of await thuky.page.getByLabel(/^Tham dự của/).all())
      await select.selectOption({ label: 'Có mặt' });
    const [absent] = seats[away];
    await thuky.page.getByLabel('Tham dự của ' + absent).selectOption({ label: 'Vắng mặt' });
    await thuky.press('Lưu danh sách dự họp');
    await thuky.says('6/7 thành viên');
    await thuky.says(/4\/7 phiếu thuận/);
    where.codes = await takeCodes(stage, where.meeting);
    await thuky.open(where.meeting);
    await thuky.step('Chốt danh sách, mở biểu quyết');
    const member = await browsers.get(partial).open(where.meeting);
    for (const name of shown) await member.says(name);
    assert.equal(await traces(), false);
    assert.match(await member.page.getByRole('region', { name: 'Chương trình họp' }).innerText(),
      /1\s+BHXH cơ sở[\s\S]*2\s+Nguyễn Thị Hồng Nhung[\s\S]*3\s+Y Thuân Niê/);
  });

  chapter('six browsers seal six ballots', async () => {
    for (const username of voting) {
      const member = await browsers.get(username).open(where.meeting + '/ballot');
      await member.page.getByText('Trình duyệt này tự niêm phong phiếu').waitFor();
      const items = await member.page.getByRole('group').count();
      assert.equal(items, username === partial ? 3 : 4, username);
      if (username === partial) assert.equal(await traces(), false);
      await fillBallot(member, username === refusing ? hidden : undefined);
      await member.page.getByRole('button', { name: 'Gửi phiếu' }).click();
      await member.page.getByText('do trình duyệt của Ông/Bà niêm phong').waitFor();
      member.trackers = await member.page.locator('[data-tracker]').allInnerTexts();
      assert.equal(member.trackers.length, items);
    }
    const absent = await browsers.get(away).open(where.meeting + '/ballot');
    await absent.refusedWith(403, 'không có tên trong danh sách dự họp');
  });

  chapter('the count is of all seven, and the one in conflict learns nothing of it', async () => {
    await openBallots(stage, where.meeting, where.codes);
    const thuky = await asAt('thuky', where.meeting);
    await thuky.step('Công bố kết quả');
    const row = (name) => thuky.page.getByRole('row', { name }).first().innerText();
    assert.match(await row(hidden), /4\/7\s+1\s+0\s+4\s+Đạt/);
    assert.match(await row('Y Thuân Niê'), /6\/7\s+0\s+0\s+4\s+Đạt/);
    for (const page of ['', '/ballots', '/board', '/conflicts']) {
      await browsers.get(partial).open(where.meeting + page);
      assert.equal(await traces(), page === '/conflicts', page || 'the meeting'); // own words
    }
    for (const page of ['/', '/notices', '/dossiers', '/dossiers?q=' + encodeURIComponent('Quốc Đạt'),
      '/dossiers/10']) {
      const member = await browsers.get(partial).open(page);
      const asked = page.includes('?q=');
      if (!asked) assert.equal(await traces(), false, page);
      else assert.equal(await member.page.locator('main').getByText(hidden).count(), 0);
    }
  });

  chapter('each finds their own ballot among those opened', async () => {
    for (const username of voting) {
      const member = await browsers.get(username).open(where.meeting + '/ballots');
      for (const tracker of member.trackers)
        assert.equal(await member.page.getByRole('row', { name: tracker }).count(), 1, tracker);
      assert.deepEqual(member.complaints, []);
    }
    await stage.picture(browsers.get('uyvien'), 'council-of-seven', { fullPage: true });
    assert.deepEqual(stage.unseen(), []);
  });
});
