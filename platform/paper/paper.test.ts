import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { openPaper, type Paper, qrSvg } from './index.ts';

const SAMPLE = 'platform/paper/templates/page.typ';
const opened: Paper[] = [];
const open = (options?: Parameters<typeof openPaper>[0]): Paper => {
  const paper = openPaper(options);
  opened.push(paper);
  return paper;
};
const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const scratch = 'platform/paper/templates/scratch-test.typ';
const written = (source: string): string => {
  writeFileSync(new URL('./templates/scratch-test.typ', import.meta.url), source);
  return scratch;
};

afterEach(() => {
  for (const paper of opened.splice(0)) paper.close();
  rmSync(new URL('./templates/scratch-test.typ', import.meta.url), { force: true });
});

describe('printing', () => {
  test('[K2] papers asked for together come back each as its own, within seconds', async () => {
    const paper = open();
    const started = performance.now();
    const pdfs = await Promise.all(Array.from({ length: 10 }, () => paper.renderPdf(SAMPLE, {})));
    expect(pdfs.every((pdf) => pdf.subarray(0, 5).toString() === '%PDF-')).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('[K2] a font that is not there is an error, not a silent substitute', async () => {
    await expect(open().renderPdf(written('#set text(font: "No Such Font")\n你好'), {})).rejects.toThrow(/unknown font/);
  });

  test('[K2] a template that does not compile is named, and the next paper still prints', async () => {
    const paper = open();
    await expect(paper.renderPdf(written('#panic("stop")'), {})).rejects.toThrow(/scratch-test\.typ.*stop/);
    await expect(paper.renderPdf(SAMPLE, {})).resolves.toBeInstanceOf(Buffer);
  });

  test('[K2] a paper that never ends is given up, and the next one still prints', async () => {
    const paper = open({ timeoutMs: 1_500 });
    const endless = written('#for i in range(100000) { for j in range(100000) { let x = i - j } }');
    await expect(paper.renderPdf(endless, {})).rejects.toThrow(/took longer/);
    await expect(paper.renderPdf(SAMPLE, {})).resolves.toBeInstanceOf(Buffer);
  });

  test('[W5] the worker goes when nothing is printed, and comes back when something is', async () => {
    const paper = open({ idleMs: 50 });
    expect(paper.workerPid()).toBeNull();
    await paper.renderPdf(SAMPLE, {});
    const pid = paper.workerPid()!;
    expect(alive(pid)).toBe(true);
    await expect.poll(() => alive(pid)).toBe(false);
    expect(paper.workerPid()).toBeNull();
    await expect(paper.renderPdf(SAMPLE, {})).resolves.toBeInstanceOf(Buffer);
  });

  test.each(['../secret.typ', '/etc/passwd', 'web/paper/receipt.ts', 'web//x.typ'])('%s is not a template', async (name) => {
    await expect(open().renderPdf(name, {})).rejects.toThrow(/not a template/);
  });
});

test('[C5] a QR code holds what was put in, as a reader sees it', async () => {
  const url = 'https://daiban.example/w/7K3QHM2ZXCPW?编号=蚂蚁岛';
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer } });
  const picture = await sharp(Buffer.from(qrSvg(url)), { density: 400 })
    .resize(400)
    .png()
    .toBuffer();
  const [found] = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'] });
  expect(found?.text).toBe(url);
});
