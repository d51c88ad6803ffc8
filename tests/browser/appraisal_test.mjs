// Sheets of appraisal, without JavaScript: the office asks, the appraisers fill in, on the page
// and on a table, hand in, get one back; then the dossier goes on.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { cast, chapters } from './support/cast.mjs';

describe('sheets of appraisal', () => {
  const stage = cast();
  const { as, asAt } = stage;
  const chapter = chapters();
  const where = {};
  const desk = async (username, words) => {
    const person = await asAt(username, '/');
    await person.click(words, person.page.getByRole('region', { name: /^Phiếu thẩm định cần lập/ }));
    return person;
  };
  const row = (person, words) => person.page.getByRole('row').filter({ hasText: words });

  chapter('a dossier comes in', async () => {
    const bmt = await as('bmt');
    await bmt.open('/dossiers?q=HS-00010');
    await bmt.click('Đề nghị khen thưởng');
    where.dossier = bmt.path();
    await bmt.attach('Bảng chỉ tiêu có xác nhận', 'Bảng chỉ tiêu.txt', 'BHXH tự nguyện: 96,10%\n');
    await (await asAt('bmt.gd', where.dossier)).step('Trình hồ sơ');
    await (await asAt('tchc', where.dossier)).step('Tiếp nhận');
  });

  chapter('the office asks a colleague, a department, and shares the rest evenly', async () => {
    const tchc = await asAt('tchc', where.dossier);
    await tchc.click('Giao thẩm định');
    for (const box of await tchc.page.getByRole('group', { name: 'Đề nghị' }).getByRole('checkbox').all())
      await box.check();
    await tchc.press('Giao phiếu thẩm định');
    await tchc.refusedWith(422, 'Chưa nhập “Người thẩm định”');
    await tchc.page.getByLabel(/^Hồ Ngọc Lâm/).check();
    await tchc.page.getByLabel(/^Trần Thị Thu Hà/).check();
    await tchc.page.getByLabel(/^Chia đều/).check();
    await tchc.press('Giao phiếu thẩm định');
    assert.match(await row(tchc, 'Hồ Ngọc Lâm').first().innerText(), /Chưa lập/);
    await stage.picture(tchc, 'assignment');
    await tchc.open(where.dossier);
    assert.match(await tchc.reasons(), /Còn phiếu thẩm định chưa nộp/);
  });

  chapter('an appraiser saves, is told what is lacking, and hands in', async () => {
    const qlt = await desk('qlt', /BHXH cơ sở Buôn Ma Thuột|Y |H|Nguyễn|Trần/);
    where.sheet = qlt.path();
    await qlt.page.getByLabel('Điểm').first().fill('45');
    await qlt.page.getByLabel('Nhận xét', { exact: true }).first().fill('Đã đối chiếu số liệu.');
    await qlt.press('Lưu, chưa nộp');
    assert.equal(await qlt.page.getByLabel('Điểm').first().inputValue(), '45');
    await qlt.press('Lưu và nộp phiếu');
    await qlt.refusedWith(422, 'Chưa chọn kết luận.');
    assert.equal(await qlt.page.getByLabel('Điểm').first().inputValue(), '45');
    for (const field of (await qlt.page.getByLabel('Điểm').all()).slice(1)) await field.fill('9');
    await qlt.page.getByLabel('Đủ điều kiện', { exact: true }).check();
    await qlt.press('Lưu và nộp phiếu');
    await qlt.says('Đã nộp');
    await qlt.says('72');
    assert.equal(await qlt.page.getByRole('button', { name: 'Lưu và nộp phiếu' }).count(), 0);
  });

  chapter('the office returns it and says why; both stay', async () => {
    const tchc = await asAt('tchc', where.sheet);
    await tchc.page.getByLabel(/^Lý do/).fill('Xem lại điểm hồ sơ.');
    await tchc.press('Trả lại phiếu');
    const qlt = await asAt('qlt', where.sheet);
    await qlt.says('Xem lại điểm hồ sơ.');
    await qlt.page.getByLabel('Điểm').last().fill('10');
    await qlt.press('Lưu và nộp phiếu');
    await qlt.says('Lần nộp thứ 2');
    await stage.picture(qlt, 'appraisal');
  });

  chapter('the rest is filled in on a table and looked at before it is kept', async () => {
    for (const username of ['qlt', 'tchc']) {
      const person = await asAt(username, '/appraisals');
      const link = person.page.getByRole('link', { name: 'Tải mẫu CSV' });
      if (!(await link.count())) continue;
      const form = (await person.download(link)).toString();
      const filled = form
        .replace(/^("\d+","\d+","[a-z]+",(?:"[^"]*",){4}"\d+",)"",""/gm, '$1"8,0","Khá"')
        .replace(/^("\d+","\d+","ket_luan",(?:"[^"]*",){5})"",""/gm, '$1"Đủ điều kiện","Đạt"');
      const send = async (text) => {
        await person.open('/appraisals');
        await person.page
          .getByLabel(/^Tệp đã điền/)
          .setInputFiles({ name: 'phieu.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
        await person.press('Tải lên và xem trước');
      };
      await send(filled.replace('"8,0"', '"8,5"'));
      await person.says('số nguyên từ 0 đến');
      assert.equal(await person.page.getByRole('button', { name: 'Ghi các thay đổi này' }).count(), 0);
      await send(filled);
      await person.says('Sẽ thay đổi');
      await stage.picture(person, 'appraisal_import');
      await person.press('Ghi các thay đổi này');
      for (;;) {
        await person.open('/appraisals');
        const open = row(person, 'Đang lập').filter({ hasText: 'HS-00010' }).getByRole('link');
        const mine = person.page.getByRole('region', { name: 'Phiếu của tôi' });
        const next = mine.getByRole('row').filter({ hasText: 'Đang lập' }).getByRole('link');
        if (!(await next.count()) || !(await open.count())) break;
        await person.follow(next.first());
        await person.press('Lưu và nộp phiếu');
      }
    }
  });

  chapter('all are in: the dossier goes on, and its sheet says what was found', async () => {
    const tchc = await asAt('tchc', where.dossier);
    await tchc.says('điểm trung bình');
    await stage.picture(tchc, 'dossier_appraised');
    await tchc.step('Xác nhận đủ điều kiện');
    await tchc.open(where.dossier + '/appraisal');
    assert.match(await tchc.page.content(), /Kết quả các phiếu thẩm định đã nộp/);
  });

  chapter('nothing went wrong unseen', () => assert.deepEqual(stage.unseen(), []));
});
