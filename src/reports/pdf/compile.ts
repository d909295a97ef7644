import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { Bug } from '../../base/assert.ts';
import type { PdfFile } from './types.ts';

const FONT_FILES = ['400Regular/SourceSans3_400Regular.ttf', '600SemiBold/SourceSans3_600SemiBold.ttf'];
/** Files of which parts are remembered: letters and frames come back in the next one, and memory has an end. */
const KEEP_COMPILED = 2;

let compiler: NodeCompiler | undefined;

/** Sets a file as PDF/UA-1. Synchronous, milliseconds a page: call it in a worker (`worker.ts`). */
export function compilePdf(file: PdfFile): Uint8Array {
  compiler ??= openCompiler();
  const document = compiler.compile({
    mainFilePath: path.join(import.meta.dirname, 'report.typ'),
    inputs: { data: JSON.stringify(file) },
  });
  const { result } = document;
  if (!result) {
    throw new Bug(`the report template failed: ${JSON.stringify(document.takeDiagnostics()?.shortDiagnostics)}`);
  }
  const bytes = compiler.pdf(result, {
    pdfStandard: PdfStandard.UA_1, creationTimestamp: Math.floor(file.madeAtMs / 1000),
  });
  compiler.evictCache(KEEP_COMPILED);
  return bytes;
}

function openCompiler(): NodeCompiler {
  const folder = path.dirname(fontFile('package.json'));
  return NodeCompiler.create({
    workspace: import.meta.dirname,
    fontArgs: [{ fontBlobs: FONT_FILES.map((file) => readFileSync(path.join(folder, file))) }],
  });
}

function fontFile(file: string): string {
  return new URL(import.meta.resolve(`@expo-google-fonts/source-sans-3/${file}`)).pathname;
}
