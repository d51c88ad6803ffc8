// The side roads: what comes back, what is stopped, what is refused, and what
// a person may do wrong on the way. Round 3's draft and round 2's meeting.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { cast, chapters, fillBallot, openBallots, takeCodes } from './support/cast.mjs';
import { password } from './support/office.mjs';
import { Person } from './support/person.mjs';

const draft = 'HS-00010';
const newcomer = 'Hoàng Thị Phượng';

describe('what does not go straight', () => {
  const stage = cast();
  const { as, asAt } = stage;
  const chapter = chapters();
  const where = {};

  const dossierOf = async (person, code) => {
    await person.open('/dossiers?q=' + code);
    await person.page.locator('tbody a').first().click();
    await person.page.waitForURL('**/dossiers/*');
    return person;
  };

  // What two quick presses of a button do: the same form arrives twice.
  async function sentTwice(person, press) {
    await person.page.route('**/*', async (route) => {
      if (route.request().method() === 'POST') await route.fetch({ maxRedirects: 0 });
      await route.continue();
    });
    await press();
    await person.page.unroute('**/*');
    assert.ok(person.status < 400, 'the second press is no error');
  }

  chapter('a form that is sent twice is carried out once', async () => {
    const bmt = await dossierOf(await as('bmt'), draft);
    where.dossier = bmt.path();
    const fill = async () => {
      const fold = bmt.page.locator('details', { hasText: 'Thêm tập thể hoặc cá nhân' });
      await fold.locator('summary').click();
      await bmt.page.getByLabel('Cá nhân', { exact: true }).check();
      await bmt.page.getByLabel('Họ và tên hoặc tên tập thể').fill(newcomer);
      await bmt.choose('Hình thức khen thưởng đề nghị', 'Khen thưởng cá nhân');
      await bmt.page.getByLabel('Tóm tắt thành tích').fill('Vận động 214 người tham gia.');
      await bmt.page.getByLabel('Báo cáo thành tích').fill('Báo cáo thành tích cá nhân.');
    };
    await fill();
    await sentTwice(bmt, () => bmt.press('Thêm vào danh sách'));
    assert.equal(await bmt.page.getByRole('link', { name: newcomer }).count(), 1);
    await fill();
    await bmt.press('Thêm vào danh sách');
    await bmt.refusedWith(409, newcomer + ' đã có trong hồ sơ này.');
    assert.equal(await bmt.page.getByLabel('Họ và tên hoặc tên tập thể').inputValue(), newcomer);
    await bmt.open(where.dossier);
    assert.equal(await bmt.page.getByRole('link', { name: newcomer }).count(), 1);
    await bmt.attach('Bảng chỉ tiêu có xác nhận', 'Bảng chỉ tiêu.txt', 'BHXH tự nguyện: 96,10%\n');
  });

  chapter('two people who change the same thing do not overwrite each other', async () => {
    const bmt = await asAt('bmt', where.dossier);
    const other = await (await bmt.secondWindow()).open(where.dossier);
    for (const [window, words] of [[bmt, 'Trích yếu thứ nhất'], [other, 'Trích yếu thứ hai']]) {
      await window.page.getByLabel('Trích yếu tờ trình').fill(words);
      await window.press('Lưu thông tin');
    }
    await other.refusedWith(412, 'chưa có gì được ghi');
    await other.says('hiện đang ghi: “Trích yếu thứ nhất”.');
    assert.equal(await other.page.getByLabel('Trích yếu tờ trình').inputValue(), 'Trích yếu thứ hai');
    await bmt.open(where.dossier);
    assert.equal(await bmt.heading(), 'Trích yếu thứ nhất');
  });

  // Presses Tab until what has the focus says these words.
  async function tabTo(page, words) {
    const focused = page.locator(':focus');
    for (let i = 0; i < 100; ++i) {
      await page.keyboard.press('Tab');
      if (!(await focused.count())) continue;
      if ((await focused.innerText()).includes(words)) return;
    }
    throw new Error(`“${words}” is not reached by the keyboard`);
  }

  chapter('a head of unit signs in and submits with the keyboard alone', async () => {
    const head = await Person.at(stage.office, stage.browser);
    await head.open('/sign-in');
    const { keyboard } = head.page;
    const username = head.page.getByLabel('Tên đăng nhập');
    for (let i = 0; i < 10 && !(await username.evaluate((e) => e.matches(':focus'))); ++i)
      await keyboard.press('Tab');
    await keyboard.type('bmt.gd');
    await keyboard.press('Tab');
    await keyboard.type(password);
    const enter = async () => {
      const loaded = head.page.waitForEvent('load');
      await keyboard.press('Enter');
      await loaded;
    };
    await enter();
    await tabTo(head.page, 'Trích yếu thứ nhất');
    await enter();
    assert.equal(head.path(), where.dossier);
    await tabTo(head.page, 'Trình hồ sơ');
    await enter();
    assert.equal(await head.state(), 'Đã trình');
    where.head = head;
  });

  chapter('a button that is pressed twice takes one step', async () => {
    const tchc = await asAt('tchc', where.dossier);
    await sentTwice(tchc, () => tchc.step('Tiếp nhận'));
    assert.equal(await tchc.state(), 'Đang thẩm định');
    const timeline = tchc.page.getByRole('region', { name: 'Quá trình xử lý' });
    assert.equal(await timeline.getByText('Tiếp nhận', { exact: true }).count(), 1);
  });

  chapter('what is sent back tells the unit why, and can be submitted again', async () => {
    const tchc = await asAt('tchc', where.dossier);
    await tchc.steps().getByText('Trả lại bổ sung…').click();
    const confirm = tchc.steps().getByRole('button', { name: 'Xác nhận: Trả lại bổ sung' });
    await confirm.click();
    assert.equal(await tchc.state(), 'Đang thẩm định', 'without a reason nothing is sent');
    await tchc.step('Trả lại bổ sung', 'Báo cáo của cá nhân còn sơ sài.');
    assert.equal(await tchc.state(), 'Trả lại bổ sung');
    const head = await where.head.open(where.dossier);
    await head.says('Báo cáo của cá nhân còn sơ sài.');
    await head.step('Trình hồ sơ');
    assert.equal(await head.state(), 'Đã trình');
    await head.click(/^Thông báo/);
    await head.says('Lý do: Báo cáo của cá nhân còn sơ sài.');
    await tchc.open(where.dossier);
    await tchc.step('Tiếp nhận');
    const receipts = tchc.page.getByRole('link', { name: 'Xem Phiếu tiếp nhận' });
    await tchc.awaitOn(receipts, 'the receipt');
    assert.equal(await receipts.count(), 1, 'the receipt of the first intake holds');
  });

  chapter('what is suspended stands still until it is resumed', async () => {
    const tchc = await asAt('tchc', where.dossier);
    await tchc.step('Tạm dừng xét', 'Có đơn thư đang được xem xét.');
    await tchc.says('Tạm dừng xét');
    assert.deepEqual(await tchc.offered(), ['Tiếp tục xét']);
    assert.match(await tchc.reasons(), /Tất cả đang tạm dừng xét/);
    await tchc.says('Có đơn thư đang được xem xét.');
    await tchc.step('Tiếp tục xét', 'Đơn thư không có cơ sở.');
    await tchc.step('Xác nhận đủ điều kiện');
    assert.equal(await tchc.state(), 'Đủ điều kiện, chờ họp');
  });

  // Round 2 before a council that is just large enough: one item fails.
  const present = ['giamdoc', 'phogiamdoc', 'tchc', 'thuky', 'qlt', 'khtc', 'uyvien', 'uyvien2'];
  const unlucky = 'Y Thuân Niê';

  chapter('what the council does not carry goes no further', async () => {
    const thuky = await asAt('thuky', '/meetings');
    await thuky.click('Phiên họp ngày 09/12/2025');
    where.meeting = thuky.path();
    const rows = thuky.page.getByLabel(/^Tham dự của/);
    for (let i = 0; i < (await rows.count()); ++i)
      await rows.nth(i).selectOption({ label: i < present.length ? 'Có mặt' : 'Vắng mặt' });
    await thuky.press('Lưu danh sách dự họp');
    await thuky.says('8/12 thành viên');
    const codes = await takeCodes(stage, where.meeting);
    await thuky.open(where.meeting);
    await thuky.step('Chốt danh sách, mở biểu quyết');
    for (const username of present) {
      const member = await asAt(username, where.meeting + '/ballot');
      await fillBallot(member, present.indexOf(username) < 2 ? unlucky : undefined);
      await member.press('Gửi phiếu');
      await member.says('Đã nhận phiếu của Ông/Bà');
    }
    await openBallots(stage, where.meeting, codes);
    await thuky.step('Công bố kết quả');
    const row = thuky.page.getByRole('row', { name: unlucky }).first();
    assert.match(await row.innerText(), /6\/12\s+2\s+0\s+7\s+Không đạt/);
    for (const username of ['thuky', 'giamdoc']) {
      const signer = await asAt(username, where.meeting);
      await signer.awaitOn(signer.page.getByRole('button', { name: 'Ký biên bản' }), 'the minutes');
      await signer.press('Ký biên bản');
    }
    const tchc = await asAt('tchc', '/decisions');
    assert.equal(await tchc.page.getByLabel(unlucky).count(), 0);
  });

  // A decision of the candidates of one unit, presented to the director.
  async function presentDecision(unit, title) {
    const tchc = await asAt('tchc', '/decisions');
    for (const row of await tchc.page.locator('#nominations tbody tr').all())
      await row.getByRole('checkbox').setChecked((await row.innerText()).includes(unit));
    await tchc.page.getByLabel('Trích yếu quyết định').fill(title);
    await tchc.choose('Người ký', 'Trần Mạnh Toàn');
    await tchc.press('Lập dự thảo');
    await tchc.step('Trình Giám đốc');
    const director = await asAt('giamdoc', tchc.path());
    await director.awaitOn(director.page.locator('iframe'), 'the decision');
    return director;
  }

  chapter('the director sends a decision back to the council', async () => {
    const director = await presentDecision('BHXH cơ sở Buôn Ma Thuột', 'khen thưởng Buôn Ma Thuột');
    await director.step('Yêu cầu Hội đồng xem xét lại', 'Số liệu chậm đóng cần đối chiếu lại.');
    const head = await dossierOf(await as('bmt'), 'HS-00006');
    await head.says('Đủ điều kiện, chờ họp');
    await head.says('Số liệu chậm đóng cần đối chiếu lại.');
    const thuky = await asAt('thuky', '/meetings');
    await thuky.page.getByLabel('Địa điểm').fill('Phòng họp tầng 2');
    await thuky.press('Lập phiên họp');
    const candidates = thuky.page.getByRole('group', { name: 'Đề nghị đủ điều kiện, chờ họp' });
    assert.match(await candidates.innerText(), /BHXH cơ sở Buôn Ma Thuột – .*HS-00006/s);
  });

  chapter('the director refuses, and it ends there', async () => {
    const director = await presentDecision('BHXH cơ sở Ea Kar', 'khen thưởng Ea Kar');
    await director.step('Không đồng ý khen thưởng', 'Đơn vị đang được thanh tra.');
    assert.equal(await director.state(), 'Không đồng ý khen thưởng');
    assert.deepEqual(await director.offered(), []);
    const eakar = await dossierOf(await as('eakar'), 'HS-00007');
    assert.equal(await eakar.state(), 'Giám đốc không đồng ý');
    await eakar.says('Đơn vị đang được thanh tra.');
  });

  chapter('what is not for somebody is not there for them', async () => {
    const eakar = await asAt('eakar', where.dossier);
    assert.equal(eakar.status, 404);
    const foreign = (await eakar.text()).replace(/\d+/g, '');
    await eakar.open('/dossiers/999999');
    assert.equal(eakar.status, 404);
    assert.equal((await eakar.text()).replace(/\d+/g, ''), foreign);
    for (const path of ['/accounts', '/audit', where.meeting]) {
      await eakar.open(path);
      assert.ok([403, 404].includes(eakar.status), `${path} answered ${eakar.status}`);
    }
  });

  chapter('who has signed out is out', async () => {
    const bmt = await asAt('bmt', where.dossier);
    const cookies = await bmt.context.cookies();
    await bmt.press('Đăng xuất');
    await bmt.open(where.dossier);
    assert.equal(await bmt.heading(), 'Đăng nhập');
    await bmt.context.addCookies(cookies);
    await bmt.open(where.dossier);
    assert.equal(await bmt.heading(), 'Đăng nhập', 'the old cookie still opens the door');
  });

  chapter('nothing went wrong unseen', () => assert.deepEqual(stage.unseen(), []));
});
