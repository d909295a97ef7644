import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { plainDate } from '../base/plain-date.ts';
import { checkUpload, type UploadRequest } from './take.ts';

const today = plainDate('2027-01-19');

/** An upload that goes on until it is told to end. */
function upload(ip: string): { readonly request: UploadRequest; readonly stream: PassThrough } {
  const stream = new PassThrough();
  const file = async () => ({ file: stream, filename: 'EDEX.XML' });
  return { request: { ip, isMultipart: () => true, file } as unknown as UploadRequest, stream };
}

test('one address takes two places and all together four; a place is free again when its file is through', async () => {
  const uploads = ['een', 'een', 'twee', 'drie'].map(upload);
  const running = uploads.map(({ request }) => checkUpload(request, 1000, today));
  assert.equal(await checkUpload(upload('een').request, 1000, today), 'busy');
  assert.equal(await checkUpload(upload('vier').request, 1000, today), 'busy');
  for (const { stream } of uploads) stream.end('<brief/>');
  for (const outcome of await Promise.all(running)) {
    assert.equal(typeof outcome === 'string' ? outcome : outcome.report.findings[0]?.code, 'CHECK-UNKNOWN');
  }
  const after = upload('een');
  after.stream.end('<brief/>');
  assert.notEqual(await checkUpload(after.request, 1000, today), 'busy');
});

test('a file that trickles in is left, and its place is free again', async () => {
  for (let nth = 0; nth < 3; nth += 1) {
    const { request, stream } = upload('traag');
    stream.write('<EDEX>');
    assert.equal(await checkUpload(request, 1000, today, 20), 'too-slow');
  }
});
