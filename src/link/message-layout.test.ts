import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOut } from './message-layout.ts';

test('every element stands on a line of its own, with what is in it to the right', () => {
  const message = '<?xml version="1.0"?><s:Envelope a="1"><s:Body><leeg/><naam>De Vries</naam>\n <x></x></s:Body>'
    + '</s:Envelope>';
  assert.equal(layOut(message), [
    '<?xml version="1.0"?>', '<s:Envelope a="1">', '  <s:Body>', '    <leeg/>', '    <naam>De Vries</naam>',
    '    <x></x>', '  </s:Body>', '</s:Envelope>',
  ].join('\n'));
});

test('what is no message, or was cut off, is shown as far as it goes', () => {
  assert.equal(layOut(' Bad gateway '), 'Bad gateway');
  assert.equal(layOut('<html><body>Onderhoud</body></html>'), '<html><body>Onderhoud</body></html>');
  assert.equal(layOut('<a><b>een</b><c'), '<a>\n  <b>een</b>\n  <c');
  assert.equal(layOut('</a></b>'), '</a>\n</b>');
  assert.equal(layOut(''), '');
});
