// The whole way of a dossier, clicked through by everybody whose turn it is,
// without JavaScript: from a unit's draft to the archive. One chapter follows
// from the one before.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import {
  cast, chapters, declareNoConflict, fillBallot, openBallots, takeCodes,
} from './support/cast.mjs';
import { signaturesOf, wordsOf } from './support/papers.mjs';
import { Person } from './support/person.mjs';

const title = 'Đề nghị khen thưởng phong trào thi đua nước rút năm 2025, Đợt 3';
const newcomer = 'Hoàng Thị Phượng';
const nominees = [
  'BHXH cơ sở Buôn Ma Thuột',
  'Nguyễn Thị Hồng Nhung',
  'Y Thuân Niê',
  'Trần Quốc Đạt',
  newcomer,
];
const absent = 'Bùi Quang Vinh'; // uyvien5
const recused = 'Mai Xuân Trường'; // uyvien6
const voters = [
  'giamdoc', 'phogiamdoc', 'tchc', 'thuky', 'qlt', 'khtc',
  'uyvien', 'uyvien2', 'uyvien3', 'uyvien4',
];

describe('the whole path, without JavaScript', () => {
  const stage = cast();
  const { as, asAt, picture } = stage;
  const chapter = chapters();
  const where = {}; // the addresses that people came to

  chapter('an officer finds the draft among the work of the day', async () => {
    const bmt = await as('bmt');
    await bmt.click('Hồ sơ');
    await bmt.click(title);
    where.dossier = bmt.path();
    assert.equal(await bmt.state(), 'Đang soạn');
    for (const name of nominees.slice(0, 4)) await bmt.says(name);
  });

  chapter('adds a person to the list', async () => {
    const bmt = await as('bmt');
    await bmt.page.getByText('Thêm tập thể hoặc cá nhân').click();
    await bmt.page.getByLabel('Cá nhân', { exact: true }).check();
    await bmt.page.getByLabel('Họ và tên hoặc tên tập thể').fill(newcomer);
    await bmt.page.getByLabel(/^Chức vụ, bộ phận/).fill('Chuyên viên, Tổ Chế độ');
    await bmt.choose('Hình thức khen thưởng đề nghị', 'Khen thưởng cá nhân');
    await bmt.page.getByLabel('Tóm tắt thành tích').fill('Vận động 214 người tham gia BHXH tự nguyện.');
    await bmt.press('Thêm vào danh sách');
    assert.equal(bmt.path(), where.dossier);
    await bmt.says(newcomer);
  });

  chapter('is told by name what the dossier lacks', async () => {
    const bmt = await as('bmt');
    await bmt.says('Hồ sơ còn thiếu');
    const lacking = bmt.page.getByRole('region', { name: 'Hồ sơ còn thiếu' });
    const names = (await lacking.innerText()).normalize('NFC');
    assert.match(names, /Bảng chỉ tiêu có xác nhận/);
    assert.match(names, new RegExp(`${newcomer}:.*Báo cáo thành tích`, 's'));
    const head = await asAt('bmt.gd', where.dossier);
    assert.ok(!(await head.offered()).includes('Trình hồ sơ'));
    assert.match(await head.reasons(), /Còn thiếu: .*Bảng chỉ tiêu có xác nhận/);
  });

  chapter('uploads what is lacking', async () => {
    const bmt = await as('bmt');
    await bmt.attach('Bảng chỉ tiêu có xác nhận', 'Bảng chỉ tiêu quý IV.txt', 'BHXH tự nguyện: 96,10%\n');
    await bmt.says('Bảng chỉ tiêu quý IV.txt');
    await bmt.click(newcomer);
    await bmt.page.getByLabel('Báo cáo thành tích').fill('Báo cáo thành tích cá nhân: ' + newcomer);
    await bmt.press('Lưu đề nghị');
    await bmt.open(where.dossier);
    assert.equal(await bmt.page.getByText('Hồ sơ còn thiếu').count(), 0);
    assert.deepEqual(await bmt.offered(), [], 'an officer does not submit');
  });

  chapter('the head of the unit submits it', async () => {
    const head = await asAt('bmt.gd', where.dossier);
    await head.step('Trình hồ sơ');
    assert.equal(await head.state(), 'Đã trình');
    await head.awaitOn(head.page.getByRole('link', { name: 'Xem Tờ trình' }), 'the submission letter');
  });

  chapter('the standing office takes it in and gives a receipt', async () => {
    const tchc = await asAt('tchc', '/');
    await picture(tchc, 'home');
    await tchc.click(title);
    assert.equal(tchc.path(), where.dossier);
    await tchc.step('Tiếp nhận');
    assert.equal(await tchc.state(), 'Đang thẩm định');
    const receipt = tchc.page.getByRole('link', { name: 'PDF của Phiếu tiếp nhận' });
    await tchc.awaitOn(receipt, 'the receipt');
    const words = wordsOf(await tchc.download(receipt));
    assert.match(words, /TN-2025-\d{4}/);
    await tchc.step('Xác nhận đủ điều kiện');
    assert.equal(await tchc.state(), 'Đủ điều kiện, chờ họp');
  });

  chapter('the secretary calls a meeting and puts the nominations on its agenda', async () => {
    const thuky = await as('thuky');
    await thuky.click('Phiên họp');
    await thuky.page.getByLabel('Ngày họp').fill('2025-12-09');
    await thuky.page.getByLabel('Giờ họp').fill('15:30');
    await thuky.page.getByLabel('Địa điểm').fill('Phòng họp tầng 3, trụ sở BHXH tỉnh');
    await thuky.press('Lập phiên họp');
    where.meeting = thuky.path();
    await thuky.press('Đưa vào chương trình');
    const agenda = thuky.page.getByRole('region', { name: 'Chương trình họp' });
    for (const name of nominees) assert.match(await agenda.innerText(), new RegExp(name));
  });

  chapter('members declare before the agenda opens to them', async () => {
    for (const username of [...voters, 'uyvien5', 'uyvien6']) {
      const member = await asAt(username, where.meeting);
      if (username === 'uyvien') {
        await member.says('Chương trình họp mở ra sau khi Ông/Bà khai báo.');
        assert.equal(await member.page.getByText(nominees[0]).count(), 0);
      }
      await declareNoConflict(stage, username, where.meeting);
    }
    const member = await asAt('uyvien', where.meeting);
    await member.says(nominees[0]);
  });

  chapter('opens the vote when enough members are there', async () => {
    const thuky = await as('thuky');
    assert.match(await thuky.reasons(), /Cần ít nhất 8\/12 thành viên dự họp, mới có 0/);
    for (const select of await thuky.page.getByLabel(/^Tham dự của/).all())
      await select.selectOption({ label: 'Có mặt' });
    await thuky.page.getByLabel('Tham dự của ' + absent).selectOption({ label: 'Vắng mặt' });
    const member = thuky.page.getByRole('row', { name: new RegExp('^' + recused) });
    await member.getByLabel(/^Có xung đột lợi ích/).check();
    await thuky.press('Lưu danh sách dự họp');
    await thuky.says('11/12 thành viên');
    where.codes = await takeCodes(stage, where.meeting);
    await thuky.open(where.meeting);
    await thuky.step('Chốt danh sách, mở biểu quyết');
    assert.equal(await thuky.state(), 'Đang biểu quyết');
    await thuky.says(`0/${voters.length} phiếu đã nhận`);
    assert.ok(!(await thuky.offered()).includes('Công bố kết quả'));
    assert.match(await thuky.reasons(), /Còn 10 phiếu chưa về/);
  });

  async function takeBallot(member) {
    await member.click('Phiên họp');
    await member.click('Phiên họp ngày 09/12/2025');
    await member.click('Bỏ phiếu');
  }

  chapter('every member who is there votes', async () => {
    for (const username of voters) {
      const member = await as(username);
      if (username === 'uyvien2' || username === 'uyvien3') {
        where[username] = await (await member.secondWindow()).open('/');
        await takeBallot(where[username]);
        await fillBallot(where[username]);
      }
      await member.open('/');
      await takeBallot(member);
      if (username === 'uyvien') await picture(member, 'ballot');
      await fillBallot(member, username === 'uyvien4' ? newcomer : undefined);
      await member.press('Gửi phiếu');
      await member.says('do máy chủ niêm phong');
      assert.match(await member.page.getByRole('table').innerText(), /[0-9A-Z]{4}-[0-9A-Z]{4}/);
      await member.open(where.meeting);
      await member.says('Ông/Bà đã bỏ phiếu.');
      assert.equal(await member.page.getByText('Kết quả biểu quyết').count(), 0);
    }
    const thuky = await asAt('thuky', where.meeting);
    await thuky.says('10/10 phiếu đã nhận');
  });

  chapter('nobody votes twice, and who is away or partial does not vote', async () => {
    await where.uyvien2.press('Gửi phiếu');
    await where.uyvien2.refusedWith(409, 'Ông/Bà đã bỏ phiếu rồi');
    for (const [username, why] of [['uyvien5', 'không có tên trong danh sách dự họp'],
                                   ['uyvien6', 'không tham gia biểu quyết']]) {
      const member = await asAt(username, where.meeting);
      assert.equal(await member.page.getByRole('link', { name: 'Bỏ phiếu' }).count(), 0);
      await member.open(where.meeting + '/ballot');
      await member.refusedWith(403, why);
    }
  });

  chapter('the secretary declares the result, and a ballot that comes later is refused', async () => {
    const thuky = await asAt('thuky', where.meeting);
    await openBallots(stage, where.meeting, [where.codes[2], where.codes[0]]);
    await thuky.step('Công bố kết quả');
    assert.equal(await thuky.state(), 'Đã công bố kết quả');
    const results = thuky.page.getByRole('region', { name: 'Kết quả biểu quyết' });
    assert.match(await results.getByRole('row', { name: nominees[0] }).first().innerText(), /10\/12/);
    assert.match(await results.getByRole('row', { name: newcomer }).innerText(), /9\/12/);
    await where.uyvien3.press('Gửi phiếu');
    await where.uyvien3.refusedWith(409, 'Đã hết thời gian biểu quyết');
  });

  chapter('the secretary and the chair sign the minutes', async () => {
    for (const username of ['thuky', 'giamdoc']) {
      const signer = await asAt(username, where.meeting);
      await signer.awaitOn(signer.page.getByRole('button', { name: 'Ký biên bản' }), 'the minutes');
      await signer.press('Ký biên bản');
    }
    const minutes = (await as('giamdoc')).page.getByRole('region', { name: 'Biên bản họp' });
    assert.equal((await minutes.innerText()).match(/Đã ký/g).length, 2);
    assert.equal((await minutes.innerText()).match(/Chữ ký hợp lệ/g).length, 2);
    const pdf = minutes.getByRole('link', { name: 'PDF của biên bản họp' });
    const seen = signaturesOf(await (await as('giamdoc')).download(pdf));
    assert.deepEqual([seen.found, seen.valid], [2, 2], seen.said);
  });

  chapter('the standing office drafts the decision and presents it', async () => {
    const tchc = await as('tchc');
    await tchc.click('Quyết định');
    await tchc.page.getByLabel('Trích yếu quyết định').fill(
      'khen thưởng các tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua nước rút năm 2025, đợt 3');
    await tchc.page.getByLabel('Căn cứ riêng của đợt này').fill('Căn cứ kết quả thi đua đợt 3');
    await tchc.choose('Người ký', 'Trần Mạnh Toàn');
    await tchc.press('Lập dự thảo');
    where.decision = tchc.path();
    await tchc.step('Trình Giám đốc');
    assert.equal(await tchc.state(), 'Đã trình Giám đốc');
  });

  chapter('the director reads the very paper and signs it', async () => {
    const director = await asAt('giamdoc', where.decision);
    await director.awaitOn(director.page.locator('iframe'), 'the decision');
    const paper = director.page.frameLocator('iframe').locator('body');
    const words = (await paper.innerText()).replace(/\s+/g, ' ');
    for (const name of nominees) assert.ok(words.includes(name), name + ' is not in the paper');
    assert.match(words, /BHXH cơ sở Buôn Ma Thuột Giải Nhất 5\.000\.000/);
    assert.match(words, /7\.000\.000 đồng \(Bảy triệu đồng\)/);
    await picture(director, 'decision');
    await director.step('Ký quyết định');
    assert.equal(await director.state(), 'Đã ký, chờ ban hành');
    await director.says('Chữ ký hợp lệ');
  });

  chapter('the clerk numbers, seals and issues it', async () => {
    const vanthu = await as('vanthu');
    await vanthu.click('Quyết định');
    await vanthu.click('đợt 3');
    await vanthu.step('Cho số, đóng dấu, ban hành');
    assert.equal(await vanthu.state(), 'Đã ban hành');
    await vanthu.says('02/QĐ-BHXH');
    await vanthu.click('Sổ văn bản');
    await picture(vanthu, 'register');
    await vanthu.says('02/QĐ-BHXH');
  });

  chapter('the clerk has all certificates made in one file', async () => {
    const vanthu = await asAt('vanthu', where.decision);
    await vanthu.click('Lập, tải về');
    await vanthu.says('Chưa lập bộ nào');
    await vanthu.page.getByLabel('Giấy chứng nhận').check();
    await vanthu.page.getByLabel('Dịch sang phải (mm)').fill('một');
    await vanthu.press('Lập tệp');
    await vanthu.refusedWith(422, 'Độ dịch là số milimét');
    assert.ok(await vanthu.page.getByLabel('Giấy chứng nhận').isChecked());
    await vanthu.page.getByLabel('Dịch sang phải (mm)').fill('1,5');
    await vanthu.press('Lập tệp');
    const file = vanthu.page.getByRole('link', { name: /^Tải về/ });
    await vanthu.awaitOn(file, 'the file of certificates');
    await vanthu.says(`${nominees.length}/${nominees.length} giấy`);
    await picture(vanthu, 'certificates');
    const words = wordsOf(await vanthu.download(file));
    for (const name of nominees) assert.ok(words.includes(name), name + ' has no certificate');
    assert.match(words, /Quyết định số: 02\/QĐ-BHXH/);
  });

  chapter('and the same as an archive', async () => {
    const vanthu = await as('vanthu');
    await vanthu.click('Giấy khen, giấy chứng nhận');
    await vanthu.page.getByLabel(/^Một tệp nén/).check();
    await vanthu.press('Lập tệp');
    const file = vanthu.page.getByRole('link', { name: /^Tải về/ });
    await vanthu.awaitOn(file, 'the archive of certificates');
    const bytes = await vanthu.download(file);
    assert.equal(bytes.subarray(0, 2).toString(), 'PK');
    assert.ok(bytes.includes('Trần Quốc Đạt.pdf'), 'nobody finds their certificate by its name');
  });

  chapter('finance prints the list that is signed for', async () => {
    const khtc = await asAt('khtc', where.decision);
    await khtc.click(/Danh sách chi tiền thưởng/, khtc.page.getByRole('region', { name: 'Văn bản để in' }));
    const words = (await khtc.page.locator('body').innerText()).replace(/\s+/g, ' ');
    for (const name of nominees) assert.ok(words.includes(name), name + ' is not on the list');
    assert.match(words, /7\.000\.000/);
  });

  chapter('finance pays, and the clerk puts the dossier into the archive', async () => {
    const khtc = await asAt('khtc', '/');
    await khtc.click(/đợt 3/);
    assert.equal(khtc.path(), where.decision);
    await khtc.step('Xác nhận đã chi thưởng');
    assert.equal(await khtc.state(), 'Đã chi thưởng');
    const vanthu = await as('vanthu');
    await vanthu.click('Hồ sơ');
    await vanthu.click(title);
    await vanthu.step('Nộp lưu');
    assert.equal(await vanthu.state(), 'Đã lưu');
  });

  chapter('the unit is told, and sees all that happened', async () => {
    const bmt = await as('bmt');
    await bmt.click(/^Thông báo/);
    await bmt.says(/HS-00010: đã ban hành Quyết định số 02\/QĐ-BHXH khen thưởng .* Quyết định có trong hồ sơ\./);
    await bmt.click(/đã ban hành Quyết định/);
    assert.equal(bmt.path(), where.dossier);
    assert.equal(await bmt.state(), 'Đã lưu');
    await picture(bmt, 'dossier');
    const timeline = await bmt.page.getByRole('region', { name: 'Quá trình xử lý' }).innerText();
    for (const deed of ['Trình hồ sơ', 'Tiếp nhận', 'Xác nhận đủ điều kiện', 'Công bố kết quả',
                        'Trình Giám đốc', 'Ký quyết định', 'Cho số, đóng dấu, ban hành',
                        'Xác nhận đã chi thưởng', 'Nộp lưu'])
      assert.ok(timeline.includes(deed), deed + ' is not in the timeline');
  });

  chapter('the paper carries both signatures and every name', async () => {
    const vanthu = await asAt('vanthu', where.decision);
    const bytes = await vanthu.download(vanthu.page.getByRole('link', { name: 'Mở bản PDF' }));
    const signatures = signaturesOf(bytes);
    assert.deepEqual([signatures.found, signatures.valid], [2, 2], signatures.said);
    const words = wordsOf(bytes);
    for (const name of nominees) assert.ok(words.includes(name), name + ' is not in the PDF');
    // The number and the day were filled into fields, which come after the text.
    assert.match(words, /Số: \/QĐ-BHXH.* 02 ngày \d{2} tháng 12 năm 2025/);
    const link = vanthu.page.getByRole('link', { name: 'Trang kiểm tra công khai' });
    where.verify = await link.getAttribute('href');
  });

  chapter('anybody finds with the code that the decision is genuine', async () => {
    const somebody = await Person.at(stage.office, stage.browser);
    await somebody.open('/sign-in');
    await somebody.click('Tra cứu văn bản');
    await somebody.page.getByLabel(/^Mã kiểm tra/).fill(where.verify.split('/').pop());
    await somebody.press('Kiểm tra');
    assert.equal(somebody.status, 200);
    await somebody.says(/02\/QĐ-BHXH/);
    await somebody.says('Văn bản thật, đang có hiệu lực');
    await picture(somebody, 'verify');
    const original = somebody.page.getByRole('link', { name: /Tải bản gốc/ });
    assert.equal(signaturesOf(await somebody.download(original)).valid, 2);
  });

  chapter('the auditor sees every step and an unbroken record', async () => {
    const kiemtra = await as('kiemtra');
    await kiemtra.click('Nhật ký');
    await kiemtra.says(/HS-00010/);
    await kiemtra.says('Nộp lưu');
    assert.equal(await kiemtra.page.getByRole('alert').count(), 0);
    await kiemtra.open(where.dossier);
    assert.deepEqual(await kiemtra.offered(), []);
  });

  chapter('nothing went wrong unseen', () => assert.deepEqual(stage.unseen(), []));
});
