// Takes the pictures of the README: the terminal and the page. Called by scripts/pictures.
//
// WA_KPI = the program, CHROMIUM = the browser.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.WA_KPI ?? join(root, "target/debug/wa-kpi");
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));
const pictures = join(root, "docs/pictures");
const shop = ["report", "examples/shop", "--config", "examples/shop/wa-kpi.toml"];
const run = (...options) => execFileSync(program, [...shop, ...options], { cwd: root, encoding: "utf8", env: { ...process.env, COLUMNS: "100" } });

// What a terminal shows for the few codes that tables use.
const classes = { 1: "bold", 2: "faint", "38;5;9": "bad", "38;5;10": "good", "38;5;11": "warning" };
function terminal(text) {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  let open = 0;
  const colored = escaped.replace(/\x1b\[([\d;]*)m/g, (_, codes) => {
    const names = [classes[codes]].filter(Boolean);
    const closed = "</span>".repeat(names.length ? 0 : open);
    open = names.length ? open + 1 : 0;
    return closed + (names.length ? `<span class="${names.join(" ")}">` : "");
  });
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #14181c; color: #e8ebee; }
    pre { font: 14px/1.35 "DejaVu Sans Mono", monospace; padding: 20px 24px; margin: 0; width: max-content; }
    .bold { font-weight: bold } .faint { color: #a3adb8 } .good { color: #4cc9a0 } .bad { color: #ff9a62 } .warning { color: #f0c15c }
  </style><pre>$ wa-kpi ${shop.join(" ")} --last 30d --compare previous\n${colored}</pre>`;
}

const folder = mkdtempSync(join(tmpdir(), "wa-kpi-pictures-"));
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  const lines = run("--last", "30d", "--compare", "previous", "--color", "always");
  await page.setContent(terminal(lines.split("\n").slice(0, 44).join("\n")));
  await page.locator("pre").screenshot({ path: join(pictures, "terminal.png") });

  const file = join(folder, "october.html");
  run("--last", "30d", "--compare", "previous", "-o", file, "--quiet");
  await page.setViewportSize({ width: 1180, height: 1300 });
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: join(pictures, "page.png") });
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
