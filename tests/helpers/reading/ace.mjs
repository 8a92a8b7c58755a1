// Asks Ace by DAISY about an EPUB, for browser.mjs: ace.mjs FILE
// Returns its report. Ace's own runner is used as it is, in the browser that is there already.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default async function (context, require, file) {
  const ace = require("@daisy/ace-core");
  const runner = require("@daisy/ace-axe-runner-puppeteer");
  const puppeteer = require("puppeteer");
  require("winston").configure({ silent: true });
  const launch = puppeteer.launch;
  const folder = mkdtempSync(join(tmpdir(), "ace-"));
  puppeteer.launch = async () => ({ newPage: () => context.newPage(), close: async () => {} });
  try {
    const options = { cwd: folder, outdir: folder, silent: true, jobid: "" };
    const [, report] = await ace(file, options, runner);
    return report;
  } finally {
    puppeteer.launch = launch;
    rmSync(folder, { recursive: true, force: true });
  }
}
