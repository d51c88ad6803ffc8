// A council is set up by its founding decision, the members are invited, and the screen of the
// room shows who is there. Without JavaScript.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { cast, chapters } from './support/cast.mjs';

describe('councils and who leads them', () => {
  const stage = cast();
  const { asAt } = stage;
  const chapter = chapters();
  const choose = (person, who, what) =>
    person.page.getByLabel(`Chức danh của ${who}`).selectOption({ label: what });

  chapter('a new council comes from its decision, and a fault loses nothing', async () => {
    const thuky = await asAt('thuky', '/meetings');
    await thuky.click('Hội đồng và nhiệm kỳ');
    assert.equal(await thuky.heading(), 'Hội đồng');
    await thuky.click('Thêm Hội đồng');
    await thuky.page.getByLabel('Tên Hội đồng').fill('Hội đồng Sáng kiến BHXH tỉnh Đắk Lắk');
    await thuky.page.getByLabel('Loại Hội đồng').selectOption('initiative');
    await thuky.page.getByLabel('Ký hiệu trên văn bản').fill('HĐSK');
    await thuky.page.getByLabel('Quyết định thành lập').fill('412/QĐ-BHXH ngày 01/12/2025');
    await thuky.page.getByLabel('Đến hết ngày').fill('2027-12-31');
    await choose(thuky, 'Trần Mạnh Toàn', 'Chủ tịch Hội đồng');
    await choose(thuky, 'Bùi Quang Vinh', 'Ủy viên');
    await thuky.press('Lập nhiệm kỳ');
    assert.match(await thuky.page.locator('main').innerText(), /đúng một Thư ký/);
    assert.equal(await thuky.page.getByLabel('Tên Hội đồng').inputValue(),
      'Hội đồng Sáng kiến BHXH tỉnh Đắk Lắk');
    const kept = thuky.page.getByLabel('Chức danh của Bùi Quang Vinh');
    assert.equal(await kept.locator('option:checked').innerText(), 'Ủy viên');
    await choose(thuky, 'Nguyễn Thị Kim Oanh', 'Thư ký Hội đồng');
    await thuky.press('Lập nhiệm kỳ');
    assert.match(await thuky.page.locator('main').innerText(),
      /Hội đồng sáng kiến[\s\S]*412\/QĐ-BHXH[\s\S]*3 thành viên/);
    await stage.picture(thuky, 'councils');
  });

  chapter('two terms at once are refused, and the first is ended with a reason', async () => {
    const thuky = await asAt('thuky', '/councils');
    const council = thuky.page.locator('section.sheet').filter({ hasText: 'HĐSK' });
    await council.locator('details.confirm summary').click();
    await council.getByLabel('Lý do').fill('Kiện toàn theo đề nghị của Ban Tổ chức cán bộ');
    await thuky.press('Xác nhận: Kết thúc nhiệm kỳ', council);
    assert.match(await thuky.page.locator('main').innerText(), /kết thúc 09\/12\/2025.*Kiện toàn/);
  });

  chapter('the members are invited, and the screen of the room needs no hand', async () => {
    const thuky = await asAt('thuky', '/meetings/2');
    await thuky.page.getByLabel('Hạn nhận ý kiến bằng văn bản').fill('2025-12-10');
    await thuky.press(/giấy mời cho các thành viên/);
    assert.match(await thuky.page.locator('main').innerText(), /nhận đến hết ngày 10\/12\/2025/);
    await thuky.page.getByText('Cử người điều hành thay Chủ tịch').click();
    await thuky.page.getByLabel('Người điều hành').selectOption({ label: 'Phan Văn Bình' });
    await thuky.press('Lưu người điều hành');
    assert.match(await thuky.page.locator('#agenda').innerText(),
      /Phan Văn Bình điều hành thay Chủ tịch/);
    await thuky.click('Màn hình phòng họp');
    assert.match(await thuky.page.locator('main').innerText(), /0\/12 có mặt, cần ít nhất 8/);
    assert.equal(await thuky.page.locator('meta[http-equiv="refresh"]').count(), 1);
    await stage.picture(thuky, 'board');
    const uyvien = await asAt('uyvien', '/notices');
    assert.match(await uyvien.page.locator('main').innerText(), /Mời Ông\/Bà dự phiên họp/);
  });

  chapter('forms of the ballot on paper are printed, and counted as they go out', async () => {
    const thuky = await asAt('thuky', '/meetings/2');
    const form = thuky.page.getByRole('listitem').filter({ hasText: 'Phiếu bầu (mẫu để in)' });
    const href = await form.getByRole('link', { name: /^Xem/ }).getAttribute('href');
    await thuky.page.getByText('Phát phiếu giấy').click();
    await thuky.page.getByLabel('Tổng số phiếu giấy đã phát ra').fill('2');
    await thuky.press('Ghi số phiếu phát ra');
    assert.match(await thuky.page.locator('#poll').innerText(),
      /Phiếu giấy: phát ra 2, đã thu về 0/);
    await thuky.open(href);
    assert.match(await thuky.page.locator('body').innerText(), /Phiếu bầu[\s\S]*Không đồng ý/i);
  });

  chapter('the council numbers its papers, and a new one goes on from paper', async () => {
    const thuky = await asAt('thuky', '/meetings/2');
    assert.match(await thuky.page.locator('#papers').innerText(), /Giấy mời họp số 02\/GM-HĐTĐKT/);
    await thuky.click('Sổ của Hội đồng');
    assert.match(await thuky.heading(), /Sổ văn bản của Hội đồng năm 2025/);
    const book = await thuky.page.locator('main table').innerText();
    for (const number of ['01/GM-HĐTĐKT', '02/GM-HĐTĐKT', '01/BB-HĐTĐKT', '02/BB-HĐTĐKT'])
      assert.ok(book.includes(number), number + ' is not in the register');
    await stage.picture(thuky, 'council_register');
    await thuky.open('/councils');
    const council = thuky.page.locator('section.sheet').filter({ hasText: 'HĐSK' });
    await council.getByText('Sổ chuyển từ giấy sang').click();
    await council.getByLabel('Biên bản: số tiếp theo').fill('17');
    await thuky.press(/Lưu số tiếp theo của Biên bản/, council);
    assert.match(await council.innerText(), /Biên bản: Bắt đầu từ số 17/);
    assert.deepEqual(stage.unseen(), []);
  });
});
