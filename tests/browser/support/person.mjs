// A person at the office: a browser of their own, and what a person does with
// it. Everything is found by what can be read on the page, never by a class or
// an address, so that what the tests press is what people see.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { chromium } from 'playwright-core';

import { password } from './office.mjs';

const patience = 20_000; // ms for one page or one click, on a busy machine
const tries = 200; // of reloading a page that waits for a paper; each takes some milliseconds

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.TDKT_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export class Person {
  // `options`: of the browser's context. There is no JavaScript unless they say so.
  static async at(office, browser, options = {}) {
    const context = await browser.newContext({
      baseURL: office.url,
      locale: 'vi-VN',
      viewport: { width: 1366, height: 900 },
      javaScriptEnabled: false,
      ...options,
    });
    context.setDefaultTimeout(patience);
    return new Person(office, context, await context.newPage());
  }

  static async signedIn(office, browser, username, options) {
    const person = await Person.at(office, browser, options);
    await person.signIn(username);
    return person;
  }

  constructor(office, context, page) {
    this.office = office;
    this.context = context;
    this.page = page;
    this.status = 0;
    this.complaints = []; // of the browser: what it would not load, style or run
    page.on('response', (response) => {
      const request = response.request();
      if (request.isNavigationRequest() && request.frame() === page.mainFrame())
        this.status = response.status();
    });
    page.on('console', (message) => {
      const refused = /status of 4\d\d/.test(message.text()); // the page says so itself
      if (message.type() === 'error' && !refused)
        this.complaints.push(`${page.url()}: ${message.text()}`);
    });
  }

  // The same person in a second window.
  async secondWindow() {
    return new Person(this.office, this.context, await this.context.newPage());
  }

  leave() {
    return this.context.close();
  }

  async signIn(username) {
    await this.open('/sign-in');
    await this.page.getByLabel('Tên đăng nhập').fill(username);
    await this.page.getByLabel('Mật khẩu').fill(password);
    await this.press('Đăng nhập');
    assert.equal(await this.heading(), 'Việc của tôi', `${username} cannot sign in`);
  }

  async open(path) {
    await this.page.goto(path);
    return this;
  }

  // What a click leads to has been loaded when this returns.
  async follow(locator) {
    await Promise.all([this.page.waitForEvent('load'), locator.click({ timeout: 15000 })]);
  }

  press(name, within = this.page) {
    return this.follow(within.getByRole('button', { name, exact: true }));
  }

  click(name, within = this.page) {
    return this.follow(within.getByRole('link', { name }).first());
  }

  // One of “Việc Ông/Bà có thể làm”; what asks for a reason lies folded.
  async step(label, reason) {
    if (reason === undefined) return this.press(label, this.steps());
    await this.unfold(label, reason);
    return this.press('Xác nhận: ' + label, this.steps());
  }

  async unfold(label, reason) {
    const fold = this.steps().locator('details', { hasText: label + '…' });
    if (!(await fold.evaluate((element) => element.open))) await fold.locator('summary').click();
    await fold.getByLabel('Lý do').fill(reason);
  }

  steps() {
    return this.page.getByRole('region', { name: 'Việc Ông/Bà có thể làm' });
  }

  // The labels of the steps that may be taken now.
  async offered() {
    const buttons = this.steps().locator('summary, button:enabled:not(details button)');
    return (await buttons.allInnerTexts()).map((text) => text.replace(/…$/, ''));
  }

  // Why the greyed steps cannot be taken.
  async reasons() {
    return (await this.steps().locator('.reasons li').allInnerTexts()).join('\n');
  }

  // The option of a list that says these words among others.
  async choose(label, words) {
    const list = this.page.getByLabel(label);
    await list.selectOption(await list.locator('option', { hasText: words }).getAttribute('value'));
  }

  async attach(kind, name, text) {
    await this.page.getByLabel('Loại tài liệu').selectOption({ label: kind });
    await this.page
      .getByLabel(/^Tệp/)
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await this.press('Tải tệp lên');
  }

  // Papers are written after the step that asks for them: looks again until one is there.
  async awaitOn(locator, what) {
    for (let i = 0; i < tries; ++i) {
      if (await locator.count()) return;
      await this.page.reload();
    }
    throw new Error(`${what} did not come; the page says:\n` + (await this.text()));
  }

  heading() {
    return this.page.getByRole('heading', { level: 1 }).innerText();
  }

  text() {
    return this.page.locator('main').innerText();
  }

  path() {
    return new URL(this.page.url()).pathname;
  }

  // Where the dossier, the nomination or the meeting of this page stands.
  state() {
    return this.page.locator('.standing .badge').first().innerText();
  }

  async says(words) {
    const text = await this.text();
    if (words instanceof RegExp) assert.match(text, words);
    else assert.ok(text.includes(words), `“${words}” is not on the page ${this.path()}:\n${text}`);
  }

  // The last page was refused with this status, in words a person understands.
  async refusedWith(status, words) {
    assert.equal(this.status, status);
    await this.says(words);
  }

  async download(link) {
    const href = await link.getAttribute('href');
    const response = await this.context.request.get(href);
    assert.equal(response.status(), 200, href);
    return response.body();
  }

  async picture(path, options = {}) {
    await this.page.screenshot({ path, ...options });
    assert.ok(readFileSync(path).length > 10_000, `${path} is an empty picture`);
  }
}
