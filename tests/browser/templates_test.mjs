// The template desk in the browser: words are changed, tried out, kept and taken back, by
// somebody without JavaScript, with the keyboard, and with a preview that follows the typing.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { cast, chapters } from './support/cast.mjs';
import { Person } from './support/person.mjs';

const before = 'Hồ sơ thiếu hoặc sai được trả lại kèm lý do.';
const after = 'Hồ sơ thiếu hoặc sai được trả lại kèm lý do và thời hạn bổ sung.';

describe('the template desk', () => {
  const stage = cast();
  const { asAt } = stage;
  const chapter = chapters();

  const source = (person) => person.page.getByLabel('Nội dung mẫu');
  const frame = (person) => person.page.frameLocator('iframe');
  const within = (person, words) => frame(person).getByText(words).first().waitFor();

  async function write(person, old, words) {
    const text = await source(person).inputValue();
    assert.ok(text.includes(old), `“${old}” is not in the template`);
    await source(person).fill(text.replace(old, words));
  }

  async function tryOut(person) {
    await person.page.getByRole('button', { name: 'Xem thử và kiểm tra' }).click();
  }

  chapter('the desk tells in whose words each paper is written', async () => {
    const tchc = await asAt('tchc', '/');
    await tchc.click('Mẫu văn bản');
    assert.equal(await tchc.heading(), 'Mẫu văn bản');
    const row = tchc.page.getByRole('row', { name: 'Phiếu tiếp nhận hồ sơ' });
    assert.match(await row.innerText(), /Bản 1\s+01\/12\/2025/);
    await tchc.click('Phiếu tiếp nhận hồ sơ');
    await within(tchc, 'không có lỗi thể thức');
    await within(tchc, 'TN-2025-0017');
  });

  chapter('what is wrong is told with its place, and nothing is kept', async () => {
    const tchc = await asAt('tchc', '/templates/receipt');
    await write(tchc, before, '{{bí_mật}} <u>gạch chân</u>');
    await tryOut(tchc);
    await within(tchc, /Dữ liệu không có “bí_mật” ở chỗ này/);
    await within(tchc, /^Dòng \d+, cột \d+$/);
    await tchc.page.getByLabel('Lý do sửa').fill('Thử.');
    await tchc.press('Lưu bản mới');
    await tchc.refusedWith(422, 'Dữ liệu không có “bí_mật”');
    assert.match(await source(tchc).inputValue(), /gạch chân/);
  });

  chapter('new words are tried out, kept, and compared', async () => {
    const tchc = await asAt('tchc', '/templates/receipt');
    await write(tchc, before, after);
    await tryOut(tchc);
    await within(tchc, /thời hạn bổ sung/);
    await stage.picture(tchc, 'template', { fullPage: true });
    await tchc.page.getByLabel('Lý do sửa').fill('Nói thêm về thời hạn bổ sung.');
    await tchc.press('Lưu bản mới');
    assert.equal(await tchc.heading(), 'Bản 2');
    await tchc.says('Đang dùng');
    await tchc.says('Nói thêm về thời hạn bổ sung.');
    await tchc.choose('So với bản', 'Bản 1');
    await tchc.press('So sánh');
    const taken = tchc.page.getByRole('row', { name: /Bớt/ });
    const added = tchc.page.getByRole('row', { name: /Thêm/ });
    assert.ok((await taken.innerText()).includes(before));
    assert.ok((await added.innerText()).includes(after));
    await stage.picture(tchc, 'template-compared', { fullPage: true });
  });

  chapter('somebody else who was slower is told, and loses no word', async () => {
    const tchc = await asAt('tchc', '/templates/receipt');
    const other = await (await tchc.secondWindow()).open('/templates/receipt');
    for (const [window, words] of [[tchc, 'Một.'], [other, 'Hai.']]) {
      await write(window, after, words);
      await window.page.getByLabel('Lý do sửa').fill('Sửa lại.');
      await window.press('Lưu bản mới');
    }
    await other.refusedWith(412, 'chưa có gì được ghi');
    assert.match(await source(other).inputValue(), /Hai\./);
  });

  chapter('an old version is taken up again', async () => {
    const tchc = await asAt('tchc', '/templates/receipt/versions/1');
    await tchc.click('Dùng lại bản này');
    await tchc.says('Nội dung dưới đây là của Bản 1.');
    assert.match(await tchc.page.getByLabel('Lý do sửa').inputValue(), /^Dùng lại bản 1/);
    await tchc.press('Lưu bản mới');
    assert.equal(await tchc.heading(), 'Bản 4');
    await tchc.choose('So với bản', 'Bản 1');
    await tchc.press('So sánh');
    await tchc.says('Hai bản giống hệt nhau.');
  });

  chapter('the keyboard is enough: Tab leaves the text, Enter tries it out', async () => {
    const tchc = await asAt('tchc', '/templates/receipt');
    await source(tchc).focus();
    await tchc.page.keyboard.press('Control+End');
    await tchc.page.keyboard.type('<u>');
    await tchc.page.keyboard.press('Tab');
    await tchc.page.keyboard.press('Enter');
    await within(tchc, /Sau <\/paper> không được còn nội dung nào/);
  });

  chapter('with JavaScript the paper follows the typing, and a finding leads to its line', async () => {
    const tchc = await Person.signedIn(stage.office, stage.browser, 'tchc', { javaScriptEnabled: true });
    await tchc.open('/templates/receipt');
    await within(tchc, 'không có lỗi thể thức');
    await write(tchc, before, 'Câu này vừa được gõ.');
    await within(tchc, 'Câu này vừa được gõ.');
    await write(tchc, 'Câu này vừa được gõ.', 'Câu <q>sai</q>.');
    await within(tchc, /Không có thẻ <q>/);
    await within(tchc, 'Câu này vừa được gõ.'); // the last good paper, faintly
    await frame(tchc).getByRole('link', { name: /^Dòng/ }).click();
    const chosen = await source(tchc).evaluate((area) =>
      area.value.slice(area.selectionStart, area.selectionEnd));
    assert.ok(chosen.startsWith('<q>sai</q>.'), chosen);
    await write(tchc, '<q>sai</q>', 'đúng');
    await within(tchc, 'Câu đúng.');
    assert.deepEqual(tchc.complaints, []);
    await stage.picture(tchc, 'template-live');
    await tchc.leave();
  });

  chapter('the clerk reads, and finds nothing to press', async () => {
    const vanthu = await asAt('vanthu', '/templates/receipt');
    assert.equal(await vanthu.page.getByRole('button', { name: 'Lưu bản mới' }).count(), 0);
    await within(vanthu, 'TN-2025-0017');
  });

  chapter('nothing went wrong unseen', () => assert.deepEqual(stage.unseen(), []));
});
