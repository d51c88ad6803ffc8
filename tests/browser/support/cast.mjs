// One office with everybody who works there, for the length of a test file.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';

import { openOffice, screenshots } from './office.mjs';
import { openBrowser, Person } from './person.mjs';

// Call inside describe(): opens the office before its tests and closes it after.
export function cast() {
  const people = new Map();
  const stage = {
    office: undefined,
    browser: undefined,
    // The person of this name, signed in once.
    async as(username) {
      if (!people.has(username))
        people.set(username, await Person.signedIn(stage.office, stage.browser, username));
      return people.get(username);
    },
    async asAt(username, path) {
      return (await stage.as(username)).open(path);
    },
    // What browsers complained of, and what the office logged as its own fault.
    unseen() {
      const accidents = stage.office.log().split('\n').filter((line) => line.includes('accident'));
      return [...[...people.values()].flatMap((person) => person.complaints), ...accidents];
    },
    picture: (person, name, options) => person.picture(join(screenshots, name + '.png'), options),
  };
  before(async () => {
    mkdirSync(screenshots, { recursive: true });
    stage.office = await openOffice();
    stage.browser = await openBrowser();
  });
  after(async () => {
    await stage.browser?.close();
    await stage.office?.stop();
  });
  return stage;
}

// Tests that follow from each other: what comes after one that failed says
// nothing and is skipped.
export function chapters() {
  let broken = false;
  return (name, work) =>
    it(name, async (test) => {
      if (broken) return test.skip('a chapter before it failed');
      broken = true;
      await work();
      broken = false;
    });
}

// Fills the ballot that lies open: yes to everybody, or no to one.
export async function fillBallot(member, no) {
  for (const vote of await member.page.getByRole('group').all()) {
    const against = no && (await vote.innerText()).includes(no);
    await vote.getByLabel(against ? 'Không đồng ý' : 'Đồng ý', { exact: true }).check();
  }
  await member.page.getByLabel(/^Tôi đã xem lại lựa chọn/).check();
}

// The three holders take their codes: of the chair, the secretary and the auditor.
export async function takeCodes(stage, meeting) {
  const thuky = await stage.asAt('thuky', meeting);
  await thuky.press('Chọn người giám sát');
  const codes = [];
  for (const username of ['giamdoc', 'thuky', 'kiemtra']) {
    const holder = await stage.asAt(username, meeting);
    await holder.press('Lấy mã của tôi');
    codes.push(await holder.page.getByText(/^([0-9A-Z]{4}-){8}[0-9A-Z]{4}$/).innerText());
  }
  return codes;
}

// Who has not said yet whether they are in conflict holds the vote up.
export async function declareNoConflict(stage, username, meeting) {
  const member = await stage.asAt(username, meeting + '/conflicts');
  await member.page.getByLabel('Tôi không có xung đột lợi ích').check();
  await member.press('Gửi khai báo');
}

// Two of them open the ballots.
export async function openBallots(stage, meeting, [first, second]) {
  const thuky = await stage.asAt('thuky', meeting);
  await thuky.page.getByLabel('Mã thứ nhất').fill(first);
  await thuky.page.getByLabel('Mã thứ hai').fill(second);
  await thuky.press('Mở và đếm phiếu');
  await thuky.says('Khóa mở phiếu đã hủy');
}
