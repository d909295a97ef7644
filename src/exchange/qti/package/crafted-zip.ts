// Zips as no ordinary program makes them, for tests: every field can be made to lie.

import { crc32, deflateRawSync } from 'node:zlib';

/** A file of a crafted zip; what is left out is told truly. */
export interface CraftedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly packed?: boolean;
  /** What the archive says of it. */
  readonly crc?: number;
  readonly size?: number;
  readonly flags?: number;
  /** Unix mode, e.g. 0o120777 for a symbolic link. */
  readonly mode?: number;
  /** Name in the file's own header, where it differs from that in the directory. */
  readonly localName?: string;
  /** Place of the file whose content this one claims too. */
  readonly contentOf?: number;
}

/** A zip of these files, in this order. */
export function craftZip(files: readonly CraftedFile[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const file of files) {
    const fields = fieldsOf(file);
    const localName = Buffer.from(file.localName ?? file.name);
    const local = Buffer.concat([header('04034b50', fields, []), localName, fields.body]);
    const at = file.contentOf === undefined ? offset : offsets[file.contentOf]!;
    offsets.push(at);
    directory.push(Buffer.concat([header('02014b50', fields, [file.mode ?? 0, at]), Buffer.from(file.name)]));
    if (file.contentOf !== undefined) continue;
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, central, end]));
}

interface Fields {
  readonly body: Buffer;
  readonly nameLength: number;
  readonly localNameLength: number;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly size: number;
}

function fieldsOf({ name, localName, content, packed = false, crc, size, flags = 0x800 }: CraftedFile): Fields {
  const plain = Buffer.from(content);
  return {
    body: packed ? deflateRawSync(plain) : plain, method: packed ? 8 : 0, flags, crc: crc ?? crc32(plain),
    size: size ?? plain.length, nameLength: Buffer.byteLength(name),
    localNameLength: Buffer.byteLength(localName ?? name),
  };
}

/** The fixed part of a header; the directory's has a maker, a mode and an offset besides. */
function header(signature: string, fields: Fields, central: readonly number[]): Buffer {
  const inDirectory = central.length > 0;
  const bytes = Buffer.alloc(inDirectory ? 46 : 30);
  bytes.writeUInt32BE(Number.parseInt(signature.match(/../g)!.toReversed().join(''), 16), 0);
  // 3: made on Unix, so that the mode counts.
  if (inDirectory) bytes.writeUInt16LE(3 << 8 | 20, 4);
  const at = inDirectory ? 6 : 4;
  bytes.writeUInt16LE(20, at);
  bytes.writeUInt16LE(fields.flags, at + 2);
  bytes.writeUInt16LE(fields.method, at + 4);
  bytes.writeUInt32LE(0x5a210000, at + 6);
  bytes.writeUInt32LE(fields.crc, at + 10);
  bytes.writeUInt32LE(fields.body.length, at + 14);
  bytes.writeUInt32LE(fields.size, at + 18);
  bytes.writeUInt16LE(inDirectory ? fields.nameLength : fields.localNameLength, at + 22);
  if (inDirectory) {
    bytes.writeUInt32LE(central[0]! * 0x1_0000, 38);
    bytes.writeUInt32LE(central[1]!, 42);
  }
  return bytes;
}
