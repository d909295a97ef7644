import { checkDocument } from './check.ts';
import { renderReport } from './render.ts';
import { hasErrors } from './report.ts';

/** What the command needs of the world. */
export interface CheckIo {
  /** Rejects when the file cannot be read. */
  readFile(path: string): Promise<Uint8Array>;
  stdin(): Promise<Uint8Array>;
  out(text: string): void;
  err(text: string): void;
}

const usage = 'Gebruik: inbeeld check BESTAND [--json]   (BESTAND is - voor standaardinvoer)\n';

/** `inbeeld check FILE [--json]`.
 * @param args what stands behind the word `check`
 * @returns 0 no errors in the document; 1 errors, or unknown; 2 wrong usage, or a file that cannot be read */
export async function checkCommand(args: readonly string[], io: CheckIo): Promise<0 | 1 | 2> {
  const options = args.filter((arg) => arg.startsWith('--'));
  const paths = args.filter((arg) => !arg.startsWith('--'));
  const [path] = paths;
  if (path === undefined || paths.length > 1 || options.some((option) => option !== '--json')) {
    io.err(usage);
    return 2;
  }
  const bytes = await read(path, io);
  if (bytes === null) {
    io.err(`Het bestand ${path === '-' ? 'op standaardinvoer' : path} kan niet gelezen worden.\n`);
    return 2;
  }
  const report = checkDocument(bytes, path);
  io.out(options.includes('--json') ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report));
  return hasErrors(report) ? 1 : 0;
}

async function read(path: string, io: CheckIo): Promise<Uint8Array | null> {
  try {
    return path === '-' ? await io.stdin() : await io.readFile(path);
  } catch {
    return null;
  }
}
