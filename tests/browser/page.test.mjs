// The HTML page in a real browser: figures without script, no network, no violations of accessibility, no overflow on a
// phone, sorting, printing. Run by scripts/test; needs Chromium and `npm ci` here.
//
// WA_KPI = the program, CHROMIUM = the browser, SHOTS = a folder for screenshots (none are taken without it).

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.WA_KPI ?? join(root, "target/debug/wa-kpi");
const candidates = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = candidates.find((path) => path && existsSync(path));
const shots = process.env.SHOTS;

const load = async (name) => import(name).then((module) => module.default ?? module).catch(() => null);
const playwright = await load("playwright-core");
const missing = !executablePath ? "Chromium is not installed" : !playwright ? "npm ci was not run in tests/browser" : null;
if (missing) console.error(`!! SKIPPED: the browser tests (${missing})`);
const inBrowser = (name, body) => test(name, { skip: missing ?? false }, body);

const folder = mkdtempSync(join(tmpdir(), "wa-kpi-browser-"));
const pages = {};
const evil = "<script>window.hacked = true</script>";
const names = [evil, "حملة الربيع", "promotion-".repeat(20), "春节 🎉 促销", "=1+1"];
let browser;

function report(name, inputs, ...options) {
  pages[name] = join(folder, `${name}.html`);
  execFileSync(program, ["report", ...inputs, "-o", pages[name], "--quiet", ...options], { cwd: root });
}

// Campaigns by day, as canonical CSV.
function invent(campaigns, days) {
  const lines = ["message_id,customer,direction,author,campaign,category,sent_at,delivered_at,read_at"];
  const at = (day, minute) => new Date(Date.UTC(2026, 9, 1 + day, 8, minute)).toISOString();
  campaigns.forEach((campaign, c) => {
    for (let day = 0; day < days; day++) {
      for (let i = 0; i < 4; i++) {
        const read = (c + day + i) % 3 ? at(day, i + 9) : "";
        const name = `"${campaign.replaceAll('"', '""')}"`;
        lines.push(`m${c}-${day}-${i},1555${1000000 + c * 1000 + i},outbound,campaign,${name},marketing,${at(day, i)},${at(day, i + 1)},${read}`);
      }
    }
  });
  return lines.join("\n");
}

before(async () => {
  if (missing) return;
  const shop = ["examples/shop", "--config", "examples/shop/wa-kpi.toml"];
  report("shop", shop);
  report("compared", shop, "--last", "30d", "--compare", "previous", "--by", "campaign");
  const nasty = join(folder, "nasty.csv");
  writeFileSync(nasty, invent(names, 3));
  report("nasty", [nasty], "--by", "campaign", "--all");
  const month = join(folder, "month.csv");
  writeFileSync(month, invent(Array.from({ length: 20 }, (_, i) => `campaign ${i + 1}`), 30));
  report("month", [month], "--by", "campaign,day");
  if (shots) mkdirSync(shots, { recursive: true });
  browser = await playwright.chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

// Opens a page and fails on errors and on anything that is fetched.
async function visit(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const url = pathToFileURL(pages[name]).href;
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("request", (request) => request.url() !== url && troubles.push(`fetched ${request.url()}`));
  await page.goto(url);
  return { page, troubles, close: () => context.close() };
}

const sizes = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 900 } };

for (const name of ["shop", "compared", "nasty", "month"]) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
      inBrowser(`${name} on a ${size}, ${colorScheme}: accessible, without overflow, without network`, async () => {
        const { page, troubles, close } = await visit(name, { viewport, colorScheme });
        const [width, widest] = await page.evaluate(() => {
          const scrolled = (element) => element.closest(".scroll, .hidden, .skip, svg, caption");
          const right = (element) => (scrolled(element) ? 0 : element.getBoundingClientRect().right);
          const widest = [...document.body.querySelectorAll("*")].reduce((one, other) => (right(other) > right(one) ? other : one));
          return [document.documentElement.scrollWidth, widest.outerHTML.slice(0, 200)];
        });
        assert.ok(width <= viewport.width, `the page is ${width} wide on a screen of ${viewport.width}: ${widest}`);
        if (shots) await page.screenshot({ path: join(shots, `${name}-${size}-${colorScheme}.png`), fullPage: true });
        if (name !== "month" && !(size === "phone" && colorScheme === "dark")) {
          await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
          await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
          const { violations } = await page.evaluate(() => axe.run());
          const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
          assert.deepEqual(told, []);
        }
        assert.deepEqual(troubles, []);
        await close();
      });
    }
  }
}

inBrowser("everything is there without script", async () => {
  const { page, close } = await visit("shop", { javaScriptEnabled: false });
  const text = await page.innerText("main");
  for (const said of ["Delivery rate", "Values", "records", "Time to delivery"]) assert.ok(text.includes(said), said);
  await page.click("tr#delivery_rate summary");
  assert.ok(await page.isVisible("tr#delivery_rate .definition"));
  await close();
});

inBrowser("a name from an export is shown as such and never run", async () => {
  const { page, close } = await visit("nasty");
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  for (const name of names.slice(0, 4)) assert.ok((await page.innerText("main")).includes(name), name);
  await close();
});

inBrowser("a click and a key on a heading sort a table", async () => {
  const { page, close } = await visit("nasty");
  const table = page.locator("table.sortable").filter({ hasText: "Open rate" }).first();
  const column = await table.locator("thead th").allInnerTexts().then((all) => all.findIndex((text) => text.startsWith("Open rate")));
  const values = () => table.locator(`tbody tr td:nth-child(${column + 1})`).evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.v)));
  const button = table.locator("thead th").nth(column).locator("button");
  await button.click();
  const rising = await values();
  assert.deepEqual(rising, [...rising].sort((a, b) => a - b));
  await button.press("Enter");
  assert.deepEqual(await values(), rising.reverse());
  assert.equal(await table.locator("thead th").nth(column).getAttribute("aria-sort"), "descending");
  await close();
});

inBrowser("a card leads to its figure and opens what it was counted from", async () => {
  const { page, close } = await visit("shop");
  await page.click(".cards a[href='#reply_rate']");
  await page.waitForSelector("tr#reply_rate details[open]");
  await close();
});

inBrowser("it prints on A4", async () => {
  const { page, close } = await visit("shop");
  const pdf = await page.pdf({ format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  if (shots) writeFileSync(join(shots, "shop.pdf"), pdf);
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(sheets >= 4 && sheets <= 60, `${sheets} sheets`);
  await close();
});

inBrowser("twenty campaigns by thirty days stay under a megabyte", () => {
  assert.ok(statSync(pages.month).size < 1e6, `${statSync(pages.month).size} bytes`);
});
