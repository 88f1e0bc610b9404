// Checks pages in a real browser. `node check.mjs PAGE.html…`; exit code 1 where something is wrong.
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
let wrong = 0;
const tell = (...words) => {
  wrong += 1;
  console.log('WRONG', ...words);
};

async function look(browser, page, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const tab = await context.newPage();
  tab.on('console', (message) => tell(page, message.text()));
  tab.on('pageerror', (error) => tell(page, error.message));
  tab.on('request', (request) => /^(file|data):/.test(request.url()) || tell(page, 'asks for', request.url()));
  await tab.goto(pathToFileURL(resolve(page)).href);
  if (await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth)) tell(page, 'is wider than', width);
  await tab.evaluate(`${axe};0`);
  const found = await tab.evaluate((runOnly) => axe.run(document, { runOnly }), RULES);
  for (const { id, help, nodes } of found.violations) tell(page, width, colorScheme, id, help, nodes[0].html);
  await context.close();
}

async function time(browser, page) {
  const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await tab.goto(pathToFileURL(resolve(page)).href);
  const told = await tab.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    const took = async (act) => {
      const start = performance.now();
      act();
      await frame();
      return `${Math.round(performance.now() - start)} ms`;
    };
    const tables = [...document.querySelectorAll('main section table')].sort((one, other) => other.rows.length - one.rows.length);
    const button = tables[0]?.querySelector('thead button');
    const field = document.querySelector('#filter');
    if (!button || !field) return null;
    tables[0].scrollIntoView();
    await frame();
    const sort = await took(() => button.click());
    field.value = 'e';
    return { rows: tables[0].tBodies[0].rows.length, sort, filter: await took(() => field.dispatchEvent(new Event('input'))) };
  });
  if (told) console.log(page, told);
  await tab.close();
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
for (const page of process.argv.slice(2)) {
  for (const width of [360, 768, 1440]) for (const scheme of ['light', 'dark']) await look(browser, page, width, scheme);
  await time(browser, page);
}
await browser.close();
console.log(wrong === 0 ? 'all is well' : `${wrong} things are wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
