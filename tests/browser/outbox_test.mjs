// What could not be sent: an administrator sends it again, or gives it up and says why; and a
// program is registered and given its secret, once. Without JavaScript.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { cast, chapters } from './support/cast.mjs';

describe('what goes to the outside', () => {
  const stage = cast();
  const { asAt } = stage;
  const chapter = chapters();
  const row = (person, words) => person.page.getByRole('row').filter({ hasText: words });

  chapter('the administrators are told of what is dead', async () => {
    const quantri = await asAt('quantri', '/notices');
    await quantri.click(/không gửi được ra ngoài/);
    assert.equal(await quantri.heading(), 'Thư và tin gửi đi');
    assert.match(await row(quantri, 'Thư điện tử').innerText(), /550 5\.1\.1/);
    await stage.picture(quantri, 'outbox');
  });

  chapter('what is sent again waits for its turn', async () => {
    const quantri = await asAt('quantri', '/outbox?state=dead&channel=mail');
    await quantri.press(/^Gửi lại/, row(quantri, 'Thư điện tử'));
    await quantri.open('/outbox?state=waiting');
    assert.match(await row(quantri, 'Thư điện tử').innerText(), /chờ đến lượt/);
  });

  chapter('what is given up says by whom and why', async () => {
    const quantri = await asAt('quantri', '/outbox?state=dead&channel=webhook');
    const dead = row(quantri, 'Webhook số');
    await dead.locator('summary').click();
    await dead.getByLabel('Lý do').fill('Đã báo bằng điện thoại.');
    await quantri.press('Xác nhận: Thôi không gửi', dead);
    assert.match(await row(quantri, 'Đã báo bằng điện thoại.').innerText(), /Cao Đức Trí/);
  });

  chapter('a program gets its secret once', async () => {
    const quantri = await asAt('quantri', '/outbox/receivers');
    await quantri.page.getByLabel('Địa chỉ nhận').fill('http://may.example.vn/');
    await quantri.page.getByLabel('Nộp lưu').check();
    await quantri.press('Đăng ký');
    assert.match(await quantri.page.locator('#fault-url').innerText(), /https/);
    await quantri.page.getByLabel('Địa chỉ nhận').fill('https://may.example.vn/tin');
    await quantri.press('Đăng ký');
    await quantri.press(/^Xem khóa bí mật/);
    assert.match(await quantri.page.getByRole('status').innerText(), /[0-9a-f]{64}/);
    await quantri.open('/outbox/receivers');
    assert.equal(await quantri.page.getByRole('button', { name: /khóa bí mật/ }).count(), 0);
    assert.deepEqual(stage.unseen(), []);
  });
});
